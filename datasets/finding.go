package datasets

import "os"

// The severities of a finding.
const (
	SeverityError = "error" // nothing is written
	SeverityDoubt = "doubt" // the import goes on, and says what it assumed
)

// Finding is a row of findings.csv: what an import found in one place of its source, and what it did about it.
type Finding struct {
	File     string `parquet:"file" doc:"file of the source"`
	Row      int    `parquet:"row" doc:"line of the file, the header being 1; 0 when it is about the whole file"`
	Column   string `parquet:"column,optional" doc:"column of the source"`
	Value    string `parquet:"value,optional" doc:"what was found"`
	Expected string `parquet:"expected" doc:"what would have been right"`
	Severity string `parquet:"severity" rota:"one=error|doubt" doc:"error: nothing was written; doubt: the programme was written"`
	Action   string `parquet:"action" doc:"what the import did"`
}

// WriteFindings writes the findings as a CSV file at path.
func WriteFindings(path string, findings []Finding) error {
	return os.WriteFile(path, formatCSV(findings), 0o644)
}

package datasets

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// documented are the tables that README.md must describe: those of a programme and those that stand by themselves.
func documented() []table {
	return append(tables(),
		table{name: annualTable, row: reflect.TypeFor[Stay]()},
		table{name: shiftTable, row: reflect.TypeFor[Shift]()},
		table{name: strings.TrimSuffix(findingsFile, csvEnding), row: reflect.TypeFor[Finding]()})
}

// description is what README.md must say of a table, as its struct tags have it.
func description(t table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s.csv\n\n", t.name)
	var keys []string
	for _, c := range columnsOf(t.row) {
		if c.key {
			keys = append(keys, c.name)
		}
	}
	if len(keys) > 0 {
		fmt.Fprintf(&b, "Key: %s.\n\n", strings.Join(keys, ", "))
	}
	b.WriteString("| Column | Type | Unit | Null | Meaning |\n|---|---|---|---|---|\n")
	for _, c := range columnsOf(t.row) {
		null := "no"
		if c.nullable() {
			null = "yes"
		}
		what := strings.ReplaceAll(strings.TrimSuffix(c.expected(), ", or nothing"), "|", `\|`)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", c.name, what, c.unit, null, c.doc)
	}
	return b.String()
}

// TestReadmeDescribesEveryColumn fails when README.md and the struct tags say different things of a table, or when one of
// them has a table or column that the other has not.
func TestReadmeDescribesEveryColumn(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	names := map[string]bool{}
	for _, d := range documented() {
		names[d.name] = true
		if want := description(d); !strings.Contains(readme, want) {
			t.Errorf("README.md does not say of %s.csv what its struct tags say; expected\n\n%s", d.name, want)
		}
		for _, c := range columnsOf(d.row) {
			if c.doc == "" {
				t.Errorf("column %s of %s.csv has no doc tag", c.name, d.name)
			}
		}
	}
	for _, heading := range regexp.MustCompile(`(?m)^### (\w+)\.csv$`).FindAllStringSubmatch(readme, -1) {
		if !names[heading[1]] {
			t.Errorf("README.md describes %s.csv, which is no table", heading[1])
		}
	}
}

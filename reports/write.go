package reports

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// Write writes into dir everything that a run leaves behind: the programme, the Parquet tables, the charts of the chosen
// candidate, the PDF, and last the manifest, which also lists the files that were in dir before. Each file, but for the
// programme's tables, appears whole or not at all, and a manifest says that all of them are there. The same Run and the same files in dir give the same bytes.
//
// The error is of a Run that cannot be reported (no blocks, or no candidate with the number Chosen), or of the disk.
func Write(dir string, r Run) error {
	if err := r.validate(); err != nil {
		return err
	}
	if err := r.Program.Write(filepath.Join(dir, "program")); err != nil {
		return fmt.Errorf("reports: %w", err)
	}
	for _, t := range r.tables() {
		if err := writeFile(dir, t.file, func(w io.Writer) error { return t.write(w, r) }); err != nil {
			return err
		}
	}
	drawn, err := pictures(charts(r))
	if err != nil {
		return err
	}
	for _, p := range drawn {
		err := writeFile(dir, "charts/"+p.file, func(w io.Writer) error {
			_, err := w.Write(p.png)
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := writeFile(dir, "report.pdf", func(w io.Writer) error { return writePDF(w, r, drawn) }); err != nil {
		return err
	}
	return writeManifest(dir, r)
}

func (r Run) validate() error {
	if r.Program == nil || len(yearBlocks(r.Program)) == 0 {
		return errors.New("reports: the programme has no blocks; expected at least block 1")
	}
	for _, c := range r.Candidates {
		if c.Number == r.Chosen {
			return nil
		}
	}
	return fmt.Errorf("reports: no candidate has the chosen number: chosen=%d candidates=%d", r.Chosen, len(r.Candidates))
}

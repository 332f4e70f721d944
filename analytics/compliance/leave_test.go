package compliance

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestRulings: testdata/leave/*.txtar are cases in the form of those of rules. Their file want has a line for each request for leave of a
// resident: its row, whether it is granted, and the reason.
func TestRulings(t *testing.T) {
	files, err := filepath.Glob("testdata/leave/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range caseNames(archive) {
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, func(t *testing.T) {
				p, stays, _, want := readCase(t, archive, name)
				rulings := Lay(p, stays).Rulings()
				if diff := cmp.Diff(string(want.Data), ruled(rulings)); diff != "" {
					t.Errorf("rulings (-want +got):\n%s", diff)
				}
				slices.Reverse(stays)
				if diff := cmp.Diff(rulings, Lay(p, stays).Rulings()); diff != "" {
					t.Errorf("the order of the stays changes the rulings:\n%s", diff)
				}
			})
		}
	}
}

// ruled writes rulings, a line each, as rows of requests.csv.
func ruled(rulings map[int]Ruling) string {
	var text strings.Builder
	for i := range 100 {
		r, asked := rulings[i]
		if !asked {
			continue
		}
		verdict := "denied"
		if r.Granted {
			verdict = "granted"
		}
		fmt.Fprintf(&text, "row %d %s%s\n", i+2, verdict, strings.TrimRight(" "+r.Reason, " "))
	}
	return text.String()
}

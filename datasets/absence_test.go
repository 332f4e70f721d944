package datasets

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBeyond: of an absence those days are left, in runs, on which none of the person's others lies.
func TestBeyond(t *testing.T) {
	away := func(person, first, last string) Absence {
		return Absence{Person: person, FirstDay: date(first), LastDay: date(last), Kind: "illness"}
	}
	ill := away("A", "2026-09-10", "2026-09-14")
	for name, c := range map[string]struct {
		others []Absence
		want   []Absence
	}{
		"none":             {nil, []Absence{ill}},
		"of somebody else": {[]Absence{away("B", "2026-09-01", "2026-09-30")}, []Absence{ill}},
		"all of it":        {[]Absence{away("A", "2026-09-10", "2026-09-12"), away("A", "2026-09-13", "2026-09-14")}, nil},
		"its end":          {[]Absence{away("A", "2026-09-13", "2026-09-20")}, []Absence{away("A", "2026-09-10", "2026-09-12")}},
		"its middle":       {[]Absence{away("A", "2026-09-12", "2026-09-12")}, []Absence{away("A", "2026-09-10", "2026-09-11"), away("A", "2026-09-13", "2026-09-14")}},
	} {
		if d := cmp.Diff(c.want, ill.Beyond(c.others)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

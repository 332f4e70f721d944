package catalog

import "strings"

// slug returns s as a part of a file name: lower case letters and digits, all else as single hyphens.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		gap = true
	}
	if b.Len() == 0 {
		return "programme"
	}
	return b.String()
}

// Name returns the name of a run, KIND-PROGRAMME-HASH.
func Name(kind, program, hash string) string { return kind + "-" + slug(program) + "-" + hash }

// The kinds of runs: those that build a schedule, and those that change one.
const (
	KindRepair  = "repair"
	KindEdit    = "edit"
	KindAnnual  = "annual"
	KindFaculty = "faculty"
	KindBlock   = "block"
)

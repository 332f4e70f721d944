package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// yearTeller has the words of the annual problem.
type yearTeller struct {
	teller
	year *year
}

// words says what a rule of the annual problem asks, with the rows that state it.
func (t *yearTeller) words(s said) (text string, sources []string) {
	people, when := who(t.people(s), "residents"), t.when(s)
	source := []string{t.problem.Rules.Source[s.rule]}
	switch s.kind {
	case "eligibility":
		return t.eligibility(s)
	case "credential":
		return t.credential(s)
	case "presence":
		return t.presence(s)
	case "filled":
		codes := t.people(s)
		return fmt.Sprintf("%s: a rotation is needed in %s", people, when), slices.Concat(t.personRows(codes), t.blockRows(s))
	case "pin":
		person, _, _ := strings.Cut(s.of, ":")
		rotation := strings.TrimPrefix(t.problem.Groups.Labels[t.problem.Bars.Group[s.parts[0].Row]], "not ")
		return fmt.Sprintf("%s is pinned to %s in %s", person, rotation, when), source
	case "requirement", "curriculum", "policy-pro-rata":
		return t.requirement(s), source
	case "prerequisite":
		i := s.parts[0].Row
		pre := &t.problem.Precedences
		text := fmt.Sprintf("%s: %s only after %s", people, t.problem.Groups.Labels[pre.After[i]], t.problem.Groups.Labels[pre.Before[i]])
		if gap := pre.Gap[i]; gap > 1 {
			text += fmt.Sprintf(", %d blocks later at least", gap)
		}
		return text, source
	case "neighbour":
		return t.neighbour(s), source
	case "cover":
		return t.cover(s), source
	}
	return t.law(s)
}

// eligibility names the rotations that are not open, as far as the rest of the conflict leaves them, and the levels.
func (t *yearTeller) eligibility(s said) (string, []string) {
	names := t.rotations(t.left(s))
	var levels []string
	for _, span := range t.spans(s) {
		for period := span[1]; period <= span[2]; period++ {
			if level := fmt.Sprintf("PGY %d", t.year.pgys[span[0]][period][0]); !slices.Contains(levels, level) {
				levels = append(levels, level)
			}
		}
	}
	codes := t.people(s)
	text := fmt.Sprintf("%s (%s in %s) may not be on %s", who(codes, "residents"), list(levels), t.when(s), t.some(names))
	return text, slices.Concat(t.rotationRows(names, ", column pgys"), rows("levels.csv", len(t.program.Levels), func(i int) bool {
		return slices.Contains(codes, t.program.Levels[i].Person)
	}))
}

// credential says for which rotations somebody's own credentials are not valid.
func (t *yearTeller) credential(s said) (string, []string) {
	names, codes := t.rotations(t.left(s)), t.people(s)
	text := fmt.Sprintf("%s: no credential that is valid all through %s for %s", who(codes, "residents"), t.when(s), t.some(names))
	return text, rows("credentials.csv", len(t.program.Credentials), func(i int) bool {
		c := t.program.Credentials[i]
		return slices.Contains(codes, c.Person) && slices.ContainsFunc(t.year.duties, func(d duty) bool { return slices.Contains(names, d.rotation) && d.has(c.Credential) })
	})
}

// presence says who is away, and of how many.
func (t *yearTeller) presence(s said) (string, []string) {
	absences := t.absenceRows(s)
	codes := t.people(s)
	text := fmt.Sprintf("%s: not there in %s", who(codes, "residents"), t.when(s))
	if len(codes) > 2 {
		text = fmt.Sprintf("%s of %d: not there in %s", who(codes, "residents"), len(t.problem.People), t.when(s))
	}
	if len(absences) > 0 {
		return text, absences
	}
	return text, t.personRows(codes)
}

// requirement says what an amount of a requirement or of the law on a whole training is.
func (t *yearTeller) requirement(s said) string {
	what := strings.Split(s.of, ":")[0]
	unit, kind := t.problem.Rules.Unit[s.rule]+"s", "at least"
	if s.above {
		kind = "at most"
	}
	each, alike, total := t.bounds(s)
	amount := fmt.Sprintf("%s %d %s", kind, total, unit)
	if n := len(s.parts); alike && n > 1 {
		amount = fmt.Sprintf("%s %d x %d = %d %s", kind, n, each, total, unit)
	}
	if s.kind == "curriculum" { // which is counted in minutes
		const minutes = 60
		amount = fmt.Sprintf("%s %g h", kind, float64(total)/minutes)
	}
	people := who(t.people(s), "residents")
	if _, law, ok := t.version(what); ok {
		return fmt.Sprintf("%s: %s in %s, as much as the years before leave of %s", people, amount, t.when(s), law)
	}
	return fmt.Sprintf("%s: %s of %s in %s", people, amount, what, t.when(s))
}

// neighbour says what may not, or only, follow what.
func (t *yearTeller) neighbour(s said) string {
	allowed, pair, _ := strings.Cut(s.of, ":")
	first, second, _ := strings.Cut(pair, ">")
	people := who(t.people(s), "residents")
	if allowed == "only" {
		return fmt.Sprintf("%s: %s only right after %s", people, second, first)
	}
	gaps := 0
	for _, part := range s.parts {
		gaps = max(gaps, int(t.problem.Successions.Gap[part.Row]))
	}
	return fmt.Sprintf("%s: no %s within %d after %s", people, second, gaps, first)
}

// cover says how many a service needs or takes, and of how many.
func (t *yearTeller) cover(s said) string {
	each, alike, total := t.bounds(s)
	able := map[solver.Person]bool{}
	d := &t.problem.Demands
	for _, part := range s.parts {
		for _, c := range d.Class[d.Terms[part.Row]:d.Terms[part.Row+1]] {
			for i := range solver.Person(len(t.problem.People)) {
				if t.problem.Classes.Has(int32(c), int32(i)) {
					able[i] = true
				}
			}
		}
	}
	kind := "needs"
	if s.above {
		kind = "takes at most"
	}
	text := fmt.Sprintf("%s: %s %s %d", t.when(s), s.of, kind, each)
	if n := len(s.parts); n > 1 && alike {
		text = fmt.Sprintf("%s: %s %s %d in each of %d %ss = %d", t.when(s), s.of, kind, each, n, t.year.unit.name, total)
	} else if !alike {
		text = fmt.Sprintf("%s: %s %s %d in %d %ss together", t.when(s), s.of, kind, total, n, t.year.unit.name)
	}
	return text + " (of " + residents(len(able)) + ")"
}

func residents(n int) string { return fmt.Sprintf("%d %s", n, plural(n, "resident", "residents")) }

// law says what a rule of a pack asks.
func (t *yearTeller) law(s said) (string, []string) {
	r, text, ok := t.version(t.problem.Rules.Name[s.rule])
	if !ok {
		return t.problem.Rules.Name[s.rule] + " in " + t.when(s), nil
	}
	where := t.when(s)
	if codes := t.people(s); len(codes) > 0 {
		where = who(codes, "residents") + " in " + where
	}
	text = fmt.Sprintf("%s: %s", where, text)
	if len(s.parts) > 0 && s.parts[0].Table == "bars" {
		if names := t.rotations(t.left(s)); len(names) > 0 {
			return text + ", which " + t.some(names) + " would break", append(t.rotationRows(names, ""), r)
		}
	}
	return text, nil
}

// version returns the source and the words of the rule of a pack that a name begins with.
func (t *teller) version(name string) (source, text string, ok bool) {
	id, _, _ := strings.Cut(name, ":")
	for _, r := range t.program.Book().Rules() {
		if r.ID == id {
			return r.Source(), strings.Join(strings.Fields(fmt.Sprintf("at %s %g %s %s", r.Sense, r.Limit, unitBefore(r.Unit, r.Text), r.Text)), " "), true
		}
	}
	return "", "", false
}

// unitBefore returns the unit of a rule, or nothing where its words begin with it; days off in 28 go on as days.
func unitBefore(unit, words string) string {
	first, _, _ := strings.Cut(unit, " ")
	if strings.HasPrefix(words, strings.TrimSuffix(first, "s")) && !strings.Contains(unit, " in ") {
		return ""
	}
	return unit
}

// rotations names the rotations of duties.
func (t *yearTeller) rotations(duties []solver.Duty) (names []string) {
	for _, d := range duties {
		if name := t.year.duties[d].rotation; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// some names rotations, or counts them where they are many.
func (t *yearTeller) some(names []string) string {
	const named = 4
	if len(names) <= named {
		return list(names)
	}
	return fmt.Sprintf("%d rotations (%s and %d more)", len(names), strings.Join(names[:named], ", "), len(names)-named)
}

// rotationRows names the rows of rotations.csv of some rotations.
func (t *yearTeller) rotationRows(names []string, column string) []string {
	of := rows("rotations.csv", len(t.program.Rotations), func(i int) bool { return slices.Contains(names, t.program.Rotations[i].Rotation) })
	if len(of) > 0 {
		of[0] += column
	}
	return of
}

// blockRows names the rows of blocks.csv that the parts look at.
func (t *yearTeller) blockRows(s said) []string {
	return rows("blocks.csv", len(t.program.Blocks), func(i int) bool { return t.touches(s, t.program.Blocks[i].FirstDay, t.program.Blocks[i].LastDay) })
}

// touches reports whether the parts look at one of the days.
func (t *teller) touches(s said, first, last datasets.Day) bool {
	return slices.ContainsFunc(t.spans(s), func(span [3]int) bool {
		return t.cell(span[0], span[1]).FirstDay <= last && first <= t.cell(span[0], span[2]).LastDay
	})
}

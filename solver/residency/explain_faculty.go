package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// nightsTeller has the words of the faculty's problem.
type nightsTeller struct {
	teller
	nights *nights
}

// words says what a rule of the faculty's problem asks, with the rows that state it.
func (t *nightsTeller) words(s said) (text string, sources []string) {
	codes := t.people(s)
	people, when := who(codes, "of the faculty"), t.when(s)
	weeks, source := t.weekRows(s), []string{t.problem.Rules.Source[s.rule]}
	switch s.kind {
	case "presence":
		return fmt.Sprintf("%s: not there for a duty of %s", people, when), t.personRows(codes)
	case "absence":
		return fmt.Sprintf("%s: away on a day of the duty of %s", people, when), t.absentRows(s)
	case "available":
		return fmt.Sprintf("%s: not available in the night of %s", people, when), rows("availability.csv", len(t.program.Availability), func(i int) bool {
			a := t.program.Availability[i]
			return !a.Available && a.HalfDay == datasets.Night && slices.Contains(codes, a.Person)
		})
	case "credential":
		return fmt.Sprintf("%s: no valid credential for the duty of %s", people, when), t.credentialRows()
	case "policy-half-days-left":
		return fmt.Sprintf("%s: at least %s a week beside inpatient weeks and the half-days after calls, in %s", people, t.leasts(s), t.weeksOf(s)), source
	case "half-days-most":
		return t.limit(s) + ", of those that inpatient weeks and calls fix", source
	case "in-week":
		return people + ": no call but those of the attending during an inpatient week", t.allWeeks()
	case "rest":
		return people + ": days of rest between two inpatient weeks (" + t.rests() + ")", append(t.allWeeks(), t.history(codes, datasets.KindInpatient)...)
	case "one-place":
		return people + ": a call that ends in the morning leaves no inpatient week that begins in it", append(t.callRows(""), t.allWeeks()...)
	case "call-gap":
		return people + ": nights between two calls (" + t.gaps() + ")", append(t.callRows(""), t.history(codes, datasets.KindCall)...)
	case "limit":
		return t.limit(s), source
	case "call":
		return t.one(s, "night") + " on call", source
	case "inpatient":
		return t.one(s, "inpatient week") + " from then on", weeks
	}
	return t.problem.Rules.Name[s.rule] + " in " + when, nil
}

// one says that somebody is needed, or not more than one.
func (t *nightsTeller) one(s said, what string) string {
	needs := plural(len(s.parts), "needs one", "need one each")
	if s.above {
		needs = plural(len(s.parts), "takes one only", "take one each only")
	}
	return fmt.Sprintf("%s: the %s %s, of %d of the faculty,", t.when(s), plural(len(s.parts), what, what+"s"), needs, len(t.problem.People))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// limit says what a row of limits.csv allows or asks.
func (t *teller) limit(s said) string {
	each, alike, total := t.bounds(s)
	fields := strings.Split(strings.TrimPrefix(strings.TrimPrefix(s.of, "most:"), "least:"), ":")
	activity, kind, unit := fields[len(fields)-1], "at least", t.problem.Rules.Unit[s.rule]
	if len(fields) > 1 {
		activity = fields[1] // person, activity, period
	}
	if s.above {
		kind = "at most"
	}
	text := fmt.Sprintf("%s: %s %d %s of %s", who(t.people(s), "people"), kind, total, plural(total, word(unit), word(unit)+"s"), activity)
	if n := len(s.parts); n > 1 && alike {
		text = fmt.Sprintf("%s: %s %d x %d = %d %ss of %s", who(t.people(s), "people"), kind, n, each, total, word(unit), activity)
	}
	return text + " in " + t.when(s)
}

// word writes a unit of a table as people say it.
func word(unit string) string { return strings.ReplaceAll(unit, "_", "-") }

// weekRows names the rows of weeks.csv whose weeks begin where the parts look.
func (t *nightsTeller) weekRows(s said) []string {
	return rows("weeks.csv", len(t.program.Weeks), func(i int) bool {
		w := t.program.Weeks[i]
		return w.Kind == datasets.WeekInpatient && t.touches(s, w.FirstDay, w.FirstDay)
	})
}

// allWeeks says where inpatient weeks stand.
func (t *nightsTeller) allWeeks() []string {
	var first, last, n int
	for i, w := range t.program.Weeks {
		if w.Kind == datasets.WeekInpatient {
			if n == 0 {
				first = i
			}
			last, n = i, n+1
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return []string{rowOf("weeks.csv", first)}
	}
	return []string{fmt.Sprintf("weeks.csv rows %d to %d", first+2, last+2)}
}

// callRows names the rows of call.csv for the faculty, of one activity or, "", of all.
func (t *nightsTeller) callRows(activity string) []string {
	return rows("call.csv", len(t.program.Call), func(i int) bool {
		c := t.program.Call[i]
		return c.Role == datasets.Faculty && (activity == "" || c.Activity == activity)
	})
}

// gaps says the least gaps of the rows of call.csv.
func (t *nightsTeller) gaps() string {
	var words []string
	for _, c := range t.program.Call {
		if c.Role == datasets.Faculty {
			words = append(words, fmt.Sprintf("%s at least %d", c.Call, c.LeastGap))
		}
	}
	return strings.Join(words, ", ")
}

// rests says the days of rest before inpatient weeks.
func (t *nightsTeller) rests() string {
	var words []string
	for _, w := range t.program.Weeks {
		if text := fmt.Sprint(w.RestDays); w.Kind == datasets.WeekInpatient && !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	return list(words)
}

// history names the rows of history.csv that tell of people's duties of a kind before the year.
func (t *nightsTeller) history(codes []string, kind datasets.ActivityKind) []string {
	return rows("history.csv", len(t.program.History), func(i int) bool {
		h := t.program.History[i]
		a, _ := t.program.ActivityIn(h.Name, h.HalfDay)
		return h.Kind == datasets.HistoryWorked && a.Kind == kind && slices.Contains(codes, h.Person)
	})
}

// absentRows names the absences that meet a duty which begins where the parts look.
func (t *nightsTeller) absentRows(s said) []string {
	return rows("absences.csv", len(t.program.Absences), func(i int) bool {
		a := t.program.Absences[i]
		return slices.ContainsFunc(s.parts, func(part solver.Part) bool {
			person, night, _ := part.Where(t.problem)
			duty := t.nights.duties[t.longest(part)]
			first := t.nights.day(int(night))
			return t.problem.People[person] == a.Person && a.FirstDay <= first+datasets.Day(max(1, duty.days)-1) && first <= a.LastDay
		})
	})
}

// longest returns the duty of a bar that lasts longest.
func (t *nightsTeller) longest(part solver.Part) solver.Duty {
	longest := solver.Off
	for d := range solver.Duty(len(t.problem.Duties)) {
		if t.problem.Groups.Has(int32(t.problem.Bars.Group[part.Row]), int32(d)) && t.nights.duties[d].days >= t.nights.duties[longest].days {
			longest = d
		}
	}
	return longest
}

// credentialRows names the rows of credentials.csv that guard calls and inpatient weeks.
func (t *nightsTeller) credentialRows() []string {
	return rows("credentials.csv", len(t.program.Credentials), func(i int) bool {
		name := t.program.Credentials[i].Credential
		return slices.ContainsFunc(t.nights.duties, func(d nightDuty) bool {
			return d.code == name || d.count(func(c nightOnCall) bool { return t.program.Call[c.row].Activity == name }) > 0
		})
	})
}

// leasts says what the limits of a person ask for in each week: 6 half-days of GME and 2 of AT.
func (t *nightsTeller) leasts(s said) string {
	var words []string
	person := t.nights.faculty[t.nights.facultyAt[s.of]]
	for k, row := range t.nights.leasts(person, t.problem.Rules.Level[s.rule] == solver.Soft) {
		l, unit := t.program.Limits[row], ""
		if k == 0 {
			unit = plural(l.Least, " half-day", " half-days")
		}
		words = append(words, fmt.Sprintf("%d%s of %s", l.Least, unit, l.Activity))
	}
	return list(words)
}

// weeksOf names the weeks, from Monday to Sunday, in which the last nights that the parts look at lie.
func (t *nightsTeller) weeksOf(s said) string {
	var words []string
	for _, week := range t.nights.weeks() {
		if slices.ContainsFunc(t.spans(s), func(span [3]int) bool { return week.touches(t.nights.day(span[2]), t.nights.day(span[2])) }) {
			words = append(words, week.first.String())
		}
	}
	return plural(len(words), "the week", "the weeks") + " of " + list(words)
}

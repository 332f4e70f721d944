package compliance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
)

// Ruling is what became of a request for leave.
type Ruling struct {
	Granted bool
	Reason  string // one sentence for people; empty where the rotations decide
}

// Rulings decides the requests for leave of residents, by their rows in requests.csv. Of those whose days lie on rotations that allow
// leave and that no blackout meets, quotas let through what they have room for after all absences: requests in the order of their
// ranks; of one rank, first whose person has had fewer granted; then in the order of their rows. A request takes its place in all blocks
// that it touches, or in none.
func (y *Year) Rulings() map[int]Ruling {
	rulings := map[int]Ruling{}
	taken := map[place][]string{} // what has a place in each block of a quota
	y.absencesTake(taken)
	var fitting []int
	for i, r := range y.Program.Requests {
		l := y.lineOf(r.Person)
		if r.Rotation != datasets.Leave || l == nil {
			continue
		}
		blackout := y.blackout(l, r)
		rulings[i] = Ruling{Reason: blackout}
		if blackout == "" && y.fits(l, r) {
			fitting = append(fitting, i)
		}
	}
	granted := map[string]int{} // requests of a person
	rank := func(i int) int { return y.Program.Requests[i].Rank }
	slices.SortStableFunc(fitting, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	for len(fitting) > 0 {
		alike := 1
		for alike < len(fitting) && rank(fitting[alike]) == rank(fitting[0]) {
			alike++
		}
		turn := fitting[:alike]
		slices.SortStableFunc(turn, func(a, b int) int {
			return cmp.Compare(granted[y.Program.Requests[a].Person], granted[y.Program.Requests[b].Person])
		})
		for _, i := range turn {
			rulings[i] = y.rule(i, taken)
			if rulings[i].Granted {
				granted[y.Program.Requests[i].Person]++
			}
		}
		fitting = fitting[alike:]
	}
	return rulings
}

// rule gives the request its places, if there are any left.
func (y *Year) rule(i int, taken map[place][]string) Ruling {
	r := y.Program.Requests[i]
	places := y.places(y.lineOf(r.Person), r.FirstDay, r.LastDay)
	full := slices.DeleteFunc(slices.Clone(places), func(p place) bool { return len(taken[p]) < *y.Program.Quotas[p.row].Most })
	if len(full) > 0 {
		return Ruling{Reason: y.lost(full, taken)}
	}
	for _, p := range places {
		taken[p] = append(taken[p], fmt.Sprintf("rank %d of %s", r.Rank, r.Person))
	}
	return Ruling{Granted: true}
}

// place is a block of a quota.
type place struct{ row, block int }

// lineOf returns the line of a resident, nil of anybody else.
func (y *Year) lineOf(person string) *Line {
	i := slices.IndexFunc(y.Lines, func(l Line) bool { return l.Person.Person == person && l.Person.Role == datasets.Resident })
	if i < 0 {
		return nil
	}
	return &y.Lines[i]
}

// fits says whether each planned day of the request, of which there is one, lies on a rotation that allows leave.
func (y *Year) fits(l *Line, r datasets.Request) bool {
	planned := false
	for _, h := range y.Planned(l) {
		for d := max(h.FirstDay, r.FirstDay); d <= min(h.LastDay, r.LastDay); d++ {
			planned = true
			if !l.LeaveAllowed(d) {
				return false
			}
		}
	}
	return planned
}

// blackout tells which row of quotas.csv forbids the request, if one does.
func (y *Year) blackout(l *Line, r datasets.Request) string {
	for i, q := range y.Program.Quotas {
		if q.Kind != datasets.QuotaBlackout {
			continue
		}
		for _, h := range y.Planned(l) {
			if y.quotaDays(l, q, h, r.FirstDay, r.LastDay) {
				return fmt.Sprintf("No leave is granted%s%s (%s).", onServices(q), season(q), written(fileRow("quotas.csv", i), q.Source))
			}
		}
	}
	return ""
}

// places returns the blocks of quotas that a leave from first to last takes a place in.
func (y *Year) places(l *Line, first, last datasets.Day) []place {
	var out []place
	for i, q := range y.Program.Quotas {
		for _, h := range y.Planned(l) {
			p := place{i, h.Block}
			if q.Kind == datasets.QuotaLeave && y.quotaDays(l, q, h, first, last) && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// quotaDays reports whether a row of quotas.csv is about a leave from first to last on a day of the half-block. The level is that of the
// half-block's first day.
func (y *Year) quotaDays(l *Line, q datasets.Quota, h Half, first, last datasets.Day) bool {
	if q.FirstDay != nil {
		first = max(first, *q.FirstDay)
	}
	if q.LastDay != nil {
		last = min(last, *q.LastDay)
	}
	first, last = max(first, h.FirstDay), min(last, h.LastDay)
	if len(q.PGYs) > 0 && !slices.Contains(q.PGYs, y.Program.PGYOn(l.Person.Person, h.FirstDay)) {
		return false
	}
	for d := first; d <= last; d++ {
		if len(q.Services) == 0 || l.Serves(d, q.Services) {
			return true
		}
	}
	return false
}

// onServices says on which services a row of quotas.csv looks, if it names some.
func onServices(q datasets.Quota) string {
	if len(q.Services) == 0 {
		return ""
	}
	return " on " + either(q.Services)
}

// season says for which days a row of quotas.csv is.
func season(q datasets.Quota) string {
	switch {
	case q.FirstDay == nil && q.LastDay == nil:
		return " in this year"
	case q.FirstDay == nil:
		return fmt.Sprintf(" up to %v", *q.LastDay)
	case q.LastDay == nil:
		return fmt.Sprintf(" from %v on", *q.FirstDay)
	}
	return fmt.Sprintf(" from %v to %v", *q.FirstDay, *q.LastDay)
}

// absencesTake gives all absences their places.
func (y *Year) absencesTake(taken map[place][]string) {
	for _, a := range y.Program.Absences {
		if l := y.lineOf(a.Person); l != nil {
			for _, p := range y.places(l, a.FirstDay, a.LastDay) {
				taken[p] = append(taken[p], "absence of "+a.Person)
			}
		}
	}
}

// lost says that quotas are full, with what the first one is, and what one more would take: the rotations allow it as they are.
func (y *Year) lost(full []place, taken map[place][]string) string {
	by, most := taken[full[0]], *y.Program.Quotas[full[0].row].Most
	text := y.isFull(full[0])
	absences := len(slices.DeleteFunc(slices.Clone(by), func(s string) bool { return !strings.HasPrefix(s, "absence") }))
	winners := strings.Join(by[absences:], ", ")
	switch {
	case len(by) == 0:
	case winners == "":
		text += ", by " + count(absences, "absence")
	case absences > 0:
		text += fmt.Sprintf("; it lost against %s, after %s", winners, count(absences, "absence"))
	default:
		text += "; it lost against " + winners
	}
	if len(full) == 1 {
		return text + fmt.Sprintf(". To grant it too would take %s more there, and no other rotation.", count(len(by)+1-most, "place"))
	}
	for _, p := range full[1:] {
		text += ". " + y.isFull(p)
	}
	return text + "."
}

func (y *Year) isFull(p place) string {
	q := y.Program.Quotas[p.row]
	return fmt.Sprintf("The quota of block %d is full: %s%s at most (%s)", p.block, count(*q.Most, "leave"), onServices(q), written(fileRow("quotas.csv", p.row), q.Source))
}

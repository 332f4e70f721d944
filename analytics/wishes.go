package analytics

import (
	"fmt"
	"slices"
	"strings"

	"rota/analytics/compliance"
	"rota/datasets"
)

// Absence is the wish of an absence: that its days lie on rotations that allow leave.
const Absence = "absence"

// wishes says of each absence and then of each request of a resident what became of it, in the order of their tables. A wish
// is granted when each of its days that an annual schedule plans is: an absence or leave by being on a rotation that allows
// leave, another request by being on its rotation. Leave must also find room in the quotas, and no blackout.
func wishes(year *compliance.Year) []Wish {
	var out []Wish
	rulings := year.Rulings()
	add := func(w Wish, row int) {
		i := slices.IndexFunc(year.Lines, func(l compliance.Line) bool { return l.Person.Person == w.Person })
		if i < 0 || year.Lines[i].Person.Role != datasets.Resident {
			return
		}
		w.Granted, w.Reason = judge(year, &year.Lines[i], w)
		if r, ruled := rulings[row]; ruled && r.Reason != "" {
			w.Granted, w.Reason = r.Granted, r.Reason
		}
		out = append(out, w)
	}
	for _, x := range year.Program.Absences {
		add(Wish{Person: x.Person, FirstDay: x.FirstDay, LastDay: x.LastDay, Wish: Absence}, -1)
	}
	for i, x := range year.Program.Requests {
		add(Wish{Person: x.Person, FirstDay: x.FirstDay, LastDay: x.LastDay, Wish: x.Rotation, Rank: x.Rank}, i)
	}
	return out
}

// judge says whether a wish is granted, and why in one sentence.
func judge(year *compliance.Year, l *compliance.Line, w Wish) (granted bool, reason string) {
	leave := w.Wish == Absence || w.Wish == datasets.Leave
	var on, against []string // rotations of granted and of refused days
	planned, refused := 0, 0
	for _, h := range year.Planned(l) {
		for d := max(h.FirstDay, w.FirstDay); d <= min(h.LastDay, w.LastDay); d++ {
			planned++
			name := rotationName(l.On(d))
			if leave && l.LeaveAllowed(d) || !leave && name == w.Wish {
				on = addName(on, name)
				continue
			}
			refused++
			against = addName(against, name)
		}
	}
	switch {
	case planned == 0:
		return false, "None of its days lies in a block that is planned for the resident."
	case refused == 0 && leave:
		return true, fmt.Sprintf("Its days lie on %s, where leave is allowed.", strings.Join(on, " and "))
	case refused == 0:
		return true, "The resident is on it on each day."
	case leave:
		return false, fmt.Sprintf("%d of %d days lie on %s, where leave is not allowed.", refused, planned, strings.Join(against, " and "))
	default:
		return false, fmt.Sprintf("On %d of %d days the resident is on %s.", refused, planned, strings.Join(against, " and "))
	}
}

func rotationName(on []*datasets.Rotation) string {
	if len(on) == 0 {
		return "no rotation"
	}
	names := make([]string, len(on))
	for i, r := range on {
		names[i] = r.Rotation
	}
	return strings.Join(names, " with ")
}

func addName(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// SetPrice says of a request that is not granted what it would cost to grant it too, and which rules that breaks. dearest is what a request of
// rank 1 weighs, which gives the Soft cost a scale.
func (w *Wish) SetPrice(p Price, broken []string, dearest int64) {
	w.Price = &p
	switch {
	case len(broken) > 0:
		w.Reason += fmt.Sprintf(" To grant it too would break %s, as far as was found.", strings.Join(broken, ", "))
	case p.Soft > 0:
		w.Reason += fmt.Sprintf(" To grant it too would cost wishes that weigh %d, as far as was found; the dearest request of a person weighs %d, and a day of absence more than all requests.",
			p.Soft, dearest)
	}
}

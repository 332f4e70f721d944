package compliance

import (
	"slices"

	"rota/datasets"
)

// didactics: of the half-days of teaching in a block a resident attends so large a share. Teaching is held where activities.csv gives an
// activity of kind teaching its weekdays. Who is absent, has a night on that day or the eve of it, or is on a service that the rule does
// not bind, is excused.
func didactics(y *Year, report func(Breach)) {
	if y.Clock == nil {
		return
	}
	held := slices.DeleteFunc(slices.Clone(y.Program.Activities), func(a datasets.Activity) bool {
		return a.Kind != datasets.KindTeaching || len(a.Weekdays) == 0
	})
	y.eachResidentHand(func(l *Line, h *hand) {
		for _, block := range byBlock(l.halves) {
			first, last := block[0].FirstDay, block[len(block)-1].LastDay
			var by law
			asked, attended := 0, 0
			for d := max(first, y.Clock.FirstDay); d <= min(last, y.Clock.LastDay); d++ {
				service := y.serviceOf(l, Work{Date: d})
				r, binds := y.allowed("policy-didactics", d, l, "", service)
				if !binds || l.Absent(d) || h.nightAt(d) || h.nightAt(d-1) || !l.There(d, d) {
					continue
				}
				for _, half := range []string{datasets.AM, datasets.PM} {
					if slices.ContainsFunc(held, func(a datasets.Activity) bool {
						return a.HalfDay == half && slices.Contains(a.Weekdays, d.Weekday().String())
					}) {
						by = r
						asked++
						attended += h.taughtAt(d, half)
					}
				}
			}
			if asked == 0 {
				continue
			}
			if share := 100 * float64(attended) / float64(asked); !by.Keeps(share) {
				report(by.breach(l, max(first, y.Clock.FirstDay), min(last, y.Clock.LastDay), share, "attends %d of %s of teaching in %s; %g %% are owed",
					attended, count(asked, "half-day"), block[0].name(), by.Limit))
			}
		}
	})
}

// nightAt says whether a night of work begins on the day.
func (h *hand) nightAt(d datasets.Day) bool {
	return slices.ContainsFunc(h.work, func(w Work) bool { return w.Date == d && w.HalfDay == datasets.Night })
}

// taughtAt is 1 if the person is taught in the half-day.
func (h *hand) taughtAt(d datasets.Day, half string) int {
	if slices.ContainsFunc(h.work, func(w Work) bool { return w.Date == d && w.HalfDay == half && w.Kind == datasets.KindTeaching }) {
		return 1
	}
	return 0
}

package analytics

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"rota/analytics/compliance"
	"rota/datasets"
)

// measureBlock tells of half-days: clinic and who precepts it, rooms, calls, hours and days off, and nights with nobody to spare.
func (a *Assessment) measureBlock(year *compliance.Year) {
	a.measureClinic(year)
	a.measurePrecepting(year)
	a.measureHalfDayCover(year)
	a.measureCalls(year)
	a.measureHours(year)
	a.measureNights(year)
}

// spread tells the sum of some counts and how far the greatest is from the least.
func (a *Assessment) spread(name, scope, unit, source string, counts []float64) {
	sum, least, most := 0.0, math.Inf(1), math.Inf(-1)
	for _, n := range counts {
		sum, least, most = sum+n, min(least, n), max(most, n)
	}
	a.add(Measure{Name: name, Scope: scope, Value: number(sum), Unit: unit, Source: source + ", summed"})
	a.add(Measure{Name: name + "_spread", Scope: scope, Value: number(most - least), Unit: unit, Lower: number(least), Upper: number(most), Source: source + ": most less fewest"})
}

// measureClinic counts the half-days of clinic of each resident, and the residents in clinic in each half-day in which there is any.
func (a *Assessment) measureClinic(year *compliance.Year) {
	type place struct {
		day     datasets.Day
		halfDay string
	}
	var each []float64
	at := map[place]float64{}
	for i := range year.Lines {
		l := &year.Lines[i]
		if l.Person.Role != datasets.Resident || !year.Tells(l) {
			continue
		}
		n := 0.0
		for _, w := range year.Work(l) {
			if w.Kind == datasets.KindClinic && w.HalfDay != datasets.Night {
				n++
				at[place{w.Date, w.HalfDay}]++
			}
		}
		a.add(Measure{Name: "clinic_half_days", Scope: l.Person.Person, Value: number(n), Unit: "half-day", Source: "mornings and afternoons of kind clinic"})
		each = append(each, n)
	}
	a.spread("clinic_half_days", programme, "half-day", "mornings and afternoons of kind clinic of each resident", each)
	var heads []float64
	for d := year.FirstDay; d <= year.LastDay; d++ {
		for _, half := range []string{datasets.AM, datasets.PM} {
			if n := at[place{d, half}]; n > 0 {
				heads = append(heads, n)
			}
		}
	}
	a.spread("clinic_residents", programme, "resident", "residents in clinic in each half-day that has any", heads)
}

// measurePrecepting holds who precepts against the need, half-day by half-day.
func (a *Assessment) measurePrecepting(year *compliance.Year) {
	needed, missing, short, halfDays := 0, 0, 0, 0
	for _, t := range year.Precepting() {
		at := t.Day.Time()
		if t.HalfDay != datasets.AM {
			at = at.Add(12 * time.Hour)
		}
		a.Series = append(a.Series, Point{Name: "preceptors", Scope: cmp.Or(t.Site, programme), Time: at, Value: float64(t.There), Lower: number(float64(t.Need)), Unit: "person"})
		halfDays++
		needed += t.Need
		if lack := t.Need - t.There; lack > 0 {
			missing += lack
			short++
		}
	}
	a.add(Measure{Name: "preceptors_needed", Scope: programme, Value: number(float64(needed)), Unit: "half-day",
		Source: fmt.Sprintf("supervision.csv: units of the residents, rounded up, in %d half-days", halfDays)})
	a.add(Measure{Name: "preceptors_missing", Scope: programme, Value: number(float64(missing)), Unit: "half-day", Target: number(0), State: noneIs(missing, Bad),
		Source: "what is needed above who is there, half-day by half-day"})
	a.add(Measure{Name: "preceptors_short_half_days", Scope: programme, Value: number(float64(short)), Unit: "half-day", Target: number(0), State: noneIs(short, Bad),
		Source: "half-days in which fewer precept than are needed"})
}

// measureHalfDayCover counts, for each row of cover.csv that is for half-days, those above most and below least.
func (a *Assessment) measureHalfDayCover(year *compliance.Year) {
	var order []string
	above, below, rows := map[string]int{}, map[string]int{}, map[string]datasets.Cover{}
	highest := map[string]int{}
	for _, c := range year.HalfDayCover() {
		name := c.Cover.Cover
		if _, seen := rows[name]; !seen {
			order, rows[name] = append(order, name), c.Cover
		}
		highest[name] = max(highest[name], c.People)
		if c.Cover.Most != nil && c.People > *c.Cover.Most {
			above[name]++
		}
		if c.People < c.Cover.Least {
			below[name]++
		}
	}
	for _, name := range order {
		worse := Bad
		if rows[name].Level == string(compliance.Soft) {
			worse = Watch
		}
		if most := rows[name].Most; most != nil {
			a.add(Measure{Name: "half_days_above_most", Scope: name, Value: number(float64(above[name])), Unit: "half-day", Target: number(0), State: noneIs(above[name], worse),
				Source: fmt.Sprintf("cover.csv: half-days with more than %d people; at most %d are in one", *most, highest[name])})
		}
		if least := rows[name].Least; least > 0 {
			a.add(Measure{Name: "half_days_below_least", Scope: name, Value: number(float64(below[name])), Unit: "half-day", Target: number(0), State: noneIs(below[name], worse),
				Source: fmt.Sprintf("cover.csv: half-days with fewer than %d people", least)})
		}
	}
}

// measureCalls counts the nights of call, by person and role.
func (a *Assessment) measureCalls(year *compliance.Year) {
	for _, role := range []datasets.Role{datasets.Resident, datasets.Faculty} {
		var each []float64
		for i := range year.Lines {
			l := &year.Lines[i]
			if l.Person.Role != role || !year.Tells(l) {
				continue
			}
			n := 0.0
			for _, w := range year.Work(l) {
				if w.OnCall() {
					n++
				}
			}
			each = append(each, n)
			if n > 0 {
				a.add(Measure{Name: "calls", Scope: l.Person.Person, Value: number(n), Unit: "night", Source: "nights of in-house call"})
			}
		}
		if len(each) > 0 {
			a.spread("calls", string(role), "night", "nights of in-house call of each "+string(role), each)
		}
	}
}

// measureHours tells each resident's hours against the law's and his days off, averaged over each rotation without leave; of several
// rotations in the block the worst. Less than a week has no average.
func (a *Assessment) measureHours(year *compliance.Year) {
	const week = 7
	most, least, over := math.Inf(-1), math.Inf(1), 0
	for i := range year.Lines {
		l := &year.Lines[i]
		hours, off, on := math.Inf(-1), math.Inf(1), ""
		for _, w := range year.Averages(l) {
			if !w.ByClock || w.Exposed < week {
				continue
			}
			if w.Hours > hours {
				hours, on = w.Hours, w.Rotation
			}
			off = min(off, w.DaysOff)
		}
		if math.IsInf(hours, 0) {
			continue
		}
		a.add(Measure{Name: "weekly_hours", Scope: l.Person.Person, Value: number(hours), Unit: "h/week", Upper: number(year.MostHours()), State: hoursState(hours, year.MostHours()),
			Source: "by the clock, on " + on + ", days of absence removed"})
		a.add(Measure{Name: "days_off", Scope: l.Person.Person, Value: number(off), Unit: "day in 28", Source: "days off in 28 without absence, of the rotation with fewest"})
		if hours > year.MostHours() {
			over++
		}
		most, least = max(most, hours), min(least, off)
	}
	a.add(Measure{Name: "weekly_hours_highest", Scope: programme, Value: number(most), Unit: "h/week", Upper: number(year.MostHours()), State: hoursState(most, year.MostHours()),
		Source: "highest average of a resident on a rotation"})
	a.add(Measure{Name: "residents_over_hours", Scope: programme, Value: number(float64(over)), Unit: "resident", Target: number(0), State: noneIs(over, Bad),
		Source: fmt.Sprintf("residents above %g h a week on a rotation", year.MostHours())})
	short := map[string]bool{}
	for _, b := range a.Breaches {
		if b.Rule == "acgme-1-in-7" {
			short[b.Person] = true
		}
	}
	a.add(Measure{Name: "days_off_least", Scope: programme, Value: number(least), Unit: "day in 28", State: noneIs(len(short), Bad),
		Source: "fewest days off of a resident on a rotation, in 28 days without absence; half of a block owes whole days only"})
	a.add(Measure{Name: "residents_short_of_days_off", Scope: programme, Value: number(float64(len(short))), Unit: "resident", Target: number(0), State: noneIs(len(short), Bad),
		Source: "residents with fewer days off than one in seven, whole days"})
}

// measureNights counts the residents at work in each night: one of them lost leaves nobody where there is one only.
func (a *Assessment) measureNights(year *compliance.Year) {
	if year.Clock == nil {
		return
	}
	at, any := map[datasets.Day]int{}, false
	for i := range year.Lines {
		l := &year.Lines[i]
		if l.Person.Role != datasets.Resident {
			continue
		}
		for _, w := range year.Work(l) {
			if w.HalfDay == datasets.Night {
				at[w.Date]++
				any = true
			}
		}
	}
	if !any {
		return
	}
	thin, empty, nights := 0, 0, 0
	for d := year.Clock.FirstDay; d <= year.Clock.LastDay; d++ {
		nights++
		a.Series = append(a.Series, Point{Name: "night_residents", Scope: programme, Time: d.Time(), Value: float64(at[d]), Unit: "resident"})
		switch at[d] {
		case 0:
			empty++
		case 1:
			thin++
		}
	}
	a.add(Measure{Name: "thin_nights", Scope: programme, Value: number(float64(thin)), Unit: "night", Source: fmt.Sprintf("of %d nights, those with one resident at work", nights)})
	a.add(Measure{Name: "nights_without_resident", Scope: programme, Value: number(float64(empty)), Unit: "night", State: noneIs(empty, Watch),
		Source: fmt.Sprintf("of %d nights, those with no resident at work", nights)})
}

package reports

import (
	"fmt"
	"slices"
	"strings"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
)

// The year of the faculty: how it is told. Its schedule is inpatient weeks and half-days.

func facultyAccount() account {
	columns := []candidateColumn{
		{"Calls too close", "calls close", callsClose, "", "less is better"},
		{"Calls near weeks", "near a week", callsNear, "", "less is better"},
		{"All calls from share", "from share", shareFarthest, "", "less is better"},
	}
	front := []candidateColumn{
		{"All calls, farthest from an even share", "fairness", shareFarthest, "", "less is fairer"},
		{"Nights nobody could take over", "resilience", nightsUnsaved, "", "less is better"},
	}
	return account{
		name: "Faculty year", somebody: "a member of the faculty", extent: facultyExtent, story: facultyStory, verdict: facultyVerdict, actions: facultyActions,
		columns: columns, front: front,
		compared: append(compare(slices.Concat(columns, front[1:])),
			comparison{"Fewest nights between calls", "more is better", func(c Candidate) *float64 { return c.value(callGapLeast) }, ""}),
		charts: []func(Run) chart{attendingChart, sharesChart, spacingChart, spareChart, candidatesChart},
		pages: func(d *pdf, drawn []picture) error {
			if err := d.attendingPage(); err != nil {
				return err
			}
			d.chartPage("Fairness", drawn, sharesFile)
			d.chartPage("Spacing and reserve", drawn, spacingFile, spareFile)
			return nil
		},
		words: []string{
			"Hard: presence, absences, gaps between calls, limits of the year. Cover: a night without its one person on call, a week without its attending, or where the programme " +
				"asks for it, a person's week with fewer half-days left than his limits ask for. " +
				"Soft: fairness, spacing, wishes. Scores are compared in this order; 0 is best.",
			"Even share: nights or weeks by exposure, the days on which a person could take part times the share of full time, within his limits. " +
				"A pool is what is shared evenly: a row of call.csv, holidays, all nights, inpatient weeks.",
		},
		readFirst: "report.pdf, charts/year.png, charts/shares.png",
		tables:    "annual (inpatient weeks), schedule (nights and half-days), requests, breaches, measures, series, candidates .parquet",
	}
}

func facultyExtent(r Run) string {
	c := r.chosen()
	people := map[string]bool{}
	nights := 0
	for _, s := range c.Shifts {
		people[s.Person] = true
		if s.HalfDay == datasets.Night {
			nights++
		}
	}
	first, last := r.Program.Span()
	return fmt.Sprintf("%s with %s and %s, %s to %s", plural(len(people), "person", "people"),
		plural(len(c.Stays), "inpatient week", "inpatient weeks"), plural(nights, "night on call", "nights on call"), longDay(first), longDay(last))
}

// facultyStory tells the chosen candidate in plain words.
func facultyStory(r Run) []line {
	c := r.chosen()
	return slices.Concat([]line{legality(c, "presence, absences, availability, credentials, gaps, limits")}, exceptions(c), []line{nightsCovered(c)}, halfDaysLeft(r),
		[]line{optimality(r), c.fairness(), c.spacing(), c.reserve(), c.absencesFree(), requestsMet(c)})
}

func nightsCovered(c Candidate) line {
	n := c.value(coverBreaches)
	short, _ := c.shortWeeks(compliance.Cover)
	switch {
	case n == nil:
		return line{"Cover", analytics.NoAnswer, "The assessment does not say."}
	case int(*n) == short:
		return line{"Cover", analytics.Good, "Every night has its one person on call, every inpatient week its attending."}
	}
	return line{"Cover", analytics.Bad, fmt.Sprintf("%s with nobody, or with more than one person.", plural(int(*n)-short, "night or week", "nights or weeks"))}
}

// shortWeeks counts the weeks of a person that have fewer half-days left than limits.csv asks for, and how many are missing in the worst.
func (c Candidate) shortWeeks(level compliance.Level) (weeks, worst int) {
	for _, b := range c.Assessment.Breaches {
		if b.Rule == "policy-half-days-left" && b.Level == level {
			weeks, worst = weeks+1, max(worst, int(b.Allowed-b.Amount))
		}
	}
	return weeks, worst
}

// halfDaysLeft says whether the year leaves the faculty the half-days that limits.csv asks for, where the programme has taken up the policy.
func halfDaysLeft(r Run) []line {
	first, _ := r.Program.Span()
	if _, binds := r.Program.Book().At("policy-half-days-left", first.Time(), ""); !binds {
		return nil
	}
	firm, worst := r.chosen().shortWeeks(compliance.Cover)
	wished, missed := r.chosen().shortWeeks(compliance.Soft)
	tell := func(state analytics.State, weeks, worst int, what string) []line {
		return []line{{"Half-days", state, fmt.Sprintf("%s with fewer half-days left than %s, by %d at most.", plural(weeks, "week of a person", "weeks of people"), what, worst)}}
	}
	switch {
	case firm > 0:
		return tell(analytics.Bad, firm, worst, "limits.csv asks for")
	case wished > 0:
		return tell(analytics.Watch, wished, missed, "wished for")
	}
	return []line{{"Half-days", analytics.Good, "Inpatient weeks and calls leave everybody in every week the half-days that limits.csv asks for."}}
}

// pools returns the names of the measures of the pools of equity, in order: equity_sunday and the like.
func (c Candidate) pools() []string {
	var names []string
	for _, m := range c.Assessment.Measures {
		if pool, isPool := strings.CutSuffix(m.Name, equityFarthest); isPool && strings.HasPrefix(pool, equityOf) {
			names = append(names, pool)
		}
	}
	return names
}

// poolTitle is the name of a pool as people read it, of burdens that of the programme.
func (r Run) poolTitle(name string) string {
	for _, b := range r.Program.Burdens() {
		if analytics.SharesOf(b.Name) == name {
			return capital(b.Name)
		}
	}
	return poolTitle(name)
}

func poolTitle(name string) string {
	return capital(strings.ReplaceAll(strings.TrimPrefix(name, equityOf), "_", " "))
}

// fairness tells what people have of each pool, and how far somebody is from his even share.
func (c Candidate) fairness() line {
	state := analytics.Good
	var has []string
	worst, unit := -1.0, ""
	for _, pool := range c.pools() {
		farthest, spread := c.measure(pool+equityFarthest), c.measure(pool+equitySpread)
		if farthest.Value == nil || spread == nil || spread.Lower == nil {
			continue
		}
		has = append(has, fmt.Sprintf("%s %s to %s", strings.ToLower(poolTitle(pool)), trim(*spread.Lower), trim(*spread.Upper)))
		if *farthest.Value > worst {
			worst, unit = *farthest.Value, fmt.Sprintf("%ss (%s)", farthest.Unit, strings.ToLower(poolTitle(pool)))
		}
		if farthest.State != analytics.Good {
			state = farthest.State
		}
	}
	if len(has) == 0 {
		return line{"Fairness", analytics.NoAnswer, "Nothing is shared."}
	}
	return line{"Fairness", state, fmt.Sprintf("Nights a person, and weeks: %s. Nobody is farther than %s %s from his even share by exposure.", strings.Join(has, ", "), fixed(&worst, 1), unit)}
}

func (c Candidate) spacing() line {
	near, close := c.measure(callsNear), c.measure(callsClose)
	if near == nil || close == nil || near.Value == nil || close.Value == nil {
		return line{"Spacing", analytics.NoAnswer, "The assessment does not say."}
	}
	state := close.State
	if near.State != analytics.Good {
		state = near.State
	}
	return line{"Spacing", state, fmt.Sprintf("%s closer than wished for, %s near an inpatient week; calls are at least %s nights apart, inpatient weeks %s days.",
		plural(int(*close.Value), "pair of calls", "pairs of calls"), plural(int(*near.Value), "call", "calls"), count(c.value(callGapLeast)), count(c.value(weekGapLeast)))}
}

// reserve tells who could step in where it is thinnest.
func (c Candidate) reserve() line {
	night, half, none := c.measure(spareNights), c.value(spareHalfDays), c.value(nightsUnsaved)
	if night == nil || night.Value == nil || none == nil {
		return line{"Reserve", analytics.NoAnswer, "The assessment does not say."}
	}
	text := fmt.Sprintf("In the thinnest night %s beside who is on call", could(*night.Value))
	if *none > 1 {
		text += fmt.Sprintf("; there are %s such nights", trim(*none))
	}
	if half != nil {
		text += fmt.Sprintf("; in the thinnest half-day %s for clinic and teaching", left(*half))
	}
	return line{"Reserve", night.State, text + "."}
}

func could(n float64) string {
	if n == 0 {
		return "nobody could take the call"
	}
	return plural(int(n), "person could take the call", "people could take the call")
}

func left(n float64) string {
	if n == 0 {
		return "nobody is left"
	}
	return plural(int(n), "person is left", "people are left")
}

// absencesFree tells how many absences are free of calls and inpatient weeks.
func (c Candidate) absencesFree() line {
	all, free := 0, 0
	for _, w := range c.Assessment.Wishes {
		if w.Wish == analytics.Absence {
			all++
			if w.Granted {
				free++
			}
		}
	}
	state := analytics.Good
	if free < all {
		state = analytics.Bad
	}
	if all == 0 {
		return line{"Absences", state, "There are none."}
	}
	return line{"Absences", state, fmt.Sprintf("%d of %d are free of calls and inpatient weeks.", free, all)}
}

func facultyVerdict(c Candidate) line {
	return c.verdict(coverBreaches, func(gaps int) string {
		short, _ := c.shortWeeks(compliance.Cover)
		switch gaps {
		case 0:
			return ", every night and every inpatient week has its one person."
		case short:
			return fmt.Sprintf(", every night and every inpatient week has its one person. %s fewer half-days than limits.csv asks for.", plural(short, "week leaves somebody", "weeks leave somebody"))
		}
		return fmt.Sprintf(". %s nobody, or more than one person.", plural(gaps-short, "night or week has", "nights or weeks have"))
	})
}

// facultyActions says what people should do next, most urgent first.
func facultyActions(c Candidate) []string {
	var steps []string
	if len(c.breaches(compliance.Hard)) > 0 {
		steps = append(steps, "Look at what is outlined in the year grid: it carries a Hard breach. The last page says which rule.")
	}
	short, _ := c.shortWeeks(compliance.Cover)
	if n := c.value(coverBreaches); n != nil && int(*n) > short {
		steps = append(steps, "Find somebody for each night and week that the last page lists, or widen the limits that leave them empty.")
	}
	if short > 0 {
		steps = append(steps, "Ask for fewer half-days in the weeks that the last page lists, or let somebody else take a call of theirs.")
	}
	outside := 0
	for _, pool := range c.pools() {
		for _, m := range c.Assessment.Measures {
			if m.Name == pool && m.State == analytics.Watch {
				outside++
			}
		}
	}
	if outside > 0 {
		steps = append(steps, fmt.Sprintf("Talk to the people who are beyond rounding from their even share (%s, marked in the chart of fairness): why it is so, and what they get next year.", plural(outside, "bar", "bars")))
	}
	if n := c.value(nightsUnsaved); n != nil && *n > 0 {
		steps = append(steps, fmt.Sprintf("Name a back-up for the %s that nobody could take over (marked in the chart of the reserve).", plural(int(*n), "night", "nights")))
	}
	return append(steps, c.lastSteps("people", "year")...)
}

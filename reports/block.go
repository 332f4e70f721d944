package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
)

// A block: how it is told. Its schedule is the half-days and nights of residents, faculty, learners and visitors.

// Names of the measures of a block.
const (
	preceptorsNeeded  = "preceptors_needed"
	preceptorsMissing = "preceptors_missing"
	clinicHalfDays    = "clinic_half_days"
	clinicSpread      = "clinic_half_days_spread"
	daysOff           = "days_off" // scope: a resident
	daysOffLeast      = "days_off_least"
	residentsShort    = "residents_short_of_days_off"
	thinNights        = "thin_nights"
	nightsEmpty       = "nights_without_resident"
	callsSpread       = "calls_spread"
	halfDaysAbove     = "half_days_above_most"  // scope: a row of cover.csv
	halfDaysBelow     = "half_days_below_least" // the same
)

func blockAccount(block int) account {
	columns := []candidateColumn{
		{"Preceptors short", "preceptors short", preceptorsMissing, "", "less is better"},
		{"Clinic half-days", "clinic half-days", clinicHalfDays, "", "more is better"},
		{"Thin nights", "thin nights", thinNights, "", "less is better"},
	}
	return account{
		name: fmt.Sprintf("Block %d", block), extent: blockExtent, story: blockStory, verdict: blockVerdict, actions: blockActions,
		columns: columns, compared: append(compare(columns), comparison{"Spread of clinic half-days", "less is fairer", func(c Candidate) *float64 { return c.value(clinicSpread) }, ""}),
		charts: []func(Run) chart{sheetChart, rosterChart, blockHoursChart, preceptorsChart, nightsChart, candidatesChart},
		pages: func(d *pdf, drawn []picture) error {
			if err := d.sheetPages(); err != nil {
				return err
			}
			d.chartPage("Nights", drawn, rosterFile, nightsFile)
			d.chartPage("Supervision, hours and days off", drawn, preceptorsFile, blockHoursFile)
			return nil
		},
		words: []string{
			"Hard: work-hour law, absences, protected half-days, supervision. Cover: a half-day or night with too few or too many people, or less of an activity than is owed. " +
				"Soft: wishes. Scores are compared in this order; 0 is best.",
			"Half-day: a morning or an afternoon. Preceptor: one of the faculty who supervises residents in clinic (supervision.csv). Day off: 24 h without work. " +
				"Thin night: one resident works, so that nobody is left if he is lost.",
		},
		readFirst: "report.pdf, charts/block.png, charts/call.png",
		tables:    "schedule (half-days and nights with clock times), breaches, measures, series, candidates .parquet",
	}
}

// blockSpan returns the first and last day of the run's block.
func (r Run) blockSpan() (first, last datasets.Day) {
	first, last = r.Program.Span()
	for _, b := range r.Program.Blocks {
		if b.Block == r.Block {
			return b.FirstDay, b.LastDay
		}
	}
	return first, last
}

// blockTitle is a chart's title: what it is about, and of which block.
func blockTitle(r Run, about string) string {
	first, last := r.blockSpan()
	return fmt.Sprintf("%s: block %d of %s, %s to %s", about, r.Block, r.Program.Name(), shortDay(first), last.Time().Format("2 Jan 2006"))
}

func blockExtent(r Run) string {
	people := map[string]bool{}
	for _, s := range r.chosen().Shifts {
		people[s.Person] = true
	}
	first, last := r.blockSpan()
	return fmt.Sprintf("%s, %s to %s", plural(len(people), "person", "people"), longDay(first), longDay(last))
}

// blockStory tells the chosen candidate in plain words.
func blockStory(r Run) []line {
	c := r.chosen()
	return slices.Concat([]line{legality(c, "work-hour law by the clock, absences, fixed half-days, supervision, credentials")}, exceptions(c),
		[]line{halfDaysCovered(r), optimality(r), c.precepting(), c.placesOfCover(), c.clinics(), c.blockHours(), c.nightsHeld(), c.wishesMissed()})
}

// halfDaysCovered tells what is missing, and whether it has to be.
func halfDaysCovered(r Run) line {
	c := r.chosen()
	n := c.value(coverBreaches)
	switch {
	case n == nil:
		return line{"Cover", analytics.NoAnswer, "The assessment does not say."}
	case *n == 0:
		return line{"Cover", analytics.Good, "Every half-day and night has its people, and everybody what he is owed."}
	}
	text := fmt.Sprintf("%s: too few or too many people, or less than is owed (listed on the last pages).", plural(int(*n), "shortfall", "shortfalls"))
	if b := r.Bound; b != nil && b.Hard == c.Score.Hard && b.Cover == c.Score.Cover {
		text += " It is proven that no schedule without more Hard breaches has less: the tables ask for more than there is."
	}
	return line{"Cover", analytics.Bad, text}
}

func (c Candidate) precepting() line {
	need, lack := c.value(preceptorsNeeded), c.measure(preceptorsMissing)
	if need == nil || lack == nil || lack.Value == nil {
		return line{"Supervision", analytics.NoAnswer, "The assessment does not say."}
	}
	return line{"Supervision", lack.State, fmt.Sprintf("%s needed in half-days with residents in clinic; %s missing.",
		plural(int(*need), "preceptor half-day is", "preceptor half-days are"), plural(int(*lack.Value), "is", "are"))}
}

// placesOfCover tells of rooms and teams: the rows of cover.csv that are for half-days, and those that are beyond their least or most.
func (c Candidate) placesOfCover() line {
	state, rows, beyond := analytics.Good, map[string]bool{}, []string{}
	for _, m := range c.Assessment.Measures {
		if m.Name != halfDaysAbove && m.Name != halfDaysBelow || m.Value == nil {
			continue
		}
		rows[m.Scope] = true
		if *m.Value == 0 {
			continue
		}
		if state != analytics.Bad {
			state = m.State
		}
		beyond = append(beyond, fmt.Sprintf("%s: %s %s", m.Scope, plural(int(*m.Value), "half-day", "half-days"), map[bool]string{true: "above the most", false: "below the least"}[m.Name == halfDaysAbove]))
	}
	switch {
	case len(rows) == 0:
		return line{"Rooms, teams", analytics.NoAnswer, "The programme asks for none in half-days."}
	case len(beyond) == 0:
		return line{"Rooms, teams", state, fmt.Sprintf("All %s of cover.csv for half-days are kept in every half-day.", plural(len(rows), "row", "rows"))}
	}
	return line{"Rooms, teams", state, strings.Join(beyond, "; ") + "."}
}

func (c Candidate) clinics() line {
	all, spread := c.value(clinicHalfDays), c.measure(clinicSpread)
	if all == nil || spread == nil || spread.Lower == nil || spread.Upper == nil {
		return line{"Clinic", analytics.NoAnswer, "The assessment does not say."}
	}
	return line{"Clinic", analytics.Good, fmt.Sprintf("Residents have %s in clinic, from %s to %s each, as their rotations have it.", plural(int(*all), "half-day", "half-days"), trim(*spread.Lower), trim(*spread.Upper))}
}

func (c Candidate) blockHours() line {
	hours, free, short := c.measure(hoursHighest), c.value(daysOffLeast), c.value(residentsShort)
	if hours == nil || hours.Value == nil || free == nil || short == nil {
		return line{"Hours", analytics.NoAnswer, "The assessment does not say."}
	}
	state := hours.State
	text := fmt.Sprintf("No resident works more than %s h a week, averaged over his rotation; nobody has fewer than %s days off in 28.", fixed(hours.Value, 1), fixed(free, 1))
	if *short > 0 {
		state = analytics.Bad
		text += fmt.Sprintf(" %s fewer than one day in seven.", plural(int(*short), "resident has", "residents have"))
	}
	return line{"Hours", state, text}
}

// nightsHeld tells how many residents the nights have, and how calls are shared.
func (c Candidate) nightsHeld() line {
	thin, empty := c.value(thinNights), c.measure(nightsEmpty)
	if thin == nil || empty == nil || empty.Value == nil {
		return line{"Nights", analytics.NoAnswer, "No resident works by night in this block."}
	}
	state := cmp.Or(empty.State, analytics.Good)
	text := fmt.Sprintf("%s one resident only, %s none.", plural(int(*thin), "night has", "nights have"), trim(*empty.Value))
	for _, m := range c.Assessment.Measures {
		if m.Name == callsSpread && m.Upper != nil && *m.Upper > 0 {
			text += fmt.Sprintf(" Calls of a %s: %s to %s.", strings.Replace(m.Scope, "faculty", "member of the faculty", 1), trim(*m.Lower), trim(*m.Upper))
		}
	}
	return line{"Nights", state, text}
}

// wishesMissed counts the Soft breaches by rule.
func (c Candidate) wishesMissed() line {
	if c.value(hardBreaches) == nil {
		return line{"Wishes", analytics.NoAnswer, "The assessment does not say."}
	}
	var each []string
	for _, k := range countRules(c) {
		if k.level == compliance.Soft {
			each = append(each, fmt.Sprintf("%s %d", k.rule, k.n))
		}
	}
	if len(each) == 0 {
		return line{"Wishes", analytics.Good, "The checker finds none that is not met."}
	}
	return line{"Wishes", analytics.Watch, fmt.Sprintf("%s not met, by rule: %s.", plural(len(c.breaches(compliance.Soft)), "wish is", "wishes are"), strings.Join(each, ", "))}
}

func blockVerdict(c Candidate) line {
	return c.verdict(coverBreaches, func(gaps int) string {
		if gaps == 0 {
			return ", every half-day and night has its people."
		}
		return fmt.Sprintf(". %s too few or too many people, or less than is owed.", plural(gaps, "half-day or limit has", "half-days or limits have"))
	})
}

// blockActions says what people should do next, most urgent first.
func blockActions(c Candidate) []string {
	var steps []string
	if len(c.breaches(compliance.Hard)) > 0 {
		steps = append(steps, "Look at what is outlined on the sheet: it carries a Hard breach. The last pages say which rule.")
	}
	if n := c.value(coverBreaches); n != nil && *n > 0 {
		steps = append(steps, "Find somebody for each shortfall that the last pages list, or lower the least in the table that is named with it.")
	}
	if n := c.value(nightsEmpty); n != nil && *n > 0 {
		steps = append(steps, fmt.Sprintf("Decide who stands in for the residents in the %s without one.", plural(int(*n), "night", "nights")))
	}
	return append(steps, c.lastSteps("people", "block")...)
}

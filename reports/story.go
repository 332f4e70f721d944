package reports

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"rota/analytics"
	"rota/datasets"
	"rota/solver"
)

// line is one statement of a report: what it is about, its state, and the statement in plain words.
type line struct {
	about string
	state analytics.State
	text  string
}

// story tells the chosen candidate in plain words: the same lines stand in the summary and on the first page.
func story(r Run) []line { return r.account().story(r) }

func annualStory(r Run) []line {
	c := r.chosen()
	return slices.Concat([]line{legality(c, "work-hour law, eligibility, requirements, pins")}, exceptions(c), []line{
		missing(c),
		optimality(r),
		absencesPlaced(c),
		requestsMet(c),
		burdens(c),
		hours(c),
		capability(c),
		fire(c),
		alerts(c),
	})
}

// exceptions tells each signed permission to go beyond a rule. The person is not named.
func exceptions(c Candidate) []line {
	var lines []line
	for _, e := range c.Assessment.Exceptions {
		who := "everybody"
		if e.Person != "" {
			who = "a resident"
		}
		if e.Rotation != "" {
			who += " on " + e.Rotation
		}
		lines = append(lines, line{"Exception", analytics.Watch, fmt.Sprintf("Rule %s is widened to %g for %s, %s to %s, granted by %s on %s: %s (%s).", e.Rule, e.Limit, who,
			longDay(datasets.DayOf(e.FirstDay)), longDay(datasets.DayOf(e.LastDay)), e.SignedBy, longDay(datasets.DayOf(e.SignedOn)), e.Reason, e.Place)})
	}
	return lines
}

// what says what was built.
func what(r Run) string {
	return fmt.Sprintf("%s of %s", r.account().name, r.Program.Name())
}

// residentsAndBlocks says for whom and for which days.
func residentsAndBlocks(r Run) string {
	blocks := yearBlocks(r.Program)
	residents := map[string]bool{}
	for _, s := range r.chosen().Stays {
		residents[s.Person] = true
	}
	days := "no blocks"
	if len(blocks) > 0 {
		days = fmt.Sprintf("%s, %s to %s", plural(len(blocks), "block", "blocks"), longDay(blocks[0].FirstDay), longDay(blocks[len(blocks)-1].LastDay))
	}
	return fmt.Sprintf("%s, %s", plural(len(residents), "resident", "residents"), days)
}

// origin says which candidate this is, and what it takes to build it again.
func origin(r Run) string {
	return fmt.Sprintf("Candidate %d of %d, seed %d, %s", r.Chosen, len(r.Candidates), r.Seed, plural(r.Rounds, "round", "rounds"))
}

// legality says whether the checker found a Hard breach, and what it looked for.
func legality(c Candidate, lookedFor string) line {
	n := c.value(hardBreaches)
	switch {
	case n == nil:
		return line{"Legal", analytics.NoAnswer, "The assessment does not say."}
	case *n == 0:
		return line{"Legal", analytics.Good, "Yes: the checker found no Hard breach (" + lookedFor + ")."}
	}
	return line{"Legal", analytics.Bad, fmt.Sprintf("No: %s. This schedule must not be published as it stands.", plural(int(*n), "Hard breach", "Hard breaches"))}
}

// pieces is what the cover of the year is counted in, one and many of it: half-blocks, or of cohorts weeks.
func (c Candidate) pieces() (one, many string) {
	if m := c.measure(thinHalfBlocks); m != nil && m.Unit != "" {
		if before, of, two := strings.Cut(m.Unit, " "); two { // run of days
			return m.Unit, before + "s " + of
		}
		return m.Unit, m.Unit + "s"
	}
	return "half-block", "half-blocks"
}

func missing(c Candidate) line {
	one, many := c.pieces()
	below, above := c.value(coverBelowLeast), c.value(coverAboveMost)
	switch {
	case below == nil || above == nil:
		return line{"Cover", analytics.NoAnswer, "The assessment does not say."}
	case *below == 0 && *above == 0:
		return line{"Cover", analytics.Good, fmt.Sprintf("Every service has its people in every %s; %s %s have nobody to spare.", one, count(c.value(thinHalfBlocks)), many)}
	case *below == 0:
		return line{"Cover", analytics.Watch, fmt.Sprintf("Nothing is missing; %s have more people than the most.", plural(int(*above), one, many))}
	}
	return line{"Cover", analytics.Bad, fmt.Sprintf("%s below the least, %s above the most; %s have nobody to spare.",
		plural(int(*below), one, many), trim(*above), count(c.value(thinHalfBlocks)))}
}

// nearBest is the gap up to which a schedule counts as good as the best.
const nearBest = 0.01

// optimality says how far from the best schedule the chosen one can be at most.
func optimality(r Run) line {
	c := r.chosen()
	gap, level, ok := r.gap(c)
	switch b := r.Bound; {
	case !ok:
		return line{"Optimality", analytics.NoAnswer, "No bound was sought."}
	case gap == 0:
		return line{"Optimality", analytics.Good, "Proven: no schedule of this programme has a better score."}
	case b.On(level) == 0:
		return line{"Optimality", analytics.Watch, fmt.Sprintf("%s score at most %d above the optimum: that it cannot be 0 is not proven.", level, c.Score.On(level))}
	default:
		state := analytics.Watch
		if gap <= nearBest {
			state = analytics.Good
		}
		return line{"Optimality", state, fmt.Sprintf("At most %s %% above the optimum: no schedule%s has a %s score below %d; this one has %d.",
			percent(gap), equalAbove(level), level, b.On(level), c.Score.On(level))}
	}
}

// percent writes a gap with two digits that count, rounded up, so that no more is claimed than is known.
func percent(gap float64) string {
	digits := max(0, 1-int(math.Floor(math.Log10(100*gap))))
	scale := math.Pow(10, float64(digits))
	return strconv.FormatFloat(math.Ceil(100*gap*scale)/scale, 'f', -1, 64)
}

// equalAbove says for which schedules the bound of a level holds.
func equalAbove(level solver.Level) string {
	switch level {
	case solver.Cover:
		return " of the same Hard score"
	case solver.Soft:
		return " of the same Hard and Cover scores"
	default:
		return ""
	}
}

func absencesPlaced(c Candidate) line {
	placed, all := c.value(absenceDaysPlaced), c.value(absenceDays)
	if all != nil && *all == 0 {
		return line{"Absences", analytics.Good, "There are none."}
	}
	return line{"Absences", granted(placed, all), share(placed, all) + " absence days fall on rotations that allow leave."}
}

func requestsMet(c Candidate) line {
	met, all := c.value(requestsGranted), c.value(requests)
	if all != nil && *all == 0 {
		return line{"Requests", analytics.Good, "There are none."}
	}
	return line{"Requests", granted(met, all), share(met, all) + " granted."}
}

// granted is the state of wishes: good when all are met, else watch; wishes alone never make a schedule bad.
func granted(part, whole *float64) analytics.State {
	switch {
	case part == nil || whole == nil:
		return analytics.NoAnswer
	case *part == *whole:
		return analytics.Good
	}
	return analytics.Watch
}

// burdens tells how far somebody is from his even share of the weeks on services without leave.
func burdens(c Candidate) line {
	m := c.measure(burdenFarthest)
	if m == nil || m.Value == nil {
		return line{"Fairness", analytics.NoAnswer, "No service that needs people is without leave, so that there is nothing to share."}
	}
	bars, outside := c.shares()
	text := fmt.Sprintf("Of the weeks on services without leave nobody is farther than %s weeks from his even share by exposure; %s", fixed(m.Value, 1),
		map[bool]string{true: "each share is even but for rounding", false: fmt.Sprintf("%d of %d shares are beyond rounding", outside, bars)}[outside == 0])
	if spread := c.measure(workloadSpread); spread != nil && spread.Value != nil {
		text += fmt.Sprintf("; the mean hours within a level differ by up to %s", unit(spread, 1))
	}
	return line{"Fairness", m.State, text + "."}
}

func hours(c Candidate) line {
	m := c.measure(hoursHighest)
	if m == nil || m.Value == nil {
		return line{"Hours", analytics.NoAnswer, "The assessment does not say."}
	}
	text := fmt.Sprintf("%s on average; %s at most, as the mean of one resident's rotation in a block", unit(c.measure(hoursMean), 1), unit(m, 1))
	if m.Upper != nil {
		text += fmt.Sprintf("; the limit is %s", trim(*m.Upper))
	}
	return line{"Hours", m.State, text + "."}
}

// capability gives Cpk where the hours are stable, otherwise Ppk; the assessment's source says why no capability is claimed.
func capability(c Candidate) line {
	if m := c.measure(hoursCpk); m != nil && m.Value != nil {
		return line{"Capability", m.State, fmt.Sprintf("Cpk %s%s. %s", fixed(m.Value, 2), interval(m), sentence(unmapped(m.Source)))}
	}
	m := c.measure(hoursPpk)
	if m == nil || m.Value == nil {
		why := "The assessment gives none."
		if m != nil {
			why = sentence(m.Source)
		}
		return line{"Capability", analytics.NoAnswer, why}
	}
	return line{"Capability", m.State, fmt.Sprintf("Ppk %s%s. %s", fixed(m.Value, 2), interval(m), sentence(unmapped(m.Source)))}
}

func fire(c Candidate) line {
	m := c.measure(fireHighest)
	if m == nil || m.Value == nil {
		return line{"Fire index", analytics.NoAnswer, "The assessment does not say."}
	}
	return line{"Fire index", m.State, fmt.Sprintf("Highest %s, mean %s: an uncalibrated analogy on planned hours.", fixed(m.Value, 1), fixed(c.value(fireMean), 1))}
}

func alerts(c Candidate) line {
	m := c.measure(seismicAlerts)
	if m == nil || m.Value == nil {
		return line{"Seismic alerts", analytics.NoAnswer, "The assessment does not say."}
	}
	return line{"Seismic alerts", m.State, fmt.Sprintf("%s of a sudden rise of the planned load (STA/LTA).", plural(int(*m.Value), "alert", "alerts"))}
}

// whyChosen says how the chosen candidate compares with the others on the levels of the score.
func whyChosen(r Run) string {
	c := r.chosen()
	if len(r.Candidates) == 1 {
		return "It is the only candidate."
	}
	if r.Repair != nil {
		return fmt.Sprintf("Candidate %d changes least; among equals its score is the best.", c.Number)
	}
	ties, onHard, onCover := 0, 0, 0
	for _, other := range r.Candidates {
		switch {
		case other.Number == c.Number:
		case other.Score.Less(c.Score):
			return fmt.Sprintf("Candidate %d was chosen although candidate %d has the better score.", c.Number, other.Number)
		case other.Score == c.Score:
			ties++
		case other.Score.Hard > c.Score.Hard:
			onHard++
		case other.Score.Cover > c.Score.Cover:
			onCover++
		}
	}
	others := len(r.Candidates) - 1
	switch {
	case ties > 0:
		return fmt.Sprintf("Candidate %d has the best score, as %s.", c.Number, plural(ties, "other has", "others have"))
	case onHard == others:
		return fmt.Sprintf("Candidate %d was chosen because it has the least Hard score: law comes before all else.", c.Number)
	case onHard == 0 && onCover == others:
		return fmt.Sprintf("Candidate %d was chosen because all are equal by law and it misses the least cover: cover comes before wishes.", c.Number)
	case onHard == 0 && onCover == 0:
		return fmt.Sprintf("Candidate %d was chosen because all are equal by law and cover, and it meets wishes best: Soft score %d.", c.Number, c.Score.Soft)
	}
	return fmt.Sprintf("Candidate %d was chosen because it has the best score: law first, then cover, then wishes.", c.Number)
}

// verdict is the result in one line: may this schedule be approved? missing is the measure of gaps in cover; told says of so many of them
// what they are, and of none what is covered, after the words "No Hard rule is broken".
func (c Candidate) verdict(missing string, told func(gaps int) string) line {
	hard, gaps := c.value(hardBreaches), c.value(missing)
	switch {
	case hard == nil || gaps == nil:
		return line{"No verdict", analytics.NoAnswer, "The assessment holds no count of breaches."}
	case *hard > 0:
		return line{"Not legal", analytics.Bad, fmt.Sprintf("%s. It must not be published as it stands.", plural(int(*hard), "Hard breach", "Hard breaches"))}
	case *gaps > 0:
		return line{"Legal, with gaps in cover", analytics.Watch, "No Hard rule is broken" + told(int(*gaps))}
	}
	return line{"Legal and covered", analytics.Good, "No Hard rule is broken" + told(0) + " It can be put to the programme director for approval."}
}

func annualVerdict(c Candidate) line {
	return c.verdict(coverBelowLeast, func(gaps int) string {
		if gaps == 0 {
			return " and no service has too few people."
		}
		one, many := c.pieces()
		return fmt.Sprintf(". A service has too few people in %s.", plural(gaps, one, many))
	})
}

// lastSteps are what people should do after all that is particular to a kind of schedule.
func (c Candidate) lastSteps(asking, schedule string) (steps []string) {
	if met, all := c.value(requestsGranted), c.value(requests); met != nil && all != nil && *met < *all {
		steps = append(steps, fmt.Sprintf("Tell the %s whose requests could not be granted (%s); requests.parquet has a reason for each.", asking, trim(*all-*met)))
	}
	if n := c.value(hardBreaches); n != nil && *n == 0 {
		steps = append(steps, fmt.Sprintf("If this is the %s you want: rota approve, with the name of this run and the number of the candidate.", schedule))
	}
	return steps
}

// annualActions says what people should do next, most urgent first.
func annualActions(c Candidate) []string {
	var steps []string
	if n := c.value(hardBreaches); n != nil && *n > 0 {
		steps = append(steps, "Look at what is outlined in the year grid: it carries a Hard breach. The last pages say which rule.")
	}
	if n := c.value(coverBelowLeast); n != nil && *n > 0 {
		_, many := c.pieces()
		steps = append(steps, fmt.Sprintf("Find people for the %s below their least (marked in the cover chart), or lower the least if it is not needed.", many))
	}
	if placed, all := c.value(absenceDaysPlaced), c.value(absenceDays); placed != nil && all != nil && *placed < *all {
		steps = append(steps, fmt.Sprintf("Settle the %s on rotations that allow no leave: move the leave, or cover the rotation on those days.",
			plural(int(*all-*placed), "absence day", "absence days")))
	}
	return append(steps, c.lastSteps("residents", "year")...)
}

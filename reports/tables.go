package reports

import (
	"io"
	"slices"
	"time"

	"rota/datasets"
)

// Rows of the Parquet files. The tags are documented at datasets.WriteParquet; the columns are those that people's scripts read.

type requestRow struct {
	Candidate int          `parquet:"candidate" doc:"number of the candidate, from 1"`
	Person    string       `parquet:"person" doc:"code of the person"`
	FirstDay  datasets.Day `parquet:"first_day,date" doc:"first day of the wish"`
	LastDay   datasets.Day `parquet:"last_day,date" doc:"last day of the wish"`
	Wish      string       `parquet:"wish" doc:"absence, leave, or a rotation"`
	Rank      int          `parquet:"rank" doc:"1 is the dearest; 0: an absence, which comes before all requests"`
	Granted   bool         `parquet:"granted" doc:"whether every planned day of the wish is granted"`
	Reason    string       `parquet:"reason,optional" doc:"why, in a sentence or two"`
	CostHard  *int64       `parquet:"cost_hard,optional" doc:"of a request that is not granted: by how much the cheapest schedule found that grants it too is worse on level Hard, found by a short search and so an upper limit; null: granted, no request, or nothing grants it"`
	CostCover *int64       `parquet:"cost_cover,optional" doc:"the same on level Cover"`
	CostSoft  *int64       `parquet:"cost_soft,optional" doc:"the same on level Soft, in its weights; below 0 where that schedule is better there"`
}

type breachRow struct {
	Candidate int          `parquet:"candidate" doc:"number of the candidate, from 1"`
	Rule      string       `parquet:"rule" doc:"id of the rule"`
	Level     string       `parquet:"level" doc:"Hard, Cover or Soft"`
	Person    string       `parquet:"person,optional" doc:"code of the person; null: the breach is of a service"`
	FirstDay  datasets.Day `parquet:"first_day,date" doc:"first day of the breach"`
	LastDay   datasets.Day `parquet:"last_day,date" doc:"last day of the breach"`
	Amount    float64      `parquet:"amount" doc:"what was found, in unit"`
	Allowed   float64      `parquet:"allowed" doc:"the limit that it passed, in unit"`
	Unit      string       `parquet:"unit,optional" doc:"unit of amount and allowed"`
	Source    string       `parquet:"source,optional" doc:"where the rule is written"`
	Text      string       `parquet:"text" doc:"the breach in a sentence"`
}

type measureRow struct {
	Candidate int      `parquet:"candidate" doc:"number of the candidate, from 1"`
	Name      string   `parquet:"name" doc:"name of the measure"`
	Scope     string   `parquet:"scope" doc:"programme, a service, or the code of a person"`
	Value     *float64 `parquet:"value,optional" doc:"value, in unit; null: not known"`
	Unit      string   `parquet:"unit,optional" doc:"unit of value and limits; null: a number without unit"`
	Lower     *float64 `parquet:"lower,optional" doc:"lower limit, or lower end of the interval of an index"`
	Upper     *float64 `parquet:"upper,optional" doc:"upper limit, or upper end of the interval of an index"`
	Target    *float64 `parquet:"target,optional" doc:"what would be best"`
	State     string   `parquet:"state,optional" doc:"good, watch, bad, no claim, no answer; null: a number without verdict"`
	Source    string   `parquet:"source,optional" doc:"method, source and mapping, or why there is no claim"`
}

type seriesRow struct {
	Candidate int       `parquet:"candidate" doc:"number of the candidate, from 1"`
	Name      string    `parquet:"name" doc:"name of the series"`
	Scope     string    `parquet:"scope" doc:"programme, or the part of it that the series is of"`
	Time      time.Time `parquet:"time,timestamp(microsecond)" doc:"begin of the day, week or half-block that the value is of"`
	Value     float64   `parquet:"value" doc:"value, in unit"`
	Lower     *float64  `parquet:"lower,optional" doc:"lower limit at that time"`
	Upper     *float64  `parquet:"upper,optional" doc:"upper limit at that time"`
	Unit      string    `parquet:"unit,optional" doc:"unit of value and limits; null: a number without unit"`
}

type candidateRow struct {
	Candidate  int      `parquet:"candidate" doc:"number of the candidate, from 1"`
	Seed       uint64   `parquet:"seed" doc:"seed of its search"`
	Hard       int64    `parquet:"hard" doc:"score, level Hard; 0 is best"`
	Cover      int64    `parquet:"cover" doc:"score, level Cover; 0 is best"`
	Soft       int64    `parquet:"soft" doc:"score, level Soft; 0 is best"`
	BoundHard  *int64   `parquet:"bound_hard,optional" doc:"no schedule has less on level Hard; null: no bound known"`
	BoundCover *int64   `parquet:"bound_cover,optional" doc:"no schedule of that Hard score has less on level Cover; null: no bound known"`
	BoundSoft  *int64   `parquet:"bound_soft,optional" doc:"no schedule of those scores has less on level Soft; null: no bound known"`
	Gap        *float64 `parquet:"gap,optional" doc:"score above the bound on the first level that differs from it, as a share of the bound (of 1 if it is 0); 0: none is better; null: no bound known"`
	Chosen     bool     `parquet:"chosen" doc:"true for one"`

	CoverBelowLeast *float64 `parquet:"cover_below_least,optional" unit:"half-block" doc:"half-blocks (of cohorts, weeks) with fewer people than the least"`
	AbsencesPlaced  *float64 `parquet:"absence_days_on_leave_rotations,optional" unit:"day" doc:"absence days on rotations that allow leave"`
	RequestsGranted *float64 `parquet:"requests_granted,optional" doc:"requests granted"`
	ThinHalfBlocks  *float64 `parquet:"thin_half_blocks,optional" unit:"half-block" doc:"half-blocks (of cohorts, weeks) with exactly the least people"`
	HoursHighest    *float64 `parquet:"weekly_hours_highest,optional" unit:"hour" doc:"highest average of weekly hours of a resident"`
	FireHighest     *float64 `parquet:"fire_index_highest,optional" doc:"highest fire index of the year"`

	CallsClose    *float64 `parquet:"calls_close,optional" unit:"pair of calls" doc:"calls of one person closer than wanted; null: not of this kind of schedule, as are those above of a faculty year"`
	CallsNear     *float64 `parquet:"calls_near_inpatient,optional" unit:"call" doc:"calls closer to an inpatient week of the same person than wanted"`
	ShareFarthest *float64 `parquet:"equity_total_farthest,optional" unit:"night" doc:"greatest distance of anybody from his even share of all nights"`
	NightsUnsaved *float64 `parquet:"nights_without_spare,optional" unit:"night" doc:"nights that nobody could take in place of who is on call"`

	WorkloadSpread *float64 `parquet:"workload_spread,optional" unit:"hour" doc:"greatest less smallest mean of weekly hours of residents of one level"`
	BurdenFarthest *float64 `parquet:"burden_farthest,optional" unit:"week" doc:"greatest distance of a resident from his even share, by exposure, of the weeks on services without leave"`
	Leaning        string   `parquet:"leaning,optional" doc:"what its search weighed beside the wishes; null: not known"`
	Front          *bool    `parquet:"front,optional" doc:"true: no schedule that was found is at least as good in wishes, fairness and resilience and better in one; null: not known"`
	FromChosen     *int     `parquet:"cells_from_chosen,optional" doc:"cells in which it differs from the chosen one: blocks of people, or nights and weeks of people in a faculty year; null: not known"`
	FromNearest    *int     `parquet:"cells_from_nearest,optional" doc:"the same from the candidate that is most like it"`
}

// table is one Parquet file of a run.
type table struct {
	file  string
	write func(io.Writer, Run) error
}

// tables lists the Parquet files of a run. annual.parquet is the schedule itself, of all candidates.
var tables = []table{
	{"annual.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteSchedule(w, rows(r, func(c Candidate) []datasets.Stay { return c.Stays }), r.InputHash)
	}},
	{"requests.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, Candidate.requestRows), r.InputHash)
	}},
	{"breaches.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, Candidate.breachRows), r.InputHash)
	}},
	{"measures.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, Candidate.measureRows), r.InputHash)
	}},
	{"series.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, Candidate.seriesRows), r.InputHash)
	}},
	{"candidates.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, candidateRows(r), r.InputHash)
	}},
}

// tables lists the Parquet files of the run. A block has no stays and requests.
func (r Run) tables() []table {
	all := tables
	if r.Repair != nil {
		all = append([]table{changesTable}, all...)
	}
	if r.Conflict != nil {
		all = append([]table{conflictTable}, all...)
	}
	if !r.Faculty && !r.HalfDays {
		return all
	}
	return append([]table{{"schedule.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, func(c Candidate) []datasets.Shift { return c.Shifts }), r.InputHash)
	}}}, slices.DeleteFunc(slices.Clone(all), func(t table) bool {
		return r.HalfDays && (t.file == "annual.parquet" || t.file == "requests.parquet")
	})...)
}

// rows joins the rows of all candidates.
func rows[T any](r Run, of func(Candidate) []T) []T {
	var all []T
	for _, c := range r.Candidates {
		all = append(all, of(c)...)
	}
	return all
}

func (c Candidate) requestRows() []requestRow {
	var rows []requestRow
	for _, w := range c.Assessment.Wishes {
		row := requestRow{Candidate: c.Number, Person: w.Person, FirstDay: w.FirstDay, LastDay: w.LastDay, Wish: w.Wish, Rank: w.Rank, Granted: w.Granted, Reason: w.Reason}
		if p := w.Price; p != nil {
			row.CostHard, row.CostCover, row.CostSoft = &p.Hard, &p.Cover, &p.Soft
		}
		rows = append(rows, row)
	}
	return rows
}

func (c Candidate) breachRows() []breachRow {
	var rows []breachRow
	for _, b := range c.Assessment.Breaches {
		rows = append(rows, breachRow{c.Number, b.Rule, string(b.Level), b.Person, b.FirstDay, b.LastDay, b.Amount, b.Allowed, b.Unit, b.Source, b.Text})
	}
	return rows
}

func (c Candidate) measureRows() []measureRow {
	var rows []measureRow
	for _, m := range c.Assessment.Measures {
		rows = append(rows, measureRow{c.Number, m.Name, m.Scope, m.Value, m.Unit, m.Lower, m.Upper, m.Target, string(m.State), m.Source})
	}
	return rows
}

func (c Candidate) seriesRows() []seriesRow {
	var rows []seriesRow
	for _, p := range c.Assessment.Series {
		rows = append(rows, seriesRow{c.Number, p.Name, p.Scope, p.Time.UTC(), p.Value, p.Lower, p.Upper, p.Unit})
	}
	return rows
}

func candidateRows(r Run) []candidateRow {
	var rows []candidateRow
	for _, c := range r.Candidates {
		row := candidateRow{
			Candidate: c.Number, Seed: c.Seed, Hard: c.Score.Hard, Cover: c.Score.Cover, Soft: c.Score.Soft, Chosen: c.Number == r.Chosen,
			CoverBelowLeast: c.value(coverBelowLeast), AbsencesPlaced: c.value(absenceDaysPlaced), RequestsGranted: c.value(requestsGranted),
			ThinHalfBlocks: c.value(thinHalfBlocks), HoursHighest: c.value(hoursHighest), FireHighest: c.value(fireHighest),
			CallsClose: c.value(callsClose), CallsNear: c.value(callsNear), ShareFarthest: c.value(shareFarthest), NightsUnsaved: c.value(nightsUnsaved),
			WorkloadSpread: c.value(workloadSpread), BurdenFarthest: c.value(burdenFarthest), Leaning: c.Leaning,
		}
		if cells, ok := r.distance(c.Number, r.Chosen); ok {
			front := c.Front
			row.Front, row.FromChosen = &front, &cells
		}
		if cells, ok := r.nearest(c.Number); ok {
			row.FromNearest = &cells
		}
		if gap, _, ok := r.gap(c); ok {
			row.BoundHard, row.BoundCover, row.BoundSoft, row.Gap = &r.Bound.Hard, &r.Bound.Cover, &r.Bound.Soft, &gap
		}
		rows = append(rows, row)
	}
	return rows
}

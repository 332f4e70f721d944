package analytics

import (
	"fmt"
	"math"
	"strings"

	"rota/analytics/compliance"
	"rota/datasets"
)

// held is what a person has of something that is shared, beside his even share and what that is rounded down and up. The share of somebody
// who has no part in it has no exposure.
type held struct {
	datasets.Share
	has         float64
	least, most float64
}

// measureShares tells what each person has beside his even share, and how far people are from each other and from their shares. It returns the
// farthest anybody is, and how many are beyond rounding. The spread is of raw counts, over everybody who shares: it punishes those who were away.
// The farthest is not.
func (a *Assessment) measureShares(of, unit string, all []held) (farthest float64, outside int) {
	name := SharesOf(of)
	fewest, greatest := math.Inf(1), math.Inf(-1)
	for _, h := range all {
		m := Measure{Name: name, Scope: h.Person, Value: number(h.has), Unit: unit, Lower: number(h.least), Upper: number(h.most), Target: number(h.Amount),
			State: Good, Source: "count; the target is the even share by exposure: days with the programme and not away, times the share of full time" + carried(h.Share)}
		if h.has < h.least || h.has > h.most {
			m.State = Watch
			outside++
		}
		a.add(m)
		farthest = max(farthest, math.Abs(h.has-h.Amount))
		if h.Exposure > 0 {
			a.add(Measure{Name: name + "_exposure", Scope: h.Person, Value: number(h.Exposure), Unit: "day", Source: "days on which the person could take part, times the share of full time"})
			fewest, greatest = min(fewest, h.has), max(greatest, h.has)
		}
	}
	if fewest > greatest { // nobody shares
		return farthest, outside
	}
	a.add(Measure{Name: name + "_spread", Scope: programme, Value: number(greatest - fewest), Unit: unit, Lower: number(fewest), Upper: number(greatest),
		Source: "most less fewest of those who share, without regard to absences"})
	a.add(Measure{Name: name + "_farthest", Scope: programme, Value: number(farthest), Unit: unit, Target: number(0), State: noneIs(outside, Watch),
		Source: fmt.Sprintf("greatest distance of anybody from his even share by exposure; %d are beyond rounding", outside)})
	return farthest, outside
}

// SharesOf is the name of the measures of what people have of something that is shared.
func SharesOf(pool string) string {
	return "equity_" + strings.ToLower(strings.ReplaceAll(pool, " ", "_"))
}

// carried says by how much a share makes good what was before the year.
func carried(s datasets.Share) string {
	if s.Carried == 0 {
		return ""
	}
	return fmt.Sprintf("; moved by %+.1f by what was before the year", s.Carried)
}

// assessBurdens tells, of each burden of a level, what its residents have of the weeks that the level has, beside the even share of them by
// exposure; of the programme, the farthest that anybody is from his share.
func (a *Assessment) assessBurdens(year *compliance.Year) {
	m := Measure{Name: "burden_farthest", Scope: programme, Unit: datasets.LimitWeek, State: NoAnswer, Source: "no service needs people and allows no leave"}
	beyond := 0
	for _, b := range year.Program.Burdens() {
		total := 0.0
		has := map[string]float64{}
		for i := range year.Lines {
			l := &year.Lines[i]
			has[l.Person.Person] = year.WeeksOf(l, b.Services)
		}
		for _, s := range b.Shares {
			total += has[s.Person]
		}
		if total == 0 {
			continue
		}
		b.Divide(total)
		var all []held
		for _, s := range b.Shares {
			least, most := b.Around(s)
			all = append(all, held{s, has[s.Person], float64(least), float64(most)})
		}
		farthest, outside := a.measureShares(b.Name, datasets.LimitWeek, all)
		beyond += outside
		if m.Value == nil || farthest > *m.Value {
			m.Value = number(farthest)
			m.Source = fmt.Sprintf("greatest distance of a resident from his even share, by exposure, of the weeks of his level: of %s", b.Name)
		}
	}
	if m.Value != nil {
		m.Target, m.State = number(0), noneIs(beyond, Watch)
		m.Source += fmt.Sprintf("; %d shares are beyond rounding", beyond)
	}
	a.add(m)
}

package datasets

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"rota/datasets/rules"
)

// tailDays is of how many last days the work is carried over: more than any rule looks back; chosen by us.
const tailDays = 14

// Names of what is counted in history.csv beside the pools of equity: how many days somebody could have taken part in a pool.
const exposureOf = " exposure"

// nextHistory carries over what the year adds to the years before, of those who stay.
func (n *nextYear) nextHistory(stays []Stay, shifts []Shift) []History {
	here := map[string]Person{}
	for _, who := range n.next.People {
		here[who.Person] = who
	}
	rows := slices.DeleteFunc(slices.Clone(n.last.History), func(h History) bool {
		_, stays := here[h.Person]
		return !stays || h.Kind == HistoryWorked || h.Kind == HistoryStay // its tail is that of another year
	})
	for _, h := range slices.Concat(n.done(stays), n.stayed(stays), n.counted(stays, shifts), n.away(), worked(n.last, shifts)) {
		if _, stays := here[h.Person]; stays {
			rows = append(rows, h)
		}
	}
	if len(shifts) == 0 {
		n.doubt("history", -1, "starts_at", "", "the half-days of the last days of the year", "none were given, so that nothing is known of the work that reaches over the end of the year")
	}
	n.warnOfExtension(rows, here)
	return rows
}

// done adds up what residents did on each rotation, in half-blocks, or in weeks where it was something else.
func (n *nextYear) done(stays []Stay) []History {
	type did struct {
		first, last Day
		halves      float64
		days        Day
		odd         bool
	}
	sum := map[[2]string]*did{}
	var order [][2]string
	for _, s := range stays {
		if s.Role != Resident || s.Block == 0 {
			continue
		}
		k := [2]string{s.Person, s.Rotation}
		d, seen := sum[k]
		if !seen {
			d = &did{first: s.FirstDay, last: s.LastDay}
			sum[k], order = d, append(order, k)
		}
		d.first, d.last, d.days = min(d.first, s.FirstDay), max(d.last, s.LastDay), d.days+s.LastDay-s.FirstDay+1
		switch {
		case s.Half == nil:
			d.odd = true
		case *s.Half == 0:
			d.halves += 2
		default:
			d.halves++
		}
	}
	var rows []History
	for _, k := range order {
		d := sum[k]
		amount, unit := d.halves, "half_block"
		if d.odd {
			amount, unit = math.Round(float64(d.days)/7*100)/100, "week"
		}
		rows = append(rows, History{Person: k[0], Kind: HistoryDone, Name: k[1], FirstDay: d.first, LastDay: d.last, Amount: &amount, Unit: unit})
	}
	return rows
}

// stayed returns the last blocks, or planned stays, of each resident, back as far as a rule on neighbours reaches, at least one, and no
// further than the first on which he was nowhere.
func (n *nextYear) stayed(stays []Stay) []History {
	reach := 1
	for _, r := range n.last.Neighbours {
		reach = max(reach, r.Spacing)
	}
	var rows []History
	for _, who := range n.last.People {
		if who.Role != Resident {
			continue
		}
		planned := slices.DeleteFunc(n.last.Stretches(who), func(s Stretch) bool { return s.Rotation != "" })
		for _, s := range slices.Backward(planned[max(0, len(planned)-reach):]) {
			i := slices.IndexFunc(stays, func(x Stay) bool { return x.Person == who.Person && x.FirstDay == s.FirstDay() })
			if i < 0 {
				break
			}
			rows = append(rows, History{Person: who.Person, Kind: HistoryStay, Name: stays[i].Rotation, FirstDay: s.FirstDay(), LastDay: s.LastDay()})
		}
	}
	return rows
}

// counted tells what the faculty had of each pool of equity, and the days on which he could have taken part, so that a rate can be told.
func (n *nextYear) counted(stays []Stay, shifts []Shift) []History {
	first, last := n.last.Span()
	nights, weeks := map[string][]Day{}, map[string][]Day{}
	for _, s := range shifts {
		if a, ok := n.last.ActivityIn(s.Activity, s.HalfDay); s.HalfDay == Night && ok && a.Kind == KindCall {
			nights[s.Person] = append(nights[s.Person], s.Date)
		}
	}
	for _, s := range stays {
		if s.OfFaculty() {
			weeks[s.Person] = append(weeks[s.Person], s.FirstDay)
		}
	}
	if len(nights)+len(weeks) == 0 {
		return nil
	}
	var rows []History
	for _, pool := range n.last.Pools(Faculty) {
		had, unit := nights, "night"
		if pool.Unit == LimitWeek {
			had, unit = weeks, "week"
		}
		for _, share := range pool.Shares {
			amount, exposure := 0., share.Exposure
			for _, d := range had[share.Person] {
				if slices.Contains(pool.Begins, d) {
					amount++
				}
			}
			rows = append(rows, History{Person: share.Person, Kind: HistoryCount, Name: pool.Name, FirstDay: first, LastDay: last, Amount: &amount, Unit: unit},
				History{Person: share.Person, Kind: HistoryCount, Name: pool.Name + exposureOf, FirstDay: first, LastDay: last, Amount: &exposure, Unit: "day"})
		}
	}
	return rows
}

// away adds up the days of absence of residents, by kind.
func (n *nextYear) away() []History {
	type key struct{ person, kind string }
	at := map[key]int{}
	var rows []History
	for _, who := range n.last.People {
		if who.Role != Resident {
			continue
		}
		for _, a := range n.last.Absences {
			if a.Person != who.Person {
				continue
			}
			days := float64(a.LastDay - a.FirstDay + 1)
			i, seen := at[key{a.Person, a.Kind}]
			if !seen {
				at[key{a.Person, a.Kind}] = len(rows)
				rows = append(rows, History{Person: a.Person, Kind: HistoryAway, Name: a.Kind, FirstDay: a.FirstDay, LastDay: a.LastDay, Amount: &days, Unit: "day"})
				continue
			}
			sum := *rows[i].Amount + days
			rows[i].Amount, rows[i].FirstDay, rows[i].LastDay = &sum, min(rows[i].FirstDay, a.FirstDay), max(rows[i].LastDay, a.LastDay)
		}
	}
	return rows
}

// worked returns the intervals of work of the last days.
func worked(p *Program, shifts []Shift) []History {
	_, last := p.Span()
	var rows []History
	for _, s := range shifts {
		if s.StartsAt != nil && s.Date > last-tailDays && s.Date <= last {
			rows = append(rows, History{Person: s.Person, Kind: HistoryWorked, Name: s.Activity, FirstDay: s.Date, LastDay: s.Date, HalfDay: s.HalfDay, StartsAt: s.StartsAt, EndsAt: s.EndsAt})
		}
	}
	slices.SortStableFunc(rows, func(a, b History) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), a.StartsAt.Compare(*b.StartsAt))
	})
	return rows
}

// warnOfExtension tells of residents who were away for more days than the rules let pass without a longer training: of the year by
// policy-away-in-year, whether or not the programme has taken it up, and of the whole training by the rules of boards.
func (n *nextYear) warnOfExtension(rows []History, here map[string]Person) {
	first, last := n.last.Span()
	specialty := n.last.setting(keySpecialty)
	for i, who := range n.last.People {
		if _, stays := here[who.Person]; !stays {
			continue
		}
		year, all := 0., 0.
		for _, h := range rows {
			if h.Person == who.Person && h.Kind == HistoryAway && h.Amount != nil {
				all += *h.Amount
				if h.FirstDay >= first {
					year += *h.Amount
				}
			}
		}
		for _, id := range rules.IDs(specialty) {
			law, ok := n.awayRule(specialty, id, last.Time())
			days := map[rules.Window]float64{rules.Year: year, rules.Career: all}[law.Window]
			if ok && days > law.Limit {
				n.doubt("people", i, "last_day", who.LastDay.String(), fmt.Sprintf("at most %g days away: %s was away on %g of the %s (%s: %s)", law.Limit, who.Person, days, law.Window, law.ID, law.Source()),
					fmt.Sprintf("last day left as it is: training must be extended by %s if nobody decides otherwise", plural(int(math.Ceil(days-law.Limit)), "day")))
			}
		}
	}
}

// awayRule returns a rule on days away after which training is longer: the programme's own version, else the shipped one.
func (n *nextYear) awayRule(specialty, id string, on time.Time) (rules.Rule, bool) {
	law, ok := n.last.Book().At(id, on, "")
	if !ok {
		law, ok = rules.Find(specialty, id, time.Time{})
	}
	return law, ok && law.Advisory && law.Sense == rules.Most && law.Unit == "day" && (law.Window == rules.Year || law.Window == rules.Career)
}

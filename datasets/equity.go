package datasets

import (
	"math"
	"slices"
	"strings"
)

// Pool is what a role shares evenly over the year: some nights of call, or the inpatient weeks.
type Pool struct {
	Name   string // a row of call.csv, or one of the names below
	Unit   string // LimitNight or LimitWeek
	Begins []Day  // its nights, or the first days of its weeks, in order
	Shares []Share
}

// The pools that no row of call.csv names.
const (
	PoolHoliday = "holiday"
	PoolTotal   = "total"
	PoolWeeks   = "inpatient weeks"
)

// Share is a person's part of a pool.
type Share struct {
	Person   string
	Exposure float64 // days on which he could take part, times his share of full time
	Amount   float64 // in the pool's unit; all amounts add up to the pool, as far as limits allow
	Carried  float64 // what of Amount makes good what the person had of the pool before the year
}

// Around returns the amounts that are even: the share rounded down and up.
func (s Share) Around() (least, most int) {
	const rounding = 1e-9
	return int(math.Floor(s.Amount + rounding)), int(math.Ceil(s.Amount - rounding))
}

// Pools returns what a role shares evenly: each row of call.csv that anybody takes, the nights of holidays, all nights, and for the
// faculty the inpatient weeks. People share by exposure: the pool's days on which they are with the programme, not absent and,
// of nights, available. Nobody's share passes his limits for the year; what he cannot take falls to the others. Where a programme has
// taken up the policy CarriedRule, shares are even over what history.csv counts and this year together, as far as its number lets
// them move.
func (p *Program) Pools(role Role) []Pool {
	var pools []Pool
	holiday, total := Pool{Name: PoolHoliday, Unit: LimitNight}, Pool{Name: PoolTotal, Unit: LimitNight}
	first, last := p.Span()
	for _, row := range p.Call {
		if row.Role != role {
			continue
		}
		own := Pool{Name: row.Call, Unit: LimitNight}
		for d := first; d <= last; d++ {
			if !slices.Contains(row.Weekdays, d.Weekday().String()) {
				continue
			}
			total.Begins = append(total.Begins, d)
			if p.IsHoliday(d) {
				holiday.Begins = append(holiday.Begins, d)
			}
			own.Begins = append(own.Begins, d)
		}
		if row.TakenBy == ByAnybody {
			pools = append(pools, own)
		}
	}
	slices.Sort(holiday.Begins)
	slices.Sort(total.Begins)
	pools = append(pools, holiday, total)
	if role == Faculty {
		weeks := Pool{Name: PoolWeeks, Unit: LimitWeek}
		for _, w := range p.Weeks {
			if w.Kind == WeekInpatient {
				weeks.Begins = append(weeks.Begins, w.FirstDay)
			}
		}
		slices.Sort(weeks.Begins)
		pools = append(pools, weeks)
	}
	pools = slices.DeleteFunc(pools, func(q Pool) bool { return len(q.Begins) == 0 })
	carried, _ := p.Book().At(CarriedRule, first.Time(), "")
	for i := range pools {
		p.share(&pools[i], role, carried.Limit)
	}
	return pools
}

// CarriedRule is the policy by which counts of before the year move the shares of this one, at most by its number.
const CarriedRule = "policy-equity-carried"

// counted is the name of the pool in rows of history.csv of kind count: call, inpatient_week, or the name of the pool and _call. The
// same with _exposure is the days of that time on which the person could take part.
func (q *Pool) counted() string {
	switch q.Name {
	case PoolTotal:
		return "call"
	case PoolWeeks:
		return "inpatient_week"
	}
	return strings.ReplaceAll(strings.ToLower(q.Name), " ", "_") + "_call"
}

// IsHoliday reports whether the day is one of holidays.csv.
func (p *Program) IsHoliday(d Day) bool {
	return slices.ContainsFunc(p.Holidays, func(h Holiday) bool { return h.Day == d })
}

// InpatientWeek returns the inpatient week that the day lies in.
func (p *Program) InpatientWeek(d Day) (Week, bool) {
	for _, w := range p.Weeks {
		if w.Kind == WeekInpatient && w.FirstDay <= d && d <= w.LastDay {
			return w, true
		}
	}
	return Week{}, false
}

// share sets who has which part of the pool: everybody the same rate, his exposure times one factor, as far as his limits let him.
// With what is carried over from before the year (a most of 0: nothing), it is the rate of both together.
func (p *Program) share(q *Pool, role Role, carried float64) {
	var limits []yearLimit
	for _, person := range p.People {
		if person.Role != role {
			continue
		}
		limit := p.yearLimit(person.Person, q)
		if exposure := p.exposure(person, q); exposure > 0 && limit.most > 0 {
			q.Shares = append(q.Shares, Share{Person: person.Person, Exposure: exposure})
			limits = append(limits, limit)
		}
	}
	q.even(limits, make([]past, len(q.Shares)))
	if carried <= 0 {
		return
	}
	before := make([]past, len(q.Shares))
	alone := make([]float64, len(q.Shares))
	for i, s := range q.Shares {
		before[i], alone[i] = p.pastOf(s.Person, q), s.Amount
		limits[i] = yearLimit{max(limits[i].least, s.Amount-carried), min(limits[i].most, s.Amount+carried)}
	}
	q.even(limits, before)
	for i := range q.Shares {
		const rounding = 1e-6 // of the halving
		if moved := q.Shares[i].Amount - alone[i]; math.Abs(moved) > rounding {
			q.Shares[i].Carried = moved
		}
	}
}

// past is what a person had of a pool before the year, in its unit, and the days on which he could have part of it.
type past struct{ amount, exposure float64 }

// pastOf adds up what history.csv counts. A count without an exposure says nothing of a rate and is left out.
func (p *Program) pastOf(person string, q *Pool) past {
	var r past
	for _, h := range p.History {
		switch {
		case h.Person != person || h.Kind != HistoryCount || h.Amount == nil:
		case h.Name == q.counted():
			r.amount += *h.Amount
		case h.Name == q.counted()+"_exposure":
			r.exposure += *h.Amount
		}
	}
	if r.exposure == 0 {
		return past{}
	}
	return r
}

// even sets amounts that, with what was before, are everybody's exposure times one factor, within the limits. They add up to more with each
// greater factor, so halving finds the one with which they add up to the pool.
func (q *Pool) even(limits []yearLimit, before []past) {
	high := 0.0
	for i, s := range q.Shares {
		high = max(high, (float64(len(q.Begins))+before[i].amount)/(s.Exposure+before[i].exposure))
	}
	const halvings = 100 // more than a float64 has digits
	low := 0.0
	for range halvings {
		rate, sum := (low+high)/2, 0.0
		for i := range q.Shares {
			s := &q.Shares[i]
			s.Amount = min(max(rate*(s.Exposure+before[i].exposure)-before[i].amount, limits[i].least), limits[i].most)
			sum += s.Amount
		}
		if sum < float64(len(q.Begins)) {
			low = rate
		} else {
			high = rate
		}
	}
}

// yearLimit is what a person may have of a pool.
type yearLimit struct{ least, most float64 }

// yearLimit joins the rows of limits.csv that bound the whole pool for a person. Of a part of the nights only a most of the
// whole year's says something.
func (p *Program) yearLimit(person string, q *Pool) yearLimit {
	limit := yearLimit{0, math.Inf(1)}
	kind := KindCall
	if q.Unit == LimitWeek {
		kind = KindInpatient
	}
	for _, l := range p.Limits {
		isKind := slices.ContainsFunc(p.Activities, func(a Activity) bool { return a.Code == l.Activity && a.Kind == kind })
		if l.Person != person || l.Per != PerYear || l.Unit != q.Unit || !isKind {
			continue
		}
		if q.Name == PoolTotal || q.Name == PoolWeeks {
			limit.least = max(limit.least, float64(l.Least))
		}
		if l.Most != nil {
			limit.most = min(limit.most, float64(*l.Most))
		}
	}
	return limit
}

// exposure counts the pool's days on which the person could take part, times his share of full time.
func (p *Program) exposure(person Person, q *Pool) float64 {
	days := 0
	first, last := p.Span()
	for _, begin := range q.Begins {
		end := begin
		if w, inWeek := p.InpatientWeek(begin); inWeek && q.Unit == LimitWeek {
			end = w.LastDay
		}
		for d := max(begin, first); d <= min(end, last); d++ {
			if person.FirstDay <= d && d <= person.LastDay && !p.Away(person.Person, d) && (q.Unit == LimitWeek || p.Available(person.Person, d, Night)) {
				days++
			}
		}
	}
	return float64(days) * person.FullTime
}

// Away reports whether the day is one of an approved absence of the person.
func (p *Program) Away(person string, d Day) bool {
	return slices.ContainsFunc(p.Absences, func(a Absence) bool { return a.Person == person && a.FirstDay <= d && d <= a.LastDay })
}

// Available reports whether availability.csv leaves the person free for that half of the day.
func (p *Program) Available(person string, d Day, halfDay string) bool {
	weekday := d.Weekday().String()
	return !slices.ContainsFunc(p.Availability, func(a Availability) bool {
		return a.Person == person && a.Weekday == weekday && a.HalfDay == halfDay && !a.Available
	})
}

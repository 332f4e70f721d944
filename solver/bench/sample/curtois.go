// Package sample draws instances of the public benchmark formats, of any size and with any oddity that the formats allow, each
// around a roster that keeps every hard rule, so that there is one. It writes text and knows nothing of what reads it. The same
// description and seed give the same text.
package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Curtois describes an instance of shift scheduling in the text format of Curtois and Qu.
type Curtois struct {
	Staff, Weeks, Shifts int
	Lengths              []int // minutes that a shift may take; nil: 480
	MinOff               int   // least days off in a row; 0: 2
	Exact                bool  // everybody's least minutes are his most
	Odd                  bool  // several requests on one day, some on days off and for shifts that the person may not work

	// How many of the staff, from the first on, may work no weekend; may work nothing; have no line that keeps all rules.
	NoWeekend, Idle, Hopeless int
}

// Rules that everybody has.
const (
	minRun = 2
	maxRun = 5
	day    = 1440 // minutes
	rest   = 840  // minutes between shifts, if the longest of them leaves as many between itself and itself on the next day
)

type shift struct {
	id             string
	begin, minutes int
}

// curtois is an instance while it is drawn.
type curtois struct {
	Curtois
	*rand.Rand
	days   int
	shifts []shift // by the minute at which they begin
	barred [][]bool
	off    [][]int // days off
	lines  [][]int // the hidden roster: a shift, or -1
}

// Draw returns the text of the instance and its hidden roster, in the forms in which both are published. Hopeless people break
// rules in it.
func (c Curtois) Draw(seed uint64) (instance, roster string) {
	d := &curtois{Curtois: c, Rand: rand.New(rand.NewPCG(seed, 0)), days: 7 * c.Weeks}
	if len(d.Lengths) == 0 {
		d.Lengths = []int{480}
	}
	d.MinOff = max(d.MinOff, 2*bit(d.MinOff == 0))
	d.drawShifts()
	for p := range d.Staff {
		d.drawLine(p)
	}
	var b strings.Builder
	d.writeHead(&b)
	d.writeStaff(&b)
	d.writeRequests(&b)
	d.writeCover(&b)
	return strings.ReplaceAll(b.String(), "\n", "\r\n"), d.roster()
}

func (d *curtois) drawShifts() {
	for range d.Shifts {
		d.shifts = append(d.shifts, shift{begin: 15 * d.IntN(day/15), minutes: d.Lengths[d.IntN(len(d.Lengths))]})
	}
	slices.SortFunc(d.shifts, func(a, b shift) int { return a.begin - b.begin })
	for i := range d.shifts {
		d.shifts[i].id = fmt.Sprintf("s%d", i+1)
	}
}

// forbidden tells whether shift b may not be worked on the day after shift a.
func (d *curtois) forbidden(a, b int) bool {
	pause := day + d.shifts[b].begin - d.shifts[a].begin - d.shifts[a].minutes
	return pause < min(rest, day-slices.Max(d.Lengths))
}

// drawLine draws what a person may work, and the line that he works.
func (d *curtois) drawLine(p int) {
	barred := make([]bool, d.Shifts)
	for s := range barred {
		barred[s] = d.IntN(4) == 0 || d.idle(p)
	}
	if !d.idle(p) {
		barred[d.IntN(d.Shifts)] = false
	}
	line := slices.Repeat([]int{-1}, d.days)
	weekends := d.mostWeekends(p)
	for at := d.IntN(d.MinOff + 1); at < d.days && !d.idle(p); {
		length := min(minRun+d.IntN(maxRun-minRun+1), d.days-at)
		for length > 0 && weekendsOf(at, at+length) > weekends {
			length--
		}
		if length < minRun && at+length < d.days && at > 0 || length == 0 {
			at++ // another day off
			continue
		}
		weekends -= weekendsOf(at, at+length)
		d.work(line[at:at+length], barred)
		at += length + d.MinOff + d.IntN(3)
	}
	d.lines, d.barred = append(d.lines, line), append(d.barred, barred)
	var free, off []int
	for t, s := range line {
		if s < 0 {
			free = append(free, t)
		}
	}
	for _, i := range d.Perm(len(free))[:min(len(free), (d.Weeks+1)/2)] {
		off = append(off, free[i])
	}
	slices.Sort(off)
	d.off = append(d.off, off)
}

// work fills a run with shifts that may follow one another; every shift may follow itself.
func (d *curtois) work(run []int, barred []bool) {
	for t := range run {
		var may []int
		for s := range d.Shifts {
			if !barred[s] && (t == 0 || !d.forbidden(run[t-1], s)) {
				may = append(may, s)
			}
		}
		if run[t] = may[d.IntN(len(may))]; t > 0 && d.IntN(2) == 0 {
			run[t] = run[t-1]
		}
	}
}

// weekendsOf counts the weekends that days from first up to last touch.
func weekendsOf(first, last int) (n int) {
	for t := first; t < last; t++ {
		if t%7 == 5 || t%7 == 6 && (t == first) {
			n++
		}
	}
	return n
}

// mostWeekends is half of them. A run begins on a Sunday only after a Saturday off, so that no weekend is counted twice.
func (d *curtois) mostWeekends(p int) int {
	return (d.Weeks + 1) / 2 * bit(p >= d.NoWeekend)
}

func (d *curtois) idle(p int) bool { return d.NoWeekend <= p && p < d.NoWeekend+d.Idle }

// hopeless people are the last.
func (d *curtois) hopeless(p int) bool { return p >= d.Staff-d.Hopeless }

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (d *curtois) writeHead(b *strings.Builder) {
	fmt.Fprintf(b, "# drawn around a roster that keeps every hard rule\nSECTION_HORIZON\n# days, from a Monday on\n%d\n\nSECTION_SHIFTS\n# ID, minutes, not on the next day\n", d.days)
	for i, s := range d.shifts {
		var not []string
		for j := range d.shifts {
			if d.forbidden(i, j) {
				not = append(not, d.shifts[j].id)
			}
		}
		fmt.Fprintf(b, "%s,%d,%s\n", s.id, s.minutes, strings.Join(not, "|"))
	}
}

func (d *curtois) writeStaff(b *strings.Builder) {
	b.WriteString("\nSECTION_STAFF\n# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, MaxConsecutiveShifts, MinConsecutiveShifts, MinConsecutiveDaysOff, MaxWeekends\n")
	for p, line := range d.lines {
		count, minutes := make([]int, d.Shifts), 0
		for _, s := range line {
			if s >= 0 {
				count[s]++
				minutes += d.shifts[s].minutes
			}
		}
		most := make([]string, d.Shifts)
		for s := range most {
			n := d.days
			switch {
			case d.barred[p][s]:
				n = 0
			case d.IntN(3) == 0:
				n = count[s] + d.IntN(3)
			}
			most[s] = fmt.Sprintf("%s=%d", d.shifts[s].id, n)
		}
		slack := d.Lengths[0] * bit(!d.Exact)
		least := max(0, minutes-slack)
		if d.hopeless(p) {
			least = d.days*day + 1
		}
		fmt.Fprintf(b, "p%d,%s,%d,%d,%d,%d,%d,%d\n", p+1, strings.Join(most, "|"), max(least, minutes+slack), least, maxRun, minRun, d.MinOff, d.mostWeekends(p))
	}
	b.WriteString("\nSECTION_DAYS_OFF\n# ID, days from 0\n")
	for p, off := range d.off {
		if len(off) > 0 {
			fmt.Fprintf(b, "p%d,%s\n", p+1, strings.Trim(strings.ReplaceAll(fmt.Sprint(off), " ", ","), "[]"))
		}
	}
}

// writeRequests asks for a stretch of a shift now and then, and not to work a shift.
func (d *curtois) writeRequests(b *strings.Builder) {
	var on, off strings.Builder
	for p, line := range d.lines {
		for t := 0; t < d.days; t++ {
			s := d.IntN(d.Shifts)
			asked := d.Odd || !slices.Contains(d.off[p], t) && !d.barred[p][s]
			if kind := d.IntN(10); asked && kind < 2 {
				fmt.Fprintf(&on, "p%d,%d,s%d,%d\n", p+1, t, s+1, 1+d.IntN(3))
			} else if asked && kind == 2 {
				fmt.Fprintf(&off, "p%d,%d,s%d,%d\n", p+1, t, s+1, 1+d.IntN(3))
			}
			if d.Odd && line[t] < 0 && d.IntN(10) == 0 {
				t-- // ask on this day again
			}
		}
	}
	fmt.Fprintf(b, "\nSECTION_SHIFT_ON_REQUESTS\n# ID, day, shift, weight\n%s\nSECTION_SHIFT_OFF_REQUESTS\n# ID, day, shift, weight\n%s", on.String(), off.String())
}

// writeCover asks for about as many people as the hidden roster has.
func (d *curtois) writeCover(b *strings.Builder) {
	b.WriteString("\nSECTION_COVER\n# day, shift, requirement, weight for under, weight for over\n")
	for t := range d.days {
		have := make([]int, d.Shifts)
		for _, line := range d.lines {
			if line[t] >= 0 {
				have[line[t]]++
			}
		}
		for s, n := range have {
			fmt.Fprintf(b, "%d,s%d,%d,100,1\n", t, s+1, max(0, n+d.IntN(4)/3-d.IntN(4)/3))
		}
	}
}

func (d *curtois) roster() string {
	var b strings.Builder
	for p, line := range d.lines {
		fmt.Fprintf(&b, "p%d", p+1)
		for _, s := range line {
			b.WriteByte(',')
			if s >= 0 {
				b.WriteString(d.shifts[s].id)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

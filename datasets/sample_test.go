package datasets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// planned is the hidden plan of a sample in the words of the tables: the rotation of each person in each stretch that is planned.
type planned map[string][]string

// rotationCodes returns the codes of the rotations in their order.
func rotationCodes(p *Program) (codes []string) {
	for _, r := range p.Rotations {
		if !slices.Contains(codes, r.Rotation) {
			codes = append(codes, r.Rotation)
		}
	}
	return codes
}

// placed is a part of a stretch of a resident and what he serves in it.
type placed struct {
	Part
	person, rotation, service string
	block                     int
}

// places lists where everybody is, with what the calendars of cohorts give.
func (year planned) places(p *Program) (all []placed) {
	for _, person := range residentsOf(p) {
		n := 0
		for _, s := range p.Stretches(person) {
			rotation := s.Rotation
			if rotation == "" {
				rotation = year[person.Person][n]
				n++
			}
			for k, part := range s.Parts {
				both := [2]string{}
				both[0], both[1] = services(p, rotation)
				all = append(all, placed{part, person.Person, rotation, both[k], s.Block})
			}
		}
	}
	return all
}

// TestSamples makes samples of several seeds and holds each against every table of it.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		name  string
		seeds uint64
	}{{"fm18", 6}, {"fm45", 2}, {"em36", 3}, {"im45", 3}, {"im150", 1}} {
		seeds := c.seeds
		if testing.Short() {
			seeds = 1
		}
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s/%d", c.name, seed), func(t *testing.T) {
				p, base, err := sample(c.name, seed)
				if err != nil {
					t.Fatal(err)
				}
				year := planned{}
				for r, person := range residentsOf(p) {
					for _, o := range base[r] {
						year[person.Person] = append(year[person.Person], rotationCodes(p)[o])
					}
				}
				if defects := p.Validate(); len(defects) > 0 {
					t.Error(defects)
				}
				checkCanBeMet(t, p, year)
				checkContested(t, p)
				checkLooksReal(t, p)
			})
		}
	}
}

// TestSampleLimitsLeave: the emergency medicine sample has a blackout in which somebody asks for leave, and a quota that approved absences and
// requests overrun in some block, though absences alone do so in few: that is what a schedule of it has to show.
func TestSampleLimitsLeave(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		p, err := Sample("em36", seed)
		if err != nil {
			t.Fatal(err)
		}
		barred, overrun, full := 0, 0, 0
		for _, q := range p.Quotas {
			if q.Kind == QuotaBlackout {
				barred += leavesFrom(p, *q.FirstDay, *q.LastDay, false)
				continue
			}
			for _, b := range p.Blocks {
				absences := leavesFrom(p, b.FirstDay, b.LastDay, true)
				if absences >= *q.Most {
					full++
				}
				if absences+leavesFrom(p, b.FirstDay, b.LastDay, false) > *q.Most {
					overrun++
				}
			}
		}
		if barred == 0 || overrun == 0 || full >= overrun {
			t.Errorf("seed %d: %d requests in the blackout, quotas overrun in %d blocks, full of absences in %d", seed, barred, overrun, full)
		}
	}
}

// leavesFrom counts the absences of residents, or their requests for leave, that have a day from first to last.
func leavesFrom(p *Program, first, last Day, absences bool) (n int) {
	if absences {
		for _, a := range p.Absences {
			if a.FirstDay <= last && first <= a.LastDay && slices.ContainsFunc(residentsOf(p), func(x Person) bool { return x.Person == a.Person }) {
				n++
			}
		}
		return n
	}
	for _, r := range p.Requests {
		if r.Rotation == Leave && r.FirstDay <= last && first <= r.LastDay {
			n++
		}
	}
	return n
}

// services returns what a rotation serves in its two halves, from rotations.csv.
func services(p *Program, rotation string) (first, second string) {
	for _, r := range p.Rotations {
		if r.Rotation == rotation && r.Half != 2 {
			first = r.Service
		}
		if r.Rotation == rotation && r.Half != 1 {
			second = r.Service
		}
	}
	return first, second
}

// checkCanBeMet counts the hidden plan against every rule of the sample: it breaks nothing, so a schedule without a Hard or
// Cover breach exists.
func checkCanBeMet(t *testing.T, p *Program, year planned) {
	checkEligible(t, p, year)
	checkRequirements(t, p, year)
	checkCover(t, p, year)
	checkOrder(t, p, year)
	for _, at := range year.places(p) {
		for _, pin := range p.Pins {
			if pin.Person == at.person && pin.Block == at.block && pin.Rotation != at.rotation && at.rotation != clinicCode {
				t.Errorf("pin %s block %d: plan has %s; expected %s", pin.Person, pin.Block, at.rotation, pin.Rotation)
			}
		}
	}
}

func checkEligible(t *testing.T, p *Program, year planned) {
	for _, at := range year.places(p) {
		pgy := p.PGYOn(at.person, at.FirstDay)
		if !slices.ContainsFunc(p.Rotations, func(r Rotation) bool { return r.Rotation == at.rotation && slices.Contains(r.PGYs, pgy) }) {
			t.Errorf("%s, PGY-%d, is on %s from %v", at.person, pgy, at.rotation, at.FirstDay)
		}
	}
	for _, person := range residentsOf(p) {
		n := 0
		for _, s := range p.Stretches(person) {
			if s.Rotation != "" {
				continue
			}
			first, second := services(p, year[person.Person][n])
			if n++; len(s.Parts) < 2 && first != second {
				t.Errorf("%s is on a combined rotation in a stay from %v, which has one part", person.Person, s.FirstDay())
			}
		}
		if n != len(year[person.Person]) {
			t.Errorf("%s has %d rotations; expected %d", person.Person, len(year[person.Person]), n)
		}
	}
}

func checkRequirements(t *testing.T, p *Program, year planned) {
	weeks := map[Unit]float64{UnitHalfBlock: 2, UnitBlock: 4, UnitWeek: 1}
	first, _ := p.Span()
	for _, q := range p.Requirements {
		amount := map[string]float64{}
		for _, at := range year.places(p) {
			if at.service == q.Service || at.rotation == q.Rotation {
				amount[at.person] += float64(at.Weeks) / weeks[q.Unit]
			}
		}
		for person := range year {
			if has := amount[person]; slices.Contains(q.PGYs, p.PGYOn(person, first)) && (has < float64(q.Least) || q.Most != nil && has > float64(*q.Most)) {
				t.Errorf("%s has %v %ss of %s%s; expected %d to %d", person, has, q.Unit, q.Service, q.Rotation, q.Least, *q.Most)
			}
		}
	}
}

func checkCover(t *testing.T, p *Program, year planned) {
	all := year.places(p)
	for _, c := range p.Cover {
		for _, slice := range p.Slices() {
			if c.ForHalfDays() || c.FirstDay != nil && slice.FirstDay < *c.FirstDay {
				continue
			}
			n := 0
			for _, at := range all {
				pgy := p.PGYOn(at.person, slice.FirstDay)
				if at.FirstDay <= slice.FirstDay && slice.LastDay <= at.LastDay && slices.Contains(c.Services, at.service) &&
					(c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo) {
					n++
				}
			}
			if n < c.Least || n > *c.Most {
				t.Errorf("cover %s has %v from %v to %v; expected %d to %d", c.Cover, n, slice.FirstDay, slice.LastDay, c.Least, *c.Most)
			}
		}
	}
}

func checkOrder(t *testing.T, p *Program, year planned) {
	begins := map[string][]Day{}
	for _, person := range residentsOf(p) {
		for _, s := range p.Stretches(person) {
			if s.Rotation == "" {
				begins[person.Person] = append(begins[person.Person], s.FirstDay())
			}
		}
	}
	on := func(rotation, name string) bool {
		first, second := services(p, rotation)
		return rotation == name || first == name || second == name
	}
	for person, row := range year {
		for b, rotation := range row {
			for _, q := range p.Prerequisites {
				met := slices.ContainsFunc(row[:max(0, b-q.LeastGap+1)], func(r string) bool { return on(r, q.Before) })
				if on(rotation, q.After) && slices.Contains(q.PGYs, p.PGYOn(person, begins[person][b])) && !met {
					t.Errorf("%s is on %s in block %d without %s before", person, rotation, b+1, q.Before)
				}
			}
			for _, n := range p.Neighbours {
				near := slices.ContainsFunc(row[max(0, b-n.Spacing):b], func(r string) bool { return on(r, n.First) })
				if on(rotation, n.Second) && (n.Allowed == "never" && near || n.Allowed == "only" && !near) {
					t.Errorf("%s is on %s in block %d; %s stands before: %v; allowed %s", person, rotation, b+1, n.First, near, n.Allowed)
				}
			}
		}
	}
}

// checkContested finds a rotation and days that more residents wish for than its cover admits: not
// all wishes can be granted.
func checkContested(t *testing.T, p *Program) {
	for _, slice := range p.Slices() {
		wishes := map[string]int{}
		for _, q := range p.Requests {
			if q.Rotation != Leave && q.FirstDay <= slice.FirstDay && slice.LastDay <= q.LastDay {
				first, _ := services(p, q.Rotation)
				wishes[first]++
			}
		}
		for _, c := range p.Cover {
			if len(c.Services) == 1 && c.Most != nil && wishes[c.Services[0]] > *c.Most {
				return
			}
		}
	}
	t.Error("no rotation is wished for by more residents than it takes")
}

// checkLooksReal holds the sample to the shape of a real programme.
func checkLooksReal(t *testing.T, p *Program) {
	residents := residentsOf(p)
	if n := len(residents); !strings.HasSuffix(p.Name(), strconv.Itoa(n)) {
		t.Errorf("%s has %d residents", p.Name(), n)
	}
	faculty := slices.DeleteFunc(slices.Clone(p.People), func(q Person) bool { return q.Role != Faculty })
	if n := len(faculty); n < len(residents)/5 || n > 2*len(residents)/3 {
		t.Errorf("%d faculty of %d residents", n, len(residents))
	}
	if n := len(p.Levels) - len(residents); n != 1 {
		t.Errorf("%d residents change PGY within the year; expected 1", n)
	}
	for _, r := range p.Rotations {
		if r.HoursPerWeek > 80 || r.DaysOffPer28 < 4 {
			t.Errorf("rotation %s: %v hours a week, %d days off in 28", r.Rotation, r.HoursPerWeek, r.DaysOffPer28)
		}
	}
	days := 0
	for _, a := range p.Absences {
		if a.Kind == "deployment" && strings.HasPrefix(a.Person, "R") {
			t.Errorf("resident %s is deployed", a.Person)
		}
		if strings.HasPrefix(a.Person, "R") {
			days += int(a.LastDay - a.FirstDay + 1)
		}
	}
	if mean := days / len(residents); mean < 13 || mean > 54 {
		t.Errorf("%d absence days a resident; expected 13 to 54", mean)
	}
	crowded := map[int]int{}
	for _, q := range p.Requests {
		for _, b := range p.Blocks {
			if b.FirstDay <= q.FirstDay && q.FirstDay <= b.LastDay {
				crowded[b.Block]++
			}
		}
	}
	if crowded[6]+crowded[7]+crowded[10] < crowded[2]+crowded[3]+crowded[4] {
		t.Errorf("requests by block: %v; expected more in 6, 7 and 10", crowded)
	}
}

// TestSampleIsSeeded: the same seed gives the same programme, another seed another, and an unknown name is an error.
func TestSampleIsSeeded(t *testing.T) {
	for _, name := range SampleNames() {
		a, errA := Sample(name, 7)
		b, errB := Sample(name, 7)
		c, errC := Sample(name, 8)
		if errA != nil || errB != nil || errC != nil {
			t.Fatal(errA, errB, errC)
		}
		if d := cmp.Diff(a, b); d != "" {
			t.Error(name, "is not the same for the same seed:", d)
		}
		if cmp.Equal(a.Requests, c.Requests) || cmp.Equal(a.Absences, c.Absences) {
			t.Error(name, "is the same for another seed")
		}
	}
	_, err := Sample("fm99", 1)
	if err == nil || err.Error() != `datasets: unknown sample: name="fm99"; expected fm18 or fm45 or em36 or im45 or im150` {
		t.Errorf("unknown sample: %v", err)
	}
}

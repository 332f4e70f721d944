package datasets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// planned is the hidden plan of a sample in the words of the tables: the rotation of each person in each block from 1.
type planned map[string][]string

// TestSamples makes samples of several seeds and holds each against every table of it.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		name  string
		seeds uint64
	}{{"fm18", 6}, {"fm45", 2}} {
		for seed := range c.seeds {
			t.Run(fmt.Sprintf("%s/%d", c.name, seed), func(t *testing.T) {
				p, base, err := sample(c.name, seed)
				if err != nil {
					t.Fatal(err)
				}
				year := planned{}
				for r, person := range residentsOf(p) {
					for _, o := range base[r] {
						year[person.Person] = append(year[person.Person], catalogue()[o].code)
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
	for _, pin := range p.Pins {
		if got := year[pin.Person][pin.Block-1]; got != pin.Rotation {
			t.Errorf("pin %s block %d: plan has %s; expected %s", pin.Person, pin.Block, got, pin.Rotation)
		}
	}
}

func block(p *Program, number int) Block {
	return p.Blocks[slices.IndexFunc(p.Blocks, func(b Block) bool { return b.Block == number })]
}

func checkEligible(t *testing.T, p *Program, year planned) {
	for person, row := range year {
		if len(row) != 13 {
			t.Errorf("%s has %d blocks; expected 13", person, len(row))
		}
		for b, rotation := range row {
			pgy := p.PGYOn(person, block(p, b+1).FirstDay)
			if !slices.ContainsFunc(p.Rotations, func(r Rotation) bool { return r.Rotation == rotation && slices.Contains(r.PGYs, pgy) }) {
				t.Errorf("%s, PGY-%d, is on %s in block %d", person, pgy, rotation, b+1)
			}
		}
	}
}

func checkRequirements(t *testing.T, p *Program, year planned) {
	perHalf := map[Unit]float64{UnitHalfBlock: 1, UnitBlock: 0.5, UnitWeek: 2}
	for _, q := range p.Requirements {
		for person, row := range year {
			if !slices.Contains(q.PGYs, p.PGYOn(person, block(p, 1).FirstDay)) {
				continue
			}
			amount := 0.0
			for _, rotation := range row {
				first, second := services(p, rotation)
				if first == q.Service || rotation == q.Rotation {
					amount += perHalf[q.Unit]
				}
				if second == q.Service || rotation == q.Rotation {
					amount += perHalf[q.Unit]
				}
			}
			if amount < float64(q.Least) || q.Most != nil && amount > float64(*q.Most) {
				t.Errorf("%s has %v %ss of %s%s; expected %d to %d", person, amount, q.Unit, q.Service, q.Rotation, q.Least, *q.Most)
			}
		}
	}
}

func checkCover(t *testing.T, p *Program, year planned) {
	for _, c := range p.Cover {
		for b := 1; b <= 13 && !c.ForHalfDays(); b++ {
			day := block(p, b).FirstDay
			if c.FirstDay != nil && day < *c.FirstDay {
				continue
			}
			n := [2]int{}
			for person, row := range year {
				pgy := p.PGYOn(person, day)
				if c.PGYFrom != nil && pgy < *c.PGYFrom || c.PGYTo != nil && pgy > *c.PGYTo {
					continue
				}
				first, second := services(p, row[b-1])
				if slices.Contains(c.Services, first) {
					n[0]++
				}
				if slices.Contains(c.Services, second) {
					n[1]++
				}
			}
			if min(n[0], n[1]) < c.Least || max(n[0], n[1]) > *c.Most {
				t.Errorf("cover %s has %v in block %d; expected %d to %d", c.Cover, n, b, c.Least, *c.Most)
			}
		}
	}
}

func checkOrder(t *testing.T, p *Program, year planned) {
	on := func(rotation, name string) bool {
		first, second := services(p, rotation)
		return rotation == name || first == name || second == name
	}
	for person, row := range year {
		for b, rotation := range row {
			for _, q := range p.Prerequisites {
				met := slices.ContainsFunc(row[:max(0, b-q.LeastGap+1)], func(r string) bool { return on(r, q.Before) })
				if on(rotation, q.After) && slices.Contains(q.PGYs, p.PGYOn(person, block(p, b+1).FirstDay)) && !met {
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

// checkContested finds a rotation and block that more residents wish for than its cover admits: not
// all wishes can be granted.
func checkContested(t *testing.T, p *Program) {
	wishes := map[string]int{}
	for _, q := range p.Requests {
		wishes[q.Rotation+" "+q.FirstDay.String()]++
	}
	for key, n := range wishes {
		rotation, _, _ := strings.Cut(key, " ")
		service, _ := services(p, rotation)
		for _, c := range p.Cover {
			if rotation != Leave && slices.Contains(c.Services, service) && n > *c.Most {
				return
			}
		}
	}
	t.Error("no rotation is wished for by more residents than it takes")
}

// checkLooksReal holds the sample to the shape of a real programme.
func checkLooksReal(t *testing.T, p *Program) {
	residents := residentsOf(p)
	if n := len(residents); n != 18 && n != 45 {
		t.Errorf("%d residents", n)
	}
	faculty := slices.DeleteFunc(slices.Clone(p.People), func(q Person) bool { return q.Role != Faculty })
	if n := len(faculty); n < 10 || n > 12 {
		t.Errorf("%d faculty", n)
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
	if err == nil || err.Error() != `datasets: unknown sample: name="fm99"; expected fm18 or fm45` {
		t.Errorf("unknown sample: %v", err)
	}
}

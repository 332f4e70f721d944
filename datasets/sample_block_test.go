package datasets

import (
	"slices"
	"testing"
)

// TestSampleBlocks holds what a block schedule of a sample rests on: a pattern for each half of each rotation, clock times for all work,
// hours a week that the law allows once days off are placed, and clinic that rooms and preceptors can carry on average.
func TestSampleBlocks(t *testing.T) {
	for name, services := range map[string]works{"fm18": familyWorks, "fm45": familyWorks, "im45": medicineWorks, "im150": medicineWorks} {
		p, err := Sample(name, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Templates) == 0 {
			t.Errorf("%s: no template", name)
		}
		patterns := p.Patterns()
		for _, r := range p.Rotations {
			half := p.Halves(p.Blocks[slices.IndexFunc(p.Blocks, func(b Block) bool { return b.Block == 2 })])[max(0, r.Half-1)]
			hours, free := 0.0, 0
			for d := half[0]; d < half[0]+7; d++ {
				idle := true
				for _, h := range []string{AM, PM, Night} {
					cell, ok := patterns.At(r.Template, d, h)
					if !ok && h != Night {
						t.Errorf("%s: %s has nothing in the %s of %v", name, r.Rotation, h, d)
					}
					a, known := p.ActivityIn(cell.Code, h)
					if starts, ends, timed := a.Hours(d, p.Location()); timed {
						hours += ends.Sub(starts).Hours()
						idle = false
					} else if ok && (!known || a.Kind != KindOff) {
						t.Errorf("%s: %s has %s in the %s without hours", name, r.Rotation, cell.Code, h)
					}
					if known && !a.On(d) {
						t.Errorf("%s: %s has %s on a %v, on which it may not stand", name, r.Rotation, cell.Code, d.Weekday())
					}
				}
				if idle {
					free++
				}
			}
			if worked := hours * float64(min(6, 7-free)) / float64(7-free); worked > 78 || worked < 38 {
				t.Errorf("%s: %s has %.1f h a week with a day off; expected 38 to 78", name, r.Rotation, worked)
			}
		}
		for _, service := range services.light() {
			if !slices.ContainsFunc(p.Rotations, func(r Rotation) bool { return r.Service == service }) {
				t.Errorf("%s: nobody is on the light service %s", name, service)
			}
		}
	}
}

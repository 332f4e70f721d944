package compliance

import (
	"slices"

	"rota/datasets"
)

// stays returns what the half-days say of rotations. The first half-day of a day tells its rotation; days without a row, as days off
// often are, belong to the rotation that the block's rows name before them, or else after them.
func (c *Clock) stays() []datasets.Stay {
	var out []datasets.Stay
	for _, s := range c.shifts {
		n := len(out)
		known := slices.ContainsFunc(c.program.People, func(p datasets.Person) bool { return p.Person == s.Person })
		switch {
		case s.Rotation == "" || !known:
		case n > 0 && out[n-1].Person == s.Person && out[n-1].LastDay == s.Date:
		case n > 0 && out[n-1].Person == s.Person && out[n-1].Rotation == s.Rotation && out[n-1].LastDay == s.Date-1:
			out[n-1].LastDay = s.Date
		default:
			out = append(out, datasets.Stay{Candidate: s.Candidate, Person: s.Person, Role: s.Role, PGY: s.PGY, Block: s.Block,
				FirstDay: s.Date, LastDay: s.Date, Rotation: s.Rotation})
		}
	}
	for i := range out {
		c.stretch(out, i)
	}
	return out
}

// stretch lets a stay reach to the next one of its person and, where there is none in its block, to the ends of the block, as far as
// the schedule and the person's time go.
func (c *Clock) stretch(stays []datasets.Stay, i int) {
	s := &stays[i]
	who := slices.IndexFunc(c.program.People, func(p datasets.Person) bool { return p.Person == s.Person })
	blockOf := func(d datasets.Day) int {
		return slices.IndexFunc(c.program.Blocks, func(b datasets.Block) bool { return b.FirstDay <= d && d <= b.LastDay })
	}
	if k := blockOf(s.FirstDay); k >= 0 {
		first := max(c.program.Blocks[k].FirstDay, c.FirstDay, c.program.People[who].FirstDay)
		if (i == 0 || stays[i-1].Person != s.Person || stays[i-1].LastDay < first) && first < s.FirstDay {
			s.FirstDay = first
		}
	}
	if k := blockOf(s.LastDay); k >= 0 {
		last := min(c.program.Blocks[k].LastDay, c.LastDay, c.program.People[who].LastDay)
		if i+1 < len(stays) && stays[i+1].Person == s.Person {
			last = min(last, stays[i+1].FirstDay-1)
		}
		s.LastDay = max(s.LastDay, last)
	}
}

// stranger is somebody of the schedule who is not of the programme.
type stranger struct {
	person      string
	first, last datasets.Day
	rows        int
}

func (c *Clock) strangers() []stranger {
	var out []stranger
	if c == nil {
		return nil
	}
	for _, s := range c.shifts {
		if slices.ContainsFunc(c.program.People, func(p datasets.Person) bool { return p.Person == s.Person }) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].person == s.Person {
			out[n-1].last = s.Date
			out[n-1].rows++
			continue
		}
		out = append(out, stranger{s.Person, s.Date, s.Date, 1})
	}
	return out
}

package datasets

import "slices"

// pins checks that each fixes a cell that is planned to a rotation that may stand there, and no cell to two things.
func (c *check) pins() {
	type place struct {
		person string
		block  int
	}
	from := c.origins["pins"]
	earlier := map[place][]int{}
	for i, pin := range c.p.Pins {
		person, known := c.known.person[pin.Person]
		here := c.refers("pins", i, "person", known, "people", "a person")
		block, known := c.known.block[pin.Block]
		here = c.refers("pins", i, "block", known && block.Block > 0, "blocks", "a planned block, 1 or later,") && here
		rows := c.known.rotation[pin.Rotation]
		real := c.refers("pins", i, "rotation", len(rows) > 0, "rotations", "a rotation")
		if real && pin.Half > 0 && !slices.ContainsFunc(rows, func(r Rotation) bool { return r.Half > 0 }) {
			c.reject("pins", i, "half", "0, because rotation %s is the same in both halves", pin.Rotation)
		}
		if here && c.dated(pin) {
			c.pinned(i, person, block, rows)
		}
		at := place{pin.Person, pin.Block}
		for _, k := range earlier[at] {
			switch other := c.p.Pins[k]; {
			case (other.Half == 0) != (pin.Half == 0):
				c.reject("pins", i, "half", "no pin of a half beside one of the whole block; row %d pins half %d", from.number(k), other.Half)
			case other.Half != pin.Half && other.Rotation != pin.Rotation:
				c.reject("pins", i, "rotation", "%s, to which row %d pins the other half; a rotation fills the block", other.Rotation, from.number(k))
			}
		}
		earlier[at] = append(earlier[at], i)
	}
}

// dated reports whether the days of the person and of the block that are pinned can be relied on.
func (c *check) dated(pin Pin) bool {
	person := slices.IndexFunc(c.p.People, func(p Person) bool { return p.Person == pin.Person })
	block := slices.IndexFunc(c.p.Blocks, func(b Block) bool { return b.Block == pin.Block })
	return c.origins["people"].clean(person, "first_day", "last_day") && c.origins["blocks"].clean(block, "first_day", "last_day")
}

// pinned reports a pin in a block in which the person is not there, or has no stay that is planned, or on a rotation that is not for
// his level or longer than the stay.
func (c *check) pinned(i int, person Person, block Block, rows []Rotation) {
	if person.Role != Resident {
		c.there(i, person, block.FirstDay, block.LastDay)
		return
	}
	planned := false
	for _, s := range c.p.Stretches(person) {
		if s.Block != block.Block || s.Rotation != "" {
			continue
		}
		planned = true
		if !c.there(i, person, s.FirstDay(), s.LastDay()) {
			return
		}
		for _, part := range s.Parts {
			pgy := c.p.PGYOn(person.Person, part.FirstDay)
			for _, row := range rows {
				if pgy > 0 && !slices.Contains(row.PGYs, pgy) {
					c.reject("pins", i, "rotation", "a rotation for PGY %d", pgy)
				}
				if s.OfWeeks && row.Half > len(s.Parts) {
					c.reject("pins", i, "rotation", "a rotation that is the same in both halves, because the stay from %s has one", s.FirstDay())
				}
			}
		}
	}
	if !planned {
		c.reject("pins", i, "block", "a block in which a stay of cohort %s begins that is to be planned", person.Cohort)
	}
}

// there reports a pin on days on which the person is not with the programme.
func (c *check) there(i int, person Person, first, last Day) bool {
	if first < person.FirstDay || last > person.LastDay {
		c.reject("pins", i, "block", "a block in the person's time, %s to %s", person.FirstDay, person.LastDay)
		return false
	}
	return true
}

package datasets

import (
	"slices"
)

// rotations checks that each has one row for the whole block, or one for each half, open to the same levels.
func (c *check) rotations() {
	from := c.origins["rotations"]
	for i, rotation := range c.p.Rotations {
		if rotation.Rotation == Leave {
			c.reject("rotations", i, "rotation", "a code other than %s, which stands for leave in requests", Leave)
		}
		rows := c.known.rotation[rotation.Rotation]
		if !from.clean(i, "rotation", "half") {
			continue
		}
		has := func(half int) bool {
			return slices.ContainsFunc(rows, func(r Rotation) bool { return r.Half == half })
		}
		switch {
		case rotation.Half == 0 && (has(1) || has(2)):
			c.reject("rotations", i, "half", "one row with half 0, or two with 1 and 2, for rotation %s", rotation.Rotation)
		case rotation.Half > 0 && !has(3-rotation.Half) && !has(0):
			c.reject("rotations", i, "half", "a row with half %d of rotation %s too", 3-rotation.Half, rotation.Rotation)
		}
		if rotation.Half == 2 && from.clean(i, "pgys") && !slices.Equal(rows[0].PGYs, rotation.PGYs) {
			c.reject("rotations", i, "pgys", "the levels of the other half of rotation %s", rotation.Rotation)
		}
	}
}

// requirements checks that each counts one thing that exists, and that the year has room for it.
func (c *check) requirements() {
	from := c.origins["requirements"]
	for i, r := range c.p.Requirements {
		rows, column := c.known.service[r.Service], "service"
		if r.Rotation != "" {
			rows, column = c.known.rotation[r.Rotation], "rotation"
		}
		switch {
		case r.Rotation == "" && r.Service == "" && from.clean(i, "rotation", "service"):
			c.reject("requirements", i, "rotation", "a rotation here, or a service in the next column")
		case r.Rotation != "" && r.Service != "":
			c.reject("requirements", i, "service", "nothing, because a rotation is given; one of the two")
		case c.refers("requirements", i, column, len(rows) > 0, "rotations", "a "+column):
			c.openTo(i, rows)
		}
		if r.Most != nil && from.clean(i, "least", "most") && *r.Most < r.Least {
			c.reject("requirements", i, "most", "least %d or more", r.Least)
		} else if r.Most != nil && r.Unit == UnitWeek && !c.p.OfWeeks() && from.clean(i, "least", "most") && *r.Most/2 < (r.Least+1)/2 {
			c.reject("requirements", i, "most", "%d or more, because people have half-blocks, of 2 weeks each", r.Least+1)
		}
		c.room(i)
	}
}

// openTo reports a requirement that asks of a level what no rotation offers it.
func (c *check) openTo(i int, rows []Rotation) {
	r := c.p.Requirements[i]
	if r.Least == 0 || !c.origins["requirements"].clean(i, "pgys", "least") {
		return
	}
	for _, pgy := range r.PGYs {
		if !slices.ContainsFunc(rows, func(row Rotation) bool { return slices.Contains(row.PGYs, pgy) }) {
			c.reject("requirements", i, "pgys", "levels that may be on it; PGY %d may not", pgy)
		}
	}
}

// room reports a range of blocks that does not exist, and a least amount that is more than the blocks hold.
func (c *check) room(i int) {
	r, from := c.p.Requirements[i], c.origins["requirements"]
	if c.origins["blocks"].keyless || len(c.known.planned) == 0 {
		return
	}
	first, last := c.known.planned[0].Block, c.known.planned[len(c.known.planned)-1].Block
	for _, bound := range []struct {
		column string
		block  *int
		into   *int
	}{{"first_block", r.FirstBlock, &first}, {"last_block", r.LastBlock, &last}} {
		if bound.block == nil {
			continue
		}
		if _, known := c.known.block[*bound.block]; !c.refers("requirements", i, bound.column, known, "blocks", "a block") {
			return
		}
		*bound.into = *bound.block
	}
	if last < first {
		c.reject("requirements", i, "last_block", "first_block %d or a later block", first)
		return
	}
	if c.p.OfWeeks() { // stays of weeks begin in a block and may go on beyond it
		return
	}
	blocks := 0
	for _, b := range c.known.planned {
		if b.Block >= first && b.Block <= last {
			blocks++
		}
	}
	holds := map[Unit]int{UnitBlock: blocks, UnitHalfBlock: 2 * blocks, UnitWeek: 4 * blocks}[r.Unit]
	if r.Span == "year" && from.clean(i, "unit", "least") && r.Least > holds {
		c.reject("requirements", i, "least", "at most %d, which is what blocks %d to %d hold in %ss", holds, first, last, r.Unit)
	}
}

// cover checks that each row counts people of something that exists, with limits and ranges in order.
func (c *check) cover() {
	from := c.origins["cover"]
	for i, row := range c.p.Cover {
		if len(row.Services)+len(row.Activities) == 0 && from.clean(i, "services", "activities") {
			c.reject("cover", i, "services", "services here, or activities in the next column")
		}
		for _, service := range row.Services {
			c.refers("cover", i, "services", len(c.known.service[service]) > 0, "rotations", "no service but those")
		}
		for _, code := range row.Activities {
			if len(c.p.Activities) > 0 { // a folder of an annual schedule need not have the table
				c.does("cover", i, "activities", code, row.HalfDay)
			}
		}
		if !row.ForHalfDays() && row.Level != "" && row.Level != "Cover" && from.clean(i, "level") {
			c.reject("cover", i, "level", "Cover or nothing, because the row counts residents in half-blocks")
		}
		if row.PGYFrom != nil && row.PGYTo != nil && from.clean(i, "pgy_from", "pgy_to") && *row.PGYTo < *row.PGYFrom {
			c.reject("cover", i, "pgy_to", "pgy_from %d or above", *row.PGYFrom)
		}
		yearFirst, yearLast, ok := c.year()
		if row.FirstDay != nil {
			yearFirst = *row.FirstDay
		}
		if row.LastDay != nil {
			yearLast = *row.LastDay
		}
		switch {
		case row.FirstDay != nil && row.LastDay != nil && !c.ordered("cover", i, *row.FirstDay, *row.LastDay):
		case ok:
			c.touchesYear("cover", i, yearFirst, yearLast)
		}
		if row.Most != nil && from.clean(i, "least", "most") && *row.Most < row.Least {
			c.reject("cover", i, "most", "least %d or more", row.Least)
		}
	}
}

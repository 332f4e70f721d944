package datasets

import "slices"

// supervision checks that what is named is there, because a row that names nothing would ask for nobody; that ranges are in order; and that
// each level of an activity stands in one row for the same supervisors on each day.
func (c *check) supervision() {
	from := c.origins["supervision"]
	reach := func(s Supervision) (first, last int) {
		first, last = 1, 8
		if s.PGYFrom != nil {
			first = *s.PGYFrom
		}
		if s.PGYTo != nil {
			last = *s.PGYTo
		}
		return first, last
	}
	for i, row := range c.p.Supervision {
		if len(c.p.Activities) > 0 { // without that table a schedule made elsewhere has codes of its own
			c.does("supervision", i, "activity", row.Activity, "")
			for _, code := range row.Supervisors {
				c.does("supervision", i, "supervisors", code, "")
			}
		}
		if row.Credential != "" {
			held := slices.ContainsFunc(c.p.Credentials, func(held Credential) bool { return held.Credential == row.Credential })
			c.refers("supervision", i, "credential", held, "credentials", "a credential that somebody has by a row")
		}
		first, last := reach(row)
		if !from.clean(i, "activity", "pgy_from", "pgy_to") {
			continue
		}
		if last < first {
			c.reject("supervision", i, "pgy_to", "pgy_from %d or above", first)
			continue
		}
		if row.FirstDay != nil && row.LastDay != nil && !c.ordered("supervision", i, *row.FirstDay, *row.LastDay) || !from.clean(i, "first_day", "last_day") {
			continue
		}
		for k := range i {
			other := c.p.Supervision[k]
			otherFirst, otherLast := reach(other)
			same := other.Activity == row.Activity && other.Role == row.Role && slices.Equal(other.Supervisors, row.Supervisors)
			if !same || !from.clean(k, "activity", "pgy_from", "pgy_to", "first_day", "last_day") || !daysMeet(other, row) {
				continue
			}
			switch repeated := from.text(k, "pgy_from")+from.text(k, "first_day") == from.text(i, "pgy_from")+from.text(i, "first_day"); {
			case repeated: // told of the key
			case otherFirst < first && first <= otherLast:
				c.reject("supervision", i, "pgy_from", "above %d, because row %d speaks of these levels", otherLast, from.number(k))
			case otherFirst == first:
				c.reject("supervision", i, "first_day", "days on which row %d does not speak of these levels", from.number(k))
			}
		}
	}
}

// daysMeet reports whether two rows hold on one day.
func daysMeet(a, b Supervision) bool {
	before := func(x, y *Day) bool { return x != nil && y != nil && *x < *y }
	return !before(a.LastDay, b.FirstDay) && !before(b.LastDay, a.FirstDay)
}

// credentials checks that each is of somebody, with days in order.
func (c *check) credentials() {
	for i, row := range c.p.Credentials {
		_, known := c.known.person[row.Person]
		c.refers("credentials", i, "person", known, "people", "a person")
		if row.FirstDay != nil && row.LastDay != nil {
			c.ordered("credentials", i, *row.FirstDay, *row.LastDay)
		}
	}
}

// history checks that each row is of somebody, lies before the year, and has what its kind needs. Intervals of work and counts may lie
// in the year: they are of the blocks before one that begins later.
func (c *check) history() {
	from := c.origins["history"]
	yearFirst, _, ok := c.year()
	for i, row := range c.p.History {
		_, known := c.known.person[row.Person]
		c.refers("history", i, "person", known, "people", "a person")
		if c.ordered("history", i, row.FirstDay, row.LastDay) && ok && row.LastDay >= yearFirst && row.Kind != HistoryWorked && row.Kind != HistoryCount {
			c.reject("history", i, "last_day", "a day before the year begins on %s", yearFirst)
		}
		if !from.clean(i, "kind") {
			continue
		}
		if row.Kind == HistoryWorked {
			c.worked(i, row)
			continue
		}
		if row.Kind == HistoryDone || row.Kind == HistoryStay {
			c.refers("history", i, "name", len(c.known.rotationOrService(row.Name)) > 0, "rotations", "a rotation or service")
		}
		if row.Kind == HistoryStay {
			c.stayed(i, row)
			continue
		}
		if row.Amount == nil {
			c.reject("history", i, "amount", "a number, because the row is of kind %s", row.Kind)
		}
		if units := unitsOf[row.Kind]; !slices.Contains(units, row.Unit) {
			c.reject("history", i, "unit", "%s, because the row is of kind %s", either(units), row.Kind)
		}
		for _, column := range []string{"starts_at", "ends_at", "half_day"} {
			if from.text(i, column) != "" {
				c.reject("history", i, column, "nothing, because the row is of kind %s", row.Kind)
			}
		}
	}
}

// unitsOf are the units in which each kind of history is told.
var unitsOf = map[string][]string{
	HistoryDone:  {"block", "half_block", "week", "hour"},
	HistoryCount: {"night", "week", "day", "half_block", "block"},
	HistoryAway:  {"day"},
}

// worked checks an interval of work: its clock times, its half-day, and nothing else.
func (c *check) worked(i int, row History) {
	if row.StartsAt == nil && row.EndsAt == nil {
		c.reject("history", i, "starts_at", "a time, because the row is of kind worked")
	}
	c.interval("history", i, row.StartsAt, row.EndsAt)
	if row.HalfDay == "" {
		c.reject("history", i, "half_day", "AM, PM or NIGHT, because the row is of kind worked")
	}
	for _, column := range []string{"amount", "unit"} {
		if c.origins["history"].text(i, column) != "" {
			c.reject("history", i, column, "nothing, because the row is of kind worked")
		}
	}
}

// stayed checks a block before the year: it has no amount and no clock times, and begins after the person's block before.
func (c *check) stayed(i int, row History) {
	from := c.origins["history"]
	for _, column := range []string{"amount", "unit", "half_day", "starts_at", "ends_at"} {
		if from.text(i, column) != "" {
			c.reject("history", i, column, "nothing, because the row is of kind stay")
		}
	}
	for k, other := range c.p.History[:i] {
		if other.Kind == HistoryStay && other.Person == row.Person && other.FirstDay <= row.LastDay && row.FirstDay <= other.LastDay && from.clean(i, "first_day", "last_day") && from.clean(k, "first_day", "last_day") {
			c.reject("history", i, "first_day", "other days than those of row %d: nobody is in two places", from.number(k))
		}
	}
}

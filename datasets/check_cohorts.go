package datasets

import (
	"cmp"
	"slices"
)

// cohorts checks the calendars of weeks.csv: each fills the planned blocks, without gap or overlap, by stays of a week or more; and
// everybody who is in a cohort has one, where there are any.
func (c *check) cohorts() {
	byCohort := map[string][]int{}
	var names []string
	for i, w := range c.p.Weeks {
		if w.Kind != WeekCohort || w.Cohort == "" { // of nobody's calendar: it asks for nothing
			continue
		}
		c.cohortWeek(i, w)
		if byCohort[w.Cohort] == nil {
			names = append(names, w.Cohort)
		}
		byCohort[w.Cohort] = append(byCohort[w.Cohort], i)
	}
	for _, name := range names {
		rows := byCohort[name]
		if !slices.ContainsFunc(rows, func(i int) bool { return !c.origins["weeks"].clean(i, "first_day", "last_day", "cohort") }) {
			c.contiguous(rows)
		}
	}
	for i, person := range c.p.People {
		if len(names) > 0 && person.Role == Resident && person.Cohort != "" && byCohort[person.Cohort] == nil {
			c.refers("people", i, "cohort", false, "weeks", "a cohort")
		}
	}
}

// cohortWeek checks one row of a calendar by itself.
func (c *check) cohortWeek(i int, w Week) {
	c.empty("weeks", i, "activity", w.Activity, w.Kind)
	c.empty("weeks", i, "recovery", w.Recovery, w.Kind)
	if w.Rotation != "" {
		rows := c.known.rotation[w.Rotation]
		if c.refers("weeks", i, "rotation", len(rows) > 0, "rotations", "a rotation") && rows[0].Half != 0 {
			c.reject("weeks", i, "rotation", "a rotation that is the same in both halves")
		}
	}
	if c.origins["weeks"].clean(i, "first_day", "last_day") && w.LastDay-w.FirstDay+1 < daysInWeek {
		c.reject("weeks", i, "last_day", "%s or later, because a stay of a cohort has a week or more", w.FirstDay+daysInWeek-1)
	}
}

// contiguous checks that the rows of one cohort fill the planned blocks.
func (c *check) contiguous(rows []int) {
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(c.p.Weeks[a].FirstDay, c.p.Weeks[b].FirstDay) })
	for k, i := range rows {
		if k > 0 {
			if before := c.p.Weeks[rows[k-1]]; c.p.Weeks[i].FirstDay != before.LastDay+1 {
				c.reject("weeks", i, "first_day", "%s, the day after the stay of the cohort before it", before.LastDay+1)
			}
		}
	}
	planned := c.known.planned
	if len(planned) == 0 {
		return
	}
	if first := planned[0].FirstDay; c.p.Weeks[rows[0]].FirstDay != first {
		c.reject("weeks", rows[0], "first_day", "%s, the first day of block 1", first)
	}
	if last := planned[len(planned)-1].LastDay; c.p.Weeks[rows[len(rows)-1]].LastDay != last {
		c.reject("weeks", rows[len(rows)-1], "last_day", "%s, the last day of the last block", last)
	}
}

// empty reports a cell that rows of this kind leave empty.
func (c *check) empty(table string, i int, column, value, kind string) {
	if value != "" {
		c.reject(table, i, column, "nothing, because the row is of kind %s", kind)
	}
}

package datasets

import (
	"cmp"
	"slices"
)

// activities checks the clock times: both or none, in order.
func (c *check) activities() {
	for i, a := range c.p.Activities {
		from, okFrom := ParseClock(a.Starts)
		to, okTo := ParseClock(a.Ends)
		switch {
		case a.Starts == "" && a.Ends == "":
		case !okFrom:
			c.reject("activities", i, "starts", "a clock time such as 07:30, because it has one at its other end")
		case !okTo:
			c.reject("activities", i, "ends", "a clock time such as 17:00, because it has one at its other end")
		case to <= from && a.HalfDay != Night:
			c.reject("activities", i, "ends", "a time after %s", a.Starts)
		}
	}
}

// does reports a cell that names no activity, or none of that half-day; "" is any half-day.
func (c *check) does(table string, i int, column, code, halfDay string) bool {
	if halfDay == "" {
		known := slices.ContainsFunc(c.p.Activities, func(a Activity) bool { return a.Code == code })
		return c.refers(table, i, column, known, "activities", "an activity")
	}
	_, known := c.p.ActivityIn(code, halfDay)
	return c.refers(table, i, column, known, "activities", "an activity with half_day "+halfDay)
}

// weeks checks that inpatient weeks begin in the year, name what is done in them and follow each other.
func (c *check) weeks() {
	var whole []int // inpatient weeks that can be compared
	for i, w := range c.p.Weeks {
		c.inYear("weeks", i, "first_day", w.FirstDay)
		ordered := c.ordered("weeks", i, w.FirstDay, w.LastDay)
		if w.Recovery != "" {
			c.does("weeks", i, "recovery", w.Recovery, "")
		}
		if w.Kind != WeekInpatient {
			continue // cohorts have calendars, which check_cohorts.go looks at
		}
		c.empty("weeks", i, "cohort", w.Cohort, w.Kind)
		c.empty("weeks", i, "rotation", w.Rotation, w.Kind)
		if w.Activity == "" {
			c.reject("weeks", i, "activity", "an activity of kind inpatient, which the week is of")
		} else if c.does("weeks", i, "activity", w.Activity, "") && !c.ofKind(w.Activity, KindInpatient) {
			c.reject("weeks", i, "activity", "an activity of kind inpatient")
		}
		if ordered {
			whole = append(whole, i)
		}
	}
	slices.SortStableFunc(whole, func(a, b int) int { return cmp.Compare(c.p.Weeks[a].FirstDay, c.p.Weeks[b].FirstDay) })
	for k := 1; k < len(whole); k++ {
		if before := c.p.Weeks[whole[k-1]]; c.p.Weeks[whole[k]].FirstDay <= before.LastDay {
			c.reject("weeks", whole[k], "first_day", "a day after %s, when the inpatient week before it ends", before.LastDay)
		}
	}
}

// ofKind reports whether each row of the activity is of the kind.
func (c *check) ofKind(code string, kind ActivityKind) bool {
	return !slices.ContainsFunc(c.p.Activities, func(a Activity) bool { return a.Code == code && a.Kind != kind })
}

// call checks that each night is of one row, and of an activity that is one.
func (c *check) call() {
	type night struct {
		role    Role
		weekday string
	}
	owner := map[night]int{}
	for i, row := range c.p.Call {
		if c.does("call", i, "activity", row.Activity, Night) && !c.ofKind(row.Activity, KindCall) {
			c.reject("call", i, "activity", "an activity of kind call")
		}
		if row.WantedGap < row.LeastGap && c.origins["call"].clean(i, "least_gap", "wanted_gap") {
			c.reject("call", i, "wanted_gap", "least_gap %d or more", row.LeastGap)
		}
		if row.Role != Resident && len(row.PGYs) > 0 {
			c.reject("call", i, "pgys", "nothing, because it is the %s's call", row.Role)
		}
		if row.Role != Resident && len(row.Services) > 0 {
			c.reject("call", i, "services", "nothing, because it is the %s's call", row.Role)
		}
		for _, service := range row.Services {
			c.refers("call", i, "services", len(c.known.service[service]) > 0, "rotations", "no service but those")
		}
		if row.Role != Faculty && row.TakenBy == ByInpatient {
			c.reject("call", i, "taken_by", "anybody, because inpatient weeks are the faculty's")
		}
		if row.AfterAM != "" {
			c.does("call", i, "after_am", row.AfterAM, AM)
		}
		if row.AfterPM != "" {
			c.does("call", i, "after_pm", row.AfterPM, PM)
		}
		for _, weekday := range row.Weekdays {
			at := night{row.Role, weekday}
			if other, seen := owner[at]; seen {
				c.reject("call", i, "weekdays", "no weekday that row %d has for the same role; %s is there", c.origins["call"].number(other), weekday)
				continue
			}
			owner[at] = i
		}
	}
}

// limits checks that each counts one thing of somebody, in a unit that goes with it.
func (c *check) limits() {
	for i, limit := range c.p.Limits {
		if limit.Person != "" {
			_, known := c.known.person[limit.Person]
			c.refers("limits", i, "person", known, "people", "a person")
		}
		c.halfDayLimit(i, limit)
		switch {
		case limit.Activity == "" && limit.Service == "":
			c.reject("limits", i, "activity", "an activity here, or a service in the next column")
		case limit.Activity != "" && limit.Service != "":
			c.reject("limits", i, "service", "nothing, because an activity is given; one of the two")
		case limit.Activity != "":
			c.does("limits", i, "activity", limit.Activity, "")
		default:
			c.refers("limits", i, "service", len(c.known.service[limit.Service]) > 0, "rotations", "a service")
		}
		if limit.Most != nil && *limit.Most < limit.Least && c.origins["limits"].clean(i, "least", "most") {
			c.reject("limits", i, "most", "least %d or more", limit.Least)
		}
		if limit.Unit == LimitWeek && limit.Per == LimitWeek && c.origins["limits"].clean(i, "unit", "per") {
			c.reject("limits", i, "per", "block or year, because weeks are counted")
		}
	}
}

// availability checks that each row is of somebody.
func (c *check) availability() {
	for i, a := range c.p.Availability {
		_, known := c.known.person[a.Person]
		c.refers("availability", i, "person", known, "people", "a person")
	}
}

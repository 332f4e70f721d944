package datasets

import (
	"slices"
	"strings"
)

// templates checks that each cell names an activity of its half-day, and rotations that each refers to a template that there is.
func (c *check) templates() {
	named := map[string]bool{}
	for i, t := range c.p.Templates {
		named[t.Template] = true
		c.does("templates", i, "code", t.Code, t.HalfDay)
	}
	if len(c.p.Templates) == 0 {
		return // a programme that has no block schedules may still say which pattern is meant
	}
	for i, r := range c.p.Rotations {
		if r.Template != "" {
			c.refers("rotations", i, "template", named[r.Template], "templates", "a template")
		}
	}
}

// events checks that each fixes one thing, for people and services that there are, in half-days of the year.
func (c *check) events() {
	from := c.origins["events"]
	for i, e := range c.p.Events {
		if c.ordered("events", i, e.FirstDay, e.LastDay) {
			c.touchesYear("events", i, e.FirstDay, e.LastDay)
		}
		for _, who := range e.Who {
			if !c.isGroup(who) && from.clean(i, "who") && !c.origins["people"].keyless {
				c.reject("events", i, "who", "codes of people, roles, cohorts or levels such as PGY-1; %s is none", who)
			}
		}
		for _, column := range []struct {
			name  string
			names []string
		}{{"services", e.Services}, {"excused", e.Excused}} {
			for _, service := range column.names {
				c.refers("events", i, column.name, len(c.known.service[service]) > 0, "rotations", "no service but those")
			}
		}
		switch {
		case e.Activity == "" && e.Rotation == "":
			c.reject("events", i, "activity", "an activity here, or a rotation in the next column")
		case e.Activity != "" && e.Rotation != "":
			c.reject("events", i, "rotation", "nothing, because an activity is given; one of the two")
		case e.Rotation != "":
			c.refers("events", i, "rotation", len(c.known.rotation[e.Rotation]) > 0, "rotations", "a rotation")
			if e.HalfDay != "" || len(e.Weekdays) > 0 {
				c.reject("events", i, "rotation", "an activity, because half-days or weekdays are given; on a rotation people are for whole days")
			}
		case !from.clean(i, "half_day"):
		case e.HalfDay == "":
			if c.does("events", i, "activity", e.Activity, AM) {
				c.does("events", i, "activity", e.Activity, PM)
			}
		default:
			c.does("events", i, "activity", e.Activity, e.HalfDay)
		}
	}
}

// isGroup reports whether the word stands for somebody of the programme.
func (c *check) isGroup(who string) bool {
	if slices.Contains([]string{string(Resident), string(Faculty), string(Learner), string(Visitor)}, who) {
		return true
	}
	if level, isLevel := strings.CutPrefix(who, "PGY-"); isLevel && len(level) == 1 && '1' <= level[0] && level[0] <= '8' {
		return true
	}
	return slices.ContainsFunc(c.p.People, func(p Person) bool { return p.Person == who || p.Cohort == who })
}

// halfDayLimit checks a limit that is not of one person, and the columns that only half-days know.
func (c *check) halfDayLimit(i int, limit Limit) {
	from := c.origins["limits"]
	if limit.Unit != LimitHalfDay && from.clean(i, "unit") {
		if limit.Person == "" {
			c.reject("limits", i, "person", "a person, because %ss are counted", limit.Unit)
		}
		if len(limit.With) > 0 {
			c.reject("limits", i, "with", "nothing, because %ss are counted", limit.Unit)
		}
		if limit.Level != "" {
			c.reject("limits", i, "level", "nothing, because %ss are counted", limit.Unit)
		}
	}
	if limit.Person != "" && len(limit.PGYs) > 0 {
		c.reject("limits", i, "pgys", "nothing, because a person is given")
	}
	if limit.Person != "" && len(limit.WhileOn) > 0 {
		c.reject("limits", i, "while_on", "nothing, because a person is given")
	}
	for _, service := range limit.WhileOn {
		c.refers("limits", i, "while_on", len(c.known.service[service]) > 0, "rotations", "no service but those")
	}
	for _, code := range limit.With {
		c.does("limits", i, "with", code, "")
	}
	if limit.Activity == "" && len(limit.With) > 0 {
		c.reject("limits", i, "with", "nothing, because a service is counted")
	}
}

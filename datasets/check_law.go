package datasets

import (
	"math"
	"slices"
	"strings"

	"rota/datasets/rules"
)

// rules checks that each row changes a rule that there is, makes no law weaker, and does not run into another version of it.
func (c *check) rules() {
	from := c.origins["rules"]
	specialty := c.p.setting(keySpecialty)
	var earlier []int // rows that can be compared
	for i, row := range c.p.Rules {
		for _, service := range row.Services {
			c.refers("rules", i, "services", len(c.known.service[service]) > 0, "rotations", "no service but those")
		}
		if row.FirstDay != nil && row.LastDay != nil && !c.ordered("rules", i, *row.FirstDay, *row.LastDay) || !from.clean(i, "rule", "first_day", "last_day") {
			continue
		}
		r, known := rules.Find(specialty, row.Rule, timeOf(row.FirstDay))
		if !known {
			c.reject("rules", i, "rule", "a rule that can bind this programme on these days: %s", strings.Join(rules.IDs(specialty), ", "))
			continue
		}
		if r.Named && len(row.Services) == 0 && from.clean(i, "services") {
			c.reject("rules", i, "services", "one service or more, because %s binds those that are named here", r.ID)
		}
		switch settled := row.Level != "" && row.Level != string(r.Level) && from.clean(i, "level"); {
		case settled && r.Law:
			c.reject("rules", i, "level", "%s or nothing, because %s is law: %s", r.Level, r.ID, r.Source())
		case settled && r.Advisory:
			c.reject("rules", i, "level", "%s or nothing, because %s tells of what was approved, which no schedule can mend", r.Level, r.ID)
		}
		if r.Law && row.Limit != nil && r.Weakens(*row.Limit) && from.clean(i, "limit") {
			c.reject("rules", i, "limit", "a number%s, because %s is law: %s", limits(r.Sense == rules.Least, r.Limit), r.ID, r.Source())
		}
		for _, k := range earlier {
			if other := c.p.Rules[k]; other.Rule == row.Rule && meet(other, row) && from.text(k, "services")+from.text(k, "first_day") != from.text(i, "services")+from.text(i, "first_day") {
				c.reject("rules", i, "first_day", "days on which no other version of %s holds for a service of this one; row %d has one", row.Rule, from.number(k))
			}
		}
		earlier = append(earlier, i)
	}
}

// limits says on which side of the number a limit may lie.
func limits(least bool, number float64) string {
	if least {
		return column{least: number, greatest: math.Inf(1)}.between()
	}
	return column{least: 0, greatest: number}.between()
}

// meet reports whether the two versions of a rule bind one service on one day.
func meet(a, b RuleChange) bool {
	before := func(x, y *Day) bool { return x != nil && y != nil && *x < *y }
	services := len(a.Services) == 0 || len(b.Services) == 0 ||
		slices.ContainsFunc(a.Services, func(s string) bool { return slices.Contains(b.Services, s) })
	return services && !before(a.LastDay, b.FirstDay) && !before(b.LastDay, a.FirstDay)
}

// exceptions checks that each is of a rule that knows exceptions, goes no further than they may, and was signed before it begins.
func (c *check) exceptions() {
	from := c.origins["exceptions"]
	specialty := c.p.setting(keySpecialty)
	for i, e := range c.p.Exceptions {
		if e.Person != "" {
			_, known := c.known.person[e.Person]
			c.refers("exceptions", i, "person", known, "people", "a person")
		}
		if e.Rotation != "" {
			c.refers("exceptions", i, "rotation", len(c.known.rotation[e.Rotation]) > 0, "rotations", "a rotation")
		}
		if c.ordered("exceptions", i, e.FirstDay, e.LastDay) {
			c.touchesYear("exceptions", i, e.FirstDay, e.LastDay)
		}
		if from.clean(i, "first_day", "signed_on") && e.SignedOn > e.FirstDay {
			c.reject("exceptions", i, "signed_on", "first_day %s or an earlier day", e.FirstDay)
		}
		if !from.clean(i, "rule", "first_day") {
			continue
		}
		r, known := rules.Find(specialty, e.Rule, e.FirstDay.Time())
		switch {
		case !known || r.Greatest == 0:
			c.reject("exceptions", i, "rule", "a rule to which there can be exceptions: %s", strings.Join(exceptional(specialty), ", "))
		case !from.clean(i, "limit"):
		case !r.Weakens(e.Limit) || r.Sense == rules.Most && e.Limit > r.Greatest || r.Sense == rules.Least && e.Limit < r.Greatest:
			c.reject("exceptions", i, "limit", "a number beyond the %g of %s, up to %g", r.Limit, r.ID, r.Greatest)
		}
	}
}

// exceptional lists the rules to which there can be exceptions.
func exceptional(specialty string) []string {
	var ids []string
	for _, pack := range rules.Packs() {
		for _, r := range pack.Rules {
			if pack.Binds(specialty) && r.Greatest != 0 && !slices.Contains(ids, r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	return ids
}

package datasets

import (
	"slices"
	"strings"
)

// step is a rule that First must come before Then, for some levels.
type step struct {
	first, then string
	pgys        []int
}

// prerequisites checks that both ends exist and that the rules do not go round in a circle.
func (c *check) prerequisites() {
	from := c.origins["prerequisites"]
	steps := make([]step, len(c.p.Prerequisites))
	for i, rule := range c.p.Prerequisites {
		c.refers("prerequisites", i, "before", len(c.known.rotationOrService(rule.Before)) > 0, "rotations", "a rotation or service")
		c.refers("prerequisites", i, "after", len(c.known.rotationOrService(rule.After)) > 0, "rotations", "a rotation or service")
		if from.clean(i, "before", "after", "pgys") {
			steps[i] = step{rule.Before, rule.After, rule.PGYs}
		}
	}
	for i := range steps {
		if round := circle(steps, i); round != "" {
			c.reject("prerequisites", i, "after", "an order that can begin; this one is a circle: %s", round)
		}
	}
}

// everyLevel is whom a rule without levels binds.
var everyLevel = []int{1, 2, 3, 4, 5, 6, 7, 8}

// neighbours checks that both ends exist, and that no circle of rules with "only" keeps everybody from ever beginning.
func (c *check) neighbours() {
	from := c.origins["neighbours"]
	steps := make([]step, len(c.p.Neighbours))
	for i, rule := range c.p.Neighbours {
		c.refers("neighbours", i, "first", len(c.known.rotationOrService(rule.First)) > 0, "rotations", "a rotation or service")
		c.refers("neighbours", i, "second", len(c.known.rotationOrService(rule.Second)) > 0, "rotations", "a rotation or service")
		if rule.Allowed != "never" && rule.Spacing > 1 && from.clean(i, "allowed", "spacing") {
			c.reject("neighbours", i, "spacing", "1, because %s speaks of the very next block", rule.Allowed)
		}
		if rule.Allowed == "only" && from.clean(i, "first", "second") {
			steps[i] = step{rule.First, rule.Second, everyLevel}
		}
	}
	for i := range steps {
		if round := circle(steps, i); round != "" {
			c.reject("neighbours", i, "second", "an order that can begin; this one is a circle: %s", round)
		}
	}
}

// circle returns the shortest way along the steps that begins with the given one and comes back to where it began, for one
// level at least, and "" when there is none. Names are compared as they stand.
func circle(steps []step, begin int) string {
	for _, pgy := range steps[begin].pgys {
		ways := [][]string{{steps[begin].first, steps[begin].then}}
		seen := map[string]bool{}
		for len(ways) > 0 {
			way := ways[0]
			ways = ways[1:]
			end := way[len(way)-1]
			if end == steps[begin].first {
				return strings.Join(way, " -> ")
			}
			if seen[end] {
				continue
			}
			seen[end] = true
			for _, s := range steps {
				if s.first == end && slices.Contains(s.pgys, pgy) {
					ways = append(ways, append(slices.Clone(way), s.then))
				}
			}
		}
	}
	return ""
}

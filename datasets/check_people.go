package datasets

import (
	"cmp"
	"slices"
)

// people checks that each is there at some time of the year, and that couples name each other.
func (c *check) people() {
	for i, person := range c.p.People {
		if c.ordered("people", i, person.FirstDay, person.LastDay) {
			c.touchesYear("people", i, person.FirstDay, person.LastDay)
		}
		if person.Couple == "" {
			continue
		}
		partner, known := c.known.person[person.Couple]
		if !c.refers("people", i, "couple", known, "people", "a person") {
			continue
		}
		if person.Couple == person.Person {
			c.reject("people", i, "couple", "another person")
		} else if partner.Couple != person.Person {
			c.reject("people", i, "couple", "a person whose couple is %q in turn; it is %q", person.Person, partner.Couple)
		}
	}
}

// levels checks that every resident has a level from his first day of the year, and that no level falls.
func (c *check) levels() {
	from := c.origins["levels"]
	begins := map[string]Day{} // first day of a person's first level
	for i, level := range c.p.Levels {
		_, known := c.known.person[level.Person]
		c.refers("levels", i, "person", known, "people", "a person")
		if begin, seen := begins[level.Person]; !seen || level.FirstDay < begin {
			begins[level.Person] = level.FirstDay
		}
		if !from.clean(i, "first_day", "pgy") {
			continue
		}
		if before := c.p.PGYOn(level.Person, level.FirstDay-1); before > level.PGY {
			c.reject("levels", i, "pgy", "PGY %d or above, the level that the person had before", before)
		}
	}
	yearFirst, _, ok := c.year()
	if from.keyless || !ok {
		return
	}
	for i, person := range c.p.People {
		if person.Role != Resident || !c.origins["people"].clean(i, "person", "role", "first_day") {
			continue
		}
		need := max(person.FirstDay, yearFirst)
		if begin, seen := begins[person.Person]; !seen || begin > need {
			c.reject("people", i, "person", "a resident with a row of %s that begins on %s or before", from.file, need)
		}
	}
}

// absences checks that each is of somebody, lies in the year and does not run into another one of the same person.
func (c *check) absences() {
	var whole []int // rows that can be compared
	for i, absence := range c.p.Absences {
		_, known := c.known.person[absence.Person]
		known = c.refers("absences", i, "person", known, "people", "a person")
		c.inYear("absences", i, "first_day", absence.FirstDay)
		c.inYear("absences", i, "last_day", absence.LastDay)
		if c.ordered("absences", i, absence.FirstDay, absence.LastDay) && known {
			whole = append(whole, i)
		}
	}
	slices.SortStableFunc(whole, func(a, b int) int {
		x, y := c.p.Absences[a], c.p.Absences[b]
		return cmp.Or(cmp.Compare(x.Person, y.Person), cmp.Compare(x.FirstDay, y.FirstDay))
	})
	longest := 0 // index in whole of the absence that ends last so far, of this person
	for k := 1; k < len(whole); k++ {
		before, this := c.p.Absences[whole[longest]], c.p.Absences[whole[k]]
		if before.Person == this.Person && this.FirstDay <= before.LastDay && this.FirstDay != before.FirstDay {
			c.reject("absences", whole[k], "first_day", "a day after %s, when the absence of row %d ends", before.LastDay, c.origins["absences"].number(whole[longest]))
		}
		if before.Person != this.Person || this.LastDay > before.LastDay {
			longest = k
		}
	}
}

// requests checks that each is somebody's wish for something that exists, in this year.
func (c *check) requests() {
	for i, request := range c.p.Requests {
		_, known := c.known.person[request.Person]
		c.refers("requests", i, "person", known, "people", "a person")
		c.inYear("requests", i, "first_day", request.FirstDay)
		c.inYear("requests", i, "last_day", request.LastDay)
		c.ordered("requests", i, request.FirstDay, request.LastDay)
		if request.Rotation != Leave {
			c.refers("requests", i, "rotation", len(c.known.rotation[request.Rotation]) > 0, "rotations", "leave, or a rotation")
		}
	}
}

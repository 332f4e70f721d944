package datasets

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// cleanBlocks leaves out rows of other years: a calendar that people keep often ends with the container of the next one.
func (im *importer) cleanBlocks() {
	im.records["blocks"] = slices.DeleteFunc(im.records["blocks"], func(r record) bool {
		first, errFirst := ParseDay(r.cells["first_day"])
		last, errLast := ParseDay(r.cells["last_day"])
		if errFirst != nil || errLast != nil || first <= im.year.last && last >= im.year.first {
			return false
		}
		im.doubt(r, "block", r.cells["block"], fmt.Sprintf("a block of the year, %s to %s", im.year.first, im.year.last), "left out")
		return true
	})
}

// splitRotations makes the rows of rotations.csv of those that give both halves in one row: one row where the halves are the
// same, two where they differ.
func (im *importer) splitRotations() {
	var rows []record
	for _, r := range im.records["rotations"] {
		first, second := r.cells["first_service"], r.cells["second_service"]
		if first == "" && second == "" {
			rows = append(rows, r)
			continue
		}
		half := func(number int, service, template string) record {
			row := record{file: r.file, row: r.row, cells: maps.Clone(r.cells), from: r.from}
			for _, column := range halvesOfRotation {
				delete(row.cells, column)
			}
			row.cells["half"] = strconv.Itoa(number)
			row.cells["service"] = cmp.Or(service, first)
			row.cells["template"] = template
			return row
		}
		if second == "" || first == second && r.cells["first_template"] == r.cells["second_template"] {
			rows = append(rows, half(0, first, r.cells["first_template"]))
		} else {
			rows = append(rows, half(1, first, r.cells["first_template"]), half(2, second, r.cells["second_template"]))
		}
	}
	im.records["rotations"] = rows
	im.sharedNames()
}

// sharedNames doubts two rotations of one name.
func (im *importer) sharedNames() {
	owner := map[string]string{} // name: first rotation that has it
	for _, r := range im.records["rotations"] {
		name, code := r.cells["name"], r.cells["rotation"]
		if name == "" {
			continue
		}
		if other, seen := owner[name]; !seen {
			owner[name] = code
		} else if other != code {
			im.doubt(r, "name", name, "a name that no other rotation has; "+other+" has it", "both kept, told apart by their codes")
		}
	}
}

// away is an absence while it is cleaned.
type away struct {
	record
	first, last Day
}

// cleanAbsences leaves out absences of nobody or without dates, cuts them to the year, and merges those of one person that
// overlap. They come out by person, in the order of people, and by day.
func (im *importer) cleanAbsences() {
	place := map[string]int{}
	for i, r := range im.records["people"] {
		place[r.cells["person"]] = i
	}
	var kept []away
	for _, r := range im.records["absences"] {
		if a, ok := im.dated(r, place); ok {
			kept = append(kept, a)
		}
	}
	slices.SortStableFunc(kept, func(a, b away) int {
		return cmp.Or(cmp.Compare(place[a.cells["person"]], place[b.cells["person"]]), cmp.Compare(a.first, b.first))
	})
	merged := im.merge(kept)
	var rows []record
	for _, a := range merged {
		a.cells["first_day"], a.cells["last_day"] = a.first.String(), a.last.String()
		rows = append(rows, a.record)
	}
	im.records["absences"] = rows
	im.allowance(merged)
}

// dated returns the days of an absence within the year, and whether it can be kept.
func (im *importer) dated(r record, place map[string]int) (away, bool) {
	person, firstDay, lastDay := r.cells["person"], r.cells["first_day"], r.cells["last_day"]
	_, known := place[person]
	first, errFirst := ParseDay(firstDay)
	last, errLast := ParseDay(lastDay)
	leaveOut := func(column, value, expected string) (away, bool) {
		im.doubt(r, column, value, expected, "left out")
		return away{}, false
	}
	switch {
	case firstDay == "" && lastDay == "":
		return leaveOut("first_day", "", "the dates of the absence")
	case person == "":
		return leaveOut("person", "", "the code of a person")
	case !known:
		return leaveOut("person", person, "the code of a person of this programme")
	case firstDay == "":
		return leaveOut("first_day", "", "a date")
	case lastDay == "":
		return leaveOut("last_day", "", "a date")
	case errFirst != nil || errLast != nil: // a defect already
		return away{}, false
	case last < first:
		return leaveOut("last_day", lastDay, firstDay+" or a later day")
	case first > im.year.last || last < im.year.first:
		return leaveOut("first_day", firstDay, fmt.Sprintf("days of the year, %s to %s", im.year.first, im.year.last))
	}
	if first < im.year.first {
		im.doubt(r, "first_day", firstDay, fmt.Sprintf("a day of the year, %s or later", im.year.first), "cut to the year")
	}
	if last > im.year.last {
		im.doubt(r, "last_day", lastDay, fmt.Sprintf("a day of the year, %s or earlier", im.year.last), "cut to the year")
	}
	return away{r, max(first, im.year.first), min(last, im.year.last)}, true
}

// merge makes one absence of those of one person that overlap. The first one's kind stands.
func (im *importer) merge(sorted []away) []away {
	var merged []away
	for _, a := range sorted {
		end := len(merged) - 1
		if end < 0 || merged[end].cells["person"] != a.cells["person"] || a.first > merged[end].last {
			merged = append(merged, a)
			continue
		}
		before := &merged[end]
		before.last = max(before.last, a.last)
		im.doubt(a.record, "first_day", a.first.String(), fmt.Sprintf("no day of the person's absence in row %d", before.row), fmt.Sprintf("merged with it into %s to %s", before.first, before.last))
	}
	return merged
}

// allowance doubts a person who is away for more days than the mapping expects of the role.
func (im *importer) allowance(kept []away) {
	days := map[string]int{}
	from := map[string]record{}
	for _, a := range kept {
		person := a.cells["person"]
		days[person] += int(a.last - a.first + 1)
		from[person] = a.record
	}
	for _, p := range im.records["people"] {
		person := p.cells["person"]
		limit, limited := im.mapping.AbsenceDays[p.cells["role"]]
		if limited && days[person] > limit {
			whole := record{file: from[person].file, from: from[person].from}
			im.doubt(whole, "person", person, fmt.Sprintf("at most %d days of absence in the year; here are %d", limit, days[person]), "all kept")
			days[person] = 0 // a person whose row stands twice is told once
		}
	}
}

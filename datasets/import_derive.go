package datasets

import (
	"fmt"
	"slices"
)

// derivations are the functions that a mapping may switch on by name, in the order in which it names them. Each reads the
// published year, and fills a part of the programme that the folder does not state. What is derived says so in its source.
var derivations = map[string]func(*importer){
	"eligibility":  (*importer).deriveEligibility,
	"requirements": (*importer).deriveRequirements,
	"capacity":     (*importer).deriveCapacity,
}

// serviceIn returns the service of a rotation in half 1 or 2.
func serviceIn(rows []Rotation, half int) string {
	for _, r := range rows {
		if r.Half == 0 || r.Half == half {
			return r.Service
		}
	}
	return ""
}

// levelInYear is a resident's PGY on the first day of his first planned block.
func (im *importer) levelInYear(p Person, planned []Block) int {
	for _, b := range planned {
		if b.FirstDay >= p.FirstDay && b.LastDay <= p.LastDay {
			return im.program.PGYOn(p.Person, b.FirstDay)
		}
	}
	return 0
}

// deriveEligibility opens each rotation to the PGY levels of which somebody was on it in the published year. A rotation that
// nobody was on is open to nobody.
func (im *importer) deriveEligibility() {
	known := newRegister(im.program)
	levels := map[string][]int{}
	for _, cell := range im.published {
		if known.person[cell.Person].Role != Resident {
			continue
		}
		pgy := im.program.PGYOn(cell.Person, known.block[cell.Block].FirstDay)
		if pgy > 0 && !slices.Contains(levels[cell.Rotation], pgy) {
			levels[cell.Rotation] = append(levels[cell.Rotation], pgy)
		}
	}
	for i := range im.program.Rotations {
		r := &im.program.Rotations[i]
		r.PGYs = slices.Sorted(slices.Values(levels[r.Rotation]))
	}
}

// deriveRequirements requires a service of a PGY level when all but at most one of its residents had it in the published
// year: least = the second smallest amount among them, in half-blocks, most = the largest.
func (im *importer) deriveRequirements() {
	known := newRegister(im.program)
	had := map[string]map[string]int{} // person, service
	for _, cell := range im.published {
		if had[cell.Person] == nil {
			had[cell.Person] = map[string]int{}
		}
		for _, half := range cell.halves() {
			had[cell.Person][serviceIn(known.rotation[cell.Rotation], half)]++
		}
	}
	people := map[int][]string{}
	for _, p := range im.program.People {
		if p.Role == Resident {
			pgy := im.levelInYear(p, known.planned)
			people[pgy] = append(people[pgy], p.Person)
		}
	}
	for pgy := 1; pgy <= everyLevel[len(everyLevel)-1]; pgy++ {
		for _, service := range im.services() {
			var amounts []int
			with := 0
			for _, person := range people[pgy] {
				amount := had[person][service]
				amounts = append(amounts, amount)
				if amount > 0 {
					with++
				}
			}
			if with == 0 || with < len(amounts)-1 {
				continue
			}
			slices.Sort(amounts)
			most := amounts[len(amounts)-1]
			im.program.Requirements = append(im.program.Requirements, Requirement{
				PGYs: []int{pgy}, Service: service, Least: amounts[min(1, len(amounts)-1)], Most: &most, Unit: UnitHalfBlock, Span: "year",
				Source: fmt.Sprintf("derived: %d of %d residents of PGY %d had it in the published year; least is the second smallest amount, most the largest", with, len(amounts), pgy),
			})
		}
	}
}

// deriveCapacity lets no more residents on a service at once than the fullest half-block of the published year had.
func (im *importer) deriveCapacity() {
	known := newRegister(im.program)
	on := map[string]map[string]int{} // service, half-block
	for _, cell := range im.published {
		if known.person[cell.Person].Role != Resident {
			continue
		}
		for _, half := range cell.halves() {
			service := serviceIn(known.rotation[cell.Rotation], half)
			if on[service] == nil {
				on[service] = map[string]int{}
			}
			on[service][fmt.Sprint(cell.Block, " ", half)]++
		}
	}
	for _, service := range im.services() {
		most := 0
		for _, n := range on[service] {
			most = max(most, n)
		}
		if most > 0 {
			im.program.Cover = append(im.program.Cover, Cover{
				Cover: service + ", most at once", Services: []string{service}, Role: Resident, Most: &most,
				Source: "derived: the most residents on it in a half-block of the published year",
			})
		}
	}
}

// services returns every service of the rotations, in order, each once.
func (im *importer) services() []string {
	var names []string
	for _, r := range im.program.Rotations {
		names = append(names, r.Service)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

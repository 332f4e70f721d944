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
	"seasons":      (*importer).deriveSeasons,
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

const (
	beginning = 6 // part of the year's blocks that is its beginning: of 13, two
	noChance  = 3 // residents: what fewer had in the beginning only may be so by chance
)

// deriveSeasons holds a required service to the beginning of the year, as an orientation is, where that is when all who had it had it in the
// published year.
func (im *importer) deriveSeasons() {
	known := newRegister(im.program)
	type of struct {
		pgy     int
		service string
	}
	last, residents := map[of]int{}, map[of]map[string]bool{}
	for _, cell := range im.published {
		for _, half := range cell.halves() {
			k := of{im.levelInYear(known.person[cell.Person], known.planned), serviceIn(known.rotation[cell.Rotation], half)}
			if residents[k] == nil {
				residents[k] = map[string]bool{}
			}
			residents[k][cell.Person] = true
			last[k] = max(last[k], cell.Block)
		}
	}
	var rows []Requirement
	for _, r := range im.program.Requirements {
		k := of{r.PGYs[0], r.Service}
		if end := last[k]; r.Service == "" || len(r.PGYs) > 1 || end > len(known.planned)/beginning || len(residents[k]) < noChance {
			rows = append(rows, r)
		} else {
			after, none := end+1, 0
			source := fmt.Sprintf("derived: all %d residents of PGY %d who had it in the published year had it by the end of block %d", len(residents[k]), r.PGYs[0], end)
			begins, rest := r, Requirement{PGYs: r.PGYs, Service: r.Service, Most: &none, Unit: r.Unit, Span: r.Span, FirstBlock: &after, Source: source}
			begins.LastBlock, begins.Source = &end, r.Source+"; "+source
			rows = append(rows, begins, rest)
		}
	}
	im.program.Requirements = rows
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

package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// Burden is what the residents of one level share over the year: the weeks of services that are hard to bear.
type Burden struct {
	Name     string // the services and the level
	Services []string
	PGY      int
	Piece    int     // weeks of the shortest stay that gives any of it: of a block, a half-block, or a week where cohorts have calendars of their own
	Shares   []Share // in weeks; the amounts are 0 until somebody divides a total
}

// The policy by which a programme names services whose weeks are a burden, and the name of all such services together.
const (
	ServiceRateRule = "policy-service-rate"
	allBurdens      = "services without leave"
)

// Burdens returns what the residents of each level share, service by service: each service that cover.csv needs somebody for and on which no
// rotation allows leave, then all of them together, then the services that a row of policy-service-rate names. The levels are those of
// the residents' first days, and of a level those services count that it may be on. People share by exposure: the days of blocks 1 and later on
// which they are with the programme and not absent, times their share of full time. What fewer than two people share is no burden of a level.
func (p *Program) Burdens() []Burden {
	type group struct {
		name     string
		services []string
	}
	var groups []group
	all := p.servicesWithoutLeave()
	for _, service := range all {
		groups = append(groups, group{service, []string{service}})
	}
	groups = append(groups, group{allBurdens, all})
	for _, r := range p.Book().Rules() {
		if r.ID == ServiceRateRule {
			groups = append(groups, group{strings.Join(r.Services, " or "), r.Services})
		}
	}
	var out []Burden
	for _, g := range groups {
		for pgy := 1; pgy <= mostPGY; pgy++ {
			b := Burden{Name: fmt.Sprintf("%s PGY %d", g.name, pgy), Services: p.openTo(pgy, g.services), PGY: pgy, Shares: p.exposures(pgy)}
			b.Piece = p.piece(b.Services)
			again := slices.ContainsFunc(out, func(c Burden) bool { return c.PGY == pgy && slices.Equal(c.Services, b.Services) })
			if len(b.Services) > 0 && len(b.Shares) > 1 && !again {
				out = append(out, b)
			}
		}
	}
	return out
}

// mostPGY is the highest level that there is.
const mostPGY = 8

// Divide sets the shares of so many weeks: everybody's exposure times one rate.
func (b *Burden) Divide(weeks float64) {
	sum := 0.0
	for _, s := range b.Shares {
		sum += s.Exposure
	}
	for i := range b.Shares {
		b.Shares[i].Amount = weeks * b.Shares[i].Exposure / sum
	}
}

// Around returns the amounts that are even, in weeks: the share rounded down and up to whole pieces.
func (b *Burden) Around(s Share) (least, most int) {
	s.Amount /= float64(b.Piece)
	least, most = s.Around()
	return b.Piece * least, b.Piece * most
}

// piece is how many weeks of the services a stay has at least.
func (p *Program) piece(services []string) int {
	combined := func(r Rotation) bool { return r.Half != 0 && slices.Contains(services, r.Service) }
	switch {
	case p.OfWeeks():
		return 1
	case slices.ContainsFunc(p.Rotations, combined):
		return 2
	}
	return 4
}

// servicesWithoutLeave lists the services that an annual schedule needs somebody for and none of whose rotations allows leave, in the order of
// cover.csv.
func (p *Program) servicesWithoutLeave() (services []string) {
	for _, c := range p.Cover {
		if !c.ForStays() || c.Least == 0 {
			continue
		}
		for _, service := range c.Services {
			leave := slices.ContainsFunc(p.Rotations, func(r Rotation) bool { return r.Service == service && r.LeaveAllowed })
			if !leave && !slices.Contains(services, service) {
				services = append(services, service)
			}
		}
	}
	return services
}

// openTo keeps the services that a level may be on.
func (p *Program) openTo(pgy int, services []string) (open []string) {
	for _, service := range services {
		if slices.ContainsFunc(p.Rotations, func(r Rotation) bool { return r.Service == service && slices.Contains(r.PGYs, pgy) }) {
			open = append(open, service)
		}
	}
	return open
}

// exposures lists the residents who are of a level on their first day, with their exposure. Who has none is left out.
func (p *Program) exposures(pgy int) (shares []Share) {
	for _, person := range p.People {
		if person.Role != Resident || p.FirstLevel(person) != pgy {
			continue
		}
		days := 0
		for _, b := range p.Blocks {
			for d := max(b.FirstDay, person.FirstDay); b.Block > 0 && d <= min(b.LastDay, person.LastDay); d++ {
				if !p.Away(person.Person, d) {
					days++
				}
			}
		}
		if days > 0 && person.FullTime > 0 {
			shares = append(shares, Share{Person: person.Person, Exposure: float64(days) * person.FullTime})
		}
	}
	return shares
}

// FirstLevel returns the PGY level of a person on his first day of the year.
func (p *Program) FirstLevel(person Person) int {
	first, _ := p.Span()
	return p.PGYOn(person.Person, max(first, person.FirstDay))
}

package datasets

// sampleSize says how large a sample programme is.
type sampleSize struct {
	perYear int // residents of each PGY
	team    int // residents of each PGY on the inpatient team at a time, and residents on night float
	faculty int
}

// sampleSource marks the limits of a sample in their source column.
const sampleSource = "sample"

// annualBlocks is the number of blocks that are planned: 1 to 13.
const annualBlocks = 13

// orientationBlocks is the number of first blocks in which the interns are in orientation and serve nobody.
const orientationBlocks = 1

// electiveHalves is the most half-blocks that a resident may spend on one elective in a year.
const electiveHalves = 4

// spareTeamBlocks is how many blocks more than needed the residents of a PGY spend on a team of one.
const spareTeamBlocks = 2

// nightHalves is the number of half-blocks of night float that the year needs.
func (s sampleSize) nightHalves() int { return 2 * annualBlocks * s.team }

// teamBlocks is the number of blocks on the inpatient team that the year needs from the residents of a PGY.
func (s sampleSize) teamBlocks(pgy int) int {
	if pgy == 1 {
		return (annualBlocks - orientationBlocks) * s.team
	}
	return annualBlocks * s.team
}

// seniors is the number of residents above PGY-1.
func (s sampleSize) seniors() int { return 2 * s.perYear }

// places is how many residents a host service takes at a time: half as many again as an even spread of these blocks asks for.
func places(blocks int) int { return max(1, (3*blocks+2*annualBlocks-1)/(2*annualBlocks)) }

// blocksBy counts how many blocks the residents of all PGYs spend on each code of their core.
func (s sampleSize) blocksBy(code string) int {
	n := 0
	for _, codes := range core {
		for _, c := range codes {
			if c == code {
				n += s.perYear
			}
		}
	}
	return n
}

// sampleRequirements says what each PGY must have. Night float, inpatient team and the core are due; an elective has only an
// upper limit, so that the year is not spent on one of them.
func sampleRequirements(size sampleSize, serviceOf func(code string) string) []Requirement {
	var rows []Requirement
	add := func(pgy int, service string, least, most int, unit Unit) {
		rows = append(rows, Requirement{PGYs: []int{pgy}, Service: service, Least: least, Most: &most, Unit: unit, Span: "year", Source: sampleSource})
	}
	for pgy := 1; pgy <= 3; pgy++ {
		share := size.teamBlocks(pgy) / size.perYear
		add(pgy, serviceOf(inpatient[pgy]), share, share+1, UnitBlock)
		if pgy > 1 {
			share := size.nightHalves() / size.seniors()
			add(pgy, nightFloat, share, share+1, UnitHalfBlock)
		}
		counts, order := map[string]int{}, []string{}
		for _, code := range core[pgy] {
			if counts[code]++; counts[code] == 1 {
				order = append(order, code)
			}
		}
		for _, code := range order {
			switch least := counts[code]; code {
			case "ORIENT", "RURAL":
				rows = append(rows, Requirement{PGYs: []int{pgy}, Rotation: code, Least: least, Most: &least, Unit: UnitBlock, Span: "year", Source: sampleSource})
			case "GERI", "PRACTICE":
				add(pgy, serviceOf(code), 4*least, 4*least+4, UnitWeek)
			default:
				add(pgy, serviceOf(code), least, least+1, UnitBlock)
			}
		}
		for _, code := range electives[pgy] {
			add(pgy, serviceOf(code), 0, electiveHalves, UnitHalfBlock)
		}
	}
	add(3, ruralSecond, 0, 1, UnitBlock)
	return rows
}

// sampleCover says whom the services need, and how many residents each host takes.
func sampleCover(size sampleSize, blocks []Block, serviceOf func(code string) string) []Cover {
	k := size.team
	clinicLeast := 4 * size.perYear / annualBlocks // one block of each intern and PGY-2, two of each PGY-3
	need := func(name string, least, most, from, to int, services ...string) Cover {
		return Cover{Cover: name, Services: services, PGYFrom: &from, PGYTo: &to, Role: Resident, Least: least, Most: &most, Source: sampleSource}
	}
	interns := need("FMIT interns", k, k+1, 1, 1, fmitIntern)
	for _, b := range blocks {
		if b.Block == orientationBlocks+1 {
			interns.FirstDay = &b.FirstDay
		}
	}
	rows := []Cover{
		interns,
		need("FMIT seniors", 2*k, 3*k, 2, 3, fmitResident, fmitSenior),
		need("FMIT PGY-3", k, 2*k, 3, 3, fmitSenior),
		need("FMIT team", 2*k, 4*k, 1, 3, fmitIntern, fmitResident, fmitSenior),
		need("Night float", k, k, 2, 3, nightFloat),
		need("Clinic", clinicLeast, clinicLeast+2, 1, 3, clinic, internClinic),
	}
	host := func(most int, services ...string) {
		rows = append(rows, Cover{Cover: services[0] + " places", Services: services, Role: Resident, Most: &most, Source: sampleSource})
	}
	for pgy := 1; pgy <= 3; pgy++ {
		for _, code := range core[pgy] {
			switch code {
			case "ORIENT", "FMC-1", "FMC": // everybody at once; counted by the cover of the clinic
			case "RURAL":
				host(places(size.blocksBy(code)), rural, ruralSecond)
			default:
				host(places(size.blocksBy(code)), serviceOf(code))
			}
		}
	}
	for _, code := range electives[3] {
		host(k, serviceOf(code))
	}
	host(k, neonatal.service)
	return rows
}

// samplePrerequisites: wards before intensive care, a team block by day before nights alone.
func samplePrerequisites() []Prerequisite {
	return []Prerequisite{
		{Before: medicineWard, After: intensive, PGYs: []int{1}, LeastGap: 1},
		{Before: fmitResident, After: nightFloat, PGYs: []int{2}, LeastGap: 1},
	}
}

// sampleNeighbours: no nights in two blocks running, none just before the team, no ward straight out of intensive care; the
// second rural block only extends the first; the nursery after the delivery room is wanted, because the newborns are known.
func sampleNeighbours() []Neighbour {
	return []Neighbour{
		{First: nightFloat, Second: nightFloat, Allowed: "never", Spacing: 1},
		{First: nightFloat, Second: fmitResident, Allowed: "never", Spacing: 1},
		{First: nightFloat, Second: fmitSenior, Allowed: "never", Spacing: 1},
		{First: intensive, Second: fmitIntern, Allowed: "never", Spacing: 1},
		{First: rural, Second: ruralSecond, Allowed: "only", Spacing: 1},
		{First: delivery, Second: nursery, Allowed: "wanted", Spacing: 1},
	}
}

package datasets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// sampleYear is the academic year of the samples: 1 July 2026 to 30 June 2027.
const sampleYear = 2026

// samples are the synthetic programmes that there are, by name. The stream is of the random numbers.
var samples = []struct {
	name   string
	stream uint64
	make   func(name string, rng *rand.Rand) (*Program, plan, error)
}{
	{"fm18", 6, sampleSize{perYear: 6, team: 1, faculty: 10}.make},
	{"fm45", 15, sampleSize{perYear: 15, team: 2, faculty: 12}.make},
	{"em36", 12, emergencyMedicine(12, 14).make},
	{"im45", 45, medicine(15, 12).make},
	{"im150", 150, medicine(50, 30).make},
}

// SampleNames returns the names that Sample knows, in order.
func SampleNames() []string {
	var names []string
	for _, s := range samples {
		names = append(names, s.name)
	}
	return names
}

// Sample returns a synthetic programme for the academic year 2026-27: of family medicine, fm18 with 6 residents a year and fm45
// with 15; of emergency medicine, em36 with 12; of internal medicine on a 4+1 calendar of five cohorts, im45 with 15 and im150 with 50.
// The same name and seed give the same programme, row for row. No person, hospital or number in it is real; sizes,
// absences and wishes follow the distributions of a family medicine programme. For the residents a schedule without any Hard or Cover breach is
// known to exist; not all wishes can be granted. The error names an unknown sample.
func Sample(name string, seed uint64) (*Program, error) {
	p, _, err := sample(name, seed)
	return p, err
}

// sample also returns the plan that proves that the programme can be met.
func sample(name string, seed uint64) (*Program, plan, error) {
	for _, s := range samples {
		if s.name == name {
			return s.make(name, rand.New(rand.NewPCG(seed, s.stream)))
		}
	}
	return nil, nil, fmt.Errorf("datasets: unknown sample: name=%q; expected %s", name, strings.Join(SampleNames(), " or "))
}

// make makes a family medicine programme.
func (s sampleSize) make(name string, rng *rand.Rand) (*Program, plan, error) {
	offerings := catalogue()
	serviceOf := func(code string) string { return offerings[offeringIndex(offerings, code)].halves[0].service }
	first, last := academicYear(sampleYear)
	blocks := firstThursdayBlocks(sampleYear)
	p := &Program{
		Settings: []Setting{
			{"name", name}, {"site", "Main Hospital"}, {"specialty", "family medicine"}, {"time_zone", "America/New_York"},
			{"first_day", first.String()}, {"last_day", last.String()},
		},
		Blocks:        blocks,
		Rotations:     rotationRows(offerings),
		Requirements:  sampleRequirements(s, serviceOf),
		Cover:         sampleCover(s, blocks, serviceOf),
		Prerequisites: samplePrerequisites(),
		Neighbours:    sampleNeighbours(),
		Holidays:      federalHolidays(sampleYear),
		Activities:    sampleActivities(fmitAttending),
		Weeks:         sampleWeeks(fmitAttending, first, last),
		Call:          sampleCall(),
	}
	p.People, p.Levels = samplePeople(s, blocks)
	p.Limits, p.Availability = sampleLimits(fmitAttending, s.faculty, p.People)
	residents := residentsOf(p)
	pl := newPlanner(p, offerings, [][]string{electives[3], slices.Concat(nightsFirst, nightsSecond)}, rng)
	pl.scarce(electives[3], electiveHalves*halfBlockWeeks)
	base, err := pl.find(func() plan { return deal(offerings, s, residents, rng) })
	if err != nil {
		return nil, nil, err
	}
	p.Pins = samplePins(offerings, residents, base)
	w := wisher{program: p, offerings: offerings, electives: electives, favourite: favouriteElective, residents: residents, slots: pl.slots, rng: rng}
	p.Absences = w.absences()
	p.Requests = w.requests()
	layBlocks(p, s)
	return p, base, nil
}

// samplePeople returns residents R1-01 ... and faculty F-01 ... . The last PGY-2 is off cycle: he began two blocks early, and
// becomes PGY-3 with block 12. The first two PGY-3 are a couple.
func samplePeople(size sampleSize, blocks []Block) ([]Person, []Level) {
	first, last := academicYear(sampleYear)
	weekdays := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
	var people []Person
	var levels []Level
	for pgy := 1; pgy <= 3; pgy++ {
		for i := 1; i <= size.perYear; i++ {
			code := fmt.Sprintf("R%d-%02d", pgy, i)
			people = append(people, Person{
				Person: code, Role: Resident, FirstDay: first, LastDay: last, FullTime: 1, ClinicWeekday: weekdays[(i+pgy)%len(weekdays)], Site: "Main Hospital",
			})
			levels = append(levels, Level{Person: code, FirstDay: first, PGY: pgy})
			if pgy == 2 && i == size.perYear {
				levels = append(levels, Level{Person: code, FirstDay: blocks[len(blocks)-2].FirstDay, PGY: 3})
			}
		}
	}
	couple := 2 * size.perYear
	people[couple].Couple, people[couple+1].Couple = people[couple+1].Person, people[couple].Person
	for i := 1; i <= size.faculty; i++ {
		person := Person{
			Person: facultyCode(i), Role: Faculty, FirstDay: first, LastDay: last, FullTime: 1, ClinicWeekday: weekdays[i%len(weekdays)], Site: "Main Hospital",
		}
		if i > size.faculty-2 { // two adjuncts
			person.FullTime = 0.5
		}
		people = append(people, person)
	}
	return people, levels
}

func residentsOf(p *Program) []Person {
	return slices.DeleteFunc(slices.Clone(p.People), func(q Person) bool { return q.Role != Resident })
}

// deal gives each resident a random pack of rotations that meets the requirements of his PGY, in random order.
func deal(offerings []offering, size sampleSize, residents []Person, rng *rand.Rand) plan {
	index := func(code string) int { return offeringIndex(offerings, code) }
	var rows plan
	nights := 0 // dealt so far; first and second halves take turns
	for i := range residents {
		pgy, of := i/size.perYear+1, i%size.perYear
		var row []int
		for _, code := range core[pgy] {
			row = append(row, index(code))
		}
		for range share(size.teamBlocks(pgy)+spareTeamBlocks*size.team, size.perYear, of) {
			row = append(row, index(inpatient[pgy]))
		}
		if pgy > 1 {
			for range share(size.nightHalves(), size.seniors(), i-size.perYear) {
				half := nightsFirst
				if nights++; nights%2 == 0 {
					half = nightsSecond
				}
				row = append(row, index(half[rng.IntN(len(half))]))
			}
		}
		for j := 0; len(row) < annualBlocks; j++ { // each elective at most twice
			row = append(row, index(electives[pgy][(i+j)%len(electives[pgy])]))
		}
		rng.Shuffle(len(row), func(a, b int) { row[a], row[b] = row[b], row[a] })
		rows = append(rows, row)
	}
	return rows
}

// share is the part of person i when a total is dealt out evenly, the first ones having one more.
func share(total, people, i int) int {
	n := total / people
	if i < total%people {
		n++
	}
	return n
}

// samplePins fixes the orientation of the interns, and the rural blocks of every third PGY-3, which the distant site has set.
func samplePins(offerings []offering, residents []Person, base plan) []Pin {
	var pins []Pin
	rurals := 0
	for r, row := range base {
		for b, o := range row {
			switch offerings[o].code {
			case "ORIENT":
				pins = append(pins, Pin{Person: residents[r].Person, Block: b + 1, Rotation: "ORIENT", Reason: "orientation of the new interns"})
			case "RURAL":
				if rurals++; rurals%3 == 1 {
					pins = append(pins, Pin{Person: residents[r].Person, Block: b + 1, Rotation: "RURAL", Reason: "date set by the site"})
				}
			}
		}
	}
	return pins
}

func offeringIndex(offerings []offering, code string) int {
	return slices.IndexFunc(offerings, func(o offering) bool { return o.code == code })
}

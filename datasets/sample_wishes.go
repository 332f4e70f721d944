package datasets

import (
	"math/rand/v2"
	"slices"
)

// wisher makes up the absences and requests of a sample.
type wisher struct {
	program   *Program
	offerings []offering
	electives [4][]string
	favourite string // code of the elective that more residents wish for than it takes
	residents []Person
	slots     [][]slot
	rng       *rand.Rand
}

// absenceKinds are the 13 kinds of absence that programmes meet in practice: how often, and how many days. The shares are
// chosen by us; the lengths and the days a year (13 to 54, most absences 3 to 7 days) follow a real programme.
var absenceKinds = []struct {
	kind                   string
	ofResidents, ofFaculty int // weights
	shortest, longest      int // days
}{
	{"vacation", 56, 52, 4, 8},
	{"conference", 10, 14, 3, 5},
	{"TDY", 5, 8, 5, 12},
	{"medical", 4, 4, 1, 3},
	{"sick", 5, 4, 1, 2},
	{"family emergency", 3, 2, 3, 6},
	{"emergency leave", 2, 2, 4, 8},
	{"bereavement", 2, 2, 3, 5},
	{"convalescent", 2, 1, 7, 21},
	{"parental", 3, 2, 14, 26},
	{"training", 6, 6, 2, 5},
	{"military duty", 2, 2, 2, 4},
	{"deployment", 0, 1, 60, 123},
}

// How many absences and wishes fall in each of the blocks 1 to 13: absences as in one real year; wishes crowd in the blocks
// before, over and after the turn of the year (6, 7) and in spring (10).
var (
	absenceWeights = []int{10, 17, 8, 11, 8, 14, 11, 7, 7, 3, 6, 6, 6}
	wishWeights    = []int{3, 6, 6, 6, 6, 13, 15, 6, 6, 12, 6, 6, 4}
)

// draw returns an index with probability proportional to its weight.
func (w wisher) draw(weights []int) int {
	total := 0
	for _, v := range weights {
		total += v
	}
	at := w.rng.IntN(total)
	for i, v := range weights {
		if at -= v; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// between returns a whole number from a to b, both included.
func (w wisher) between(a, b int) int { return a + w.rng.IntN(b-a+1) }

// planned returns the stretches that are planned for a person, blocks for the faculty, and for each a weight of those by block.
func (w wisher) planned(person Person, byBlock []int) (own []Stretch, weights []int) {
	for _, s := range w.program.Stretches(person) {
		if s.Rotation == "" {
			own, weights = append(own, s), append(weights, byBlock[s.Block-1])
		}
	}
	return own, weights
}

// absences returns the approved absences, by person and day. An intern is never away in orientation; two absences of one
// person never touch.
func (w wisher) absences() []Absence {
	var rows []Absence
	_, yearLast := w.program.Span()
	for _, person := range w.program.People {
		weights := make([]int, len(absenceKinds))
		for i, k := range absenceKinds {
			weights[i] = k.ofResidents
			if person.Role == Faculty {
				weights[i] = k.ofFaculty
			}
		}
		var own []Absence
		stretches, byStretch := w.planned(person, absenceWeights)
		for range w.between(4, 6) {
			kind := absenceKinds[w.draw(weights)]
			b := w.draw(byStretch)
			if b < orientationBlocks && w.program.PGYOn(person.Person, person.FirstDay) == 1 {
				b += orientationBlocks
			}
			s := stretches[b]
			first := s.FirstDay() + Day(w.rng.IntN(int(s.LastDay()-s.FirstDay())+1))
			last := min(first+Day(w.between(kind.shortest, kind.longest))-1, person.LastDay, yearLast)
			if s.OfWeeks {
				last = min(last, s.LastDay()) // the clinic is planned around leave
			}
			if slices.ContainsFunc(own, func(a Absence) bool { return first <= a.LastDay+1 && a.FirstDay <= last+1 }) {
				continue
			}
			own = append(own, Absence{Person: person.Person, FirstDay: first, LastDay: last, Kind: kind.kind})
		}
		slices.SortFunc(own, func(a, b Absence) int { return int(a.FirstDay - b.FirstDay) })
		rows = append(rows, own...)
	}
	return rows
}

// The block and elective that more residents wish for than it takes: the last year would all like sports medicine when the
// season's games are on.
const (
	favouriteBlock    = 7
	favouriteElective = "SPORTS"
)

// favouriteDay is a day of the favourite block; residents wish for the stretch that it lies in.
const favouriteDay = 10

var (
	leaveReasons    = []string{"wedding", "family visit", "graduation in the family", "moving house", "anniversary"}
	rotationReasons = []string{"fellowship application", "board preparation", "mentor on service", "wants to see more of it"}
)

// requests returns the wishes, by person and rank: two or three weeks of leave and two or three blocks on a rotation, each in
// a block or stay of its own, of two weeks at least. One resident more than the favourite elective takes wishes for it in the favourite
// block, so that not all wishes can be granted, whatever the seed.
func (w wisher) requests() []Request {
	var rows []Request
	favoured := 0
	day := w.program.Blocks[slices.IndexFunc(w.program.Blocks, func(b Block) bool { return b.Block == favouriteBlock })].FirstDay + favouriteDay
	for r, person := range w.residents {
		var own []Request
		stretches, free := w.planned(person, wishWeights)
		for b, s := range stretches {
			pinned := slices.ContainsFunc(w.program.Pins, func(pin Pin) bool { return pin.Person == person.Person && pin.Block == s.Block })
			if pinned || s.LastDay()-s.FirstDay() < halfDays-1 {
				free[b] = 0
			}
		}
		b := slices.IndexFunc(stretches, func(s Stretch) bool { return s.FirstDay() <= day && day <= s.LastDay() })
		if b >= 0 && favoured <= w.places(w.favourite) && w.slots[r][b].pgys[0] == 3 && free[b] > 0 {
			favoured++
			free[b] = 0
			own = append(own, w.rotationWish(person, stretches[b], w.favourite))
		}
		for range w.between(2, 3) {
			b := w.draw(free)
			free[b] = 0
			own = append(own, w.leaveWish(person, stretches[b]))
		}
		for range w.between(2, 3) {
			b := w.draw(free)
			free[b] = 0
			own = append(own, w.rotationWish(person, stretches[b], w.popular(w.slots[r][b].pgys[0])))
		}
		w.rng.Shuffle(len(own), func(a, b int) { own[a], own[b] = own[b], own[a] })
		for i := range own {
			own[i].Rank = i + 1
		}
		rows = append(rows, own...)
	}
	return rows
}

// places returns how many residents an elective takes at a time.
func (w wisher) places(code string) int {
	service := w.offerings[offeringIndex(w.offerings, code)].halves[0].service
	most := 0
	for _, c := range w.program.Cover {
		if slices.Contains(c.Services, service) {
			most = *c.Most
		}
	}
	return most
}

// popular draws an elective of the PGY; the first of the list is wished for most.
func (w wisher) popular(pgy int) string {
	codes := w.electives[pgy]
	weights := make([]int, len(codes))
	for i := range codes {
		weights[i] = len(codes) - i
	}
	return codes[w.draw(weights)]
}

func (w wisher) rotationWish(person Person, s Stretch, code string) Request {
	return Request{Person: person.Person, FirstDay: s.FirstDay(), LastDay: s.LastDay(), Rotation: code, Reason: rotationReasons[w.rng.IntN(len(rotationReasons))]}
}

// leaveWish wishes for 5 to 9 days of leave within a block or stay.
func (w wisher) leaveWish(person Person, s Stretch) Request {
	days := Day(w.between(5, 9))
	first := s.FirstDay() + Day(w.rng.IntN(int(s.LastDay()-s.FirstDay()-days)+2))
	return Request{Person: person.Person, FirstDay: first, LastDay: first + days - 1, Rotation: Leave, Reason: leaveReasons[w.rng.IntN(len(leaveReasons))]}
}

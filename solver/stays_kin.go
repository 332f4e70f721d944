package solver

import "slices"

// kin is how duties are related, as far as moves need it: which of them can stand for one another without a sum noticing. It
// is read off the Hard sums over the whole year and the places that changes are counted in.
type kin struct {
	spans  [][2]int32 // by person and duty: least and most periods of a stay, by Hard runs of that duty alone
	family []int32    // by duty: duties of which a person holds one at most, by a sum that has room for one stay
	place  []int32    // by duty: its place; -1: none
	places int
	at     []Duty      // by family and place; Off: none
	class  []int32     // by person and duty: what it counts for in sums that want something; numbered by person
	usable lists[Duty] // by person: the duties that he may hold somewhere
	mates  lists[Duty] // by person and family: those of usable
	alike  lists[Duty] // by person and class: those of usable
	can    []bool      // by person and duty: usable
}

const noPlace = -1

func (m *stayModel) kin() *kin {
	k := &kin{}
	k.findSpans(m)
	k.findFamilies(m)
	k.findPlaces(m)
	k.findUsable(m)
	k.findClasses(m)
	return k
}

func (k *kin) findSpans(m *stayModel) {
	k.spans = make([][2]int32, m.people*m.duties)
	for i := range k.spans {
		span := [2]int32{1, int32(m.periods)}
		for _, run := range m.ordered[i/m.duties].lengths[i%m.duties] {
			if run.slot.level == Hard && run.least <= run.most {
				span = [2]int32{max(span[0], int32(run.least)), min(span[1], int32(run.most))}
			}
		}
		if span[0] > span[1] {
			span[1] = span[0]
		}
		k.spans[i] = span
	}
}

// findFamilies joins the duties of each group whose every Hard sum has room for one stay; the smallest such group counts.
func (k *kin) findFamilies(m *stayModel) {
	p := m.problem
	k.family = make([]int32, m.duties)
	for d := range k.family {
		k.family[d] = int32(d)
	}
	rows, narrow := make([]bool, len(p.Groups.Labels)), slices.Repeat([]bool{true}, len(p.Groups.Labels))
	for i, g := range p.Sums.Group {
		members := p.Groups.members(int32(g))
		rows[g] = true
		for j, d := range members {
			at := int(p.Sums.Person[i])*m.duties + int(d)
			if !m.allowedSomewhere(at, k.spans[at][0]) {
				continue
			}
			room := 2 * int64(p.Groups.coefs(g)[j]) * int64(k.spans[at][0])
			if p.Rules.Level[p.Sums.Rule[i]] != Hard || !m.whole(p.Sums.First[i], p.Sums.Last[i]) || int64(p.Sums.Most[i]) >= room {
				narrow[g] = false
			}
		}
	}
	size := make([]int, m.duties)
	for g := range rows {
		members := p.Groups.members(int32(g))
		if !rows[g] || !narrow[g] || p.in(Off, Group(g)) {
			continue
		}
		for _, d := range members {
			if size[d] == 0 || len(members) < size[d] {
				size[d], k.family[d] = len(members), members[0]
			}
		}
	}
}

// findPlaces takes the places of the first group that changes are counted in.
func (k *kin) findPlaces(m *stayModel) {
	k.place = slices.Repeat([]int32{noPlace}, m.duties)
	if groups := m.problem.Changes.Group; len(groups) > 0 {
		var known []int32
		for d, place := range m.placeOf[groups[0]] {
			if place == nowhere || Duty(d) == Off {
				continue
			}
			i := slices.Index(known, place)
			if i < 0 {
				i, known = len(known), append(known, place)
			}
			k.place[d] = int32(i)
		}
		k.places = len(known)
	}
	k.at = make([]Duty, m.duties*k.places)
	for d, place := range k.place {
		if place != noPlace {
			k.at[int(k.family[d])*k.places+int(place)] = Duty(d)
		}
	}
}

// moved returns the duty of the family of one duty in the place of another; Off if there is none.
func (k *kin) moved(family, place Duty) Duty {
	if k.place[place] == noPlace {
		return Off
	}
	return k.at[int(k.family[family])*k.places+int(k.place[place])]
}

// allowedSomewhere tells whether a person is allowed a stay of so many periods of a duty at some time.
func (m *stayModel) allowedSomewhere(personDuty int, length int32) bool {
	return slices.Max(m.reach[personDuty*(m.periods+1):(personDuty+1)*(m.periods+1)]) >= length
}

func (k *kin) findUsable(m *stayModel) {
	k.can = make([]bool, m.people*m.duties)
	k.usable = newLists[Duty](m.people)
	for person := range m.people {
		for d := Off + 1; int(d) < m.duties; d++ {
			at := person*m.duties + int(d)
			least := k.spans[at][0]
			k.can[at] = m.allowedSomewhere(at, least)
			for _, ref := range m.refs.at(at) {
				t := &m.ownTotals.items[ref.total]
				if t.per == 1 && t.slot.level == Hard && ref.coef > 0 && t.value+int64(ref.coef)*int64(least) > int64(t.most) {
					k.can[at] = false
				}
			}
			if k.can[at] {
				k.usable.items = append(k.usable.items, d)
			}
		}
		k.usable.close()
	}
	mates := make([][]Duty, m.people*m.duties)
	for person := range m.people {
		for _, d := range k.usable.at(person) {
			at := person*m.duties + int(k.family[d])
			mates[at] = append(mates[at], d)
		}
	}
	k.mates = joined(mates)
}

// findClasses numbers, for each person, the duties by the Hard sums that want them.
func (k *kin) findClasses(m *stayModel) {
	k.class = make([]int32, m.people*m.duties)
	alike := make([][]Duty, m.people*m.duties)
	for person := range m.people {
		var known [][]totalRef
		for _, d := range k.usable.at(person) {
			at := person*m.duties + int(d)
			var wants []totalRef
			for _, ref := range m.refs.at(at) {
				if t := &m.ownTotals.items[ref.total]; t.per == 1 && t.slot.level == Hard && int64(t.least) > t.value {
					wants = append(wants, ref)
				}
			}
			i := slices.IndexFunc(known, func(other []totalRef) bool { return slices.Equal(other, wants) })
			if i < 0 {
				i, known = len(known), append(known, wants)
			}
			k.class[at] = int32(i)
			alike[person*m.duties+i] = append(alike[person*m.duties+i], d)
		}
	}
	k.alike = joined(alike)
}

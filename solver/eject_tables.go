package solver

import "slices"

// ejectionTables is what the search looks up often.
type ejectionTables struct {
	coef   []int32   // by group and duty
	in     []bool    // likewise
	reach  []int64   // by counter: the most that one change moves it
	sums   [][]int32 // by person: his sums and quotients, as counters
	rows   [][]int32 // by person: his line rows
	period []int32   // by demand on Hard or Cover: its period, -1 if it has several; of others: unwatched
}

const unwatched = -2

func (s *state) newTables() (t ejectionTables) {
	p := s.problem
	t.coef, t.in = make([]int32, len(p.Groups.Labels)*s.duties), make([]bool, len(p.Groups.Labels)*s.duties)
	for g := range p.Groups.Labels {
		for j, d := range p.Groups.members(int32(g)) {
			t.coef[g*s.duties+int(d)], t.in[g*s.duties+int(d)] = p.Groups.coefs(Group(g))[j], true
		}
	}
	t.sums, t.rows, t.reach = make([][]int32, s.people), make([][]int32, s.people), make([]int64, len(s.bounds))
	low, high := make([]int64, len(s.bounds)), make([]int64, len(s.bounds))
	for at := range s.coverRefs.first[1:] {
		refs := s.coverRefs.at(at)
		for _, ref := range refs {
			sum := added(refs, ref.counter)
			low[ref.counter], high[ref.counter] = min(low[ref.counter], sum), max(high[ref.counter], sum)
		}
	}
	for i := range s.bounds {
		c := &s.bounds[i]
		switch {
		case i < int(s.firstDemand):
			t.sums[c.person] = append(t.sums[c.person], int32(i))
			group, _, _ := s.counted(i)
			row := t.coef[int(group)*s.duties:][:s.duties]
			t.reach[i] = int64(slices.Max(row)) - int64(slices.Min(row))
		default:
			t.period = append(t.period, unwatched)
			t.reach[i] = high[i] - low[i]
			if first, last := p.Demands.span(i - int(s.firstDemand)); c.level != Soft && first == last {
				t.period[i-int(s.firstDemand)] = int32(first)
			} else if c.level != Soft {
				t.period[i-int(s.firstDemand)] = -1
			}
		}
	}
	for i := range s.rows {
		t.rows[s.rows[i].person] = append(t.rows[s.rows[i].person], int32(i))
	}
	return t
}

// counted returns what a sum or quotient counts.
func (s *state) counted(counter int) (g Group, first, last Period) {
	t := &s.problem.Sums
	if counter < len(t.Rule) {
		return t.Group[counter], t.First[counter], t.Last[counter]
	}
	counter -= len(t.Rule)
	q := &s.problem.Quotients
	return q.Group[counter], q.First[counter], q.Last[counter]
}

// added returns what the references of a duty add to a demand.
func added(refs []demandRef, counter int32) (sum int64) {
	for _, ref := range refs {
		if ref.counter == counter {
			sum += ref.coef
		}
	}
	return sum
}

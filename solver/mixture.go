package solver

import "slices"

// mixture is what a master is made of: by person, the columns that have a share, and the shares.
type mixture struct {
	columns [][]*column
	share   [][]float64
}

const leastMixed = 1e-6 // less is no share

func (s *saddle) mixture() mixture {
	m := mixture{make([][]*column, len(s.groups)), make([][]float64, len(s.groups))}
	for i, cols := range s.groups {
		for j, x := range s.x[i] {
			if x > leastMixed {
				m.columns[i], m.share[i] = append(m.columns[i], cols[j]), append(m.share[i], x)
			}
		}
	}
	return m
}

// of returns the shares of some columns of a person; nil if nothing is known.
func (m *mixture) of(person int, cols []*column) []float64 {
	if m.columns == nil {
		return nil
	}
	shares := make([]float64, len(cols))
	for j, col := range cols {
		same := func(mixed *column) bool { return slices.Equal(mixed.duties, col.duties) }
		if k := slices.IndexFunc(m.columns[person], same); k >= 0 {
			shares[j] = m.share[person][k]
		}
	}
	return shares
}

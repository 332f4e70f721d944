package peers

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// smallBlock is a block of the practice, a programme of four residents and two faculty, with absences that stand against its templates.
type smallBlock struct {
	block    int
	absences int // of residents and faculty in turn, two to five days
}

// draw returns the programme of a seed and the statement of its block.
func (s smallBlock) draw(t *testing.T, seed uint64) (*datasets.Program, func(*datasets.Program) (*solver.Problem, error)) {
	t.Helper()
	folder := filepath.Join("..", "..", "residency", "testdata")
	p, err := datasets.ReadProgram(filepath.Join(folder, "practice"))
	if err != nil {
		t.Fatal(err)
	}
	stays, err := datasets.ReadSchedule(filepath.Join(folder, "practice-year", "annual.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 9))
	block := p.Blocks[s.block-1]
	for k := range s.absences {
		person := p.People[(k+int(seed))%len(p.People)]
		d := block.FirstDay + datasets.Day(rng.IntN(22))
		end := d + datasets.Day(1+rng.IntN(4))
		free := true
		for _, a := range p.Absences {
			free = free && (a.Person != person.Person || a.LastDay < d || a.FirstDay > end)
		}
		if free {
			p.Absences = append(p.Absences, datasets.Absence{Person: person.Person, FirstDay: d, LastDay: end, Kind: "vacation"})
		}
	}
	return p, func(p *datasets.Program) (*solver.Problem, error) {
		return residency.Block(p, residency.Plan{Block: s.block, Stays: stays})
	}
}

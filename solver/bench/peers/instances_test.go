package peers

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rota/datasets"
	"rota/solver"
	"rota/solver/bench"
	"rota/solver/residency"
)

// instance is a problem of the table.
type instance struct {
	name  string
	state func() (stated, error)
}

// stated is an instance in the solver's terms, and how its field tells a score.
type stated struct {
	*solver.Problem
	value  func(solver.Score) string
	anneal func(*solver.Problem, time.Duration) solver.Score
	hand   *hand // nil if there is no model made by hand
	mixed  bool  // anneal goes on with whole lines, which are not searched alone then
}

var (
	root   = filepath.Join("..", "..", "..")
	public = filepath.Join(root, "..", "shared")
)

// levels writes a score level by level.
func levels(s solver.Score) string { return fmt.Sprintf("%d/%d/%d", s.Hard, s.Cover, s.Soft) }

// instances lists the sample programmes, and the real year and public instances where they are at hand.
func instances(t *testing.T) (all []instance) {
	t.Helper()
	annual := func(p *datasets.Program, err error) (stated, error) {
		if err != nil {
			return stated{}, err
		}
		problem, err := residency.Annual(p)
		return stated{problem, levels, annealCells, nil, false}, err
	}
	faculty := func(p *datasets.Program, err error) (stated, error) {
		if err != nil {
			return stated{}, err
		}
		problem, err := residency.Faculty(p)
		return stated{problem, levels, annealCells, nil, false}, err
	}
	const sampleSeed = 1
	for _, name := range datasets.SampleNames() {
		all = append(all, instance{name, func() (stated, error) { return annual(datasets.Sample(name, sampleSeed)) }})
	}
	all = append(all, instance{"tiny", func() (stated, error) {
		return annual(datasets.ReadProgram(filepath.Join(root, "datasets", "testdata", "tiny")))
	}})
	for _, name := range []string{"fm18", "fm45"} {
		all = append(all, instance{"faculty-" + name, func() (stated, error) { return faculty(datasets.Sample(name, sampleSeed)) }})
	}
	all = append(all, blocks("fm45", sampleSeed)...)
	if year := filepath.Join(public, "real-year"); exists(year) {
		all = append(all, instance{"faculty-real", func() (stated, error) {
			imported, err := datasets.Import(year, "")
			return faculty(imported.Program, err)
		}})
		all = append(all, instance{"real-year", func() (stated, error) {
			imported, err := datasets.Import(year, "")
			return annual(imported.Program, err)
		}})
	}
	return slices.Concat(all, files(t, "curtois", "*.txt", curtois), files(t, "mss", "*.dzn", mss))
}

// blocks lists the blocks of a sample, each by itself, on years of the residents and the faculty that are made first, once for all of them.
func blocks(name string, sampleSeed uint64) (all []instance) {
	const seed, residentMoves, facultyMoves = 1, 3_000_000, 1_000_000
	type year struct {
		program *datasets.Program
		plan    residency.Plan
	}
	first := sync.OnceValues(func() (year, error) {
		p, err := datasets.Sample(name, sampleSeed)
		if err != nil {
			return year{}, err
		}
		annual, errAnnual := residency.Annual(p)
		faculty, errFaculty := residency.Faculty(p)
		if err := errors.Join(errAnnual, errFaculty); err != nil {
			return year{}, err
		}
		residents, _ := solver.Anneal(annual, solver.Construct(annual, seed), seed, residentMoves)
		attending, _ := solver.Anneal(faculty, solver.Construct(faculty, seed), seed, facultyMoves)
		y := year{program: p, plan: residency.Plan{Stays: residency.Stays(p, 1, residents)}}
		_, y.plan.Shifts = residency.FacultySchedule(p, 1, attending)
		return y, nil
	})
	for block := 1; block <= 13; block++ {
		all = append(all, instance{fmt.Sprintf("%s-block-%d", name, block), func() (stated, error) {
			y, err := first()
			if err != nil {
				return stated{}, err
			}
			plan := y.plan
			plan.Block = block
			problem, err := residency.Block(y.program, plan)
			return stated{problem, levels, annealAndPolish, nil, true}, err
		}})
	}
	return all
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// files lists the public instances of a family.
func files(t *testing.T, family, pattern string, read func(path string, f io.Reader) (stated, error)) (all []instance) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(public, "instances", family, pattern))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(paths, func(a, b string) int { return cmp.Compare(len(a), len(b)) }) // 2 before 10
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		all = append(all, instance{name, func() (stated, error) {
			f, err := os.Open(path)
			if err != nil {
				return stated{}, err
			}
			defer f.Close()
			return read(path, f)
		}})
	}
	return all
}

// value writes the value of an instance whose rules are all Hard.
func value(s solver.Score, v int64) string {
	if s.Hard > 0 {
		return fmt.Sprintf("(%d hard)", s.Hard)
	}
	return strconv.FormatInt(v, 10)
}

func curtois(path string, f io.Reader) (stated, error) {
	c, err := bench.ReadCurtois(f)
	if err != nil {
		return stated{}, err
	}
	judge := func(r io.Reader) (solver.Roster, bench.Verdict, error) {
		cells, err := c.ReadRoster(r)
		if err != nil {
			return nil, bench.Verdict{}, err
		}
		return c.Roster(cells), c.Evaluate(cells), nil
	}
	return stated{c.Problem(), func(s solver.Score) string { return value(s, s.Soft) }, annealCells, handMade("cpsat_curtois.py", path, false, judge), false}, nil
}

func mss(path string, f io.Reader) (stated, error) {
	m, err := bench.ReadMSS(f)
	if err != nil {
		return stated{}, err
	}
	judge := func(r io.Reader) (solver.Roster, bench.Verdict, error) {
		cells, err := m.ReadRoster(r)
		if err != nil {
			return nil, bench.Verdict{}, err
		}
		return m.Roster(cells), m.Evaluate(cells), nil
	}
	return stated{m.Problem(), func(s solver.Score) string { return value(s, m.Base()-s.Soft) }, annealStays, handMade("cpsat_mss.py", path, true, judge), false}, nil
}

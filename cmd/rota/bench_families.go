package main

import (
	"io"
	"time"

	"rota/solver"
	"rota/solver/bench"
)

// benchFamily is what the command knows of instances in one format.
type benchFamily struct {
	name      bench.Family
	extension string
	short     string
	end       string // when an instance is done
	read      func(io.Reader) (*benchInstance, error)
	search    func(*solver.Problem, *benchRun) benchSearch
	resume    func([]byte, *solver.Problem, *benchRun) (benchSearch, error) // what write wrote
}

var benchFamilies = []benchFamily{
	{bench.FamilyCurtois, ".txt", "Solve shift scheduling instances in the text format of Curtois and Qu",
		"until the time or the rounds\nare over, or the roster is proven to be the best", readCurtois, searchLines, resumeLines},
	{bench.FamilyMSS, ".dzn", "Solve medical student scheduling instances in MiniZinc's data format",
		"until the rounds are over,\nwhich the time is turned into by the speed of the first ones (a busy machine may overrun it). A bound is looked for after them, for\na quarter of the time at most, where the instance is small enough for that", readMSS, searchStays, resumeStays},
}

// benchInstance is an instance as the command sees it.
type benchInstance struct {
	problem  *solver.Problem
	evaluate func(solver.Roster) bench.Verdict
	value    func(solver.Score) int64 // of a roster that has the score and no breach
	write    func(io.Writer, solver.Roster) error
}

func readCurtois(f io.Reader) (*benchInstance, error) {
	c, err := bench.ReadCurtois(f)
	if err != nil {
		return nil, err
	}
	return &benchInstance{
		problem:  c.Problem(),
		value:    func(s solver.Score) int64 { return s.Soft },
		evaluate: func(r solver.Roster) bench.Verdict { return c.Evaluate(c.Cells(r)) },
		write:    func(w io.Writer, r solver.Roster) error { return c.WriteRoster(w, c.Cells(r)) },
	}, nil
}

func readMSS(f io.Reader) (*benchInstance, error) {
	m, err := bench.ReadMSS(f)
	if err != nil {
		return nil, err
	}
	return &benchInstance{
		problem:  m.Problem(),
		value:    func(s solver.Score) int64 { return m.Base() - s.Soft },
		evaluate: func(r solver.Roster) bench.Verdict { return m.Evaluate(m.Cells(r)) },
		write:    func(w io.Writer, r solver.Roster) error { return m.WriteRoster(w, m.Cells(r)) },
	}, nil
}

// benchSearch is a search that goes on in rounds.
type benchSearch interface {
	Round()
	Rounds() int
	Best() (solver.Roster, solver.Score)
	more(rounds int, elapsed time.Duration) bool // another round is wanted
	Bound() (bound solver.Score, ok bool)
	write(io.Writer) error
}

// lineSearch is the search over whole lines, which ends when its roster is proven to be the best.
type lineSearch struct {
	*solver.Search
	run *benchRun
}

func searchLines(p *solver.Problem, run *benchRun) benchSearch {
	return &lineSearch{solver.NewSearch(p, run.seed), run}
}

func resumeLines(data []byte, p *solver.Problem, run *benchRun) (benchSearch, error) {
	s, err := solver.ReadSearch(data, p)
	return &lineSearch{s, run}, err
}

func (s *lineSearch) write(w io.Writer) error { return solver.WriteSearch(w, s.Search) }

func (s *lineSearch) more(rounds int, elapsed time.Duration) bool {
	return !s.Closed() && (s.run.rounds == 0 || rounds < s.run.rounds) && (s.run.time == 0 || elapsed < s.run.time)
}

// staySearch is the annealing of stays: a short cooling, which has a first roster soon, then one over all rounds that are left.
type staySearch struct {
	*solver.Stays
	problem *solver.Problem
	run     *benchRun
	begun   time.Time // of the first round
	first   int       // rounds made before
	planned bool      // the time has been turned into rounds
}

const shortCooling = 16 // rounds

func searchStays(p *solver.Problem, run *benchRun) benchSearch {
	s := &staySearch{Stays: solver.NewStays(p, run.seed), problem: p, run: run}
	s.Cool(shortCooling)
	s.begun = time.Now()
	return s
}

// resumeStays goes on with the cooling that is going on.
func resumeStays(data []byte, p *solver.Problem, run *benchRun) (benchSearch, error) {
	s, err := solver.ReadStays(data, p)
	if err != nil {
		return nil, err
	}
	return &staySearch{Stays: s, problem: p, run: run, begun: time.Now(), first: s.Rounds()}, nil
}

func (s *staySearch) write(w io.Writer) error { return solver.WriteStays(w, s.Stays) }

// more begins the next cooling when one is over. Without a number of rounds, the time that is left decides on it, as if rounds went
// on as long as those before.
func (s *staySearch) more(rounds int, elapsed time.Duration) bool {
	if s.Left() > 0 {
		return s.run.rounds == 0 || rounds < s.run.rounds
	}
	rest := s.run.rounds - rounds
	if s.run.rounds == 0 {
		rest = s.timed(rounds-s.first, s.run.time-elapsed)
	}
	if rest <= 0 {
		return false
	}
	s.Cool(rest)
	return true
}

// timed turns the time that is left into rounds, once; after a short cooling, if no round has been made yet.
func (s *staySearch) timed(made int, left time.Duration) int {
	if made == 0 {
		return shortCooling
	}
	if s.planned {
		return 0
	}
	s.planned = true
	rest := int(float64(made) * float64(left) / float64(time.Since(s.begun)))
	return roundsBeside(s.problem, s.Rounds(), max(0, rest))
}

// Bound looks for a bound beside the rounds that have been made; none where no roster is without a breach.
func (s *staySearch) Bound() (solver.Score, bool) {
	bound, ok := planBound(s.problem, s.Rounds()).find(s.problem)
	return bound, ok && bound.Hard == 0
}

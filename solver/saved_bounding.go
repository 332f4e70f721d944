package solver

import (
	"io"
	"math"
	"slices"
)

// savedBounding is a Bounding between two steps.
type savedBounding struct {
	Seal    seal
	Steps   int
	Bound   Score
	Least   int64
	Counted []Certificate
	Found   []Evaluation
	Stages  []Level

	// Of the stage that is going on, if there is one.
	Begun   bool
	Rate    int64
	Raised  int
	Past    []int64
	Drawn   [][]int64 // by pool and person
	Times   int64
	Gains   int
	Best    int64
	Shares  [][]int64
	Columns savedColumns
}

func (s *savedBounding) sealed() *seal { return &s.Seal }

var boundingFile = newFile[savedBounding]("bounding 2")

// WriteBounding writes the search for a bound as it stands between two steps, so that ReadBounding goes on with it; equal searches
// give equal bytes.
func WriteBounding(w io.Writer, b *Bounding) error {
	out := savedBounding{
		Steps: b.steps, Bound: b.bound, Least: b.least, Counted: b.counted, Found: b.found, Stages: b.stages,
		Begun: b.c != nil && len(b.stages) > 0,
	}
	if out.Begun {
		out.Rate, out.Raised, out.Past, out.Shares = b.rate, b.raised, b.past, b.c.w.shares
		out.Columns = b.c.save(b.c.newLineTable())
		if s := b.pools; s != nil {
			out.Drawn, out.Times, out.Gains, out.Best = s.drawn, s.times, s.gains, s.best
		}
	}
	return writeSaved(boundingFile, w, b.p, &out)
}

// ReadBounding reads what WriteBounding wrote of a search for the same problem. Steps from there on find what they would have found
// had the search not been written, whatever the machine and its threads.
func ReadBounding(data []byte, p *Problem) (*Bounding, error) {
	in, err := readSaved(boundingFile, data, p)
	if err != nil {
		return nil, err
	}
	return restoreBounding(in, p)
}

// restoreBounding reports what in a saved search does not fit the problem.
func restoreBounding(in *savedBounding, p *Problem) (*Bounding, error) {
	var f faults
	b := NewBounding(p)
	f.within("steps", int64(in.Steps), 0, mostBounded)
	f.within("stages", int64(len(in.Stages)), int64(min(1, bit(in.Begun))), int64(len(levelNames)))
	for _, level := range in.Stages {
		f.within("stage", int64(level), 0, int64(len(levelNames))-1)
	}
	if len(f) == 0 {
		b.steps, b.bound, b.least, b.counted, b.found, b.stages = in.Steps, in.Bound, in.Least, in.Counted, in.Found, in.Stages
		if in.Begun {
			b.restoreStage(&f, in)
		}
	}
	if len(f) > 0 {
		return nil, boundingFile.wrap(f.err())
	}
	return b, nil
}

// restoreStage goes on with a stage: its lines are built as they were at its first rate and by the shares of pools.
func (b *Bounding) restoreStage(f *faults, in *savedBounding) {
	b.level = in.Stages[0]
	if !f.within("rate", in.Rate, 1, math.MaxInt64) || !f.need(b.fits(float64(in.Rate)), "rate=%d; expected one that joined numbers can hold", in.Rate) {
		return
	}
	b.rate, b.raised, b.past, b.pools = b.firstRate(), in.Raised, in.Past, newPoolShares(b.p)
	b.c = newColumns(b.p, joinAt(b.level, levelScale, b.rate))
	if b.rate != in.Rate {
		b.rate = in.Rate
		b.c.relimit(joinAt(b.level, levelScale, b.rate))
	}
	b.restoreShares(f, in)
	if len(*f) == 0 {
		b.c.restore(f, &in.Columns)
	}
}

func (b *Bounding) restoreShares(f *faults, in *savedBounding) {
	s, c, pools := b.pools, b.c, len(b.p.Pools.Rule)
	if s == nil {
		f.length("drawn", len(in.Drawn), 0)
		f.length("shares", len(in.Shares), 0)
		return
	}
	if !f.length("drawn", len(in.Drawn), pools) || len(in.Shares) > 0 && !f.length("shares", len(in.Shares), pools) {
		return
	}
	for _, list := range append(slices.Clone(in.Drawn), in.Shares...) {
		f.length("people of a pool", len(list), len(c.people))
	}
	if len(*f) > 0 {
		return
	}
	s.drawn, s.times, s.gains, s.best = in.Drawn, in.Times, in.Gains, in.Best
	if len(in.Shares) == 0 {
		return
	}
	c.w.shares = in.Shares
	for i := range c.people {
		if slices.ContainsFunc(in.Shares, func(of []int64) bool { return of[i] != 0 }) {
			c.rebuild(i)
		}
	}
}

package solver

import "slices"

// savedProof is a proof; nothing before it has begun.
type savedProof struct {
	Begun  bool
	Leaves []savedLeaf
	Stuck  bool
	Work   int
	Barred []savedCells // by person
}

// savedCells are marks of cells, by period and duty.
type savedCells struct{ Marked []bool }

type savedLeaf struct {
	Shortages    []savedShortage
	Bound        int64
	Center       []float64
	Short        []float64
	Most, Stride int64
	Tries        int
	Barred       []savedCells // by person
	SplitPerson  int
	SplitPeriod  int
	SplitDuties  []Duty
	ByCells      bool
	Mixed        []savedMixture // by person
}

// savedMixture is what a mixture has of a person.
type savedMixture struct {
	Lines []Duty // one after the other
	Share []float64
}

type savedShortage struct {
	Rows     []int
	AtMost   bool
	N, Price int64
}

func (p *proof) save() (out savedProof) {
	if p == nil {
		return out
	}
	out = savedProof{Begun: true, Stuck: p.stuck, Work: p.work, Barred: saveCells(p.barred)}
	for _, l := range p.leaves {
		leaf := savedLeaf{Bound: l.bound, Center: l.center, Short: l.short, Most: l.most, Stride: l.stride, Tries: l.tries, Barred: saveCells(l.barred)}
		leaf.SplitPerson, leaf.SplitPeriod, leaf.SplitDuties, leaf.ByCells = l.split.person, l.split.period, l.split.duties, l.cells
		for _, t := range l.shortages {
			leaf.Shortages = append(leaf.Shortages, savedShortage{t.rows, t.atMost, t.n, t.price})
		}
		for i, cols := range l.mixed.columns {
			mixed := savedMixture{Share: l.mixed.share[i]}
			for _, col := range cols {
				mixed.Lines = append(mixed.Lines, col.duties...)
			}
			leaf.Mixed = append(leaf.Mixed, mixed)
		}
		out.Leaves = append(out.Leaves, leaf)
	}
	return out
}

// restoreProof goes on with a proof; nil if it has not begun.
func (c *columns) restoreProof(f *faults, in *savedProof) *proof {
	if !in.Begun {
		return nil
	}
	f.need(c.pull.phase == settled, "a proof in phase %d; expected phase %d", c.pull.phase, settled)
	p := &proof{c: c, stuck: in.Stuck, work: in.Work, barred: c.restoreCells(f, in.Barred)}
	for i := range in.Leaves {
		p.leaves = append(p.leaves, c.restoreLeaf(f, &in.Leaves[i]))
	}
	return p
}

func saveCells(marked [][]bool) (out []savedCells) {
	for _, cells := range marked {
		out = append(out, savedCells{cells})
	}
	return out
}

func (c *columns) restoreCells(f *faults, in []savedCells) (out [][]bool) {
	f.length("people of barred cells", len(in), len(c.people))
	for _, cells := range in {
		f.length("barred cells", len(cells.Marked), c.m.periods*c.m.duties)
		out = append(out, cells.Marked)
	}
	return out
}

// restoreMixture takes over a mixture; none is no elements.
func (c *columns) restoreMixture(f *faults, in []savedMixture) (m mixture) {
	if len(in) == 0 || !f.length("people of a mixture", len(in), len(c.people)) {
		return m
	}
	periods := c.m.periods
	m = mixture{make([][]*column, len(in)), make([][]float64, len(in))}
	for i, person := range in {
		f.length("lines of a mixture", len(person.Lines), len(person.Share)*periods)
		f.finite("share of a mixture", person.Share...)
		if len(*f) > 0 {
			return mixture{}
		}
		for k := range person.Share {
			duties := person.Lines[k*periods : (k+1)*periods]
			if !f.need(c.m.holds(duties), "person %d mixes %v; expected duties 0 to %d", i, duties, c.m.duties-1) {
				return mixture{}
			}
			col := c.newColumn(i, duties)
			if !f.need(col != nil, "person %d mixes %v; expected a line that the person may have", i, duties) {
				return mixture{}
			}
			m.columns[i] = append(m.columns[i], col)
		}
		m.share[i] = slices.Clone(person.Share)
	}
	return m
}

func (c *columns) restoreLeaf(f *faults, in *savedLeaf) *leaf {
	f.length("center of a leaf", len(in.Center), len(c.least))
	f.length("short", len(in.Short), c.demands)
	f.finite("center of a leaf", in.Center...)
	f.finite("short", in.Short...)
	f.need(in.Tries >= priceTries-1 || len(in.Shortages) > 0, "tries=%d of a leaf without a shortage; expected %d at least", in.Tries, priceTries-1)
	l := &leaf{bound: in.Bound, center: in.Center, short: in.Short, most: in.Most, stride: in.Stride, tries: in.Tries, cells: in.ByCells}
	l.barred = c.restoreCells(f, in.Barred)
	l.split = cellSplit{in.SplitPerson, in.SplitPeriod, in.SplitDuties}
	f.within("person of a split", int64(in.SplitPerson), 0, int64(c.m.people)-1)
	f.within("period of a split", int64(in.SplitPeriod), 0, int64(c.m.periods)-1)
	l.mixed = c.restoreMixture(f, in.Mixed)
	for _, t := range in.Shortages {
		l.shortages = append(l.shortages, shortage{slices.Clone(t.Rows), t.AtMost, t.N, t.Price})
		f.need(len(t.Rows) > 0, "a shortage has no rows; expected one at least")
		for _, k := range t.Rows {
			f.within("row of a shortage", int64(k), 0, int64(c.demands)-1)
		}
	}
	return l
}

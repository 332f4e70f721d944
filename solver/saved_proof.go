package solver

import "slices"

// savedProof is a proof; nothing before it has begun.
type savedProof struct {
	Begun  bool
	Leaves []savedLeaf
	Stuck  bool
	Work   int
}

type savedLeaf struct {
	Shortages    []savedShortage
	Bound        int64
	Center       []float64
	Short        []float64
	Most, Stride int64
	Tries        int
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
	out = savedProof{Begun: true, Stuck: p.stuck, Work: p.work}
	for _, l := range p.leaves {
		leaf := savedLeaf{Bound: l.bound, Center: l.center, Short: l.short, Most: l.most, Stride: l.stride, Tries: l.tries}
		for _, t := range l.shortages {
			leaf.Shortages = append(leaf.Shortages, savedShortage{t.rows, t.atMost, t.n, t.price})
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
	p := &proof{c: c, stuck: in.Stuck, work: in.Work}
	for i := range in.Leaves {
		p.leaves = append(p.leaves, c.restoreLeaf(f, &in.Leaves[i]))
	}
	return p
}

func (c *columns) restoreLeaf(f *faults, in *savedLeaf) *leaf {
	f.length("center of a leaf", len(in.Center), len(c.least))
	f.length("short", len(in.Short), len(c.least))
	f.finite("center of a leaf", in.Center...)
	f.finite("short", in.Short...)
	f.need(in.Tries >= priceTries || len(in.Shortages) > 0, "tries=%d of a leaf without a shortage; expected %d", in.Tries, priceTries)
	l := &leaf{bound: in.Bound, center: in.Center, short: in.Short, most: in.Most, stride: in.Stride, tries: in.Tries}
	for _, t := range in.Shortages {
		l.shortages = append(l.shortages, shortage{slices.Clone(t.Rows), t.AtMost, t.N, t.Price})
		f.need(len(t.Rows) > 0, "a shortage has no rows; expected one at least")
		for _, k := range t.Rows {
			f.within("row of a shortage", int64(k), 0, int64(c.demands)-1)
		}
	}
	return l
}

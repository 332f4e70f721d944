package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// prerequisites: a resident of the levels is on After only in a block before which, by at least the gap in whole blocks, he
// was on Before, unless history.csv says that he was in a year before. He is of the levels if he has one of them in a block planned for
// him. One breach a block of After.
func prerequisites(y *Year, report func(Breach)) {
	for i, pre := range y.Program.Prerequisites {
		y.eachResident(func(l *Line) {
			if !y.everOf(l, pre.PGYs) || y.didBefore(l, pre.Before) {
				return
			}
			blocks := l.blocks()
			before := slices.IndexFunc(blocks, func(b []Half) bool { return l.inBlock(b, pre.Before) })
			for order, block := range blocks {
				if !l.inBlock(block, pre.After) || before >= 0 && before+max(1, pre.LeastGap) <= order {
					continue
				}
				b := y.blockBreach(l, block, fileRow("prerequisites.csv", i))
				b.Allowed = float64(max(1, pre.LeastGap))
				b.Text = fmt.Sprintf("%s is on %s in %s without %s at least %s before.",
					b.Person, pre.After, block[0].name(), pre.Before, count(max(1, pre.LeastGap), "block"))
				if before >= 0 && before <= order {
					b.Amount = float64(order - before)
				}
				report(b)
			}
		})
	}
}

// neighbourNever: Second does not stand within the spacing, in blocks, after First. One breach a pair of blocks.
func neighbourNever(y *Year, report func(Breach)) {
	y.eachNeighbour("never", func(l *Line, n datasets.Neighbour, source string) {
		blocks := l.blocks()
		for i, h := range y.Program.StaysBefore(l.Person.Person) {
			for order := 0; order+i+1 <= max(1, n.Spacing) && order < len(blocks); order++ {
				if y.called(h, n.First) && l.inBlock(blocks[order], n.Second) {
					b := y.blockBreach(l, blocks[order], source)
					b.Amount, b.Allowed = float64(order+i+1), float64(max(1, n.Spacing)+1)
					b.Text = fmt.Sprintf("%s is on %s in %s, %s after %s of the year before; it must not follow within %s.",
						b.Person, n.Second, blocks[order][0].name(), count(order+i+1, "block"), n.First, count(max(1, n.Spacing), "block"))
					report(b)
				}
			}
		}
		for order, block := range blocks {
			for gap := 1; gap <= max(1, n.Spacing) && order+gap < len(blocks); gap++ {
				if l.inBlock(block, n.First) && l.inBlock(blocks[order+gap], n.Second) {
					b := y.blockBreach(l, blocks[order+gap], source)
					b.Amount, b.Allowed = float64(gap), float64(max(1, n.Spacing)+1)
					b.Text = fmt.Sprintf("%s is on %s in %s, %s after %s; it must not follow within %s.",
						b.Person, n.Second, blocks[order+gap][0].name(), count(gap, "block"), n.First, count(max(1, n.Spacing), "block"))
					report(b)
				}
			}
		}
	})
}

// neighbourOnly: Second stands only directly after First: in the first block only if the last stay of history.csv is First.
func neighbourOnly(y *Year, report func(Breach)) {
	y.eachNeighbour("only", func(l *Line, n datasets.Neighbour, source string) {
		blocks, before := l.blocks(), y.Program.StaysBefore(l.Person.Person)
		for order, block := range blocks {
			if order == 0 && len(before) > 0 && y.called(before[0], n.First) {
				continue
			}
			if !l.inBlock(block, n.Second) || order > 0 && l.inBlock(blocks[order-1], n.First) {
				continue
			}
			b := y.blockBreach(l, block, source)
			b.Amount = 1
			b.Text = fmt.Sprintf("%s is on %s in %s, which does not come directly after %s.", b.Person, n.Second, block[0].name(), n.First)
			report(b)
		}
	})
}

// neighbourWanted: First is followed by Second in the next block. Nothing is wanted of a next block that has no rotation, and the last
// block of the year has no next one; the first one comes after the last stay of history.csv.
func neighbourWanted(y *Year, report func(Breach)) {
	y.eachNeighbour("wanted", func(l *Line, n datasets.Neighbour, source string) {
		blocks, before := l.blocks(), y.Program.StaysBefore(l.Person.Person)
		if len(before) > 0 && len(blocks) > 0 && y.called(before[0], n.First) && !l.inBlock(blocks[0], n.Second) && l.anyIn(blocks[0]) {
			b := y.blockBreach(l, blocks[0], source)
			b.Amount = 1
			b.Text = fmt.Sprintf("%s is not on %s in %s, although on %s at the end of the year before.", b.Person, n.Second, blocks[0][0].name(), n.First)
			report(b)
		}
		for order := 0; order+1 < len(blocks); order++ {
			next := blocks[order+1]
			if !l.inBlock(blocks[order], n.First) || l.inBlock(next, n.Second) || !l.anyIn(next) {
				continue
			}
			b := y.blockBreach(l, next, source)
			b.Amount = 1
			b.Text = fmt.Sprintf("%s is not on %s in %s, although on %s in the %s before.", b.Person, n.Second, next[0].name(), n.First, blocks[order][0].kind())
			report(b)
		}
	})
}

// eachResident visits the lines of residents in order.
func (y *Year) eachResident(visit func(*Line)) {
	for i := range y.Lines {
		if y.Lines[i].Person.Role == datasets.Resident {
			visit(&y.Lines[i])
		}
	}
}

// eachNeighbour visits each row of neighbours.csv of one kind with each resident's line.
func (y *Year) eachNeighbour(allowed string, visit func(l *Line, n datasets.Neighbour, source string)) {
	for i, n := range y.Program.Neighbours {
		if n.Allowed == allowed {
			y.eachResident(func(l *Line) { visit(l, n, fileRow("neighbours.csv", i)) })
		}
	}
}

// everOf says whether the person has one of the levels on the first day of a block planned for him.
func (y *Year) everOf(l *Line, pgys []int) bool {
	return slices.ContainsFunc(y.Planned(l), func(h Half) bool {
		return h.Half == 1 && slices.Contains(pgys, y.Program.PGYOn(l.Person.Person, h.FirstDay))
	})
}

// didBefore says whether the years before hold anything of the rotation or service of that name.
func (y *Year) didBefore(l *Line, name string) bool {
	return slices.ContainsFunc(y.Program.History, func(h datasets.History) bool {
		return h.Kind == datasets.HistoryDone && h.Person == l.Person.Person && h.Amount != nil && *h.Amount > 0 && y.called(h, name)
	})
}

// called says whether a row of the years before is of the rotation or service of that name.
func (y *Year) called(h datasets.History, name string) bool {
	return h.Name == name || slices.ContainsFunc(y.rows[h.Name], func(r *datasets.Rotation) bool { return r.Service == name })
}

// inBlock says whether the person is on the rotation or service of that name on a day of the block.
func (l *Line) inBlock(block []Half, name string) bool {
	for d := block[0].FirstDay; d <= block[len(block)-1].LastDay; d++ {
		if l.names(d, name) {
			return true
		}
	}
	return false
}

// anyIn says whether the person is on a rotation on a day of the block.
func (l *Line) anyIn(block []Half) bool {
	for d := block[0].FirstDay; d <= block[len(block)-1].LastDay; d++ {
		if len(l.On(d)) > 0 {
			return true
		}
	}
	return false
}

// blockBreach begins a breach that is of one person and block.
func (y *Year) blockBreach(l *Line, block []Half, source string) Breach {
	return Breach{Person: l.Person.Person, FirstDay: block[0].FirstDay, LastDay: block[len(block)-1].LastDay, Source: source}
}

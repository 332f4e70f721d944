package solver

import "math/bits"

// value computes by how much the line breaks a line rule; of a row of Windows, how many windows it touches.
func (s *state) value(i int32) int64 {
	row := &s.rows[i]
	switch row.kind {
	case successionRow:
		return pairs(s.periodsOf(row.person, row.before), s.periodsOf(row.person, row.after), int(row.gap))
	case precedenceRow:
		return unprepared(s.periodsOf(row.person, row.before), s.periodsOf(row.person, row.after), int(row.gap))
	case runLengthRow:
		return s.problem.Runs.broken(int(row.after), s.periodsOf(row.person, row.before), s.periods)
	case windowRow:
		return s.problem.Windows.touched(int(row.after), s.periodsOf(row.person, row.before), s.periods)
	case changeRow:
		at := int(row.person) * s.periods
		t := &s.problem.Changes
		return t.changed(int(row.after), s.periodsOf(row.person, row.before), s.roster[at:at+s.periods], s.placeOf[t.Group[row.after]])
	case waitRow:
		return s.problem.Waits.waited(int(row.after), s.periodsOf(row.person, row.before))
	default:
		for _, t := range s.terms[row.before:row.after] {
			if s.periodsOf(row.person, t.set)[t.period>>6]>>(t.period&63)&1 == 0 {
				return 1
			}
		}
		return 0
	}
}

// pairs counts the t with t in before and t+gap in after.
func pairs(before, after []uint64, gap int) (n int64) {
	skip, shift := gap>>6, gap&63
	for w := skip; w < len(after); w++ {
		moved := before[w-skip] << shift
		if shift > 0 && w > skip {
			moved |= before[w-skip-1] >> (64 - shift)
		}
		n += int64(bits.OnesCount64(moved & after[w]))
	}
	return n
}

// unprepared counts the periods of after that lie less than gap after the first of before.
func unprepared(before, after []uint64, gap int) (n int64) {
	ready := len(after) * 64
	for w, b := range before {
		if b != 0 {
			ready = w*64 + bits.TrailingZeros64(b) + gap
			break
		}
	}
	for w, a := range after {
		if rest := ready - w*64; rest < 64 {
			a &= 1<<max(rest, 0) - 1
		}
		n += int64(bits.OnesCount64(a))
	}
	return n
}

// broken counts what is missing to Least and beyond Most in the runs of a set of periods.
func (t *RunTable) broken(i int, set []uint64, periods int) (n int64) {
	least, most, carried := int64(t.Least[i]), int64(t.Most[i]), int64(t.Carried[i])
	for at := 0; ; {
		from := nextPeriod(set, at, periods, true)
		to := nextPeriod(set, from, periods, false)
		length := int64(to - from)
		open := t.Open[i] == 1 && (from == 0 || to == periods)
		if from == 0 {
			length += carried
		} else if at == 0 && carried > 0 && t.Open[i] == 0 {
			n += max(0, least-carried) // the carried run ends before the first period
		}
		if from == periods {
			return n
		}
		if !open {
			n += max(0, least-length)
		}
		n += min(max(0, length-most), int64(to-from))
		at = to
	}
}

// nextPeriod returns the first period from at on that is in the set, or is not; periods if there is none.
func nextPeriod(set []uint64, at, periods int, in bool) int {
	for at < periods {
		w := set[at>>6]
		if !in {
			w = ^w
		}
		if w >>= at & 63; w != 0 {
			return min(periods, at+bits.TrailingZeros64(w))
		}
		at = (at | 63) + 1
	}
	return periods
}

// touched returns the number of windows that meet a set of periods.
func (t *WindowTable) touched(i int, set []uint64, periods int) (n int64) {
	for first := int(t.First[i]); first <= int(t.Last[i]); first += int(t.Every[i]) {
		if nextPeriod(set, first, periods, true) < min(periods, first+int(t.Length[i])) {
			n++
		}
	}
	return n
}

// rowCost returns what a line row costs at a value.
func (s *state) rowCost(i int32, value int64) int64 {
	row := &s.rows[i]
	if row.kind == windowRow {
		t := &s.problem.Windows
		below, above := outside(value, t.Least[row.after], t.Most[row.after])
		value = below + above
	}
	return value * row.weight
}

package solver

// mend makes a line keep the counts that it exceeds, by other duties of the same class: the places of the line in its graph stay
// what they are, so only cells and counts change. It takes the exchange that costs least, again and again, and tells whether
// no strict count is broken in the end. values are the counts of the line and are kept up.
//
// Where many duties are alike but for their own limits, prices of the counts make a line leap from one duty to another in all
// periods at once; the lines in between, which share the periods out, are what mend finds.
func (q *pricing) mend(w *pricer, out []Duty, values []int64) bool {
	l := q.l
	for i := range l.counts {
		for l.counts[i].strict && values[i] > l.counts[i].most {
			if !q.exchange(w, out, values, int32(i)) {
				return false
			}
		}
		if l.counts[i].breaks(values[i]) {
			return false
		}
	}
	return true
}

// exchange puts another duty of the same class where a line exceeds a count, if that makes no other count worse.
func (q *pricing) exchange(w *pricer, out []Duty, values []int64, count int32) bool {
	l, duties := q.l, len(q.l.classOf)
	period, least, to := -1, infinite, Duty(0)
	for t, d := range out {
		if l.coefOf(d, count, t) <= 0 {
			continue
		}
		for _, other := range l.members[l.classOf[d]] {
			if other == d || w.cell[t*duties+int(other)] >= infinite/2 {
				continue
			}
			if more := w.cell[t*duties+int(other)] - w.cell[t*duties+int(d)]; more < least && l.hasRoom(other, d, t, values) {
				period, least, to = t, more, other
			}
		}
	}
	if period < 0 {
		return false
	}
	l.countDuty(out[period], period, -1, values)
	l.countDuty(to, period, 1, values)
	out[period] = to
	return true
}

// coefOf returns what a duty adds to a count in a period.
func (l *line) coefOf(d Duty, count int32, period int) int32 {
	for _, ref := range l.countRefs[d] {
		if ref.count == count && ref.first <= Period(period) && Period(period) <= ref.last {
			return ref.coef
		}
	}
	return 0
}

// hasRoom tells whether a duty can take the place of another without breaking a count that is strict.
func (l *line) hasRoom(d, instead Duty, period int, values []int64) bool {
	for _, ref := range l.countRefs[d] {
		if ref.first <= Period(period) && Period(period) <= ref.last {
			c := &l.counts[ref.count]
			if c.strict && values[ref.count]+int64(ref.coef-l.coefOf(instead, ref.count, period)) > c.most {
				return false
			}
		}
	}
	return true
}

// countDuty adds a duty to the counts, times a sign.
func (l *line) countDuty(d Duty, period int, sign int64, values []int64) {
	for _, ref := range l.countRefs[d] {
		if ref.first <= Period(period) && Period(period) <= ref.last {
			values[ref.count] += sign * int64(ref.coef)
		}
	}
}

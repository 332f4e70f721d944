package compliance

import "slices"

const minutesInDay = 24 * 60

// rest finds the days off in the gaps between periods of work. A day off is 24 h without a break free of work; a gap has as many as fit
// into it. They are told as the calendar days that lie wholly in it; one that lies across midnight (a night off between two nights)
// as the day on which the gap begins. The rest that follows a call of 24 h is no day off: the post-call day is not meant by it.
// A day with home call is not free.
func (c *Clock) rest(h *hand) {
	from := c.midnight(c.FirstDay)
	for _, p := range h.periods {
		c.gap(h, from, p.start)
		from = max(from, p.end)
		if p.minutes() >= minutesInDay {
			from = max(from, p.end+c.postCall(p))
		}
	}
	end := c.midnight(c.LastDay + 1)
	if !slices.ContainsFunc(h.work, func(w Work) bool { return w.Date == c.LastDay }) {
		end += minutesInDay // nothing is known of the day after: the last one, when no work begins on it, is not held against anybody
	}
	c.gap(h, from, end)
}

// postCall returns the minutes of rest that the law asks for after the period.
func (c *Clock) postCall(p period) int64 {
	r, binds := c.book.At("acgme-14h-after-24h", c.day(p.end).Time(), "")
	if !binds {
		return 0
	}
	return int64(60 * r.Limit)
}

// gap tells the days off between two minutes.
func (c *Clock) gap(h *hand, from, to int64) {
	n := (to - from) / minutesInDay
	if n <= 0 {
		return
	}
	first := c.day(from)
	for d := first; n > 0 && d <= c.LastDay && c.midnight(d+1) <= to; d++ {
		if c.midnight(d) >= from {
			h.free[d] = !h.onCall[d]
			n--
		}
	}
	if n > 0 && c.midnight(first) < from {
		h.free[first] = !h.onCall[first]
	}
}

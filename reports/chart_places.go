package reports

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
)

// drawPlaces draws the covers that need nobody as a table: a row a cover, the number of people in each half-block, and the most
// that there is room for.
func drawPlaces(c draw.Canvas, r Run, candidate Candidate, places []string) {
	const names, most = 150, 34
	c.FillText(bold(ink(9, black)), vg.Point{X: c.Min.X, Y: c.Max.Y - 8}, "Places: services that need nobody, and have room for so many")
	blocks := yearBlocks(r.Program)
	first, last := float64(blocks[0].FirstDay), float64(blocks[len(blocks)-1].LastDay)+1
	x := func(day float64) vg.Length {
		return c.Min.X + names + (c.Max.X-most-c.Min.X-names)*vg.Length((day-first)/(last-first))
	}
	head := c.Max.Y - 24
	for _, t := range middleTicks(blocks) {
		c.FillText(centred(ink(7, grey)), vg.Point{X: x(t.Value), Y: head}, t.Label)
	}
	c.FillText(ink(7, grey), vg.Point{X: c.Min.X, Y: head}, "block")
	c.FillText(rightward(ink(7, grey)), vg.Point{X: c.Max.X, Y: head}, "most")
	for i, scope := range places {
		top := head - 8 - placesRow*vg.Length(i)
		c.FillText(ink(7.5, black), vg.Point{X: c.Min.X, Y: top - placesRow/2}, cut(ink(7.5, black), scope, names-4))
		bars := coverBarsOf(r, candidate, scope)
		for j, p := range bars.points {
			drawPlace(c, p, box(x(day(p))+0.5, top-placesRow+0.5, x(bars.until[j])-0.5, top-0.5))
		}
		c.FillText(rightward(ink(7.5, black)), vg.Point{X: c.Max.X, Y: top - placesRow/2}, mostOf(bars.points))
	}
}

// drawPlace draws one half-block of the table: empty, filled with the number of people, or hatched where they are too many.
func drawPlace(c draw.Canvas, p analytics.Point, r vg.Rectangle) {
	digit := ink(7, black)
	switch {
	case p.Upper != nil && p.Value > *p.Upper:
		drawCrowded(c, r)
		digit = bold(digit)
	case p.Value > 0:
		fill(c, sky, r)
	default:
		outline(c, faint, 0.5, r)
		return
	}
	c.FillText(centred(digit), centre(r), trim(p.Value))
}

// mostOf is the most that a cover has room for: one number, or the range of those over the year.
func mostOf(points []analytics.Point) string {
	low, high := "", ""
	var least, most float64
	for _, p := range points {
		if p.Upper == nil {
			return "any"
		}
		if low == "" || *p.Upper < least {
			least, low = *p.Upper, trim(*p.Upper)
		}
		if high == "" || *p.Upper > most {
			most, high = *p.Upper, trim(*p.Upper)
		}
	}
	return fromTo(low, high)
}

// fromTo writes a span of numbers, or the one number that it is.
func fromTo(low, high string) string {
	if low == high {
		return low
	}
	return low + " to " + high
}

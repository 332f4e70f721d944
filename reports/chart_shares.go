package reports

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
)

// sharesRow is the height of a person's bar in the chart of shares, in points.
const sharesRow = 13

// sharesChart shows, pool by pool, what each person has beside his even share by exposure.
func sharesChart(r Run) chart {
	c := r.chosen()
	pools := c.pools()
	const columns = 2
	most := c.mostShare()
	rows := max(1, (len(pools)+columns-1)/columns)
	panel := 34 + sharesRow*most
	return chart{
		file:  sharesFile,
		width: chartWidth, height: vg.Points(float64(98 + rows*panel)),
		draw: func(canvas draw.Canvas) {
			canvas = frame(canvas, "Fairness: what each person has, against his even share", sharesSays(c),
				source(r, "At the right of a bar: what the person has, of the even share, days of exposure. Even share: by exposure (days on which a person could take part, times the share of full time)"+sharesOf(r)))
			if len(pools) == 0 {
				unseen(canvas, "The assessment holds no pool that is shared.")
				return
			}
			canvas = draw.Crop(canvas, 0, 0, sharesLegend(canvas)+6, 0)
			width, height := (canvas.Max.X-canvas.Min.X)/columns, (canvas.Max.Y-canvas.Min.Y)/vg.Length(rows)
			for i, pool := range pools {
				x, y := canvas.Min.X+width*vg.Length(i%columns), canvas.Max.Y-height*vg.Length(i/columns)
				drawShares(canvas, c, r.poolTitle(pool), pool, box(x, y-height, x+width-16, y))
			}
		},
	}
}

// sharesOf says what is shared.
func sharesOf(r Run) string {
	if r.Faculty {
		return ", within limits.csv."
	}
	return ", of what the level has of a service that needs people and allows no leave, or that policy-service-rate names."
}

func sharesSays(c Candidate) string {
	bars, outside := c.shares()
	return fmt.Sprintf("Each bar is a person's nights or weeks of a pool; %d of %d lie beyond the even share rounded down and up.", outside, bars)
}

// shares counts what single people have of the pools, and how many of these are beyond rounding of the even share.
func (c Candidate) shares() (bars, outside int) {
	for _, pool := range c.pools() {
		for _, m := range c.persons(pool) {
			bars++
			if m.State == analytics.Watch {
				outside++
			}
		}
	}
	return bars, outside
}

// mostShare is how many people the pool with most of them has.
func (c Candidate) mostShare() (most int) {
	for _, pool := range c.pools() {
		most = max(most, len(c.persons(pool)))
	}
	return most
}

// persons returns the measures of that name of single people, in order.
func (c Candidate) persons(name string) []analytics.Measure {
	var all []analytics.Measure
	for _, m := range c.Assessment.Measures {
		if m.Name == name && m.Value != nil {
			all = append(all, m)
		}
	}
	return all
}

// drawShares draws one pool within at.
func drawShares(c draw.Canvas, candidate Candidate, title, pool string, at vg.Rectangle) {
	const text = 118
	people := candidate.persons(pool)
	names := namesWidth(40, ink(8, black), people, func(m analytics.Measure) string { return m.Scope })
	exposure := map[string]analytics.Measure{}
	for _, m := range candidate.persons(pool + equityExposure) {
		exposure[m.Scope] = m
	}
	top := 1.0
	for _, m := range people {
		top = max(top, *m.Value)
		if m.Upper != nil {
			top = max(top, *m.Upper)
		}
	}
	if spread := candidate.measure(pool + equitySpread); spread != nil && spread.Lower != nil {
		title += ": " + fromTo(trim(*spread.Lower), trim(*spread.Upper)) + " " + spread.Unit + "s"
	}
	c.FillText(bold(ink(9, black)), vg.Point{X: at.Min.X, Y: at.Max.Y - 6}, title)
	x0 := at.Min.X + names
	scale := (at.Max.X - text - x0) / vg.Length(top)
	for i, m := range people {
		mid := at.Max.Y - 20 - sharesRow*vg.Length(i) - sharesRow/2
		name := ink(8, black)
		c.FillText(name, vg.Point{X: at.Min.X, Y: mid}, cut(name, m.Scope, names-4))
		bar := box(x0, mid-4, x0+scale*vg.Length(*m.Value), mid+4)
		says := fmt.Sprintf("%s of %s", trim(*m.Value), fixed(m.Target, 1))
		if e, known := exposure[m.Scope]; known {
			says += fmt.Sprintf(", %.0f d", math.Round(*e.Value))
		} else {
			says = trim(*m.Value) + ", shares none"
		}
		words := ink(7.5, black)
		if m.State == analytics.Watch {
			drawShort(c, bar)
			words = bold(words)
		} else {
			fill(c, sky, bar)
		}
		if m.Target != nil {
			drawEven(c, x0+scale*vg.Length(*m.Target), mid)
		}
		c.FillText(words, vg.Point{X: max(bar.Max.X, x0+scale*vg.Length(top)) + 6, Y: mid}, says)
	}
	c.StrokeLine2(stroke(hairline, 0.8), x0, at.Max.Y-19, x0, at.Max.Y-21-sharesRow*vg.Length(len(people)))
}

// drawEven marks the even share.
func drawEven(c draw.Canvas, x, mid vg.Length) {
	c.StrokeLine2(stroke(black, 1.4), x, mid-5.5, x, mid+5.5)
}

func sharesLegend(c draw.Canvas) vg.Length {
	return drawKey(c, []keyEntry{
		{"has, within the share rounded down and up", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, sky, r) })},
		{"has, beyond it", drawing(drawShort)},
		{"even share", drawing(func(c draw.Canvas, r vg.Rectangle) { drawEven(c, centre(r).X, centre(r).Y) })},
	})
}

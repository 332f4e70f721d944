package reports

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
)

// gapMost is the last bar of the chart of spacing: so many nights or more.
const gapMost = 28

// spacingChart is a histogram of the nights from a person's call to his next.
func spacingChart(r Run) chart {
	c := r.chosen()
	g := gapsOf(c)
	return chart{
		file:  spacingFile,
		width: chartWidth, height: 3.2 * vg.Inch,
		draw: func(canvas draw.Canvas) {
			says := fmt.Sprintf("%s closer than wished for; the closest are %s nights apart, and %s near an inpatient week of the same person.",
				pluralOf(c.value(callsClose), "pair of calls", "pairs of calls"), count(c.value(callGapLeast)), pluralOf(c.value(callsNear), "call lies", "calls lie"))
			canvas = frame(canvas, "Spacing: nights from a person's call to his next", says, source(r, "Wished gaps: call.csv, column wanted_gap. The attending's nights of one week are one call."))
			if g.all() == 0 {
				unseen(canvas, "Nobody has two calls.")
				return
			}
			g.draw(canvas)
		},
	}
}

// gaps counts gaps by nights: [0] those as wide as wished for, [1] those closer.
type gaps [gapMost + 1][2]int

func gapsOf(c Candidate) gaps {
	var g gaps
	for _, p := range c.gapPoints() {
		closer := 0
		if p.Lower != nil && p.Value < *p.Lower {
			closer = 1
		}
		g[min(int(p.Value), gapMost)][closer]++
	}
	return g
}

// gapPoints returns the gaps of all people.
func (c Candidate) gapPoints() []analytics.Point {
	var points []analytics.Point
	for _, p := range c.Assessment.Series {
		if p.Name == seriesGap {
			points = append(points, p)
		}
	}
	return points
}

func (g *gaps) all() int {
	n := 0
	for _, k := range g {
		n += k[0] + k[1]
	}
	return n
}

func (g *gaps) draw(c draw.Canvas) {
	p := plot.New()
	p.BackgroundColor = white
	p.X.Label.Text, p.Y.Label.Text = "nights from one call to the next", "pairs of calls"
	plain(&p.X)
	plain(&p.Y)
	top := 1
	var ticks plot.ConstantTicks
	for nights, k := range g {
		top = max(top, k[0]+k[1])
		if label := fmt.Sprint(nights); nights > 0 {
			if nights == gapMost {
				label += " +"
			}
			ticks = append(ticks, plot.Tick{Value: float64(nights), Label: label})
		}
	}
	p.X.Min, p.X.Max, p.X.Tick.Marker = 0.4, gapMost+0.6, ticks
	p.Y.Min, p.Y.Max = 0, float64(top)*1.12
	p.Y.Tick.Marker = roundTicks(0, max(p.Y.Max, 4))
	p.Add(g)
	key := drawKey(c, []keyEntry{
		{"as wide as wished for, or wider", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, sky, r) })},
		{"closer", drawing(drawShort)},
	})
	p.Draw(draw.Crop(c, 0, 0, key+6, 0))
}

// Plot draws the bars, the closer gaps below; it makes gaps a plot.Plotter.
func (g *gaps) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for nights, k := range g {
		n := k[0] + k[1]
		if n == 0 {
			continue
		}
		from, to := x(float64(nights)-0.38), x(float64(nights)+0.38)
		fill(c, sky, box(from, y(float64(k[1])), to, y(float64(n))))
		if k[1] > 0 {
			drawShort(c, box(from, y(0), to, y(float64(k[1]))))
		}
		c.FillText(centred(ink(7.5, black)), vg.Point{X: (from + to) / 2, Y: y(float64(n)) + 5}, fmt.Sprint(n))
	}
}

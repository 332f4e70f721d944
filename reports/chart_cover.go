package reports

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
	"rota/datasets"
)

// Sizes of the cover chart in points.
const (
	coverPanel = 104 // height of a row of panels
	placesRow  = 11  // height of a row of the table of places
)

// coverChart shows the people in each half-block against least and most: one panel for each cover that needs somebody, and one
// line of a table for each that only limits how many may be there (least 0).
func coverChart(r Run) chart {
	c := r.chosen()
	needed, places := coverKinds(c)
	columns := 3
	if len(needed) <= 4 {
		columns = 2
	}
	rows := (len(needed) + columns - 1) / columns
	height := 95 + coverPanel*rows
	if len(places) > 0 || rows == 0 {
		height += 50 + placesRow*len(places)
	}
	return chart{
		file:  coverFile,
		width: chartWidth, height: vg.Points(float64(height)),
		draw: func(canvas draw.Canvas) {
			one, _ := c.pieces()
			canvas = frame(canvas, fmt.Sprintf("Cover: people on each service, %s by %s", one, one), coverSays(c), source(r, "Least and most: cover.csv."))
			if len(needed)+len(places) == 0 {
				unseen(canvas, "This programme asks for no cover (cover.csv has no rows for whole days).")
				return
			}
			canvas = draw.Crop(canvas, 0, 0, coverLegend(canvas)+6, -4)
			if len(places) > 0 {
				below := vg.Length(44 + placesRow*len(places))
				drawPlaces(draw.Canvas{Canvas: canvas.Canvas, Rectangle: box(canvas.Min.X, canvas.Min.Y, canvas.Max.X, canvas.Min.Y+below)}, r, c, places)
				canvas = draw.Crop(canvas, 0, 0, below+6, 0)
			}
			if len(needed) > 0 {
				drawPanels(canvas, columns, coverPanels(r, c, needed))
			}
		},
	}
}

// coverKinds divides the covers into those that need somebody at some time and those that only have a most.
func coverKinds(c Candidate) (needed, places []string) {
	for _, scope := range c.scopes(seriesCover) {
		if slices.ContainsFunc(c.series(seriesCover, scope), func(p analytics.Point) bool { return p.Lower != nil && *p.Lower > 0 }) {
			needed = append(needed, scope)
		} else {
			places = append(places, scope)
		}
	}
	return needed, places
}

func coverSays(c Candidate) string {
	_, many := c.pieces()
	return fmt.Sprintf("%s %s have fewer people than the least, %s more than the most; %s have exactly the least (nobody to spare).",
		count(c.value(coverBelowLeast)), many, count(c.value(coverAboveMost)), count(c.value(thinHalfBlocks)))
}

func coverPanels(r Run, c Candidate, scopes []string) []*lineChart {
	var panels []*lineChart
	for _, scope := range scopes {
		p := newLineChart(r, "people")
		p.Title.Text = scope
		p.Title.TextStyle = bold(ink(9, black))
		p.Title.Padding = 2
		p.X.Label.Text = ""
		p.X.Tick.Marker = middleTicks(yearBlocks(r.Program))
		p.X.Tick.LineStyle.Width = 0
		bars := coverBarsOf(r, c, scope)
		p.Y.Min, p.Y.Max = 0, bars.top()+0.9
		p.Y.Tick.Marker = wholeTicks(p.Y.Max)
		p.Add(bars)
		panels = append(panels, p)
	}
	return panels
}

// middleTicks labels each block at its middle with its number.
func middleTicks(blocks []datasets.Block) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for _, b := range blocks {
		ticks = append(ticks, plot.Tick{Value: float64(b.FirstDay+b.LastDay+1) / 2, Label: fmt.Sprint(b.Block)})
	}
	return ticks
}

// wholeTicks labels 0 to top in steps of one, or of more where there are many people.
func wholeTicks(top float64) plot.ConstantTicks {
	step := int(math.Ceil(top / 6))
	var ticks plot.ConstantTicks
	for v := 0; float64(v) <= top; v += step {
		ticks = append(ticks, plot.Tick{Value: float64(v), Label: fmt.Sprint(v)})
	}
	return ticks
}

// coverBars draws one cover: a bar a half-block, a line for the least, a dashed one for the most.
type coverBars struct {
	points []analytics.Point
	until  []float64 // the day after the half-block, or other days, of each point
}

func coverBarsOf(r Run, c Candidate, scope string) coverBars {
	after := map[float64]float64{}
	for _, s := range r.Program.Slices() {
		after[float64(s.FirstDay)] = float64(s.LastDay) + 1
	}
	bars := coverBars{points: c.series(seriesCover, scope)}
	for _, p := range bars.points {
		bars.until = append(bars.until, after[day(p)])
	}
	return bars
}

// top is the highest value or limit.
func (b coverBars) top() float64 {
	top := 1.0
	for _, p := range b.points {
		top = max(top, p.Value)
		if p.Upper != nil {
			top = max(top, *p.Upper)
		}
		if p.Lower != nil {
			top = max(top, *p.Lower)
		}
	}
	return top
}

// Plot draws the bars; it makes coverBars a plot.Plotter.
func (b coverBars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, point := range b.points {
		from, to := x(day(point)), x(b.until[i])
		bar := box(from+0.8, y(0), to-0.8, y(point.Value))
		switch {
		case point.Lower != nil && point.Value < *point.Lower:
			drawShort(c, bar)
			drawArrow(c, vg.Point{X: (from + to) / 2, Y: bar.Max.Y + 5}, -1)
		case point.Upper != nil && point.Value > *point.Upper:
			drawCrowded(c, bar)
			drawArrow(c, vg.Point{X: (from + to) / 2, Y: bar.Max.Y + 5}, 1)
		default:
			fill(c, sky, bar)
		}
	}
	for i, point := range b.points {
		from, to := x(day(point)), x(b.until[i])
		if point.Lower != nil {
			c.StrokeLine2(leastLine(), from, y(*point.Lower), to, y(*point.Lower))
		}
		if point.Upper != nil {
			c.StrokeLine2(mostLine(), from, y(*point.Upper), to, y(*point.Upper))
		}
	}
}

func leastLine() draw.LineStyle { return stroke(black, 1.6) }

func mostLine() draw.LineStyle { return stroke(grey, 1, 4, 2) }

func drawShort(c draw.Canvas, r vg.Rectangle) {
	fill(c, peach, r)
	hatch(c, vermillion, r, 3, 1)
	outline(c, vermillion, 0.8, r)
}

func drawCrowded(c draw.Canvas, r vg.Rectangle) {
	fill(c, sky, r)
	hatch(c, blue, r, 3, -1)
	outline(c, blue, 0.8, r)
}

// drawArrow draws a filled triangle that points up (1) or down (-1).
func drawArrow(c draw.Canvas, at vg.Point, way vg.Length) {
	clr := color.Color(blue)
	if way < 0 {
		clr = vermillion
	}
	c.FillPolygon(clr, []vg.Point{{X: at.X - 3.2, Y: at.Y - 2.5*way}, {X: at.X + 3.2, Y: at.Y - 2.5*way}, {X: at.X, Y: at.Y + 2.8*way}})
}

func coverLegend(c draw.Canvas) vg.Length {
	line := func(s draw.LineStyle) drawing {
		return func(c draw.Canvas, r vg.Rectangle) { c.StrokeLine2(s, r.Min.X, centre(r).Y, r.Max.X, centre(r).Y) }
	}
	return drawKey(c, []keyEntry{
		{"people there", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, sky, r) })},
		{"least", line(leastLine())},
		{"most", line(mostLine())},
		{"below least", drawing(func(c draw.Canvas, r vg.Rectangle) { drawShort(c, r); drawArrow(c, centre(r), -1) })},
		{"above most", drawing(func(c draw.Canvas, r vg.Rectangle) { drawCrowded(c, r); drawArrow(c, centre(r), 1) })},
	})
}

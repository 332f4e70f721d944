package reports

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
	"rota/datasets"
)

// lineChart is a plot over the year and the key of the signs that were added to it.
type lineChart struct {
	*plot.Plot
	key []keyEntry
}

// newLineChart returns a chart without signs; unit is written along y.
func newLineChart(r Run, unit string) *lineChart { return &lineChart{Plot: yearPlot(r, unit)} }

// line adds a line; an empty label keeps it out of the key. No points: nothing is added.
func (l *lineChart) line(points plotter.XYs, style draw.LineStyle, label string) {
	if len(points) == 0 {
		return
	}
	sign := &plotter.Line{XYs: points, LineStyle: style}
	l.add(sign, sign, label)
}

// signs adds a glyph at each point; an empty label keeps it out of the key. No points: nothing is added.
func (l *lineChart) signs(points plotter.XYs, shape draw.GlyphDrawer, clr color.Color, radius float64, label string) {
	if len(points) == 0 {
		return
	}
	sign := &plotter.Scatter{XYs: points, GlyphStyle: draw.GlyphStyle{Shape: shape, Color: clr, Radius: vg.Points(radius)}}
	l.add(sign, sign, label)
}

func (l *lineChart) add(p plot.Plotter, sign plot.Thumbnailer, label string) {
	l.Add(p)
	if label != "" {
		l.key = append(l.key, keyEntry{label, sign})
	}
}

// between sets the extent of y.
func (l *lineChart) between(bottom, top float64) {
	l.Y.Min, l.Y.Max = bottom, top
	l.Y.Tick.Marker = roundTicks(bottom, top)
}

// draw draws the plot with its key below.
func (l *lineChart) draw(c draw.Canvas) { l.Draw(draw.Crop(c, 0, 0, drawKey(c, l.key)+6, 0)) }

// drawPanels lays charts out in columns, row by row, their axes aligned, without their keys.
func drawPanels(c draw.Canvas, columns int, panels []*lineChart) {
	grid := make([][]*plot.Plot, (len(panels)+columns-1)/columns)
	for i := range grid {
		grid[i] = make([]*plot.Plot, columns)
		for j, p := range panels[i*columns : min((i+1)*columns, len(panels))] {
			grid[i][j] = p.Plot
		}
	}
	tiles := draw.Tiles{Rows: len(grid), Cols: columns, PadX: vg.Points(14), PadY: vg.Points(8)}
	canvases := plot.Align(grid, tiles, c)
	for i, row := range grid {
		for j, p := range row {
			if p != nil {
				p.Draw(canvases[i][j])
			}
		}
	}
}

// roundTicks are some four to eight ticks at multiples of 1, 2 or 5 times a power of ten.
func roundTicks(bottom, top float64) plot.ConstantTicks {
	step := math.Pow(10, math.Floor(math.Log10((top-bottom)/4)))
	for _, k := range []float64{5, 2} {
		if (top-bottom)/(k*step) >= 4 {
			step *= k
			break
		}
	}
	var ticks plot.ConstantTicks
	for n := math.Ceil(bottom / step); n*step <= top; n++ {
		ticks = append(ticks, plot.Tick{Value: n * step, Label: strconv.FormatFloat(math.Round(n*step*1e6)/1e6, 'f', -1, 64)})
	}
	return ticks
}

// day is the day of a point, in days since 1970.
func day(p analytics.Point) float64 { return float64(datasets.DayOf(p.Time)) }

// xys are the points for which of gives a value.
func xys(points []analytics.Point, of func(analytics.Point) *float64) plotter.XYs {
	var line plotter.XYs
	for _, p := range points {
		if v := of(p); v != nil {
			line = append(line, plotter.XY{X: day(p), Y: *v})
		}
	}
	return line
}

func values(points []analytics.Point) plotter.XYs {
	return xys(points, func(p analytics.Point) *float64 { return &p.Value })
}

func uppers(points []analytics.Point) plotter.XYs {
	return xys(points, func(p analytics.Point) *float64 { return p.Upper })
}

func lowers(points []analytics.Point) plotter.XYs {
	return xys(points, func(p analytics.Point) *float64 { return p.Lower })
}

// across is a line at y over the whole year.
func (l *lineChart) across(y float64) plotter.XYs {
	return plotter.XYs{{X: l.X.Min, Y: y}, {X: l.X.Max, Y: y}}
}

func mean(line plotter.XYs) float64 {
	sum := 0.0
	for _, p := range line {
		sum += p.Y
	}
	return sum / float64(len(line))
}

// extent is the lowest and the highest value of the lines, of which at least one has points.
func extent(lines ...plotter.XYs) (bottom, top float64) {
	bottom, top = math.Inf(1), math.Inf(-1)
	for _, line := range lines {
		for _, p := range line {
			bottom, top = min(bottom, p.Y), max(top, p.Y)
		}
	}
	return bottom, top
}

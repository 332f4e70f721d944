package reports

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
)

// ratioChart shows the STA/LTA ratios, their thresholds and the alerts: a panel a series.
func ratioChart(r Run) chart {
	c := r.chosen()
	scopes := c.scopes(seriesRatio)
	return chart{
		file:  ratioFile,
		width: chartWidth, height: vg.Points(float64(90 + 125*max(len(scopes), 1))),
		draw: func(canvas draw.Canvas) {
			canvas = frame(canvas, "Seismic alerts: sudden rises of the load (STA/LTA)", ratioSays(c), source(r, sourceOf(c, seismicAlerts)))
			if len(scopes) == 0 {
				unseen(canvas, "The assessment holds no STA/LTA ratio.")
				return
			}
			var panels []*lineChart
			for _, scope := range scopes {
				panels = append(panels, ratioPanel(r, c, scope))
			}
			last := panels[len(panels)-1]
			last.X.Label.Text = blockAxis
			drawPanels(draw.Crop(canvas, 0, 0, drawKey(canvas, last.key)+6, 0), 1, panels)
		},
	}
}

// ratioPanel shows the ratio of one scope. All panels have the same key.
func ratioPanel(r Run, c Candidate, scope string) *lineChart {
	l := newLineChart(r, "ratio")
	l.X.Label.Text = ""
	l.Title.Text = scope
	l.Title.TextStyle = bold(ink(9, black))
	l.Title.Padding = 2
	points := c.series(seriesRatio, scope)
	_, top := extent(values(points), uppers(points))
	alerts := alertSpans(c.series(seriesAlerts, scope))
	l.add(alerts, alerts, "alert")
	l.line(uppers(points), stroke(vermillion, 1.4), "an alert starts above")
	l.line(lowers(points), stroke(grey, 1, 5, 3), "an alert ends below")
	l.line(values(points), stroke(blue, 1.4), "ratio")
	l.between(0, top*1.1)
	return l
}

func ratioSays(c Candidate) string {
	alerts := c.value(seismicAlerts)
	if alerts != nil && *alerts == 0 {
		return "No alert: nowhere in the year does the recent load rise far above the usual one."
	}
	return fmt.Sprintf("Alerts: %s. An alert starts when the recent load rises far above the usual one, and ends when it is back.", count(alerts))
}

// spansOf is a set of shaded stretches of the year, in days since 1970.
type spansOf []span

// alertSpans are the alerts of a scope: a point at the first day, its value the number of days.
func alertSpans(alerts []analytics.Point) spansOf {
	var spans spansOf
	for _, p := range alerts {
		spans = append(spans, span{day(p), day(p) + p.Value})
	}
	return spans
}

// Plot shades the spans; it makes spansOf a plot.Plotter.
func (s spansOf) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	for _, at := range s {
		drawAlert(c, box(x(at.from), c.Min.Y, max(x(at.to), x(at.from)+2), c.Max.Y))
	}
}

// Thumbnail draws the sign of the legend; it makes spansOf a plot.Thumbnailer.
func (spansOf) Thumbnail(c *draw.Canvas) { drawAlert(*c, c.Rectangle) }

func drawAlert(c draw.Canvas, r vg.Rectangle) {
	fill(c, peach, r)
	hatch(c, vermillion, r, 5, 1)
}

package reports

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
)

// hoursChart is the control chart of the planned weekly hours.
func hoursChart(r Run) chart {
	c := r.chosen()
	points := c.series(seriesHours, programme)
	return chart{
		file:  hoursFile,
		width: chartWidth, height: 3.9 * vg.Inch,
		draw: func(canvas draw.Canvas) {
			canvas = frame(canvas, "Planned weekly hours: control chart", hoursSays(c, points), source(r, sourceOf(c, hoursMean)))
			if len(points) == 0 {
				unseen(canvas, "The assessment holds no weekly hours.")
				return
			}
			drawHours(canvas, r, c, points)
		},
	}
}

func hoursSays(c Candidate, points []analytics.Point) string {
	return fmt.Sprintf("Mean planned hours a resident, week by week: %s over %d weeks. Signs of instability: %s. Single residents: at most %s.",
		unit(c.measure(hoursMean), 1), len(points), count(c.value(hoursSignals)), unit(c.measure(hoursHighest), 1))
}

// sourceOf is the method behind a measure, as the assessment tells it.
func sourceOf(c Candidate, measure string) string {
	if m := c.measure(measure); m != nil {
		return sentence(m.Source)
	}
	return ""
}

func drawHours(canvas draw.Canvas, r Run, c Candidate, points []analytics.Point) {
	l := newLineChart(r, "hours a week, mean of residents")
	bottom, top := extent(values(points), uppers(points), lowers(points))
	if law := c.measure(hoursHighest); law != nil && law.Upper != nil {
		l.line(l.across(*law.Upper), stroke(vermillion, 1.8), fmt.Sprintf("law: at most %s h a week", trim(*law.Upper)))
		top = max(top, *law.Upper)
	}
	l.line(uppers(points), stroke(grey, 1, 5, 3), "control limits (3 sigma)")
	l.line(lowers(points), stroke(grey, 1, 5, 3), "")
	l.line(l.across(mean(values(points))), stroke(grey, 0.8), "centre")
	l.line(values(points), stroke(blue, 1), "")
	l.signs(values(points), draw.CircleGlyph{}, blue, 2.2, "a week")
	l.addSignals(c)
	room := (top - bottom) * 0.06
	l.between(math.Max(0, bottom-room), top+room)
	l.draw(canvas)
}

// signalSigns are the signs of the Western Electric rules, so that a point that breaks several shows several.
var signalSigns = []struct {
	rule  string
	means string
	shape draw.GlyphDrawer
	size  float64
}{
	{"WE1", "1 beyond 3 sigma", draw.SquareGlyph{}, 4.6},
	{"WE2", "2 of 3 beyond 2 sigma", draw.TriangleGlyph{}, 5.6},
	{"WE3", "4 of 5 beyond 1 sigma", draw.RingGlyph{}, 4},
	{"WE4", "8 on one side", draw.CrossGlyph{}, 3.2},
}

// addSignals marks the points that break a rule of the control chart.
func (l *lineChart) addSignals(c Candidate) {
	for _, s := range signalSigns {
		l.signs(values(c.series(seriesSignals, s.rule)), s.shape, vermillion, s.size, fmt.Sprintf("signal %s: %s", s.rule, s.means))
	}
}

package reports

import (
	"fmt"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/datasets"
)

// fireChart shows the fire index over the year.
func fireChart(r Run) chart {
	c := r.chosen()
	points := c.series(seriesFire, programme)
	return chart{
		file:  fireFile,
		width: chartWidth, height: 3.3 * vg.Inch,
		draw: func(canvas draw.Canvas) {
			canvas = frame(canvas, "Fire index: when strain could build up", fireSays(c), source(r, sourceOf(c, fireHighest)))
			if len(points) == 0 {
				unseen(canvas, "The assessment holds no fire index.")
				return
			}
			l := newLineChart(r, "fire index (no unit)")
			line := values(points)
			top := line[0]
			for _, xy := range line {
				if xy.Y > top.Y {
					top = xy
				}
			}
			l.line(uppers(points), stroke(vermillion, 1, 5, 3), "upper limit")
			l.line(line, stroke(blue, 1.4), "fire index")
			l.line(l.across(mean(line)), stroke(grey, 0.8, 2, 2), "mean of the year")
			l.signs(plotter.XYs{top}, draw.PyramidGlyph{}, vermillion, 5, "highest, "+longDay(datasets.Day(top.X)))
			l.between(0, max(top.Y*1.15, 1))
			l.draw(canvas)
		},
	}
}

func fireSays(c Candidate) string {
	return fmt.Sprintf("Highest %s, mean %s; high is worse. An analogy on planned hours, uncalibrated: it compares days and candidates, it predicts no one's health.",
		fixed(c.value(fireHighest), 1), fixed(c.value(fireMean), 1))
}

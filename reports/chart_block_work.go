package reports

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
	"rota/datasets"
)

// blockHoursChart is each resident's hours a week against the law's, with his days off in 28.
func blockHoursChart(r Run) chart {
	var hours []analytics.Measure
	free := map[string]*float64{}
	for _, m := range r.chosen().Assessment.Measures {
		switch m.Name {
		case seriesHours: // of a person
			hours = append(hours, m)
		case daysOff:
			free[m.Scope] = m.Value
		}
	}
	return chart{
		file:  blockHoursFile,
		width: chartWidth, height: vg.Points(float64(92 + 13*max(len(hours), 2))),
		draw: func(c draw.Canvas) {
			c = frame(c, blockTitle(r, "Hours a week and days off"),
				"Of each resident, by the clock, averaged over each rotation without absences; of several rotations in the block the worst one. Days off in 28.", source(r, ""))
			if len(hours) == 0 {
				unseen(c, "No resident works a week or more of this block.")
				return
			}
			const offs = 40
			names := namesWidth(52, ink(8, black), hours, func(m analytics.Measure) string { return m.Scope })
			limit := 80.0
			if hours[0].Upper != nil {
				limit = *hours[0].Upper
			}
			x0, x1 := c.Min.X+names, c.Max.X-offs
			at := func(h float64) vg.Length { return x0 + (x1-x0)*vg.Length(min(h, 1.25*limit)/(1.25*limit)) }
			bottom := c.Min.Y + 12
			row := (c.Max.Y - bottom - 12) / vg.Length(len(hours))
			for h := 0.0; h <= 1.25*limit; h += 20 {
				c.StrokeLine2(stroke(faint, 0.7), at(h), bottom, at(h), c.Max.Y-12)
				c.FillText(centred(ink(7, grey)), vg.Point{X: at(h), Y: c.Min.Y + 5}, fmt.Sprintf("%g", h))
			}
			c.FillText(rightward(ink(7, grey)), vg.Point{X: c.Max.X, Y: c.Max.Y - 6}, "days off")
			for i, m := range hours {
				y := c.Max.Y - 12 - row*(vg.Length(i)+0.5)
				name := ink(min(8, float64(row)*0.7), black)
				c.FillText(name, vg.Point{X: c.Min.X, Y: y}, cut(name, m.Scope, names-4))
				clr := sky
				if *m.Value > limit {
					clr = vermillion
				}
				fill(c, clr, box(x0, y-row*0.35, at(*m.Value), y+row*0.35))
				if off := free[m.Scope]; off != nil {
					c.FillText(rightward(ink(7.5, black)), vg.Point{X: c.Max.X - 6, Y: y}, fmt.Sprintf("%.1f", *off))
				}
			}
			c.StrokeLine2(stroke(vermillion, 1.2, 4, 2), at(limit), bottom, at(limit), c.Max.Y-12)
			for i, m := range hours {
				y, small, text := c.Max.Y-12-row*(vg.Length(i)+0.5), ink(7, black), fmt.Sprintf("%.1f", *m.Value)
				fill(c, white, box(at(*m.Value)+1.5, y-4, at(*m.Value)+4.5+small.Width(text), y+4)) // over the line
				c.FillText(small, vg.Point{X: at(*m.Value) + 3, Y: y}, text)
			}
			c.FillText(centred(ink(7.5, vermillion)), vg.Point{X: at(limit), Y: c.Max.Y - 6}, fmt.Sprintf("%g h a week", limit))
		},
	}
}

// preceptorsChart is who precepts in each half-day of clinic, against the need.
func preceptorsChart(r Run) chart {
	c := r.chosen()
	g := blockGridOf(r)
	return chart{
		file:  preceptorsFile,
		width: chartWidth, height: 3.2 * vg.Inch,
		draw: func(canvas draw.Canvas) {
			says := fmt.Sprintf("In each half-day of clinic, the morning left and the afternoon right: %s half-days of preceptors are needed, %s are missing.", count(c.value(preceptorsNeeded)), count(c.value(preceptorsMissing)))
			canvas = frame(canvas, blockTitle(r, "Preceptors against the need"), says, source(r, "Need: supervision.csv, units of the residents, rounded up."))
			points, most := c.preceptorsAt(), 1.0
			for _, n := range points {
				most = max(most, n.there, n.need)
			}
			if len(points) == 0 {
				unseen(canvas, "No resident needs a preceptor in this block.")
				return
			}
			canvas = draw.Crop(canvas, 0, 0, drawKey(canvas, []keyEntry{
				{"there", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, sky, r) })},
				{"missing", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, vermillion, r) })},
				{"needed", drawing(func(c draw.Canvas, r vg.Rectangle) {
					c.StrokeLine2(stroke(black, 1.4), r.Min.X, centre(r).Y, r.Max.X, centre(r).Y)
				})},
			})+6, 0)
			days := int(g.last-g.first) + 1
			x0 := canvas.Min.X + 18
			column := (canvas.Max.X - x0) / vg.Length(days)
			base, top := canvas.Min.Y+14, canvas.Max.Y-4
			level := func(n float64) vg.Length { return base + (top-base)*vg.Length(n/most) }
			for n := 0.0; n <= most; n++ {
				canvas.StrokeLine2(stroke(faint, 0.6), x0, level(n), canvas.Max.X, level(n))
				canvas.FillText(rightward(ink(7, grey)), vg.Point{X: x0 - 4, Y: level(n)}, fmt.Sprintf("%g", n))
			}
			for i := range days {
				d := g.first + datasets.Day(i)
				x := x0 + column*vg.Length(i)
				canvas.FillText(centred(ink(6.2, grey)), vg.Point{X: x + column/2, Y: canvas.Min.Y + 5}, fmt.Sprintf("%s %d", d.Weekday().String()[:2], d.Time().Day()))
				for half, name := range []string{datasets.AM, datasets.PM} {
					v, there := points[blockPlace{d, name}]
					left := x + column*vg.Length(half)/2 + 0.8
					right := left + column/2 - 1.6
					if !there {
						continue
					}
					fill(canvas, sky, box(left, base, right, level(v.there)))
					if v.need > v.there {
						fill(canvas, vermillion, box(left, level(v.there), right, level(v.need)))
					}
					canvas.StrokeLine2(stroke(black, 1.4), left, level(v.need), right, level(v.need))
				}
			}
		},
	}
}

// nightsChart is how many residents work in each night: one of them lost leaves nobody where there is one only.
func nightsChart(r Run) chart {
	c := r.chosen()
	points := c.series(seriesNights, programme)
	return chart{
		file:  nightsFile,
		width: chartWidth, height: 1.7 * vg.Inch,
		draw: func(canvas draw.Canvas) {
			says := fmt.Sprintf("%s one resident only, so that nobody is left if he is lost; %s none.",
				pluralOf(c.value(thinNights), "night has", "nights have"), count(c.value(nightsEmpty)))
			canvas = frame(canvas, blockTitle(r, "Residents at work by night"), says, source(r, ""))
			if len(points) == 0 {
				unseen(canvas, "No resident works by night in this block.")
				return
			}
			column := (canvas.Max.X - canvas.Min.X) / vg.Length(len(points))
			for i, p := range points {
				at := box(canvas.Min.X+column*vg.Length(i)+0.8, canvas.Min.Y+14, canvas.Min.X+column*vg.Length(i+1)-0.8, canvas.Max.Y-2)
				day := datasets.DayOf(p.Time)
				switch {
				case p.Value == 0:
					fill(canvas, vermillion, at)
				case p.Value == 1:
					fill(canvas, peach, at)
				default:
					fill(canvas, sky, at)
				}
				canvas.FillText(bold(centred(ink(9, black))), centre(at), trim(p.Value))
				canvas.FillText(centred(ink(6.2, grey)), vg.Point{X: centre(at).X, Y: canvas.Min.Y + 5}, fmt.Sprintf("%s %d", day.Weekday().String()[:2], day.Time().Day()))
			}
		},
	}
}

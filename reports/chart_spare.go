package reports

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/analytics"
	"rota/datasets"
)

// spareRow is the height of a weekday in the chart of the reserve, in points.
const spareRow = 13

// reserves are the calendars of the chart.
var reserves = []struct{ halfDay, title string }{
	{datasets.Night, "Nights: people who could take the call beside their own"},
	{datasets.AM, "Mornings of workdays: people left for clinic and teaching"},
	{datasets.PM, "Afternoons of workdays: people left for clinic and teaching"},
}

// spareChart is a calendar of the people to spare: nights, mornings and afternoons, a row a weekday, a column a week.
func spareChart(r Run) chart {
	c := r.chosen()
	rows := 0
	for _, x := range reserves {
		rows += len(spareRows(c.series(seriesSpare, x.halfDay)))
	}
	return chart{
		file:  spareFile,
		width: chartWidth, height: vg.Points(float64(100 + 40*len(reserves) + spareRow*rows)),
		draw: func(canvas draw.Canvas) {
			says := fmt.Sprintf("Nights that nobody could take over: %s. Half-days of workdays with nobody left: %s; with the fewest people: %s.",
				count(c.value(nightsUnsaved)), count(c.value(halvesUnsaved)), count(c.value(spareHalfDays)))
			canvas = frame(canvas, "Reserve: who could step in", says, source(r, sourceOf(c, spareNights)))
			if rows == 0 {
				unseen(canvas, "The assessment holds no reserve.")
				return
			}
			canvas = draw.Crop(canvas, 0, 0, spareLegend(canvas)+8, 0)
			for _, x := range reserves {
				points := c.series(seriesSpare, x.halfDay)
				high := vg.Length(40 + spareRow*len(spareRows(points)))
				drawReserve(canvas, x.title, points)
				canvas = draw.Crop(canvas, 0, 0, 0, -high)
			}
		},
	}
}

// spareRows returns the weekdays that the points are of, Monday first.
func spareRows(points []analytics.Point) []string {
	has := map[string]bool{}
	for _, p := range points {
		has[datasets.DayOf(p.Time).Weekday().String()] = true
	}
	var rows []string
	for _, name := range weekdayRows {
		if has[name] {
			rows = append(rows, name)
		}
	}
	return rows
}

// drawReserve draws one calendar from the top of c down.
func drawReserve(c draw.Canvas, title string, points []analytics.Point) {
	if len(points) == 0 {
		return
	}
	const names = 26
	c.FillText(bold(ink(9, black)), vg.Point{X: c.Min.X, Y: c.Max.Y - 6}, title)
	first := mondayOf(datasets.DayOf(points[0].Time))
	weeks := int(datasets.DayOf(points[len(points)-1].Time)-first)/len(weekdayRows) + 1
	column := (c.Max.X - c.Min.X - names) / vg.Length(weeks)
	left := func(week int) vg.Length { return c.Min.X + names + column*vg.Length(week) }
	month := 0
	for week := range weeks {
		monday := (first + datasets.Day(week*len(weekdayRows))).Time()
		if m := int(monday.Month()); m != month && (week > 0 || monday.Day() < 25) {
			c.FillText(ink(7, grey), vg.Point{X: left(week), Y: c.Max.Y - 20}, monday.Format("Jan"))
			month = m
		}
	}
	rows := spareRows(points)
	top := map[string]vg.Length{}
	for i, name := range rows {
		top[name] = c.Max.Y - 27 - spareRow*vg.Length(i)
		c.FillText(ink(7, grey), vg.Point{X: c.Min.X, Y: top[name] - spareRow/2}, name[:3])
	}
	for _, p := range points {
		d := datasets.DayOf(p.Time)
		x, y := left(int(d-first)/len(weekdayRows)), top[d.Weekday().String()]
		drawSpare(c, p.Value, box(x+0.3, y-spareRow+0.3, x+column-0.3, y-0.3))
	}
}

// drawSpare draws a day with its number of people: hatched where there is nobody, paler the more there are.
func drawSpare(c draw.Canvas, people float64, r vg.Rectangle) {
	digit := ink(min(6.5, float64(r.Size().X)*0.62), black)
	if people == 0 {
		drawShort(c, r)
		digit = bold(digit)
	} else {
		fill(c, spareFill(people), r)
	}
	c.FillText(centred(digit), centre(r), trim(people))
}

func spareFill(people float64) color.RGBA {
	switch {
	case people <= 1:
		return peach
	case people <= 2:
		return deeper[1]
	case people <= 4:
		return deeper[0]
	default:
		return faint
	}
}

func spareLegend(c draw.Canvas) vg.Length {
	return drawKey(c, []keyEntry{
		{"nobody", drawing(drawShort)},
		{"one person", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, spareFill(1), r) })},
		{"two", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, spareFill(2), r) })},
		{"three or four", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, spareFill(3), r) })},
		{"five or more", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, spareFill(5), r) })},
	})
}

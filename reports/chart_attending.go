package reports

import (
	"fmt"
	"image/color"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/datasets"
)

// Sizes of the faculty's year grid in points.
const (
	attendingTotals = 74 // columns of the sums
	attendingHeader = 30 // months and days
)

// deeper are the fills of one, two, and more calls in a week.
var deeper = []color.RGBA{{0xdb, 0xea, 0xf6, 0xff}, sky, {0x62, 0xa6, 0xd6, 0xff}}

// attendingChart is the whole year of the faculty on one sheet: who is attending in which week, and who is on call how often.
func attendingChart(r Run) chart {
	a := attendingOf(r)
	return attendingSheet(r, a, yearFile, 14*vg.Inch, vg.Points(float64(112+attendingHeader+26*len(a.rows))))
}

// attendingPage draws the grid anew for a page.
func (d *pdf) attendingPage() error {
	const inset = 4.0 // of the frame of a chart
	a := attendingOf(d.run)
	w, h, orientation := pageHeight, pageWidth, "L"
	if len(a.rows) > landscapeRows {
		w, h, orientation = h, w, "P"
	}
	width := w - 2*margin + 2*inset
	height := min(millimetres(h-margin-footer), vg.Points(float64(120+attendingHeader+34*len(a.rows))))
	drawn, err := pictures([]chart{attendingSheet(d.run, a, "year-1.png", millimetres(width), height)})
	if err != nil {
		return err
	}
	d.AddPageFormat(orientation, fpdf.SizeType{Wd: pageWidth, Ht: pageHeight})
	d.picture(drawn[0], margin-inset, margin-inset, width)
	return nil
}

// attendingSheet draws the grid on a sheet of the given size.
func attendingSheet(r Run, a attending, file string, width, height vg.Length) chart {
	return chart{
		file:  file,
		width: width, height: height,
		draw: func(c draw.Canvas) {
			c = frame(c, fmt.Sprintf("The year: who is attending and who is on call (%s)", r.Program.Name()),
				"Each row is a person, each column a week from the day on which its inpatient week begins. The numbers are nights on call that begin in the week.",
				source(r, "Absences: absences.csv. Weeks: weeks.csv."))
			if len(a.rows) == 0 || len(a.weeks) == 0 {
				unseen(c, "This programme has no faculty.")
				return
			}
			a.draw(draw.Crop(c, 0, 0, attendingLegend(c)+6, 0))
		},
	}
}

func (a attending) draw(c draw.Canvas) {
	names := namesWidth(44, ink(8.5, black), a.rows, func(r attendingRow) string { return r.person })
	column := (c.Max.X - c.Min.X - names - attendingTotals) / vg.Length(len(a.weeks))
	x0 := c.Min.X + names
	height := min((c.Max.Y-c.Min.Y-attendingHeader)/vg.Length(len(a.rows)), 34)
	a.drawHeader(c, x0, column)
	for i, row := range a.rows {
		top := c.Max.Y - attendingHeader - height*vg.Length(i)
		name := ink(min(8.5, float64(height)*0.62), black)
		c.FillText(name, vg.Point{X: c.Min.X, Y: top - height/2}, cut(name, row.person, names-4))
		for j, cell := range row.cells {
			cell.draw(c, box(x0+column*vg.Length(j), top-height, x0+column*vg.Length(j+1), top))
		}
		c.FillText(rightward(bold(ink(8.5, black))), vg.Point{X: c.Max.X - attendingTotals/2, Y: top - height/2}, fmt.Sprint(row.weeks))
		c.FillText(rightward(bold(ink(8.5, black))), vg.Point{X: c.Max.X, Y: top - height/2}, fmt.Sprint(row.calls))
	}
}

// drawHeader writes months above the weeks, the day on which each begins, and what the sums are of.
func (a attending) drawHeader(c draw.Canvas, x0, column vg.Length) {
	small := ink(min(7, float64(column)*0.5), grey)
	for j, w := range a.weeks {
		x := x0 + column*vg.Length(j)
		if at := w.first.Time(); j == 0 || at.Month() != a.weeks[j-1].first.Time().Month() {
			if len(a.weeks) > j+1 && a.weeks[j+1].first.Time().Month() == at.Month() { // room for the name
				c.FillText(bold(ink(8, black)), vg.Point{X: x + 1, Y: c.Max.Y - 7}, at.Format("Jan"))
			}
		}
		c.FillText(centred(small), vg.Point{X: x + column/2, Y: c.Max.Y - 21}, fmt.Sprint(w.first.Time().Day()))
	}
	for i, title := range []string{"weeks", "calls"} {
		c.FillText(rightward(ink(7.5, grey)), vg.Point{X: c.Max.X - attendingTotals/2*vg.Length(1-i), Y: c.Max.Y - 21}, title)
	}
}

// draw draws one week of one person.
func (k attendingCell) draw(c draw.Canvas, r vg.Rectangle) {
	digit := ink(min(8, float64(r.Size().X)*0.6), black)
	switch {
	case k.inpatient:
		drawInpatient(c, r)
		digit = bold(ink(float64(digit.Font.Size), white))
	case k.calls > 0:
		fill(c, deeper[min(k.calls, len(deeper))-1], r)
	case !k.there:
		fill(c, faint, r)
	default:
		outline(c, pale, 0.5, box(r.Min.X+0.7, r.Min.Y+0.7, r.Max.X-0.7, r.Max.Y-0.7))
	}
	outline(c, white, 0.8, r)
	if k.calls > 0 {
		c.FillText(centred(digit), centre(r), fmt.Sprint(k.calls))
	}
	width := r.Size().X
	for _, s := range k.away {
		drawAbsence(c, box(r.Min.X+width*vg.Length(s.from), r.Min.Y, r.Min.X+width*vg.Length(s.to), r.Max.Y), true)
	}
	if k.holiday {
		drawPin(c, r)
	}
	if k.broken {
		drawBroken(c, r)
	}
}

func drawInpatient(c draw.Canvas, r vg.Rectangle) { fill(c, blue, r) }

func attendingLegend(c draw.Canvas) vg.Length {
	key := []keyEntry{{"inpatient week", drawing(drawInpatient)}}
	for i, label := range []string{"one call", "two calls", "three calls or more"} {
		key = append(key, keyEntry{label, drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, deeper[i], r) })})
	}
	return drawKey(c, append(key,
		keyEntry{"a call on a holiday", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, hairline, 0.5, r); drawPin(c, r) })},
		keyEntry{"away", drawing(func(c draw.Canvas, r vg.Rectangle) { drawAbsence(c, r, true) })},
		keyEntry{"not with the programme", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, faint, r) })},
		keyEntry{"Hard breach", drawing(drawBroken)},
	))
}

// weekdayRows are the rows of a calendar of weeks, Monday first.
var weekdayRows = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// mondayOf is the Monday of the day's week.
func mondayOf(d datasets.Day) datasets.Day {
	for d.Weekday().String() != weekdayRows[0] {
		d--
	}
	return d
}

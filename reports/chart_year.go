package reports

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes of the year grid in points.
const (
	yearHeader = 28 // block numbers and dates
	yearGroup  = 14 // heading of a PGY level
)

// yearChart is the whole year on one sheet, with rows high enough for rotation and service.
func yearChart(r Run) chart {
	y := yearOf(r)
	row := 32 // a code and two lines of its service
	if len(y.rows) > landscapeRows {
		row = 24
	}
	height := 110 + yearHeader + yearGroup*y.groups() + row*len(y.rows)
	return yearSheet(r, y, yearFile, 14*vg.Inch, vg.Points(float64(height)))
}

// yearSheet draws the rows of y on a sheet of the given size.
func yearSheet(r Run, y year, file string, width, height vg.Length) chart {
	title := fmt.Sprintf("The year: who is where (%s, academic year from %s)", r.Program.Name(), yearStart(y))
	says := "Each row is a resident, each column a block. Coloured cells are services that must be covered."
	return chart{
		file:  file,
		width: width, height: height,
		draw: func(c draw.Canvas) {
			c = frame(c, title, says, source(r, "Absences: absences.csv. Pins: pins.csv."))
			if len(y.blocks) == 0 || len(y.rows) == 0 {
				unseen(c, "This programme has no blocks or no residents.")
				return
			}
			key := yearLegend(c, y)
			y.draw(draw.Crop(c, 0, 0, key+6, 0))
		},
	}
}

func yearStart(y year) string {
	if len(y.blocks) == 0 {
		return "an unknown day"
	}
	return longDay(y.blocks[0].FirstDay)
}

// groups counts the PGY headings.
func (y year) groups() int {
	n := 0
	for i, row := range y.rows {
		if i == 0 || row.pgy != y.rows[i-1].pgy {
			n++
		}
	}
	return n
}

// draw draws header, groups and rows from the top of c down.
func (y year) draw(c draw.Canvas) {
	names := namesWidth(54, ink(8.5, black), y.rows, func(r yearRow) string { return r.person })
	column := (c.Max.X - c.Min.X - names) / vg.Length(len(y.blocks))
	x0 := c.Min.X + names
	room := c.Max.Y - c.Min.Y - yearHeader - vg.Length(yearGroup*y.groups())
	height := min(room/vg.Length(len(y.rows)), 34)
	for i, b := range y.blocks {
		mid := x0 + column*(vg.Length(i)+0.5)
		c.FillText(bold(centred(ink(9, black))), vg.Point{X: mid, Y: c.Max.Y - 7}, fmt.Sprint(b.Block))
		c.FillText(centred(ink(7.5, grey)), vg.Point{X: mid, Y: c.Max.Y - 18}, shortDay(b.FirstDay))
	}
	c.FillText(ink(7.5, grey), vg.Point{X: c.Min.X, Y: c.Max.Y - 7}, "block")
	c.FillText(ink(7.5, grey), vg.Point{X: c.Min.X, Y: c.Max.Y - 18}, "begins")
	top := c.Max.Y - yearHeader
	for i, row := range y.rows {
		if i == 0 || row.pgy != y.rows[i-1].pgy {
			c.FillText(bold(ink(8.5, black)), vg.Point{X: c.Min.X, Y: top - yearGroup/2 - 1}, y.groupName(i))
			c.StrokeLine2(stroke(hairline, 0.7), c.Min.X, top-yearGroup, c.Max.X, top-yearGroup)
			top -= yearGroup
		}
		name := ink(min(8.5, float64(height)*0.62), black)
		if row.broken {
			drawBroken(c, box(c.Min.X, top-height+1, c.Min.X+names-4, top-1))
		}
		c.FillText(name, vg.Point{X: c.Min.X + 2, Y: top - height/2}, cut(name, row.person, names-8))
		y.drawRow(c, row, x0, column, box(0, top-height, 0, top))
		top -= height
	}
}

func (y year) groupName(first int) string {
	pgy, n := y.rows[first].pgy, 0
	for _, row := range y.rows {
		if row.pgy == pgy {
			n++
		}
	}
	if pgy == 0 {
		return fmt.Sprintf("no PGY level given: %d", n)
	}
	if n == 1 {
		return fmt.Sprintf("PGY-%d: 1 resident", pgy)
	}
	return fmt.Sprintf("PGY-%d: %d residents", pgy, n)
}

// drawRow draws one resident's cells between the heights of at, the first column at x0.
func (y year) drawRow(c draw.Canvas, row yearRow, x0, column vg.Length, at vg.Rectangle) {
	place := func(s span) vg.Rectangle {
		return box(x0+column*vg.Length(s.from), at.Min.Y, x0+column*vg.Length(s.to), at.Max.Y)
	}
	for i := range y.blocks {
		whole := place(span{float64(i), float64(i + 1)})
		fill(c, faint, whole)
		outline(c, white, 0.8, whole)
	}
	for _, s := range row.idle {
		fill(c, white, place(s))
		outline(c, vermillion, 1, box(place(s).Min.X+1, at.Min.Y+1, place(s).Max.X-1, at.Max.Y-1))
		c.FillText(centred(ink(6.5, vermillion)), centre(place(s)), "unfilled")
	}
	for _, cell := range row.cells {
		y.drawFill(c, cell, place(cell.span))
	}
	for i := 0; i < len(row.cells); {
		n := joined(row.cells[i:])
		drawCode(c, row.cells[i:i+n], place)
		i += n
	}
	for _, m := range row.marks {
		drawAbsence(c, place(m.span), m.leave)
	}
	for _, cell := range row.cells {
		r := place(cell.span)
		if cell.pinned {
			drawPin(c, r)
		}
		if cell.broken {
			drawBroken(c, r)
		}
	}
}

func centre(r vg.Rectangle) vg.Point {
	return vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}
}

// joined counts the cells at the head of cells that are one stay on one rotation: the halves of a combined rotation.
func joined(cells []yearCell) int {
	n := 1
	for n < len(cells) && cells[n].rotation == cells[0].rotation && cells[n].from == cells[n-1].to &&
		int(cells[n].from) == int(cells[0].from) && cells[n].service != cells[0].service {
		n++
	}
	return n
}

func (y year) drawFill(c draw.Canvas, cell yearCell, r vg.Rectangle) {
	i := slices.IndexFunc(y.inks, func(i serviceInk) bool { return i.service == cell.service })
	switch {
	case i >= 0:
		drawService(c, y.inks[i], r)
	case cell.leave:
		fill(c, white, r)
	default:
		drawNoLeave(c, r)
	}
	outline(c, white, 1, r)
	if i < 0 {
		outline(c, pale, 0.5, box(r.Min.X+0.7, r.Min.Y+0.7, r.Max.X-0.7, r.Max.Y-0.7))
	}
}

func drawService(c draw.Canvas, s serviceInk, r vg.Rectangle) {
	fill(c, fills[s.fill], r)
	if s.slope != 0 {
		hatch(c, white, r, 4, s.slope)
	}
}

func drawNoLeave(c draw.Canvas, r vg.Rectangle) {
	fill(c, faint, r)
	hatch(c, pale, r, 6, 1)
}

// drawCode writes the rotation over its cells and, where there is room, the service of each half below it.
func drawCode(c draw.Canvas, cells []yearCell, place func(span) vg.Rectangle) {
	whole := place(span{cells[0].from, cells[len(cells)-1].to})
	height, width := whole.Size().Y, whole.Size().X-3
	code := ink(min(8, max(5, float64(height)*0.5)), black)
	services := height >= 19 && (len(cells) > 1 || cells[0].service != cells[0].rotation)
	for code.Font.Size > 5 && code.Width(cells[0].rotation) > width {
		code.Font.Size -= 0.5
	}
	at := centre(whole)
	if services {
		at.Y = whole.Max.Y - 5.5
	} else {
		at.Y += min(height*0.11, 1.8) // the absence bar runs below
	}
	c.FillText(bold(centred(code)), at, cut(bold(code), cells[0].rotation, width))
	if !services {
		return
	}
	small := ink(5.6, black)
	for _, cell := range cells {
		r := place(cell.span)
		for i, line := range shortened(small, cell.service, r.Size().X-3, int((height-13)/6)) {
			c.FillText(centred(small), vg.Point{X: centre(r).X, Y: whole.Max.Y - 12.5 - vg.Length(i)*6}, line)
		}
	}
}

// drawAbsence marks days away at the foot of a cell: a solid bar where the rotation allows leave, a hatched one where not.
func drawAbsence(c draw.Canvas, r vg.Rectangle, leave bool) {
	high := min(2.6, r.Size().Y*0.17)
	r = box(r.Min.X, r.Min.Y+0.8, r.Max.X, r.Min.Y+0.8+high)
	if leave {
		fill(c, black, r)
		return
	}
	fill(c, white, r)
	hatch(c, vermillion, r, 2.2, 1)
	outline(c, vermillion, 0.6, r)
}

// drawBroken marks what a Hard breach touches.
func drawBroken(c draw.Canvas, r vg.Rectangle) {
	outline(c, vermillion, 1.6, box(r.Min.X+0.8, r.Min.Y+0.8, r.Max.X-0.8, r.Max.Y-0.8))
}

// drawPin marks a fixed cell with a triangle in its upper right corner.
func drawPin(c draw.Canvas, r vg.Rectangle) {
	side := min(6, r.Size().Y*0.36)
	c.FillPolygon(black, []vg.Point{
		{X: r.Max.X - side, Y: r.Max.Y - 0.5}, {X: r.Max.X - 0.5, Y: r.Max.Y - 0.5}, {X: r.Max.X - 0.5, Y: r.Max.Y - side},
	})
}

// yearLegend draws the key at the foot of c and returns its height.
func yearLegend(c draw.Canvas, y year) vg.Length {
	var key []keyEntry
	for _, s := range y.inks {
		key = append(key, keyEntry{s.service, drawing(func(c draw.Canvas, r vg.Rectangle) { drawService(c, s, r) })})
	}
	return drawKey(c, append(key,
		keyEntry{"other, leave allowed", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, hairline, 0.7, r) })},
		keyEntry{"other, no leave", drawing(drawNoLeave)},
		keyEntry{"not with the programme", drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, faint, r) })},
		keyEntry{"away, rotation allows leave", drawing(func(c draw.Canvas, r vg.Rectangle) { drawAbsence(c, r, true) })},
		keyEntry{"away, rotation allows no leave", drawing(func(c draw.Canvas, r vg.Rectangle) { drawAbsence(c, r, false) })},
		keyEntry{"pinned", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, hairline, 0.5, r); drawPin(c, r) })},
		keyEntry{"Hard breach on these days; around a code: over more than a block", drawing(drawBroken)},
	))
}

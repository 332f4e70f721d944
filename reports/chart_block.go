package reports

import (
	"fmt"
	"image/color"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"rota/datasets"
)

// The files of a block's charts, in charts/.
const (
	sheetFile       = "block.png"
	rosterFile      = "call.png"
	blockHoursFile  = "block_hours.png"
	preceptorsFile  = "preceptors.png"
	nightsFile      = "nights.png"
	seriesPreceptor = "preceptors"
	seriesNights    = "night_residents"
)

// Sizes of the block sheet in points.
const (
	sheetHeader = 28 // weekdays and dates
	sheetGroup  = 12 // heading of a level or role
	sheetRow    = 17
	sheetNight  = 0.18 // share of a day's column that its night has
)

// kindInks gives a colour to each kind of activity, and its meaning in the key. Kinds that mean the same to a reader share one.
var kindInks = []struct {
	label string
	ink   color.RGBA
	kinds []datasets.ActivityKind
}{
	{"clinic", fills[0], []datasets.ActivityKind{datasets.KindClinic}},
	{"precepting", fills[4], []datasets.ActivityKind{datasets.KindSupervision}},
	{"inpatient", fills[1], []datasets.ActivityKind{datasets.KindInpatient}},
	{"emergency", fills[7], []datasets.ActivityKind{datasets.KindEmergency}},
	{"other service", fills[2], []datasets.ActivityKind{datasets.KindService, datasets.KindMoonlighting}},
	{"teaching", fills[3], []datasets.ActivityKind{datasets.KindTeaching}},
	{"administration", fills[5], []datasets.ActivityKind{datasets.KindAdministration}},
	{"night", grey, []datasets.ActivityKind{datasets.KindNight}},
	{"call", blue, []datasets.ActivityKind{datasets.KindCall, datasets.KindHomeCall}},
	{"away, leave, holiday", pale, []datasets.ActivityKind{datasets.KindAway, datasets.KindLeave, datasets.KindHoliday}},
}

// inkOf returns the colour of a kind; off has none.
func inkOf(kind datasets.ActivityKind) (color.RGBA, bool) {
	for _, k := range kindInks {
		for _, of := range k.kinds {
			if of == kind {
				return k.ink, true
			}
		}
	}
	return white, false
}

// sheetChart is the block on one sheet: who does what in each half-day, and who has which night.
func sheetChart(r Run) chart {
	g := blockGridOf(r)
	return sheetOf(r, g, sheetFile, 20*vg.Inch, g.height(sheetRow))
}

// sheetOf draws a part of the block on a sheet of the given size.
func sheetOf(r Run, g blockGrid, file string, width, height vg.Length) chart {
	return chart{
		file:  file,
		width: width, height: height,
		draw: func(c draw.Canvas) {
			says := "Each row is a person, each column a day: morning, afternoon, and a stripe for a night of work that begins on it (N: night float, C: call). White is free."
			if first, last := r.blockSpan(); len(g.rows) > 0 && (g.first > first || g.last < last) {
				says = fmt.Sprintf("%s to %s. %s", shortDay(g.first), shortDay(g.last), says)
			}
			c = frame(c, blockTitle(r, "Who does what"), says, source(r, "Codes: activities.csv."))
			if len(g.rows) == 0 {
				unseen(c, "The schedule holds no half-day.")
				return
			}
			g.draw(draw.Crop(c, 0, 0, sheetLegend(c)+6, 0))
		},
	}
}

// height is that of a sheet whose rows are so high, in points, with all that stands around them.
func (g blockGrid) height(row float64) vg.Length {
	heads, rows := len(g.groups()), len(g.rows)
	if len(g.counts) > 0 {
		heads, rows = heads+1, rows+len(g.counts)
	}
	return vg.Points(118 + sheetHeader + sheetGroup*float64(heads) + row*float64(rows))
}

func (g blockGrid) draw(c draw.Canvas) {
	days := int(g.last-g.first) + 1
	names := namesWidth(52, ink(8, black), g.rows, func(r blockRow) string { return r.person })
	column := (c.Max.X - c.Min.X - names) / vg.Length(days)
	x0, top := c.Min.X+names, c.Max.Y-sheetHeader
	for i := range days {
		d := g.first + datasets.Day(i)
		mid := x0 + column*(vg.Length(i)+0.5)
		c.FillText(bold(centred(ink(8, black))), vg.Point{X: mid, Y: c.Max.Y - 7}, d.Weekday().String()[:2])
		c.FillText(centred(ink(7, grey)), vg.Point{X: mid, Y: c.Max.Y - 18}, shortDay(d))
	}
	heads, rows := g.groups(), len(g.rows)
	groups := len(heads)
	if len(g.counts) > 0 {
		groups, rows = groups+1, rows+len(g.counts)
	}
	height := min((top-c.Min.Y-vg.Length(sheetGroup*groups))/vg.Length(rows), 22)
	name := ink(min(8, float64(height)*0.62), black)
	for i, row := range g.rows {
		if len(heads) > 0 && heads[0] == i {
			c.FillText(bold(ink(8, black)), vg.Point{X: c.Min.X, Y: top - sheetGroup/2 - 1}, row.heading())
			top -= sheetGroup
			heads = heads[1:]
		}
		if row.broken {
			outline(c, vermillion, 0.9, box(c.Min.X, top-height+0.8, c.Min.X+names-4, top-0.8))
		}
		c.FillText(name, vg.Point{X: c.Min.X + 2, Y: top - height/2}, cut(name, row.person, names-8))
		for k := range days {
			x := x0 + column*vg.Length(k)
			row.drawDay(c, g.first+datasets.Day(k), box(x, top-height, x+column, top))
		}
		top -= height
	}
	if len(g.counts) > 0 {
		top -= sheetGroup
	}
	for _, n := range g.counts {
		c.FillText(name, vg.Point{X: c.Min.X + 2, Y: top - height/2}, n.title)
		for k := range days {
			x := x0 + column*vg.Length(k)
			n.drawDay(c, g.first+datasets.Day(k), box(x, top-height, x+column, top))
		}
		top -= height
	}
	for i := range days {
		if d := g.first + datasets.Day(i); d.Weekday() == time.Monday || i == 0 {
			c.StrokeLine2(stroke(grey, 0.9), x0+column*vg.Length(i), top, x0+column*vg.Length(i), c.Max.Y-sheetHeader)
		}
	}
}

// heading is the title of the row's group.
func (r blockRow) heading() string {
	if r.role == datasets.Resident && r.pgy > 0 {
		return datasets.LevelName(r.pgy)
	}
	return strings.ToUpper(string(r.role)[:1]) + string(r.role)[1:]
}

// halvesOf are the parts of a day's place that its morning, afternoon and night have.
func halvesOf(at vg.Rectangle) map[string]vg.Rectangle {
	width := at.Size().X * (1 - sheetNight)
	noon := at.Min.X + width/2
	return map[string]vg.Rectangle{
		datasets.AM: box(at.Min.X, at.Min.Y, noon, at.Max.Y), datasets.PM: box(noon, at.Min.Y, at.Min.X+width, at.Max.Y), datasets.Night: box(at.Min.X+width, at.Min.Y, at.Max.X, at.Max.Y),
	}
}

// drawDay draws one day of a person. Nights have a letter, because two dark colours look alike where they are printed in grey.
func (r blockRow) drawDay(c draw.Canvas, d datasets.Day, at vg.Rectangle) {
	places := halvesOf(at)
	broken := false
	for _, half := range []string{datasets.AM, datasets.PM, datasets.Night} {
		k, known := r.cells[blockPlace{d, half}]
		place := places[half]
		if clr, inked := inkOf(k.kind); known && inked {
			fill(c, clr, place)
			if half == datasets.Night {
				c.FillText(bold(centred(ink(min(7, 0.8*place.Size().X.Points()), white))), centre(place), strings.ToUpper(string(k.kind)[:1]))
			} else {
				drawFitting(c, k.code, place)
			}
		}
		outline(c, faint, 0.4, place)
		if k.pinned && half != datasets.Night {
			drawPin(c, place)
		}
		broken = broken || k.broken
	}
	if broken {
		drawBroken(c, box(at.Min.X+0.5, at.Min.Y+0.5, at.Max.X-0.5, at.Max.Y-0.5))
	}
}

// drawDay draws the counts of one day.
func (n blockCount) drawDay(c draw.Canvas, d datasets.Day, at vg.Rectangle) {
	places := halvesOf(at)
	for _, half := range []string{datasets.AM, datasets.PM, datasets.Night} { // in one order: what stands in a narrow place reaches into the next
		place := places[half]
		says, known := n.says[blockPlace{d, half}]
		if !known {
			continue
		}
		style := centred(ink(6.5, black))
		if n.short[blockPlace{d, half}] {
			style = bold(centred(ink(6.5, vermillion)))
			outline(c, vermillion, 0.9, box(place.Min.X+0.6, place.Min.Y+0.6, place.Max.X-0.6, place.Max.Y-0.6))
		}
		c.FillText(style, centre(place), says)
	}
}

// drawFitting writes a code in a cell, in letters small enough for it; one that is longer than any is cut.
func drawFitting(c draw.Canvas, code string, place vg.Rectangle) {
	const largest, smallest = 7, 3.9 // points
	room := place.Size().X - 0.8
	size := min(largest, 0.55*place.Size().Y.Points())
	style := centred(ink(size, black))
	if width := style.Width(code); width > room {
		style = centred(ink(max(smallest, 0.97*size*float64(room/width)), black))
	}
	c.FillText(style, centre(place), cut(style, code, room))
}

func sheetLegend(c draw.Canvas) vg.Length {
	var key []keyEntry
	for _, k := range kindInks {
		key = append(key, keyEntry{k.label, drawing(func(c draw.Canvas, r vg.Rectangle) { fill(c, k.ink, r) })})
	}
	return drawKey(c, append(key,
		keyEntry{"preceptors there/needed: too few", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, vermillion, 0.9, r) })},
		keyEntry{"free", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, pale, 0.5, r) })},
		keyEntry{"fixed: protected, an event, or by hand", drawing(func(c draw.Canvas, r vg.Rectangle) { outline(c, hairline, 0.5, r); drawPin(c, r) })},
		keyEntry{"a Hard breach on that day, or of that person's whole block", drawing(drawBroken)}))
}

// rosterChart is the call roster as a calendar: who is on call, and who has the night, in each night of the block.
func rosterChart(r Run) chart {
	g := blockGridOf(r)
	begin := mondayOf(g.first)
	weeks := int(g.last-begin)/7 + 1
	return chart{
		file:  rosterFile,
		width: chartWidth, height: vg.Points(float64(100 + 50*weeks)),
		draw: func(c draw.Canvas) {
			c = frame(c, blockTitle(r, "Who is there by night"), "Faculty on call, residents on call, and night float, in each night of the block; a night is of the day on which it begins.", source(r, ""))
			if len(g.rows) == 0 {
				unseen(c, "The schedule holds no half-day.")
				return
			}
			column, height := (c.Max.X-c.Min.X)/7, (c.Max.Y-c.Min.Y-14)/vg.Length(weeks)
			for i, day := range weekdayRows {
				c.FillText(bold(centred(ink(8.5, black))), vg.Point{X: c.Min.X + column*(vg.Length(i)+0.5), Y: c.Max.Y - 7}, day)
			}
			for d := g.first; d <= g.last; d++ {
				k := int(d - begin)
				x, y := c.Min.X+column*vg.Length(k%7), c.Max.Y-14-height*vg.Length(k/7)
				g.drawNight(c, d, box(x+1.5, y-height+1.5, x+column-1.5, y-1.5))
			}
		},
	}
}

// drawNight writes who has one night.
func (g blockGrid) drawNight(c draw.Canvas, d datasets.Day, at vg.Rectangle) {
	outline(c, pale, 0.7, at)
	c.FillText(ink(7, grey), vg.Point{X: at.Min.X + 4, Y: at.Max.Y - 7}, shortDay(d))
	y := at.Max.Y - 18
	for _, line := range []struct {
		title string
		who   []string
		ink   color.RGBA
	}{
		{"faculty", g.onCall(d, datasets.Faculty, datasets.KindCall), blue},
		{"resident", g.onCall(d, datasets.Resident, datasets.KindCall), blue},
		{"night float", g.onCall(d, datasets.Resident, datasets.KindNight), grey},
	} {
		if len(line.who) == 0 {
			continue
		}
		title, name := ink(6.5, line.ink), bold(ink(8, black))
		c.FillText(title, vg.Point{X: at.Min.X + 4, Y: y}, line.title)
		room := at.Size().X - 8 - title.Width("night float") - 4
		for _, part := range shortened(name, strings.Join(line.who, " "), room, 2) {
			c.FillText(name, vg.Point{X: at.Min.X + 8 + title.Width("night float"), Y: y}, part)
			y -= 10
		}
	}
}

package reports

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// keyEntry is one sign of a chart and its meaning.
type keyEntry struct {
	label string
	sign  plot.Thumbnailer
}

// drawing is a sign that is drawn by a function; it makes the function a plot.Thumbnailer.
type drawing func(draw.Canvas, vg.Rectangle)

// Thumbnail draws the sign.
func (d drawing) Thumbnail(c *draw.Canvas) { d(*c, c.Rectangle) }

// drawKey writes the legend in rows at the foot of c and returns its height.
func drawKey(c draw.Canvas, key []keyEntry) vg.Length {
	const row, sign = 13, 16
	style := ink(8, black)
	type spot struct {
		x   vg.Length
		row int
	}
	x, rows := c.Min.X, 0
	spots := make([]spot, len(key))
	for i, e := range key {
		width := sign + 4 + style.Width(e.label) + 12
		if x+width > c.Max.X+12 && x > c.Min.X {
			x, rows = c.Min.X, rows+1
		}
		spots[i] = spot{x, rows}
		x += width
	}
	height := vg.Length(row * (rows + 1))
	for i, e := range key {
		mid := c.Min.Y + height - vg.Length(row*spots[i].row) - row/2
		place := draw.Canvas{Canvas: c.Canvas, Rectangle: box(spots[i].x, mid-4.5, spots[i].x+sign, mid+4.5)}
		e.sign.Thumbnail(&place)
		c.FillText(style, vg.Point{X: spots[i].x + sign + 4, Y: mid}, e.label)
	}
	return height
}

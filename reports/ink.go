package reports

import (
	"image/color"
	"math"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Colours that stay apart under the common kinds of colour blindness: the lines are from Okabe and Ito (2008), the fills
// from the "light" scheme of Paul Tol (2021), made to carry black text.
var (
	black      = color.RGBA{0x1a, 0x1a, 0x1a, 0xff}
	grey       = color.RGBA{0x5a, 0x5a, 0x5a, 0xff}
	hairline   = color.RGBA{0xb4, 0xb4, 0xb4, 0xff}
	faint      = color.RGBA{0xe6, 0xe6, 0xe6, 0xff}
	pale       = color.RGBA{0xcf, 0xcf, 0xcf, 0xff}
	white      = color.RGBA{0xff, 0xff, 0xff, 0xff}
	blue       = color.RGBA{0x00, 0x5a, 0x9c, 0xff}
	sky        = color.RGBA{0x9f, 0xcb, 0xe8, 0xff}
	vermillion = color.RGBA{0xc4, 0x4e, 0x00, 0xff}
	peach      = color.RGBA{0xf6, 0xcf, 0xb0, 0xff}

	fills = []color.RGBA{
		{0x77, 0xaa, 0xdd, 0xff}, // light blue
		{0xee, 0x88, 0x66, 0xff}, // orange
		{0xee, 0xdd, 0x88, 0xff}, // light yellow
		{0xff, 0xaa, 0xbb, 0xff}, // pink
		{0x44, 0xbb, 0x99, 0xff}, // mint
		{0xbb, 0xcc, 0x33, 0xff}, // pear
		{0x99, 0xdd, 0xff, 0xff}, // light cyan
		{0xaa, 0xaa, 0x00, 0xff}, // olive
	}
)

// ink is a text style of the charts: Liberation Sans of a size in points.
func ink(size float64, clr color.Color) draw.TextStyle {
	return draw.TextStyle{
		Color:   clr,
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Points(size)},
		Handler: text.Plain{Fonts: plot.DefaultTextHandler.Cache()},
		XAlign:  text.XLeft,
		YAlign:  text.YCenter,
	}
}

func bold(s draw.TextStyle) draw.TextStyle {
	s.Font.Weight = xfont.WeightBold
	return s
}

func centred(s draw.TextStyle) draw.TextStyle {
	s.XAlign = text.XCenter
	return s
}

func rightward(s draw.TextStyle) draw.TextStyle {
	s.XAlign = text.XRight
	return s
}

// cut shortens txt with an ellipsis so that it is at most w wide.
func cut(s draw.TextStyle, txt string, w vg.Length) string {
	if s.Width(txt) <= w {
		return txt
	}
	letters := []rune(txt)
	for n := len(letters) - 1; n > 0; n-- {
		short := strings.TrimRight(string(letters[:n]), " +-,(") + "…"
		if s.Width(short) <= w {
			return short
		}
	}
	return ""
}

// namesWidth is the width of a column of names: that of the longest, with some room, between least and what is left to the rest.
func namesWidth[T any](least vg.Length, s draw.TextStyle, rows []T, name func(T) string) vg.Length {
	const most, room = 110, 10
	width := least
	for _, r := range rows {
		n := name(r)
		width = max(width, s.Width(n)+room)
	}
	return min(width, most)
}

// wrap breaks txt at spaces into lines at most w wide; a single word that is wider stays whole.
func wrap(s draw.TextStyle, txt string, w vg.Length) []string {
	var lines []string
	for _, word := range strings.Fields(txt) {
		last := len(lines) - 1
		if last >= 0 && s.Width(lines[last]+" "+word) <= w {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// shortened is wrap of at most so many lines, none wider than w; an ellipsis ends what is cut short.
func shortened(s draw.TextStyle, txt string, w vg.Length, most int) []string {
	lines := wrap(s, txt, w)
	if len(lines) > most && most > 0 {
		lines[most-1] = strings.Join(lines[most-1:], " ")
	}
	lines = lines[:min(len(lines), most)]
	for i := range lines {
		lines[i] = cut(s, lines[i], w)
	}
	return lines
}

func box(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
}

func corners(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}

func fill(c draw.Canvas, clr color.Color, r vg.Rectangle) { c.FillPolygon(clr, corners(r)) }

func outline(c draw.Canvas, clr color.Color, width float64, r vg.Rectangle) {
	p := corners(r)
	c.StrokeLines(stroke(clr, width), append(p, p[0]))
}

func stroke(clr color.Color, width float64, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: clr, Width: vg.Points(width), Dashes: dashes}
}

// hatch fills r with parallel lines that rise (slope 1) or fall (slope -1) at 45 degrees, gap apart along x: a second
// sign beside colour.
func hatch(c draw.Canvas, clr color.Color, r vg.Rectangle, gap vg.Length, slope float64) {
	w, h := r.Size().X, r.Size().Y
	sty := stroke(clr, 0.5)
	for d := -h; d < w; d += gap {
		// The line x = d + t, y = t for t in 0..h, cut to 0 <= x <= w.
		t0, t1 := vg.Length(math.Max(0, float64(-d))), vg.Length(math.Min(float64(h), float64(w-d)))
		if t1 <= t0 {
			continue
		}
		y0, y1 := r.Min.Y+t0, r.Min.Y+t1
		if slope < 0 {
			y0, y1 = r.Max.Y-t0, r.Max.Y-t1
		}
		c.StrokeLine2(sty, r.Min.X+d+t0, y0, r.Min.X+d+t1, y1)
	}
}

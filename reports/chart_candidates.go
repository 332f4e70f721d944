package reports

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// comparison is one number by which candidates are compared.
type comparison struct {
	title  string
	better string // which way is better, in words
	value  func(Candidate) *float64
	whole  string // measure of which the number is a part; empty: none
}

// scoreLevels are the first numbers of the comparison: they decide.
var scoreLevels = []comparison{
	{"Hard score", "less is better, 0 is legal", func(c Candidate) *float64 { return number(c.Score.Hard) }, ""},
	{"Cover score", "less is better", func(c Candidate) *float64 { return number(c.Score.Cover) }, ""},
	{"Soft score", "less is better", func(c Candidate) *float64 { return number(c.Score.Soft) }, ""},
}

func number(v int64) *float64 {
	f := float64(v)
	return &f
}

// candidatesChart compares the candidates, one panel a number.
func candidatesChart(r Run) chart {
	const columns = 4
	comparisons := slices.Concat(scoreLevels, r.account().compared)
	rows := (len(comparisons) + columns - 1) / columns
	panel := 44 + 19*len(r.shown())
	return chart{
		file:  candidatesFile,
		width: chartWidth, height: vg.Points(float64(85 + rows*panel)),
		draw: func(c draw.Canvas) {
			says := "Each bar is a candidate; the dark one with the arrow is the chosen one. " + whyChosen(r)
			if n := len(r.Candidates); n > shownMost {
				says += fmt.Sprintf(" Shown are %d of %d.", shownMost, n)
			}
			c = frame(c, "Candidates compared", says, source(r, "All candidates of the run: candidates.parquet, measures.parquet."))
			width, height := (c.Max.X-c.Min.X)/columns, (c.Max.Y-c.Min.Y)/vg.Length(rows)
			for i, m := range comparisons {
				x, y := c.Min.X+width*vg.Length(i%columns), c.Max.Y-height*vg.Length(i/columns)
				m.draw(c, r, box(x, y-height+6, x+width-14, y))
			}
		},
	}
}

// draw draws one panel of bars within at.
func (m comparison) draw(c draw.Canvas, r Run, at vg.Rectangle) {
	c.FillText(bold(ink(8.5, black)), vg.Point{X: at.Min.X, Y: at.Max.Y - 6}, m.title)
	c.FillText(ink(7, grey), vg.Point{X: at.Min.X, Y: at.Max.Y - 17}, m.better)
	top := 0.0
	for _, candidate := range r.shown() {
		if v := m.value(candidate); v != nil {
			top = max(top, *v)
		}
		if w := candidate.value(m.whole); w != nil {
			top = max(top, *w)
		}
	}
	x0, room := at.Min.X+18, at.Max.X-at.Min.X-18-50
	step := (at.Size().Y - 26) / vg.Length(len(r.shown()))
	for i, candidate := range r.shown() {
		mid := at.Max.Y - 26 - step*(vg.Length(i)+0.5)
		half := min(step*0.36, 7)
		label, bar := ink(8, black), sky
		if candidate.Number == r.Chosen {
			label, bar = bold(label), blue
			c.FillPolygon(black, []vg.Point{{X: at.Min.X, Y: mid + 3}, {X: at.Min.X, Y: mid - 3}, {X: at.Min.X + 5, Y: mid}})
		}
		c.FillText(rightward(label), vg.Point{X: x0 - 4, Y: mid}, fmt.Sprint(candidate.Number))
		value := m.value(candidate)
		long := vg.Length(0)
		if value != nil && top > 0 {
			long = room * vg.Length(*value/top)
			fill(c, bar, box(x0, mid-half, x0+long, mid+half))
		}
		text := count(value)
		if whole := candidate.value(m.whole); whole != nil && value != nil {
			text += " of " + trim(*whole)
		}
		c.FillText(label, vg.Point{X: x0 + long + 4, Y: mid}, text)
	}
	c.StrokeLine2(stroke(hairline, 0.8), x0, at.Max.Y-26, x0, at.Min.Y)
}

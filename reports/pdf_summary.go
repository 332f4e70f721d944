package reports

import (
	"fmt"
	"image/color"

	"codeberg.org/go-pdf/fpdf"

	"rota/analytics"
)

// summaryPage is the first page: the whole result in plain words.
func (d *pdf) summaryPage() {
	r, width := d.run, pageWidth-2*margin
	told := r.account()
	d.AddPage()
	d.SetXY(margin, margin)
	d.text("B", 18, black)
	d.paragraph(width, 8, what(r))
	d.text("", 9.5, grey)
	d.paragraph(width, 5, fmt.Sprintf("%s. %s.", told.extent(r), origin(r)))
	d.Ln(3)
	d.verdictBox(told.verdict(r.chosen()))
	d.Ln(4)
	for _, l := range story(r) {
		d.statement(l)
	}
	d.stateKey()
	d.section("Which candidate, and why")
	d.text("", 9.5, black)
	d.paragraph(width, 4.8, whyChosen(r)+" "+r.overruling()+" "+frontText(r))
	d.Ln(1.5)
	d.candidateTable()
	d.section("What to do next")
	for _, a := range told.actions(r.chosen()) {
		d.text("", 9.5, black)
		d.room(4.8 * float64(len(d.SplitText(a, width-5))))
		d.SetX(margin)
		d.CellFormat(5, 4.8, "•", "", 0, "C", false, 0, "")
		d.paragraph(width-5, 4.8, a)
	}
}

// words explains what the report calls things.
func (d *pdf) words() {
	d.section("Words")
	d.text("", 8.5, grey)
	for _, w := range d.run.account().words {
		d.paragraph(pageWidth-2*margin, 4.2, w)
	}
}

func (d *pdf) section(title string) {
	d.Ln(3.5)
	d.text("B", 11.5, black)
	d.CellFormat(0, 6.5, title, "", 1, "L", false, 0, "")
}

// verdictBox writes the verdict in a frame.
func (d *pdf) verdictBox(v line) {
	x, y, width := margin, d.GetY(), pageWidth-2*margin
	d.text("", 10.5, black)
	height := 11 + 5*float64(len(d.SplitText(v.text, width-24)))
	d.paint(stateColour(v.state))
	d.SetLineWidth(0.8)
	d.Rect(x, y, width, height, "D")
	d.icon(v.state, x+9, y+height/2, 4)
	d.SetXY(x+18, y+2.5)
	d.text("B", 13, black)
	d.CellFormat(0, 6, v.about, "", 1, "L", false, 0, "")
	d.SetX(x + 18)
	d.text("", 10.5, black)
	d.paragraph(width-22, 5, v.text)
	d.SetY(y + height)
}

// statement writes one line of the story: sign and word of its state, what it is about, and the text.
func (d *pdf) statement(l line) {
	const state, about, lead = 26.0, 28.0, 4.6
	width := pageWidth - 2*margin
	y := d.GetY() + 1.6
	d.icon(l.state, margin+3, y+2.3, 1.9)
	d.SetXY(margin+7, y)
	d.text("", 9, black)
	d.CellFormat(state-7, lead, capital(string(l.state)), "", 0, "L", false, 0, "")
	d.text("B", 9.5, black)
	d.CellFormat(about, lead, l.about, "", 0, "L", false, 0, "")
	d.text("", 9.5, black)
	d.paragraph(width-state-about, lead, l.text)
	d.paint(hairline)
	d.SetLineWidth(0.15)
	d.Line(margin, d.GetY()+1.4, pageWidth-margin, d.GetY()+1.4)
	d.SetY(d.GetY() + 1.4)
}

// candidateTable lists the candidates by score and the numbers of their kind, the chosen one in bold with an arrow.
func (d *pdf) candidateTable() {
	heads := []string{"Candidate", "Hard", "Cover", "Soft"}
	columns := d.run.account().columns
	for _, k := range columns {
		heads = append(heads, k.title)
	}
	compared := d.run.Distances != nil
	if compared {
		heads = append(heads, "Differs in")
	}
	d.text("B", 8.5, grey)
	widths := d.spread(heads)
	for i, h := range heads {
		d.CellFormat(widths[i], 5, h, "B", 0, "R", false, 0, "")
	}
	d.Ln(5.5)
	for _, c := range d.run.shown() {
		style, name := "", fmt.Sprint(c.Number)
		if c.Number == d.run.Chosen {
			style, name = "B", "chosen ► "+name
		}
		d.text(style, 9, black)
		cells := []string{name, fmt.Sprint(c.Score.Hard), fmt.Sprint(c.Score.Cover), fmt.Sprint(c.Score.Soft)}
		for _, k := range columns {
			if k.whole == "" {
				cells = append(cells, count(c.value(k.of)))
			} else {
				cells = append(cells, share(c.value(k.of), c.value(k.whole)))
			}
		}
		if compared {
			differs, _ := d.run.distance(d.run.Chosen, c.Number)
			cells = append(cells, fmt.Sprint(differs))
		}
		for j, cell := range cells {
			d.CellFormat(widths[j], 4.8, cell, "", 0, "R", false, 0, "")
		}
		d.Ln(4.8)
	}
	if n := len(d.run.Candidates); n > shownMost {
		d.text("", 8.5, grey)
		d.CellFormat(0, 5, fmt.Sprintf("and %d more: candidates.parquet has all", n-shownMost), "", 1, "L", false, 0, "")
	}
}

// spread returns widths of columns that fill the page, each as wide as its head and an equal share of what is left.
func (d *pdf) spread(heads []string) []float64 {
	widths, left := make([]float64, len(heads)), pageWidth-2*margin
	for i, h := range heads {
		widths[i] = d.GetStringWidth(h)
		left -= widths[i]
	}
	for i := range widths {
		widths[i] += left / float64(len(widths))
	}
	return widths
}

// stateKey explains the signs below the statements that bear them.
func (d *pdf) stateKey() {
	d.SetXY(margin, d.GetY()+1.5)
	for _, s := range []struct {
		state analytics.State
		means string
	}{
		{analytics.Good, "as it should be"}, {analytics.Watch, "look at it"}, {analytics.Bad, "must be dealt with"},
		{analytics.NoClaim, "computed, not claimed"}, {analytics.NoAnswer, "not known"},
	} {
		x := d.GetX()
		d.icon(s.state, x+2, d.GetY()+2.2, 1.6)
		d.SetX(x + 4.5)
		d.text("", 7.5, grey)
		label := capital(string(s.state)) + ": " + s.means
		d.CellFormat(d.GetStringWidth(label)+5, 4.5, label, "", 0, "L", false, 0, "")
	}
	d.Ln(4.5)
}

func stateColour(s analytics.State) color.RGBA {
	switch s {
	case analytics.Good:
		return blue
	case analytics.Watch:
		return color.RGBA{0xb0, 0x7a, 0x00, 0xff}
	case analytics.Bad:
		return vermillion
	default:
		return grey
	}
}

// icon draws the sign of a state, r in radius, in a shape of its own: disc with tick, triangle, square with cross, ring.
func (d *pdf) icon(s analytics.State, x, y, r float64) {
	d.paint(stateColour(s))
	d.SetLineWidth(r * 0.22)
	d.SetLineCapStyle("round")
	switch s {
	case analytics.Good:
		d.Circle(x, y, r, "F")
		d.paint(white)
		d.Line(x-r*0.45, y+r*0.05, x-r*0.1, y+r*0.42)
		d.Line(x-r*0.1, y+r*0.42, x+r*0.5, y-r*0.38)
	case analytics.Watch:
		d.triangle(x, y, r)
		d.paint(white)
		d.Line(x, y-r*0.3, x, y+r*0.25)
		d.Circle(x, y+r*0.62, r*0.12, "F")
	case analytics.Bad:
		d.Rect(x-r*0.9, y-r*0.9, 1.8*r, 1.8*r, "F")
		d.paint(white)
		d.Line(x-r*0.45, y-r*0.45, x+r*0.45, y+r*0.45)
		d.Line(x-r*0.45, y+r*0.45, x+r*0.45, y-r*0.45)
	case analytics.NoClaim:
		d.Circle(x, y, r*0.88, "D")
		d.Line(x-r*0.4, y, x+r*0.4, y)
	default:
		d.Circle(x, y, r*0.88, "D")
	}
	d.SetLineCapStyle("butt")
}

func (d *pdf) triangle(x, y, r float64) {
	d.Polygon([]fpdf.PointType{{X: x, Y: y - r}, {X: x + r*1.1, Y: y + r*0.95}, {X: x - r*1.1, Y: y + r*0.95}}, "F")
}

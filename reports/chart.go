package reports

import (
	"bytes"
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"rota/datasets"
)

// chart is one picture: its file in charts/, its size on paper, and how it is drawn.
type chart struct {
	file          string
	width, height vg.Length
	draw          func(draw.Canvas)
}

// The files of the charts, in charts/.
const (
	yearFile       = "year.png"
	coverFile      = "cover.png"
	hoursFile      = "hours.png"
	fireFile       = "fire_index.png"
	ratioFile      = "sta_lta.png"
	candidatesFile = "candidates.png"
	sharesFile     = "shares.png"
	spacingFile    = "spacing.png"
	spareFile      = "spare.png"
)

// chartDPI is the resolution of the PNG files: twice that of a screen, so that 6 pt text is crisp in print.
const chartDPI = 168

// chartWidth is that of all charts but the year: a little more than a page, so that their letters stay readable on one.
const chartWidth = 9 * vg.Inch

// charts lists the pictures of a run's chosen candidate in the order in which they are read.
func charts(r Run) []chart {
	var all []chart
	for _, of := range r.account().charts {
		all = append(all, of(r))
	}
	return all
}

// picture is a chart that was drawn.
type picture struct {
	chart
	png []byte // the bytes of its PNG file
}

// pictures draws charts. No two of them come out equally wide, a pixel at least apart: the PDF library puts images in order
// of their width and leaves equally wide ones to the order of a map.
func pictures(charts []chart) ([]picture, error) {
	var all []picture
	for i, ch := range charts {
		ch.width += vg.Length(i) * vg.Inch / chartDPI
		png, err := ch.png()
		if err != nil {
			return nil, err
		}
		all = append(all, picture{ch, png})
	}
	return all, nil
}

// png draws the chart and returns the bytes of its PNG file.
func (ch chart) png() ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(ch.width, ch.height), vgimg.UseDPI(chartDPI))
	ch.draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&b); err != nil {
		return nil, fmt.Errorf("reports: chart=%s: %w", ch.file, err)
	}
	return b.Bytes(), nil
}

// frame writes the title, what the chart says in a sentence, and the source line, and returns the canvas between them.
func frame(c draw.Canvas, title, says, source string) draw.Canvas {
	const margin = 12
	c = draw.Crop(c, margin, -margin, margin, -margin)
	width := c.Max.X - c.Min.X
	top := vg.Length(0)
	for _, line := range wrap(bold(ink(13, black)), title, width) {
		c.FillText(bold(ink(13, black)), vg.Point{X: c.Min.X, Y: c.Max.Y - top - 7}, line)
		top += 17
	}
	for _, line := range wrap(ink(9.5, grey), says, width) {
		c.FillText(ink(9.5, grey), vg.Point{X: c.Min.X, Y: c.Max.Y - top - 6}, line)
		top += 12
	}
	bottom := vg.Length(0)
	small := ink(7, grey)
	lines := wrap(small, source, width)
	for i := len(lines) - 1; i >= 0; i-- {
		c.FillText(small, vg.Point{X: c.Min.X, Y: c.Min.Y + bottom + 4}, lines[i])
		bottom += 9
	}
	return draw.Crop(c, 0, 0, bottom+6, -top-8)
}

// source is the line under each chart: which data it shows.
func source(r Run, more string) string {
	line := fmt.Sprintf("Source: run %s, candidate %d, input SHA-256 %.12s.", r.Name, r.Chosen, r.InputHash)
	if more != "" {
		line += " " + more
	}
	return line
}

// unseen says in place of a chart that there is nothing to draw, and why.
func unseen(c draw.Canvas, why string) {
	c.FillText(centred(ink(10, grey)), c.Center(), why)
}

// blockAxis is the label along x.
const blockAxis = "block, and the day it begins"

// yearPlot returns an empty plot over the programme's year: blocks along x (in days since 1970), unit on y.
func yearPlot(r Run, unit string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = white
	p.X.Label.Text = blockAxis
	p.Y.Label.Text = unit
	plain(&p.X)
	plain(&p.Y)
	blocks := yearBlocks(r.Program)
	p.X.Tick.Marker = blockTicks(blocks)
	if len(blocks) > 0 {
		p.X.Min = float64(blocks[0].FirstDay)
		p.X.Max = float64(blocks[len(blocks)-1].LastDay) + 1
	}
	return p
}

// plain makes an axis one of hairlines and small letters.
func plain(a *plot.Axis) {
	a.Label.TextStyle.Font = ink(9, black).Font
	a.Label.TextStyle.Color = grey
	a.Tick.Label.Font = ink(8, black).Font
	a.Tick.Label.Color = black
	a.LineStyle = stroke(hairline, 0.7)
	a.Tick.LineStyle = stroke(hairline, 0.7)
	a.Label.Padding = 4
	a.Padding = 0
}

func blockTicks(blocks []datasets.Block) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for _, b := range blocks {
		ticks = append(ticks, plot.Tick{
			Value: float64(b.FirstDay),
			Label: fmt.Sprintf("%d\n%s", b.Block, shortDay(b.FirstDay)),
		})
	}
	return ticks
}

// yearBlocks are the planned blocks: block 0 holds the days before the year.
func yearBlocks(p *datasets.Program) []datasets.Block {
	var blocks []datasets.Block
	for _, b := range p.Blocks {
		if b.Block >= 1 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func shortDay(d datasets.Day) string { return d.Time().Format("2 Jan") }

func longDay(d datasets.Day) string { return d.Time().Format("2 January 2006") }

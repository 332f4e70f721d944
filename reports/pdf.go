package reports

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"slices"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
)

// The pages of report.pdf, in millimetres: US Letter.
const (
	pageWidth  = 215.9
	pageHeight = 279.4
	margin     = 15.0
	footer     = 12.0 // kept free at the foot of each page
	pagesMost  = 6
)

// sans is the family name under which the embedded Liberation Sans is known to the document.
const sans = "sans"

// pdf is a report being written.
type pdf struct {
	*fpdf.Fpdf
	run Run
}

// writePDF writes the report for leadership: one page in plain words, the charts, the breaches; 3 to 6 pages, of a block more, by the size of its sheet.
// drawn are the charts of the run.
func writePDF(w io.Writer, r Run, drawn []picture) error {
	d := newPDF(r)
	d.summaryPage()
	if err := r.account().pages(d, drawn); err != nil {
		return err
	}
	d.chartPage("Candidates and breaches", drawn, candidatesFile)
	d.breaches()
	if err := d.Output(w); err != nil {
		return fmt.Errorf("reports: report.pdf: %w", err)
	}
	return nil
}

// newPDF begins a document whose bytes depend on the run alone: its dates are those of the programme, not of the clock.
func newPDF(r Run) *pdf {
	d := &pdf{fpdf.New("P", "mm", "Letter", ""), r}
	began := yearBlocks(r.Program)[0].FirstDay.Time()
	if r.HalfDays {
		first, _ := r.blockSpan()
		began = first.Time()
	}
	d.SetCreationDate(began)
	d.SetModificationDate(began)
	d.SetCatalogSort(true)
	d.SetProducer("rota "+r.Version, true)
	d.SetTitle(what(r), true)
	d.SetLang("en-GB")
	d.AddUTF8FontFromBytes(sans, "", liberationsansregular.TTF)
	d.AddUTF8FontFromBytes(sans, "B", liberationsansbold.TTF)
	d.SetMargins(margin, margin, margin)
	d.SetAutoPageBreak(false, footer)
	d.SetCellMargin(0)
	d.AliasNbPages("")
	d.SetFooterFunc(func() {
		d.SetY(-footer)
		d.text("", 7, grey)
		width, _ := d.GetPageSize()
		d.CellFormat(width-2*margin-30, 5, fmt.Sprintf("%s · input SHA-256 %.16s · rota %s", r.Name, r.InputHash, r.Version), "", 0, "L", false, 0, "")
		d.CellFormat(30, 5, fmt.Sprintf("page %d of {nb}", d.PageNo()), "", 0, "R", false, 0, "")
	})
	return d
}

// text sets style ("" or "B"), size in points and colour of the text that follows.
func (d *pdf) text(style string, size float64, c color.RGBA) {
	d.SetFont(sans, style, size)
	d.SetTextColor(int(c.R), int(c.G), int(c.B))
}

// paint sets the colour of fills and lines.
func (d *pdf) paint(c color.RGBA) {
	d.SetFillColor(int(c.R), int(c.G), int(c.B))
	d.SetDrawColor(int(c.R), int(c.G), int(c.B))
}

// heading writes a page's heading at the top.
func (d *pdf) heading(title string) {
	d.SetXY(margin, margin)
	d.text("B", 14, black)
	d.CellFormat(0, 8, title, "", 1, "L", false, 0, "")
}

// paragraph writes text over the width w from the current place down; lines are h high.
func (d *pdf) paragraph(w, h float64, txt string) {
	d.MultiCell(w, h, txt, "", "L", false)
}

// picture places a picture with its upper left corner at x, y, w wide, and returns its height.
func (d *pdf) picture(p picture, x, y, w float64) float64 {
	h := w * float64(p.height/p.width)
	d.RegisterImageOptionsReader(p.file, fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(p.png))
	d.ImageOptions(p.file, x, y, w, h, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	return h
}

// chartPage begins a portrait page with the named charts one below the other, made smaller where they would not fit.
func (d *pdf) chartPage(title string, drawn []picture, files ...string) {
	d.AddPage()
	d.heading(title)
	const gap = 4.0
	width, top := pageWidth-2*margin, margin+10
	var placed []picture
	height := 0.0
	for _, p := range drawn {
		if slices.Contains(files, p.file) {
			placed = append(placed, p)
			height += gap + width*float64(p.height/p.width)
		}
	}
	if room := pageHeight - top - footer; height > room {
		width *= room / height
	}
	for _, p := range placed {
		top += gap + d.picture(p, margin+(pageWidth-2*margin-width)/2, top, width)
	}
	d.SetY(top)
}

// Rows of the year grid on one page: so many stay readable on a landscape and on a portrait page.
const (
	landscapeRows = 26
	portraitRows  = 60
)

// yearPages draws the grid anew for the page, because a picture of another shape made to fit would be too small to read.
// A year of more residents than a page holds takes two pages.
func (d *pdf) yearPages() error {
	y := yearOf(d.run)
	parts := 1
	if len(y.rows) > portraitRows {
		parts = 2
	}
	each := (len(y.rows) + parts - 1) / parts
	w, h, orientation := pageWidth, pageHeight, "P"
	if each <= landscapeRows {
		w, h, orientation = h, w, "L"
	}
	const inset = 4.0 // of the frame of a chart
	width := w - 2*margin + 2*inset
	var sheets []chart
	for i := range parts {
		part := y
		part.rows = y.rows[i*each : min((i+1)*each, len(y.rows))]
		sheets = append(sheets, yearSheet(d.run, part, fmt.Sprintf("year-%d.png", i+1), millimetres(width), millimetres(h-margin-footer)))
	}
	drawn, err := pictures(sheets)
	if err != nil {
		return err
	}
	for _, p := range drawn {
		d.AddPageFormat(orientation, fpdf.SizeType{Wd: pageWidth, Ht: pageHeight})
		d.picture(p, margin-inset, margin-inset, width)
	}
	return nil
}

func millimetres(v float64) vg.Length { return vg.Length(v) * vg.Millimeter }

package reports

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// fortnight is how many days of the sheet stand on one page, so that its codes can be read without a glass.
const fortnight = 14

// sheetPages draws the sheet of the block anew for pages: a fortnight a page, and of many people a part of them.
func (d *pdf) sheetPages() error {
	const inset = 4.0 // of the frame of a chart
	g := blockGridOf(d.run)
	parts := g.pages(landscapeRows + 8)
	width := pageHeight - 2*margin + 2*inset
	most := millimetres(pageWidth - margin - footer)
	var sheets []chart
	for first := g.first; first <= g.last; first += fortnight {
		for i, rows := range parts {
			part := g
			part.first, part.last, part.rows = first, min(first+fortnight-1, g.last), rows
			if i < len(parts)-1 {
				part.counts = nil
			}
			sheets = append(sheets, sheetOf(d.run, part, fmt.Sprintf("block-%d.png", len(sheets)+1), millimetres(width), min(most, part.height(22))))
		}
	}
	drawn, err := pictures(sheets)
	if err != nil {
		return err
	}
	for _, p := range drawn {
		d.AddPageFormat("L", fpdf.SizeType{Wd: pageWidth, Ht: pageHeight})
		d.picture(p, margin-inset, margin-inset, width)
	}
	return nil
}

// pages divides the rows so that none has more than most: between two groups where that can be.
func (g blockGrid) pages(most int) [][]blockRow {
	var parts [][]blockRow
	heads := append(g.groups(), len(g.rows))
	for from := 0; from < len(g.rows) || len(parts) == 0; {
		to := min(from+most, len(g.rows))
		for _, h := range heads {
			if h > from && h <= from+most {
				to = h
			}
		}
		parts, from = append(parts, g.rows[from:to]), to
	}
	return parts
}

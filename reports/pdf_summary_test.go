package reports

import "testing"

// TestFirstPageHoldsItsText: the page in plain words is one page, and nothing on it runs into the foot.
func TestFirstPageHoldsItsText(t *testing.T) {
	for name, r := range map[string]Run{"year": madeUpRun(18), "large year": madeUpRun(130), "faculty": madeUpFaculty(), "block": madeUpBlock(t)} {
		d := newPDF(r)
		d.summaryPage()
		if err := d.Error(); err != nil {
			t.Fatal(err)
		}
		if d.PageNo() != 1 || d.full(0) {
			t.Errorf("%s: the summary ends on page %d at %.0f mm; expected page 1 and at most %.0f mm", name, d.PageNo(), d.GetY(), pageHeight-footer-2)
		}
	}
}

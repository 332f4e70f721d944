package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
)

// breaches closes the report: breaches counted by rule, then the Hard and Cover ones one by one, as many as the pages
// left to the report hold; of a block the Soft ones, too. People are not named here: the grid marks their cells, and breaches.parquet has
// the codes. The report of a block, which is worked by, has the codes here, too.
func (d *pdf) breaches() {
	c := d.run.chosen()
	d.conflict()
	d.words()
	d.section("Breaches: where a rule is broken")
	if len(c.Assessment.Breaches) == 0 {
		d.text("", 10.5, black)
		d.paragraph(pageWidth-2*margin, 5, "None. The checker, which shares no code with the search, found no rule broken.")
		return
	}
	d.text("", 9.5, black)
	says := "Found by the checker, which shares no code with the search."
	list, title, last := append(c.breaches(compliance.Hard), c.breaches(compliance.Cover)...), "Hard and Cover breaches, one by one", pagesMost
	if d.run.HalfDays {
		says += " All rows: breaches.parquet."
		list, title, last = append(list, c.breaches(compliance.Soft)...), "What fell short, one by one, and where it is asked for", d.PageNo()+2
	} else {
		says += " All rows, with person codes: breaches.parquet. Requests and why they were or were not granted: requests.parquet."
	}
	d.paragraph(pageWidth-2*margin, 4.8, says)
	d.ruleCounts(c)
	d.breachList(list, title, last)
}

// ruleCount is the number of breaches of one rule.
type ruleCount struct {
	rule  string
	level compliance.Level
	n     int
}

// countRules counts breaches by rule: levels gravest first, rules in the order in which they first occur.
func countRules(c Candidate) []ruleCount {
	var counts []ruleCount
	for _, level := range []compliance.Level{compliance.Hard, compliance.Cover, compliance.Soft} {
		first := len(counts)
	next:
		for _, b := range c.breaches(level) {
			for i := first; i < len(counts); i++ {
				if counts[i].rule == b.Rule {
					counts[i].n++
					continue next
				}
			}
			counts = append(counts, ruleCount{b.Rule, level, 1})
		}
	}
	return counts
}

func (d *pdf) ruleCounts(c Candidate) {
	widths := []float64{24, 90, 24, 0}
	d.Ln(3)
	d.tableRow("B", 8.5, widths, "Level", "Rule", "Breaches")
	for _, level := range []compliance.Level{compliance.Hard, compliance.Cover} {
		if len(c.breaches(level)) == 0 {
			d.icon(analytics.Good, margin+2, d.GetY()+2.4, 1.6)
			d.tableRow("", 9, widths, "      "+string(level), "none")
		}
	}
	counts := countRules(c)
	for i, k := range counts {
		if d.full(2 * 4.8) {
			d.more(len(counts)-i, "rules")
			break
		}
		d.icon(levelState(k.level), margin+2, d.GetY()+2.4, 1.6)
		d.tableRow("", 9, widths, "      "+string(k.level), k.rule, fmt.Sprint(k.n))
	}
}

// full says whether less than h is left of the page.
func (d *pdf) full(h float64) bool { return d.GetY()+h > pageHeight-footer-2 }

// room begins a new page where less than h is left of this one.
func (d *pdf) room(h float64) {
	if d.full(h) {
		d.AddPage()
		d.SetY(margin)
	}
}

func levelState(l compliance.Level) analytics.State {
	switch l {
	case compliance.Hard:
		return analytics.Bad
	case compliance.Cover:
		return analytics.Watch
	default:
		return analytics.NoClaim
	}
}

// breachList lists breaches one by one until the page numbered last is full.
func (d *pdf) breachList(breaches []compliance.Breach, title string, last int) {
	if len(breaches) == 0 {
		return
	}
	if d.full(25) && d.PageNo() < last {
		d.AddPage()
	}
	d.section(title)
	widths := []float64{24, 44, 0}
	d.tableRow("B", 8.5, widths, "Level", "Days", "What")
	width := pageWidth - 2*margin - 68
	for i, b := range breaches {
		d.text("", 8.5, black)
		text := fmt.Sprintf("%s (%s)", b.Text, b.Source)
		if !d.run.HalfDays {
			text = unnamed(b, d.run.Program.People, d.run.account().somebody)
		}
		height := 4.4 * float64(len(d.SplitText(text, width-2)))
		if d.full(height + 6) {
			if d.PageNo() >= last {
				d.more(len(breaches)-i, "breaches")
				return
			}
			d.AddPage()
			d.heading("Breaches, continued")
			d.text("", 8.5, black)
		}
		y := d.GetY()
		d.icon(levelState(b.Level), margin+2, y+2.2, 1.6)
		d.SetX(margin + 5)
		d.CellFormat(19, 4.4, string(b.Level), "", 0, "L", false, 0, "")
		d.CellFormat(44, 4.4, days(b), "", 0, "L", false, 0, "")
		d.paragraph(width, 4.4, text)
	}
}

// unnamed is the text of a breach with somebody in place of its person's code, and another in place of that of anybody else.
func unnamed(b compliance.Breach, people []datasets.Person, somebody string) string {
	codes := []string{b.Person}
	for _, p := range people {
		codes = append(codes, p.Person)
	}
	var text strings.Builder
	inWord := false
	for rest := b.Text; rest != ""; {
		code := ""
		for _, c := range codes {
			if !inWord && len(c) > len(code) && leads(rest, c) {
				code = c
			}
		}
		switch r, n := utf8.DecodeRuneInString(rest); code {
		case "":
			text.WriteString(rest[:n])
			rest, inWord = rest[n:], wordRune(r)
		case b.Person:
			text.WriteString(somebody)
		default:
			text.WriteString("another")
		}
		rest = rest[len(code):]
	}
	return sentence(text.String())
}

// leads says whether a text begins with a code that is not the beginning of a longer word.
func leads(text, code string) bool {
	rest, ok := strings.CutPrefix(text, code)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !wordRune(next))
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func days(b compliance.Breach) string {
	if b.FirstDay == b.LastDay {
		return b.FirstDay.Time().Format("2 Jan 2006")
	}
	return b.FirstDay.Time().Format("2 Jan") + " to " + b.LastDay.Time().Format("2 Jan 2006")
}

func (d *pdf) tableRow(style string, size float64, widths []float64, cells ...string) {
	d.text(style, size, black)
	for i, cell := range cells {
		d.CellFormat(widths[i], 4.8, cell, "", 0, "L", false, 0, "")
	}
	d.Ln(4.8)
}

// more says how much a cut list leaves out, and where the rest is.
func (d *pdf) more(n int, of string) {
	d.text("B", 9, black)
	d.CellFormat(0, 6, fmt.Sprintf("and %d more %s: breaches.parquet has all", n, of), "", 1, "L", false, 0, "")
}

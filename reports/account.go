package reports

import (
	"fmt"
	"slices"
)

// account is how one kind of schedule is told: the same frame of summary, PDF and charts takes its words, numbers and pictures from it.
type account struct {
	name      string // of the schedule
	somebody  string // one of its people, who is not named; "": people are, as on a sheet to work by
	extent    func(Run) string
	story     func(Run) []line
	verdict   func(Candidate) line
	actions   func(Candidate) []string
	columns   []candidateColumn // of the table of candidates, after the score
	front     []candidateColumn // what candidates are held against each other by, beside the Soft score
	compared  []comparison      // numbers of the chart of candidates, after the score
	charts    []func(Run) chart
	pages     func(*pdf, []picture) error // between the first page and the candidates
	words     []string                    // explained before the breaches
	readFirst string
	tables    string // for machines
}

// candidateColumn is a number of a candidate in the table of candidates.
type candidateColumn struct {
	title  string // in the PDF
	short  string // on the terminal
	of     string // measure
	whole  string // measure of which it is a part; empty: none
	better string // which way is better, in words
}

// comparison is the column as a number of the chart of candidates.
func (k candidateColumn) comparison() comparison {
	return comparison{k.title, k.better, func(c Candidate) *float64 { return c.value(k.of) }, k.whole}
}

// account returns how the run's kind of schedule is told.
func (r Run) account() account {
	switch {
	case r.HalfDays:
		return blockAccount(r.Block)
	case r.Faculty:
		return facultyAccount()
	}
	return annualAccount(r)
}

func annualAccount(r Run) account {
	one, many := r.chosen().pieces()
	pieces := "Half-block: the first 14 days of a block, or the rest."
	if one != "half-block" {
		pieces = fmt.Sprintf("Cover is counted by the %s, because cohorts change places at different times.", one)
	}
	var shares []func(Run) chart
	if few := r.chosen(); few.mostShare() > 0 && few.mostShare() <= mostShareBars {
		shares = append(shares, sharesChart)
	}
	return account{
		name: "Annual schedule", somebody: "a resident", extent: residentsAndBlocks, story: annualStory, verdict: annualVerdict, actions: annualActions,
		columns: annualColumns(), front: annualFront(many),
		compared: append(compare(slices.Concat(annualColumns(), annualFront(many))),
			comparison{"Spread of hours in a level", "less is fairer", func(c Candidate) *float64 { return c.value(workloadSpread) }, ""},
			comparison{"Highest fire index", "less is better", func(c Candidate) *float64 { return c.value(fireHighest) }, ""}),
		charts: append([]func(Run) chart{yearChart, coverChart, hoursChart, fireChart, ratioChart}, append(shares, candidatesChart)...),
		pages: func(d *pdf, drawn []picture) error {
			if err := d.yearPages(); err != nil {
				return err
			}
			d.chartPage("Cover", drawn, coverFile)
			d.chartPage("Hours and early warnings", drawn, hoursFile, fireFile, ratioFile)
			if shares != nil {
				d.chartPage("Fairness", drawn, sharesFile)
			}
			return nil
		},
		words: []string{
			"Hard: law, eligibility, requirements, pins. Cover: a service has too few or too many people. Soft: wishes. Scores are compared in this order; 0 is best.",
			pieces + " Least and most: how many people a service needs, and can use, at a time (cover.csv).",
		},
		readFirst: "report.pdf, charts/year.png", tables: "annual, requests, breaches, measures, series, candidates .parquet",
	}
}

// mostShareBars is up to how many people share something where all their bars are drawn; of more, measures.parquet tells.
const mostShareBars = 20

func annualColumns() []candidateColumn {
	return []candidateColumn{
		{"Absence days placed well", "absence days", absenceDaysPlaced, absenceDays, "more is better"},
		{"Requests granted", "requests", requestsGranted, requests, "more is better"},
	}
}

func annualFront(pieces string) []candidateColumn {
	return []candidateColumn{
		{"Farthest from even share", "fairness", burdenFarthest, "", "less is fairer"},
		{capital(pieces) + " with nobody to spare", "resilience", thinHalfBlocks, "", "less is better"},
	}
}

// compare makes columns of the table numbers of the chart.
func compare(columns []candidateColumn) []comparison {
	var all []comparison
	for _, k := range columns {
		all = append(all, k.comparison())
	}
	return all
}

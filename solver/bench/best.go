package bench

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
)

// Family is a set of instances in one format.
type Family string

// The families.
const (
	FamilyCurtois Family = "curtois" // the value is minimised
	FamilyMSS     Family = "mss"     // the value is maximised
)

// BestKnown is the best value that anybody has reported for an instance.
type BestKnown struct {
	Family   Family
	Instance string // stem of the file's name
	Best     int64
	Bound    *int64 // proven bound in a publication; nil where none is known
	Date     string
	Source   string
}

//go:embed best.csv
var bestFile string

// Best looks an instance up by the stem of its file's name.
func Best(family Family, instance string) (b BestKnown, known bool) {
	for _, b := range bests() {
		if b.Family == family && b.Instance == instance {
			return b, true
		}
	}
	return BestKnown{}, false
}

// bests reads the file; that it can be read is a property of this package, and tested.
func bests() []BestKnown {
	rows, err := csv.NewReader(strings.NewReader(bestFile)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("bench: best.csv: %v", err))
	}
	var out []BestKnown
	for i, row := range rows[1:] {
		b := BestKnown{Family: Family(row[0]), Instance: row[1], Date: row[4], Source: row[5]}
		best, err := strconv.ParseInt(row[2], 10, 64)
		if err != nil {
			panic(fmt.Sprintf("bench: best.csv row %d: best=%q; expected an integer", i+2, row[2]))
		}
		b.Best = best
		if row[3] != "" {
			bound, err := strconv.ParseInt(row[3], 10, 64)
			if err != nil {
				panic(fmt.Sprintf("bench: best.csv row %d: bound=%q; expected an integer", i+2, row[3]))
			}
			b.Bound = &bound
		}
		out = append(out, b)
	}
	return out
}

// NoRoster is the gap of an instance for which no roster without a breach was found: 1000 %.
const NoRoster = 10.0

// Gap returns by which share of the best known value a value is worse: (value - best) / best where values are minimised,
// (best - value) / best where they are maximised. Negative: better than the best known.
func (b BestKnown) Gap(value int64) float64 {
	worse := value - b.Best
	if b.Family == FamilyMSS {
		worse = -worse
	}
	return float64(worse) / float64(b.Best)
}

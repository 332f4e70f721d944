package spc

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// table reads one of the published series, which are test input beside the project and not part of it: a header and rows of words.
// It returns the columns by name.
func table(t *testing.T, name string) map[string][]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "known-answers", "spc", name))
	if err != nil {
		t.Skip("the published series is not here: ../shared is absent")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Scan()
	header := strings.Fields(lines.Text())
	columns := map[string][]float64{}
	for lines.Scan() {
		for i, word := range strings.Fields(lines.Text()) {
			v, err := strconv.ParseFloat(word, 64)
			switch word {
			case "TRUE":
				v, err = 1, nil
			case "FALSE":
				v, err = 0, nil
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			columns[header[i]] = append(columns[header[i]], v)
		}
	}
	return columns
}

// trial returns the values of the trial rows, which are Phase I of the published series; they come first.
func trial(columns map[string][]float64, name string) []float64 {
	n := 0
	for _, v := range columns["trial"] {
		n += int(v)
	}
	return columns[name][:n]
}

// without leaves out the positions, which are counted from 1 as in the books.
func without(x []float64, positions ...int) []float64 {
	var kept []float64
next:
	for i, v := range x {
		for _, p := range positions {
			if i+1 == p {
				continue next
			}
		}
		kept = append(kept, v)
	}
	return kept
}

// chunks cuts x into subgroups of n.
func chunks(x []float64, n int) [][]float64 {
	var groups [][]float64
	for i := 0; i+n <= len(x); i += n {
		groups = append(groups, x[i:i+n])
	}
	return groups
}

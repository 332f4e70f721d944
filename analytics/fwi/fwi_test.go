package fwi

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.15g, want %.15g within %g of it", what, got, want, relative)
	}
}

// 17 degrees, 42 %, 25 km/h, no rain, April, start 85/6/15. Standard scale: Y. Wang, K. R. Anderson and R. M. Suddaby, Updated source
// code for calculating fire danger indices in the Canadian Forest Fire Weather Index System, NOR-X-424, 2015. The others: the same day
// as releases of the cffdrs package for R compute it, the last one with the four digits that it publishes.
func TestFirstDay(t *testing.T) {
	day := Weather{Month: 4, Temp: 17, Humidity: 42, Wind: 25}
	for _, c := range []struct {
		name                string
		k                   Scale
		ffmc, isi, fwi, dsr float64
		relative            float64
	}{
		{"standard", Standard, 87.692980092774448, 10.853661073655068, 10.096371392382368, 1.6290766399790664, 1e-13},
		{"147.27723 in, 147.2 out", Scale{147.27723, 147.2}, 87.69151331531972, 10.841447304436441, 10.08688762474252, 1.6263691100134403, 1e-13},
		{"147.27723 both", Scale{147.27723, 147.27723}, 87.6493542163647, 10.7762334794368, 10.0361846295211, 1.61192711440617, 1e-13},
		{"250*59.5/101 both", Scale{250 * 59.5 / 101, 250 * 59.5 / 101}, 87.65, 10.78, 10.04, 1.612, 5e-4},
	} {
		got := Next(Start, day, c.k)
		near(t, c.name+": FFMC", got.FFMC, c.ffmc, c.relative)
		near(t, c.name+": DMC", got.DMC, 8.545051136, 1e-13)
		near(t, c.name+": DC", got.DC, 19.014, 1e-13)
		near(t, c.name+": ISI", got.ISI, c.isi, c.relative)
		near(t, c.name+": BUI", got.BUI, 8.490426535837184, 1e-13)
		near(t, c.name+": FWI", got.FWI, c.fwi, c.relative)
		near(t, c.name+": DSR", got.DSR, c.dsr, c.relative)
	}
}

// The cffdrs package's 48 days of spring 1985, in both of its published versions.
func TestFullPrecisionSeries(t *testing.T) {
	for _, c := range []struct {
		file string
		k    Scale
	}{
		{"cffdrs_fullprecision_fwi_01_K147.27723.csv", Scale{147.27723, 147.27723}},
		{"cffdrs_test_fwi_out_extdata.csv", Scale{147.27723, 147.2}},
	} {
		rows := published(t, c.file)
		days := make([]Weather, len(rows))
		for i, r := range rows {
			days[i] = Weather{Month: int(r[3]), Temp: r[5], Humidity: r[6], Wind: r[7], Rain: r[8]}
		}
		if len(days) != 48 {
			t.Fatalf("%s has %d days, want 48", c.file, len(days))
		}
		for i, got := range Series(Start, days, c.k) {
			for j, v := range []float64{got.FFMC, got.DMC, got.DC, got.ISI, got.BUI, got.FWI, got.DSR} {
				near(t, c.file+" day "+strconv.Itoa(i+1)+" code "+strconv.Itoa(j), v, rows[i][9+j], 1e-9)
			}
		}
	}
}

// published reads one of the published series, which are test input beside the project and not part of it.
func published(t *testing.T, name string) [][]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "known-answers", "fwi", name))
	if err != nil {
		t.Skip("the published series is not here: ../shared is absent")
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]float64
	for _, record := range records[1:] {
		row := make([]float64, len(record))
		for i, cell := range record {
			if row[i], err = strconv.ParseFloat(cell, 64); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// The first week of the same spring with the standard scale, one decimal, as an independent program computed it.
func TestFirstWeek(t *testing.T) {
	days := []Weather{
		{4, 17, 42, 25, 0}, {4, 20, 21, 25, 2.4}, {4, 8.5, 40, 17, 0}, {4, 6.5, 25, 6, 0}, {4, 13, 34, 24, 0}, {4, 6, 40, 22, .4}, {4, 5.5, 52, 6, 0},
	}
	want := [][6]float64{
		{87.7, 8.5, 19.0, 10.9, 8.5, 10.1}, {86.2, 10.4, 23.6, 8.8, 10.4, 9.3}, {87.0, 11.8, 26.1, 6.5, 11.7, 7.6}, {88.8, 13.2, 28.2, 4.9, 13.1, 6.2},
		{89.1, 15.4, 31.5, 12.6, 15.3, 14.8}, {88.7, 16.5, 33.5, 10.7, 16.4, 13.5}, {87.4, 17.2, 35.4, 4.0, 17.1, 5.9},
	}
	for i, c := range Series(Start, days, Standard) {
		for j, got := range []float64{c.FFMC, c.DMC, c.DC, c.ISI, c.BUI, c.FWI} {
			if math.Abs(got-want[i][j]) > .0500001 {
				t.Errorf("day %d code %d = %.3f, want %.1f", i+1, j, got, want[i][j])
			}
		}
	}
}

func drawWeather(t *rapid.T) Weather {
	return Weather{
		Month:    rapid.IntRange(1, 12).Draw(t, "month"),
		Temp:     rapid.Float64Range(-40, 45).Draw(t, "temp"),
		Humidity: rapid.Float64Range(0, 100).Draw(t, "humidity"),
		Wind:     rapid.Float64Range(0, 100).Draw(t, "wind"),
		Rain:     rapid.Float64Range(0, 100).Draw(t, "rain"),
	}
}

// Whatever the weather, the codes stay in their ranges.
func TestRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := Codes{
			FFMC: rapid.Float64Range(0, 101).Draw(t, "ffmc"),
			DMC:  rapid.Float64Range(0, 400).Draw(t, "dmc"),
			DC:   rapid.Float64Range(0, 1200).Draw(t, "dc"),
		}
		for range 5 {
			before = Next(before, drawWeather(t), Standard)
			if !(before.FFMC >= 0 && before.FFMC <= 101) {
				t.Fatalf("FFMC outside 0 to 101: %+v", before)
			}
			for _, v := range []float64{before.DMC, before.DC, before.ISI, before.BUI, before.FWI, before.DSR} {
				if !(v >= 0) || math.IsInf(v, 1) {
					t.Fatalf("a code is negative or no number: %+v", before)
				}
			}
		}
	})
}

// More wind, a hotter or a drier day is never less dangerous; nor is a day without its rain.
func TestMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWeather(t)
		w.Temp = max(w.Temp, 0)
		c := Next(Start, w, Standard)
		windier, dry := w, w
		windier.Wind++
		dry.Rain = 0
		if ISI(c.FFMC, windier.Wind, Standard) < c.ISI {
			t.Fatalf("ISI falls with wind: %+v", w)
		}
		d := Next(Start, dry, Standard)
		if d.DMC < c.DMC || d.DC < c.DC || d.FFMC < c.FFMC-1e-9 {
			t.Fatalf("rain dried the fuel: %+v wet %+v dry %+v", w, c, d)
		}
		more := rapid.Float64Range(0, 50).Draw(t, "more")
		if Index(c.ISI+more, c.BUI) < Index(c.ISI, c.BUI) {
			t.Fatalf("the index falls with ISI: %+v", c)
		}
		if a, b := c.BUI, c.BUI+more; (a > 80) == (b > 80) && Index(c.ISI, b) < Index(c.ISI, a) {
			t.Fatalf("the index falls with BUI from %g to %g: %+v", a, b, c)
		}
	})
}

// The published seam at BUI = 80: the index steps down there, and by the published amount.
func TestSeam(t *testing.T) {
	isi := 10 / 23.686 // so that 0.1 R f(D) stays below 1, where the index is that product itself
	near(t, "f(D) below", Index(isi, 80)/(.1*isi), 23.686, 5e-5)
	near(t, "f(D) above", Index(isi, math.Nextafter(80, 81))/(.1*isi), 23.666, 5e-5)
}

// Without rain and with the same weather every day, FFMC comes to rest.
func TestEquilibrium(t *testing.T) {
	w := Weather{Month: 7, Temp: 25, Humidity: 40, Wind: 10}
	days := make([]Weather, 60)
	for i := range days {
		days[i] = w
	}
	codes := Series(Start, days, Standard)
	if step := math.Abs(codes[59].FFMC - codes[58].FFMC); step > 1e-9 {
		t.Errorf("FFMC still moves by %g after 60 equal days", step)
	}
	if !(codes[59].DC > codes[30].DC && codes[59].DMC > codes[30].DMC) {
		t.Errorf("drought must go on growing without rain: %+v then %+v", codes[30], codes[59])
	}
}

func TestEdges(t *testing.T) {
	if got := BUI(0, 0); got != 0 {
		t.Errorf("BUI(0, 0) = %g, want 0", got)
	}
	if got := BUI(0, 300); got != 0 {
		t.Errorf("BUI(0, 300) = %g, want 0", got)
	}
	winter := Weather{Month: 1, Temp: -30, Humidity: 80, Wind: 5}
	if got := Next(Start, winter, Standard); got.DMC != Start.DMC || got.DC != Start.DC {
		t.Errorf("a frozen day changed the slow codes: %+v", got)
	}
	for name, w := range map[string]Weather{
		"month": {Month: 13}, "humidity": {Month: 1, Humidity: 101}, "wind": {Month: 1, Wind: -1}, "rain": {Month: 1, Rain: math.NaN()},
	} {
		func() {
			defer func() {
				if message, _ := recover().(string); len(message) < 5 || message[:5] != "fwi: " {
					t.Errorf("%s: panic %q, want one that begins with fwi:", name, message)
				}
			}()
			Next(Start, w, Standard)
		}()
	}
}

package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/analytics/fwi"
)

type fwiParameters struct {
	FFMC0           float64 `json:"ffmc0"`
	DMC0            float64 `json:"dmc0"`
	DC0             float64 `json:"dc0"`
	FFMCConstant    float64 `json:"ffmc_constant"`
	FFMCConstantOut float64 `json:"ffmc_constant_out"`
}

type fwiRow struct {
	FFMC number `json:"ffmc"`
	DMC  number `json:"dmc"`
	DC   number `json:"dc"`
	ISI  number `json:"isi"`
	BUI  number `json:"bui"`
	FWI  number `json:"fwi"`
	DSR  number `json:"dsr"`
}

type fwiResult struct {
	analysis
	Rows []fwiRow `json:"rows"`
}

func analyzeFWICommand() *cobra.Command {
	var p fwiParameters
	c := analyzeMethod(&cobra.Command{
		Use:   "fwi --input FILE.csv",
		Short: "Canadian Forest Fire Weather Index, day by day",
		Long: `Columns: month (1 to 12), temp (degrees Celsius), rh (percent), wind (km/h), rain (mm in 24 hours); one row a day, in order.
Result: rows[] of ffmc, dmc, dc, isi, bui, fwi, dsr.`,
		Example: "  rota analyze fwi --input weather.csv\n  rota analyze fwi --input weather.csv --ffmc-constant 147.27723",
	}, func(input string, flags *pflag.FlagSet) (any, error) {
		if !flags.Changed("ffmc-constant-out") {
			p.FFMCConstantOut = p.FFMCConstant
		}
		return analyzeFWI(input, p)
	})
	c.Flags().Float64Var(&p.FFMC0, "ffmc0", fwi.Start.FFMC, "fine fuel moisture code of the day before the first")
	c.Flags().Float64Var(&p.DMC0, "dmc0", fwi.Start.DMC, "duff moisture code of the day before the first")
	c.Flags().Float64Var(&p.DC0, "dc0", fwi.Start.DC, "drought code of the day before the first")
	c.Flags().Float64Var(&p.FFMCConstant, "ffmc-constant", fwi.Standard.In, "constant of eq. 1 (code to moisture)")
	c.Flags().Float64Var(&p.FFMCConstantOut, "ffmc-constant-out", 0, "constant of eq. 10 (moisture to code) (default: the other)")
	return c
}

func analyzeFWI(input string, p fwiParameters) (any, error) {
	switch {
	case p.FFMC0 < 0 || p.FFMC0 > 101:
		return nil, flagError("ffmc0", p.FFMC0, "0 to 101")
	case p.DMC0 < 0:
		return nil, flagError("dmc0", p.DMC0, "a number >= 0")
	case p.DC0 < 0:
		return nil, flagError("dc0", p.DC0, "a number >= 0")
	case p.FFMCConstant <= 0:
		return nil, flagError("ffmc-constant", p.FFMCConstant, "a number > 0")
	case p.FFMCConstantOut <= 0:
		return nil, flagError("ffmc-constant-out", p.FFMCConstantOut, "a number > 0")
	}
	notNegative := func(v float64) bool { return v >= 0 }
	s, err := readSeriesFile(input, []seriesColumn{
		{name: "month", expected: "a whole number from 1 to 12", valid: func(v float64) bool { return isCount(v) && v >= 1 && v <= 12 }},
		{name: "temp", expected: "a number, degrees Celsius", valid: finite},
		{name: "rh", expected: "a number from 0 to 100, percent", valid: func(v float64) bool { return v >= 0 && v <= 100 }},
		{name: "wind", expected: "a number >= 0, km/h", valid: notNegative},
		{name: "rain", expected: "a number >= 0, mm", valid: notNegative},
	})
	if err != nil {
		return nil, err
	}
	days := make([]fwi.Weather, len(s.lines))
	for i := range days {
		days[i] = fwi.Weather{
			Month: int(s.numbers["month"][i]), Temp: s.numbers["temp"][i], Humidity: s.numbers["rh"][i], Wind: s.numbers["wind"][i], Rain: s.numbers["rain"][i],
		}
	}
	r := fwiResult{
		analysis: analysis{
			Method:     "fwi",
			Source:     "Van Wagner & Pickett 1985, Forestry Technical Report 33; Van Wagner 1987, Forestry Technical Report 35",
			Parameters: p,
			Notes:      []string{},
		},
		Rows: []fwiRow{},
	}
	start := fwi.Codes{FFMC: p.FFMC0, DMC: p.DMC0, DC: p.DC0}
	overflow := false
	for _, c := range fwi.Series(start, days, fwi.Scale{In: p.FFMCConstant, Out: p.FFMCConstantOut}) {
		overflow = overflow || !finite(c.DSR)
		r.Rows = append(r.Rows, fwiRow{number(c.FFMC), number(c.DMC), number(c.DC), number(c.ISI), number(c.BUI), number(c.FWI), number(c.DSR)})
	}
	if len(r.Rows) == 0 {
		r.note("rows", "the file has no day")
	}
	if overflow {
		r.note("rows", "null where weather or constants lie so far outside what the method was fitted to that it has no finite value")
	}
	return r, nil
}

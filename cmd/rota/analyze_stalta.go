package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/analytics/stalta"
)

type staltaParameters struct {
	Method       string `json:"method"`
	NSTA         int    `json:"nsta"`
	NLTA         int    `json:"nlta"` // 0 for z
	On           number `json:"on"`
	Off          number `json:"off"`
	MaxLen       int    `json:"max_len"`
	MaxLenDelete bool   `json:"max_len_delete"`
}

type staltaResult struct {
	analysis
	Ratio    []number `json:"ratio"`
	Triggers [][2]int `json:"triggers"`
}

func analyzeSTALTACommand() *cobra.Command {
	var p staltaParameters
	c := analyzeMethod(&cobra.Command{
		Use:   "stalta --input FILE.csv --nsta N --nlta N",
		Short: "Short-term over long-term average, with triggers",
		Long: `Column: value, one row a sample, in order. Result: ratio[], 0 in the warm-up, and triggers[] as [first, last sample not below off].
Without --on and --off only the ratio is computed. Method z needs no --nlta.`,
		Example: "  rota analyze stalta --input swaps.csv --nsta 5 --nlta 30 --on 4 --off 1.5\n  rota analyze stalta --input swaps.csv --method recursive --nsta 5 --nlta 30",
	}, func(input string, flags *pflag.FlagSet) (any, error) {
		p.On, p.Off = number(given(flags, "on")), number(given(flags, "off"))
		return analyzeSTALTA(input, p)
	})
	c.Flags().StringVar(&p.Method, "method", "classic", "classic, recursive, delayed or z")
	c.Flags().IntVar(&p.NSTA, "nsta", 0, "short window, samples")
	c.Flags().IntVar(&p.NLTA, "nlta", 0, "long window, samples")
	c.Flags().Float64("on", 0, "a trigger begins above this ratio")
	c.Flags().Float64("off", 0, "it ends below this ratio")
	c.Flags().IntVar(&p.MaxLen, "max-len", 0, "greatest length of a trigger, last - first, samples (0: no limit)")
	c.Flags().BoolVar(&p.MaxLenDelete, "max-len-delete", false, "leave out a trigger longer than --max-len, not cut it off")
	return c
}

func analyzeSTALTA(input string, p staltaParameters) (any, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s, err := readSeriesFile(input, []seriesColumn{valueColumn})
	if err != nil {
		return nil, err
	}
	ratio, warmUp := p.ratio(s.numbers["value"])
	r := staltaResult{
		analysis: analysis{
			Method:     "stalta",
			Source:     "Withers et al. 1998, Bull. Seism. Soc. Am. 88(1); Trnkoczy 2012, NMSOP-2 IS 8.1; as ObsPy",
			Parameters: p,
			Notes:      []string{},
		},
		Ratio: numbers(ratio),
	}
	if len(ratio) <= warmUp {
		r.note("ratio", "all 0: the series has %d samples, and the warm-up takes %d", len(ratio), warmUp)
	}
	for _, v := range ratio {
		if !finite(v) {
			r.note("ratio", "null where energy follows a long window without any, or where the squares of the values pass the largest number")
			break
		}
	}
	if !finite(float64(p.On)) {
		r.note("triggers", "no --on and --off")
		return r, nil
	}
	overlong := stalta.Cut
	if p.MaxLenDelete {
		overlong = stalta.Drop
	}
	r.Triggers = [][2]int{}
	for _, e := range stalta.Triggers(ratio, float64(p.On), float64(p.Off), p.MaxLen, overlong) {
		r.Triggers = append(r.Triggers, [2]int{e.First, e.Last})
	}
	return r, nil
}

// check refuses what the method cannot work with, all at once.
func (p staltaParameters) check() error {
	errs := []error{oneOf("method", p.Method, "classic", "recursive", "delayed", "z")}
	if p.NSTA < 1 {
		errs = append(errs, flagError("nsta", p.NSTA, "a number of samples >= 1"))
	}
	switch {
	case p.Method == "z" && p.NLTA != 0:
		errs = append(errs, flagError("nlta", p.NLTA, "none; method z has no long window"))
	case p.Method != "z" && p.NLTA < max(p.NSTA, 1):
		errs = append(errs, flagError("nlta", p.NLTA, "a number of samples >= nsta"))
	}
	if finite(float64(p.On)) != finite(float64(p.Off)) {
		errs = append(errs, errors.New("--on and --off: expected both or neither"))
	}
	if p.Off > p.On {
		errs = append(errs, flagError("off", p.Off, "at most --on"))
	}
	if p.MaxLen < 0 {
		errs = append(errs, flagError("max-len", p.MaxLen, "a number of samples >= 0"))
	}
	return errors.Join(errs...)
}

// ratio applies the method, and says how many samples its warm-up takes.
func (p staltaParameters) ratio(x []float64) (ratio []float64, warmUp int) {
	switch p.Method {
	case "recursive":
		return stalta.Recursive(x, p.NSTA, p.NLTA), p.NLTA
	case "delayed":
		return stalta.Delayed(x, p.NSTA, p.NLTA), p.NSTA + p.NLTA - 1
	case "z":
		return stalta.Z(x, p.NSTA), p.NSTA - 1
	default:
		return stalta.Classic(x, p.NSTA, p.NLTA), p.NLTA - 1
	}
}

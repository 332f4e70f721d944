package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/analytics/spc"
	"rota/datasets"
)

type chartParameters struct {
	Type   string   `json:"type"`
	Rules  string   `json:"rules"`
	From   string   `json:"estimate,omitempty"` // i, ewma and cusum of single values only
	Phase1 int      `json:"phase1"`             // 0: all
	Lambda *float64 `json:"lambda,omitempty"`   // ewma only
	Width  *float64 `json:"width,omitempty"`
	K      *float64 `json:"k,omitempty"` // cusum only, in sigma
	H      *float64 `json:"h,omitempty"`
	Start  *float64 `json:"head_start,omitempty"`
	Target number   `json:"target"`
	Sigma  number   `json:"sigma"`
}

type chartSignal struct {
	Index int    `json:"index"`
	Rule  string `json:"rule"`
	Side  string `json:"side"`
}

type chartResult struct {
	analysis
	Center  number        `json:"center"`
	Sigma   number        `json:"sigma"`
	Points  []number      `json:"points"`
	UCL     []number      `json:"ucl"`
	LCL     []number      `json:"lcl"`
	Upper   []number      `json:"upper,omitempty"` // CUSUM only
	Lower   []number      `json:"lower,omitempty"`
	Signals []chartSignal `json:"signals"`
}

func analyzeChartCommand() *cobra.Command {
	var p chartParameters
	c := analyzeMethod(&cobra.Command{
		Use:   "chart --input FILE.csv --type TYPE",
		Short: "Control charts with limits and run rules",
		Long: `Columns by type, rows in time order:
  i, mr                   value
  xbar-r, xbar-s, r, s    value,subgroup
  p, np                   value (defective items), size (items inspected; equal for np)
  c                       value (non-conformities)
  u                       value (non-conformities), size (inspection units)
  ewma, cusum             value[,subgroup]
Center and sigma come from the first --phase1 points, or from --target and --sigma. sigma is that of one value (one item for p and np,
one unit for c and u). Result: center, sigma, points[], ucl[], lcl[], signals[] with index, rule and side; cusum: upper[] and lower[] in the
unit of the values, which signal above ucl. The moving range at point i lies between values i and i+1. Rules beyond the first need
independent points: charts r, s and mr report only points beyond their limits, as rule WE1 or N1; ewma and cusum have rules of those names.`,
		Example: "  rota analyze chart --input hours.csv --type i --rules nelson --phase1 20\n  rota analyze chart --input hours.csv --type cusum --target 60 --sigma 4",
	}, func(input string, flags *pflag.FlagSet) (any, error) {
		p.Target, p.Sigma = number(given(flags, "target")), number(given(flags, "sigma"))
		if flags.Changed("phase1") && p.Phase1 < 1 {
			return nil, flagError("phase1", p.Phase1, "a number of points >= 1")
		}
		return analyzeChart(input, p)
	})
	f := c.Flags()
	f.StringVar(&p.Type, "type", "i", "i, mr, xbar-r, xbar-s, r, s, p, np, c, u, ewma or cusum")
	f.StringVar(&p.Rules, "rules", "we", "run rules: we, nelson or none (no signals)")
	f.StringVar(&p.From, "estimate", "mr", "sigma of single values (i, ewma, cusum) from: mr (moving ranges) or sd (overall scatter)")
	f.IntVar(&p.Phase1, "phase1", 0, "center and sigma from the first points, this many (default: all)")
	p.Lambda = f.Float64("lambda", .2, "ewma: weight of the newest value")
	p.Width = f.Float64("width", 3, "ewma: limits in standard errors")
	p.K = f.Float64("k", .5, "cusum: allowance in sigma")
	p.H = f.Float64("h", 4, "cusum: decision interval in sigma")
	p.Start = f.Float64("head-start", 0, "cusum: both sums before the first point, in sigma (half of --h: fast initial response)")
	f.Float64("target", 0, "a center known beforehand, in the unit of the points (default: estimated)")
	f.Float64("sigma", 0, "a standard deviation known beforehand (default: estimated)")
	return c
}

// The families of charts: what a row of the input is, and how center and sigma are estimated.
var (
	subgroupCharts  = []string{"xbar-r", "xbar-s", "r", "s"}
	scatterCharts   = []string{"mr", "r", "s"}
	attributeCharts = []string{"p", "np", "c", "u"}
	weightedCharts  = []string{"ewma", "cusum"}
)

// check refuses flags that no series could go with, all at once.
func (p chartParameters) check() error {
	errs := []error{
		oneOf("type", p.Type, slices.Concat([]string{"i"}, scatterCharts, subgroupCharts[:2], attributeCharts, weightedCharts)...),
		oneOf("rules", p.Rules, "we", "nelson", "none"),
		oneOf("estimate", p.From, "mr", "sd"),
	}
	if !(*p.Lambda > 0 && *p.Lambda <= 1) {
		errs = append(errs, flagError("lambda", *p.Lambda, "a number above 0 and up to 1"))
	}
	if *p.Width <= 0 {
		errs = append(errs, flagError("width", *p.Width, "a number > 0"))
	}
	if *p.K < 0 {
		errs = append(errs, flagError("k", *p.K, "a number >= 0"))
	}
	if *p.H <= 0 {
		errs = append(errs, flagError("h", *p.H, "a number > 0"))
	}
	if *p.Start < 0 || *p.Start > *p.H {
		errs = append(errs, flagError("head-start", *p.Start, "a number from 0 to --h"))
	}
	if finite(float64(p.Sigma)) && p.Sigma <= 0 {
		errs = append(errs, flagError("sigma", p.Sigma, "a number > 0"))
	}
	if finite(float64(p.Sigma)) && slices.Contains(attributeCharts, p.Type) {
		errs = append(errs, flagError("sigma", p.Sigma, "none; a chart of type "+p.Type+" has the sigma of its center"))
	}
	if finite(float64(p.Target)) && slices.Contains(scatterCharts, p.Type) {
		errs = append(errs, flagError("target", p.Target, "none; a chart of type "+p.Type+" has the center of its sigma"))
	}
	return errors.Join(errs...)
}

// columns returns the columns of the input by type of chart: those that it reads, and those that it passes over.
func (p chartParameters) columns() []seriesColumn {
	value, subgroup, size := valueColumn, seriesColumn{name: "subgroup", optional: true}, seriesColumn{name: "size", optional: true}
	switch {
	case slices.Contains(subgroupCharts, p.Type):
		subgroup = subgroupColumn
	case slices.Contains(weightedCharts, p.Type):
		subgroup.expected = subgroupColumn.expected
	case slices.Contains(attributeCharts, p.Type):
		value = seriesColumn{name: "value", expected: "a whole number >= 0", valid: isCount}
	}
	switch p.Type {
	case "p", "np":
		size = seriesColumn{name: "size", expected: "a whole number >= 1", valid: func(v float64) bool { return isCount(v) && v >= 1 }}
	case "u":
		size = seriesColumn{name: "size", expected: "a number > 0", valid: func(v float64) bool { return v > 0 }}
	}
	return []seriesColumn{value, subgroup, size}
}

func analyzeChart(input string, p chartParameters) (any, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s, err := readSeriesFile(input, p.columns())
	if err != nil {
		return nil, err
	}
	if len(s.lines) == 0 {
		return nil, &datasets.Defects{{File: s.file, Expected: "at least one row below the header"}}
	}
	r := &chartResult{analysis: analysis{Method: "chart", Source: chartSource(p), Notes: []string{}}}
	for _, c := range p.columns() {
		if c.expected == "" && s.has(c.name) {
			r.note("parameters", "a chart of type %s does not use the column %s", p.Type, c.name)
		}
	}
	var signals []spc.Signal
	switch {
	case slices.Contains(attributeCharts, p.Type):
		signals, err = r.drawAttributes(&p, s)
	case slices.Contains(subgroupCharts, p.Type):
		signals, err = r.drawSubgroups(&p, s)
	case slices.Contains(weightedCharts, p.Type):
		signals, err = r.drawWeighted(&p, s)
	default:
		signals, err = r.drawSingles(&p, s.numbers["value"])
	}
	if err != nil {
		return nil, err
	}
	if single := p.Type == "i" || slices.Contains(weightedCharts, p.Type) && !s.has("subgroup"); !single {
		p.From = ""
	}
	if p.Type != "ewma" {
		p.Lambda, p.Width = nil, nil
	}
	if p.Type != "cusum" {
		p.K, p.H, p.Start = nil, nil, nil
	}
	r.Parameters = p
	r.Signals = []chartSignal{}
	if p.Rules != "none" {
		for _, g := range signals {
			r.Signals = append(r.Signals, chartSignal{g.Index, g.Rule, string(g.Side)})
		}
	}
	return r, nil
}

func chartSource(p chartParameters) string {
	source := "Montgomery, Introduction to Statistical Quality Control"
	switch p.Type {
	case "ewma":
		source = "Roberts 1959, Technometrics 1(3); NIST/SEMATECH e-Handbook 6.3.2.4"
	case "cusum":
		source = "Page 1954, Biometrika 41; NIST/SEMATECH e-Handbook 6.3.2.3"
	}
	switch p.Rules {
	case "we":
		source += "; rules: Western Electric, Statistical Quality Control Handbook, 1956"
	case "nelson":
		source += "; rules: Nelson 1984, J. Quality Technology 16(4)"
	}
	return source
}

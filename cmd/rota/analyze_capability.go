package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/analytics/spc"
)

// What the capability command says about its input: chosen by us, but for the level of the test, which is the usual one.
const (
	fewValues      = 30  // below this the intervals are so wide that a note says so
	normalityLevel = .05 // level of the Anderson-Darling test
)

type capabilityParameters struct {
	LSL        number  `json:"lsl"`
	USL        number  `json:"usl"`
	Target     number  `json:"target"`
	Confidence float64 `json:"confidence"`
	Within     string  `json:"within"`
}

// interval is [low, high], or null.
type interval *[2]float64

type capabilityResult struct {
	analysis
	N           int      `json:"n"`
	Mean        number   `json:"mean"`
	SWithin     number   `json:"s_within"`
	SOverall    number   `json:"s_overall"`
	Cp          number   `json:"cp"`
	CpInterval  interval `json:"cp_interval"`
	CPL         number   `json:"cpl"`
	CPLInterval interval `json:"cpl_interval"`
	CPU         number   `json:"cpu"`
	CPUInterval interval `json:"cpu_interval"`
	Cpk         number   `json:"cpk"`
	CpkInterval interval `json:"cpk_interval"`
	Pp          number   `json:"pp"`
	PpInterval  interval `json:"pp_interval"`
	PPL         number   `json:"ppl"`
	PPLInterval interval `json:"ppl_interval"`
	PPU         number   `json:"ppu"`
	PPUInterval interval `json:"ppu_interval"`
	Ppk         number   `json:"ppk"`
	PpkInterval interval `json:"ppk_interval"`
	Cpm         number   `json:"cpm"`
	CpmInterval interval `json:"cpm_interval"`
	PPMBelow    number   `json:"ppm_below"`
	PPMAbove    number   `json:"ppm_above"`
	Stable      *bool    `json:"stable"`
	Normal      *bool    `json:"normal"`
	NormalityP  number   `json:"normality_p"`
	Claim       bool     `json:"claim"`
}

func analyzeCapabilityCommand() *cobra.Command {
	var p capabilityParameters
	c := analyzeMethod(&cobra.Command{
		Use:   "capability --input FILE.csv --lsl L --usl U",
		Short: "Process capability: Cp, Cpk, Pp, Ppk, Cpm with intervals",
		Long: `Columns: value, and subgroup where values belong together; rows in time order. One limit is enough. Without --target the target lies
halfway between the limits. Where subgroups differ in size, only the chart of their means is judged. The values are always given, but claim is false where the control chart of the same series shows a
signal (Western Electric rules): a capability is then no statement about what comes next.`,
		Example: "  rota analyze capability --input hours.csv --usl 80\n  rota analyze capability --input rings.csv --lsl 73.95 --usl 74.05 --within sbar",
	}, func(input string, flags *pflag.FlagSet) (any, error) {
		p.LSL, p.USL, p.Target = number(given(flags, "lsl")), number(given(flags, "usl")), number(given(flags, "target"))
		return analyzeCapability(input, p)
	})
	c.Flags().Float64("lsl", 0, "lower specification limit")
	c.Flags().Float64("usl", 0, "upper specification limit")
	c.Flags().Float64("target", 0, "target (default: halfway between the limits)")
	c.Flags().Float64Var(&p.Confidence, "confidence", .95, "confidence of the intervals")
	c.Flags().StringVar(&p.Within, "within", "", "scatter within: rbar, sbar (of subgroups) or mr (of neighbours) (default: rbar with subgroups, mr without)")
	return c
}

func analyzeCapability(input string, p capabilityParameters) (any, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s, err := readSeriesFile(input, []seriesColumn{valueColumn, {name: "subgroup", optional: true, expected: subgroupColumn.expected}})
	if err != nil {
		return nil, err
	}
	if p.Within == "" {
		p.Within = "mr"
		if s.has("subgroup") {
			p.Within = "rbar"
		}
	}
	if p.Within != "mr" && !s.has("subgroup") {
		return nil, flagError("within", p.Within, "mr, or a column subgroup in the file")
	}
	x := s.numbers["value"]
	within, signals, err := p.within(s)
	if err != nil {
		return nil, err
	}
	if !finite(float64(p.Target)) && finite(float64(p.LSL)) && finite(float64(p.USL)) {
		p.Target = p.LSL + (p.USL-p.LSL)/2
	}
	c := spc.Capable(x, within, spc.Spec{LSL: float64(p.LSL), USL: float64(p.USL), Target: float64(p.Target)}, p.Confidence)
	r := newCapabilityResult(c, p)
	r.judgeStability(len(x), within, signals)
	r.judgeNormality(x)
	r.explainNulls(c, p)
	return r, nil
}

// check refuses flags that no series could go with, all at once.
func (p capabilityParameters) check() error {
	var errs []error
	switch {
	case !finite(float64(p.LSL)) && !finite(float64(p.USL)):
		errs = append(errs, errors.New("--lsl and --usl: expected at least one of them"))
	case p.LSL >= p.USL:
		errs = append(errs, flagError("usl", p.USL, fmt.Sprintf("a number above --lsl %v", p.LSL)))
	}
	if !(p.Confidence > 0 && p.Confidence < 1) {
		errs = append(errs, flagError("confidence", p.Confidence, "a number between 0 and 1"))
	}
	errs = append(errs, oneOf("within", p.Within, "", "rbar", "sbar", "mr"))
	return errors.Join(errs...)
}

// within returns the scatter within, and the signals of the charts that judge the stability of the same series.
func (p capabilityParameters) within(s *series) (sigma float64, signals []spc.Signal, err error) {
	if p.Within == "mr" {
		center, sigma := spc.EstimateMR(s.numbers["value"])
		return sigma, spc.Individuals(s.numbers["value"], center, sigma).Signals(spc.WesternElectric()), nil
	}
	groups, err := s.subgroups(false)
	if err != nil || len(groups) == 0 {
		_, sigma = spc.EstimateR(nil)
		return sigma, nil, err
	}
	estimate, scatter := spc.EstimateR, spc.Range
	if p.Within == "sbar" {
		estimate, scatter = spc.EstimateS, spc.StdDev
	}
	center, sigma := estimate(groups)
	signals = spc.Xbar(groups, center, sigma).Signals(spc.WesternElectric())
	for _, g := range groups {
		if len(g) != len(groups[0]) {
			return sigma, signals, nil // a chart of scatter wants one size
		}
	}
	return sigma, append(signals, scatter(groups, sigma).Beyond("scatter WE1")...), nil
}

func newCapabilityResult(c spc.Capability, p capabilityParameters) *capabilityResult {
	bounds := func(i spc.Index) interval {
		if !finite(i.Low) || !finite(i.High) {
			return nil
		}
		return &[2]float64{i.Low, i.High}
	}
	return &capabilityResult{
		analysis: analysis{
			Method:     "capability",
			Source:     "Montgomery, Introduction to Statistical Quality Control; AIAG SPC 2nd ed.; ISO 22514-2; intervals: chi-square, Bissell 1990, Boyles 1991",
			Parameters: p,
			Notes:      []string{},
		},
		N: c.N, Mean: number(c.Mean), SWithin: number(c.SWithin), SOverall: number(c.SOverall),
		Cp: number(c.Cp.Value), CpInterval: bounds(c.Cp),
		CPL: number(c.CPL.Value), CPLInterval: bounds(c.CPL),
		CPU: number(c.CPU.Value), CPUInterval: bounds(c.CPU),
		Cpk: number(c.Cpk.Value), CpkInterval: bounds(c.Cpk),
		Pp: number(c.Pp.Value), PpInterval: bounds(c.Pp),
		PPL: number(c.PPL.Value), PPLInterval: bounds(c.PPL),
		PPU: number(c.PPU.Value), PPUInterval: bounds(c.PPU),
		Ppk: number(c.Ppk.Value), PpkInterval: bounds(c.Ppk),
		Cpm: number(c.Cpm.Value), CpmInterval: bounds(c.Cpm),
		PPMBelow: number(c.PPMBelow), PPMAbove: number(c.PPMAbove),
	}
}

// judgeStability sets stable and claim: no claim without a stable chart.
func (r *capabilityResult) judgeStability(n int, within float64, signals []spc.Signal) {
	if !(within > 0) {
		r.note("stable", "no chart can be drawn of a series without scatter within")
		r.note("claim", "false, because stability cannot be judged")
		return
	}
	stable := len(signals) == 0
	r.Stable, r.Claim = &stable, stable
	if !stable {
		r.note("claim", "false, because the series is not stable; signals: %s", describeSignals(signals))
	}
	if n < fewValues {
		r.note("n", "%d values; below %d the intervals are wide", n, fewValues)
	}
}

// describeSignals lists the first signals in words.
func describeSignals(signals []spc.Signal) string {
	const shown = 5
	var words []string
	for _, s := range signals[:min(shown, len(signals))] {
		words = append(words, fmt.Sprintf("%s at %d (%s)", s.Rule, s.Index, s.Side))
	}
	if more := len(signals) - shown; more > 0 {
		words = append(words, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(words, ", ")
}

func (r *capabilityResult) judgeNormality(x []float64) {
	a, pValue := spc.AndersonDarling(x)
	r.NormalityP = number(pValue)
	if !finite(pValue) {
		r.note("normal, normality_p", "the test needs at least 8 values and some scatter")
		return
	}
	normal := pValue >= normalityLevel
	r.Normal = &normal
	if !normal {
		r.note("normal", "false (Anderson-Darling %.3f, p %.2g); the intervals and the parts per million assume a normal distribution", a, pValue)
	}
}

// explainNulls says why an index is null.
func (r *capabilityResult) explainNulls(c spc.Capability, p capabilityParameters) {
	if c.N < 2 {
		r.note("mean, s_within, s_overall and all indices", "the series has %d values; at least 2 are needed", c.N)
		return
	}
	if !(c.SWithin > 0) {
		r.note("cp, cpl, cpu, cpk, cpm, ppm_below, ppm_above", "no scatter within to divide by")
	}
	if !(c.SOverall > 0) {
		r.note("pp, ppl, ppu, ppk", "no scatter to divide by")
	}
	if !finite(float64(p.LSL)) {
		r.note("cp, cpl, pp, ppl, cpm, ppm_below", "no --lsl")
	}
	if !finite(float64(p.USL)) {
		r.note("cp, cpu, pp, ppu, cpm, ppm_above", "no --usl")
	}
}

package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"rota/analytics/spc"
	"rota/datasets"
)

// rules returns the asked run rules, and the name of the first one.
func (p chartParameters) rules() (rules []spc.Rule, first string) {
	if p.Rules == "nelson" {
		return spc.Nelson(), "N1"
	}
	return spc.WesternElectric(), "WE1"
}

// firstPoints checks --phase1 against the number of points, and sets it where it was not given.
func (p *chartParameters) firstPoints(n int) (int, error) {
	if p.Phase1 == 0 {
		p.Phase1 = n
	}
	if p.Phase1 > n {
		return 0, flagError("phase1", p.Phase1, "at most the "+strconv.Itoa(n)+" points of the series")
	}
	return p.Phase1, nil
}

// standard puts a center or sigma known beforehand in the place of the estimate.
func (p *chartParameters) standard(center, sigma float64) (float64, float64) {
	if finite(float64(p.Target)) {
		center = float64(p.Target)
	}
	if finite(float64(p.Sigma)) {
		sigma = float64(p.Sigma)
	}
	return center, sigma
}

// estimate returns center and sigma of single values, by --estimate.
func (p *chartParameters) estimate(x []float64) (center, sigma float64) {
	if p.From == "sd" {
		return spc.EstimateSD(x)
	}
	return spc.EstimateMR(x)
}

func (r *chartResult) drawSingles(p *chartParameters, x []float64) ([]spc.Signal, error) {
	n, err := p.firstPoints(len(x))
	if err != nil {
		return nil, err
	}
	rules, first := p.rules()
	if p.Type == "mr" {
		_, sigma := p.standard(spc.EstimateMR(x[:n]))
		c := spc.MovingRange(x, sigma)
		r.show(c)
		return c.Beyond(first), nil
	}
	center, sigma := p.standard(p.estimate(x[:n]))
	c := spc.Individuals(x, center, sigma)
	r.show(c)
	return c.Signals(rules), nil
}

func (r *chartResult) drawSubgroups(p *chartParameters, s *series) ([]spc.Signal, error) {
	groups, err := s.subgroups(p.Type == "r" || p.Type == "s")
	if err != nil {
		return nil, err
	}
	n, err := p.firstPoints(len(groups))
	if err != nil {
		return nil, err
	}
	estimate := spc.EstimateR
	if p.Type == "xbar-s" || p.Type == "s" {
		estimate = spc.EstimateS
	}
	center, sigma := p.standard(estimate(groups[:n]))
	rules, first := p.rules()
	var c spc.Chart
	switch p.Type {
	case "r":
		c = spc.Range(groups, sigma)
	case "s":
		c = spc.StdDev(groups, sigma)
	default:
		c = spc.Xbar(groups, center, sigma)
		r.show(c)
		return c.Signals(rules), nil
	}
	r.show(c)
	return c.Beyond(first), nil
}

// drawWeighted draws a chart that adds up what came before: of single values, or of the means of subgroups.
func (r *chartResult) drawWeighted(p *chartParameters, s *series) ([]spc.Signal, error) {
	x, size := s.numbers["value"], 1
	var groups [][]float64
	if s.has("subgroup") {
		var err error
		if groups, err = s.subgroups(true); err != nil {
			return nil, err
		}
		x, size = spc.Xbar(groups, 0, 1).Points, len(groups[0])
	}
	n, err := p.firstPoints(len(x))
	if err != nil {
		return nil, err
	}
	center, sigma := p.standard(p.estimate(x[:n]))
	if groups != nil {
		center, sigma = p.standard(spc.EstimateR(groups[:n]))
	}
	se := sigma / math.Sqrt(float64(size)) // of a plotted point
	if p.Type == "cusum" {
		return r.showCUSUM(x, center, sigma, *p.K*se, *p.H*se, *p.Start*se), nil
	}
	c := spc.EWMA(x, center, se, *p.Lambda, *p.Width)
	c.Sigma = sigma
	r.show(c)
	return c.Beyond("EWMA"), nil
}

func (r *chartResult) drawAttributes(p *chartParameters, s *series) ([]spc.Signal, error) {
	counts, sizes := s.numbers["value"], s.numbers["size"]
	if p.Type == "c" {
		sizes = slices.Repeat([]float64{1}, len(counts))
	}
	if err := p.checkItems(s, counts, sizes); err != nil {
		return nil, err
	}
	n, err := p.firstPoints(len(counts))
	if err != nil {
		return nil, err
	}
	rate := spc.Rate(counts[:n], sizes[:n])
	if finite(float64(p.Target)) {
		rate = float64(p.Target)
		if p.Type == "np" {
			rate /= sizes[0]
		}
		if rate < 0 || rate > 1 && (p.Type == "p" || p.Type == "np") {
			return nil, flagError("target", p.Target, "a center that a chart of type "+p.Type+" can have")
		}
	}
	var c spc.Chart
	switch p.Type {
	case "p":
		c = spc.P(counts, sizes, rate)
	case "np":
		c = spc.NP(counts, sizes[0], rate)
	case "c":
		c = spc.C(counts, rate)
	default:
		c = spc.U(counts, sizes, rate)
	}
	r.show(c)
	rules, _ := p.rules()
	return c.Signals(rules), nil
}

// checkItems refuses more defective items than were inspected, and for np sizes that differ.
func (p *chartParameters) checkItems(s *series, counts, sizes []float64) error {
	if p.Type != "p" && p.Type != "np" {
		return nil
	}
	var defects datasets.Defects
	for i := range counts {
		if counts[i] > sizes[i] {
			defects = append(defects, s.defect(i, "value", fmt.Sprint(counts[i]), fmt.Sprintf("at most the size, %v", sizes[i])))
		}
		if p.Type == "np" && sizes[i] != sizes[0] {
			defects = append(defects, s.defect(i, "size", fmt.Sprint(sizes[i]), fmt.Sprintf("%v as in the first row; for sizes that differ use --type p", sizes[0])))
		}
	}
	if len(defects) > 0 {
		return &defects
	}
	return nil
}

// show puts a chart into the result; without limits they are null, and a note says why.
func (r *chartResult) show(c spc.Chart) {
	r.Center, r.Sigma, r.Points = number(c.Center), number(c.Sigma), numbers(c.Points)
	if len(c.UCL) > 0 && finite(c.UCL[0]) {
		r.UCL, r.LCL = numbers(c.UCL), numbers(c.LCL)
		return
	}
	r.noLimits(c.Sigma)
}

func (r *chartResult) noLimits(sigma float64) {
	if finite(sigma) {
		r.note("ucl, lcl", "no chart: the first points do not vary")
		return
	}
	r.note("sigma, ucl, lcl", "too few of the first points to estimate sigma")
}

// showCUSUM puts the two sums into the result. k, h and start are in the unit of x.
func (r *chartResult) showCUSUM(x []float64, center, sigma, k, h, start float64) []spc.Signal {
	r.Center, r.Sigma, r.Points = number(center), number(sigma), numbers(x)
	if !(h > 0) {
		r.noLimits(sigma)
		r.note("upper, lower", "no sums without sigma")
		return nil
	}
	c := spc.NewCUSUM(x, center, k, h, start)
	r.Upper, r.Lower = numbers(c.Upper), numbers(c.Lower)
	r.UCL = numbers(slices.Repeat([]float64{h}, len(x)))
	r.note("lcl", "both sums are >= 0 and signal above ucl")
	return c.Signals("CUSUM")
}

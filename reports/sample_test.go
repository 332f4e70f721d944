package reports

import (
	"testing"

	"rota/analytics"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// The assessment of a sample year has every measure and series that reports look for by name: a name changed on one side
// only would turn a page of the report into "unknown".
func TestAssessmentHasWhatReportsName(t *testing.T) {
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	problem, err := residency.Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	stays := residency.Stays(p, 1, solver.Construct(problem, 1))
	c := Candidate{Number: 1, Stays: stays, Assessment: analytics.Assess(p, stays)}
	for _, name := range []string{
		hardBreaches, coverBelowLeast, coverAboveMost, absenceDays, absenceDaysPlaced, requests, requestsGranted,
		hoursMean, hoursHighest, hoursSignals, fireHighest, fireMean, seismicAlerts, thinHalfBlocks,
	} {
		if c.value(name) == nil {
			t.Errorf("no value of %s", name)
		}
	}
	if c.value(hoursCpk) == nil && c.value(hoursPpk) == nil {
		t.Errorf("neither %s nor %s", hoursCpk, hoursPpk)
	}
	if len(c.series(seriesHours, programme)) < 50 || len(c.series(seriesFire, programme)) < 350 {
		t.Errorf("weeks=%d days=%d", len(c.series(seriesHours, programme)), len(c.series(seriesFire, programme)))
	}
	for _, scope := range c.scopes(seriesSignals) {
		known := false
		for _, s := range signalSigns {
			known = known || s.rule == scope
		}
		if !known {
			t.Errorf("no sign for signals of rule %s", scope)
		}
	}
	if len(c.scopes(seriesRatio)) == 0 || len(c.scopes(seriesCover)) == 0 {
		t.Errorf("scopes of %s: %v, of %s: %v", seriesRatio, c.scopes(seriesRatio), seriesCover, c.scopes(seriesCover))
	}
	for _, scope := range c.scopes(seriesCover) {
		bars := coverBarsOf(Run{Program: p}, c, scope)
		for i, end := range bars.until {
			if length := end - day(bars.points[i]); length < 13 || length > 18 {
				t.Errorf("%s: half-block %d has %v days", scope, i, length)
			}
		}
	}
}

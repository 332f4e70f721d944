package analytics_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rota/analytics"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// clinicsNotHeld counts, from the tables alone, the half-days of a block in which a resident's template has clinic, nothing else is to be done, and
// the schedule has none.
func clinicsNotHeld(p *datasets.Program, shifts []datasets.Shift) (missing, wanted int64) {
	kind := func(code, half string) datasets.ActivityKind {
		a, _ := p.ActivityIn(code, half)
		return a.Kind
	}
	patterns := p.Patterns()
	for _, s := range shifts {
		on := slices.IndexFunc(p.Rotations, func(r datasets.Rotation) bool { return r.Rotation == s.Rotation })
		who := p.People[slices.IndexFunc(p.People, func(q datasets.Person) bool { return q.Person == s.Person })]
		if on < 0 || s.HalfDay == datasets.Night || p.Away(s.Person, s.Date) || p.IsHoliday(s.Date) {
			continue
		}
		_, _, held := p.EventOf(who, p.Rotations[on].Service, s.Date, s.HalfDay)
		usual, known := patterns.AtOf(who, p.Rotations[on].Template, s.Date, s.HalfDay)
		if !known || held || kind(usual.Code, s.HalfDay) != datasets.KindClinic {
			continue
		}
		wanted++
		if kind(s.Activity, s.HalfDay) != datasets.KindClinic {
			missing++
		}
	}
	return missing, wanted
}

// TestClinicsAndNightsAgree: of clinics that templates have, and of nights, the problem misses those that are missing in the schedule that is read
// back: by the tables, and by what is measured.
func TestClinicsAndNightsAgree(t *testing.T) {
	p, plan := practice(t)
	plan.Block = 1
	problem := stateBlock(t, p, plan)
	best, other := solver.Construct(problem, 1), solver.Construct(problem, 2)
	clinics, nights := int64(0), int64(0)
	rapid.Check(t, func(t *rapid.T) {
		r := slices.Clone(best)
		for range rapid.IntRange(0, 40).Draw(t, "changes") {
			cell := rapid.IntRange(0, len(r)-1).Draw(t, "cell")
			r[cell] = rapid.SampledFrom([]solver.Duty{other[cell], solver.Off, best[cell]}).Draw(t, "duty")
		}
		got := map[string]int64{}
		for _, a := range solver.Amounts(problem, r) {
			got[problem.Rules.Name[a.Rule]] += a.Amount
		}
		shifts := residency.BlockSchedule(p, plan, 1, r)
		missing, wanted := clinicsNotHeld(p, shifts)
		if wanted == 0 || got["clinic"] != missing {
			t.Errorf("clinics missing=%d by the problem; expected %d of %d", got["clinic"], missing, wanted)
		}
		a := analytics.AssessBlock(p, shifts)
		empty, _ := a.Measure("nights_without_resident", "programme")
		if empty.Value == nil || float64(got["night"]) != *empty.Value {
			t.Errorf("nights without a resident=%d by the problem; expected as is measured: %+v", got["night"], empty)
		}
		clinics, nights = clinics+missing, nights+got["night"]
	})
	if clinics == 0 || nights == 0 {
		t.Errorf("clinics missing=%d, nights without a resident=%d in all rosters; expected some of both", clinics, nights)
	}
}

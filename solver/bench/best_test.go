package bench_test

import (
	"testing"

	"rota/solver/bench"
)

// TestBest: the file of best known values reads, and the gap has the direction of its family.
func TestBest(t *testing.T) {
	cases := []struct {
		family   bench.Family
		instance string
		value    int64
		gap      float64
		bound    int64 // 0: none
	}{
		{bench.FamilyCurtois, "Instance4", 1716, 0, 1716},
		{bench.FamilyCurtois, "Instance8", 1313, 0.01, 1300},
		{bench.FamilyCurtois, "Instance22", 60482, 1, 24064},
		{bench.FamilyMSS, "I40_12_2", 3724, 0.05, 0},
		{bench.FamilyMSS, "I320_12_4", 32281, 0, 0},
	}
	for _, c := range cases {
		b, known := bench.Best(c.family, c.instance)
		if !known || b.Source == "" || b.Date == "" {
			t.Fatalf("%s %s: known=%v source=%q date=%q", c.family, c.instance, known, b.Source, b.Date)
		}
		if got := b.Gap(c.value); got != c.gap {
			t.Errorf("%s: gap of %d = %v; want %v", c.instance, c.value, got, c.gap)
		}
		if (b.Bound == nil) != (c.bound == 0) || (b.Bound != nil && *b.Bound != c.bound) {
			t.Errorf("%s: bound = %v; want %d", c.instance, b.Bound, c.bound)
		}
	}
	if _, known := bench.Best(bench.FamilyMSS, "Instance4"); known {
		t.Error("Instance4 is known in the wrong family")
	}
}

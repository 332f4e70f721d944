package residency_test

import (
	"reflect"
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestPrices: B's leave in block 2, where the ward needs somebody, costs what B's exchange with A does: nothing where A is free, a
// request of A's where he is not, and cover where nobody else may be on the ward.
func TestPrices(t *testing.T) {
	begin := func() *datasets.Program {
		p := tiny()
		p.People = p.People[:2]
		p.Cover = []datasets.Cover{{Cover: "Ward", Services: []string{"Wards"}, Least: 1, Most: ptr(1)}}
		p.Requests = []datasets.Request{{Person: "B", FirstDay: july(31), LastDay: july(35), Rotation: datasets.Leave, Rank: 1}}
		return p
	}
	for name, c := range map[string]struct {
		change func(*datasets.Program)
		want   residency.Price
	}{
		"for nothing": {func(*datasets.Program) {}, residency.Price{Score: solver.Score{Soft: -8}}},
		"for the request of another": {func(p *datasets.Program) {
			p.Requests = append(p.Requests, datasets.Request{Person: "A", FirstDay: july(31), LastDay: july(35), Rotation: datasets.Leave, Rank: 2})
		}, residency.Price{Score: solver.Score{Soft: -4}}},
		"for the ward": {func(p *datasets.Program) { p.Rotations[0].PGYs = []int{2} }, residency.Price{Score: solver.Score{Cover: 2, Soft: -8}, Broken: []string{"cover of Ward (cover.csv row 2)"}}},
	} {
		t.Run(name, func(t *testing.T) {
			p := begin()
			c.change(p)
			problem, err := residency.Annual(p)
			if err != nil {
				t.Fatal(err)
			}
			r := rosterOf(t, p, filledYear("cccc", "wwww"))
			got := residency.Prices(problem, r)
			if len(got) != 1 || !reflect.DeepEqual(got[0], c.want) {
				t.Errorf("prices %+v; want of the first request %+v, and no other", got, c.want)
			}
			if again := residency.Prices(problem, r); !reflect.DeepEqual(got, again) {
				t.Errorf("prices %+v, then %+v", got, again)
			}
		})
	}
}

package workflows

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rota/solver"
	"rota/solver/residency"
)

func stands(soft int64, fairness, resilience float64) standing {
	return standing{solver.Score{Soft: soft}, &fairness, &resilience}
}

func TestFrontOf(t *testing.T) {
	for name, c := range map[string]struct {
		of   []standing
		want []bool
	}{
		"one":                        {[]standing{stands(5, 1, 1)}, []bool{true}},
		"worse in all":               {[]standing{stands(5, 1, 1), stands(6, 2, 2)}, []bool{true, false}},
		"better in one":              {[]standing{stands(5, 2, 2), stands(6, 1, 3), stands(7, 3, 1), stands(8, 3, 2)}, []bool{true, true, true, false}},
		"equal ones stand both":      {[]standing{stands(5, 1, 1), stands(5, 1, 1)}, []bool{true, true}},
		"unknown is as good as any":  {[]standing{{Score: solver.Score{Soft: 5}}, stands(6, 0, 0)}, []bool{true, false}},
		"law and cover come before":  {[]standing{{Score: solver.Score{Cover: 1}}, stands(9, 9, 9)}, []bool{false, true}},
		"not legal is on no front":   {[]standing{{Score: solver.Score{Hard: 1}}, {Score: solver.Score{Hard: 2}}}, []bool{true, false}},
		"wishes decide between both": {[]standing{stands(6, 1, 1), stands(5, 1, 1)}, []bool{false, true}},
	} {
		if got := front(c.of); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v; expected %v", name, got, c.want)
		}
	}
}

func TestPick(t *testing.T) {
	seeds := []standing{stands(10, 3, 100), stands(11, 3, 100), stands(12, 2.9, 101), stands(20, 3, 60), stands(15, 1, 100)}
	far := [][]int{{0, 50, 40, 60, 70}, {50, 0, 30, 60, 60}, {40, 30, 0, 60, 60}, {60, 60, 60, 0, 60}, {70, 60, 60, 60, 0}}
	near := slices.Clone(far) // the resilient one is nearly the best one
	near[0], near[3] = []int{0, 50, 40, 3, 70}, []int{3, 60, 60, 0, 60}
	for name, c := range map[string]struct {
		distance [][]int
		k        int
		want     []int
	}{
		"the best alone":                             {far, 1, []int{0}},
		"then resilience":                            {far, 2, []int{0, 3}},
		"then fairness":                              {far, 3, []int{0, 3, 4}},
		"then the rest of the front":                 {far, 4, []int{0, 3, 4, 2}},
		"then who is behind it":                      {far, 5, []int{0, 3, 4, 2, 1}},
		"who is near comes after all that are apart": {near, 5, []int{0, 4, 2, 1, 3}},
	} {
		if got := pick(seeds, c.distance, 10, c.k); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v; expected %v", name, got, c.want)
		}
	}
	tied := []standing{stands(2, 1, 1), stands(1, 4, 9), stands(1, 3, 5), stands(1, 3, 4), stands(1, 3, 4)}
	if got := chosen(tied); got != 3 {
		t.Errorf("chosen of equal scores: %d; expected 3, the first of the fairest and most resilient", got)
	}
	same := []standing{stands(1, 1, 1), stands(1, 1, 1), stands(1, 1, 1)}
	if got := pick(same, [][]int{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, 0, 3); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("schedules that are all the same: %v; expected them in order", got)
	}
}

// TestPickAlways: whatever there is, as many as asked for are picked, each once, the best score first; and nobody behind the front, or
// near another one, before somebody on it who is apart.
func TestPickAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "n")
		of, distance := make([]standing, n), make([][]int, n)
		for i := range of {
			f, r := float64(rapid.IntRange(0, 3).Draw(t, "fairness")), float64(rapid.IntRange(0, 3).Draw(t, "resilience"))
			of[i] = standing{solver.Score{Cover: int64(rapid.IntRange(0, 1).Draw(t, "cover")), Soft: int64(rapid.IntRange(0, 3).Draw(t, "soft"))}, &f, &r}
			distance[i] = make([]int, n)
			for j := range i {
				distance[i][j] = rapid.IntRange(0, 20).Draw(t, "distance")
				distance[j][i] = distance[i][j]
			}
		}
		k, apart := rapid.IntRange(1, n).Draw(t, "k"), rapid.IntRange(0, 12).Draw(t, "apart")
		got, on := pick(of, distance, apart, k), front(of)
		if sorted := slices.Sorted(slices.Values(got)); len(slices.Compact(sorted)) != k {
			t.Fatalf("%v; expected %d different ones", got, k)
		}
		for i := range of {
			if of[i].Score.Less(of[got[0]].Score) || of[i].dominates(of[got[0]]) {
				t.Fatalf("%v begins with %v; %v is better", got, of[got[0]].Score, of[i].Score)
			}
			for at := 1; at < k && !slices.Contains(got[:at+1], i); at++ {
				good := func(j int) bool { return on[j] && nearest(j, got[:at], distance) >= max(1, apart) }
				if good(i) && !good(got[at]) {
					t.Fatalf("%v has %d at place %d; %d is on the front and apart", got, got[at], at+1, i)
				}
			}
		}
	})
}

func TestLeaningOf(t *testing.T) {
	want := []residency.Leaning{{Resilience: 2}, {Fairness: 2}, {Fairness: 2, Resilience: 2}, {}, {Resilience: 8}, {Fairness: 8}}
	for i, w := range want {
		if got := leaningOf(i); got != w {
			t.Errorf("leaning %d is %v; expected %v", i, got, w)
		}
	}
	if got := leaningOf(4000); got.Resilience != 512 {
		t.Errorf("weights grow to %d; expected 512 at most", got.Resilience)
	}
}

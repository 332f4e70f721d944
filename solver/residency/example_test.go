package residency_test

import (
	"fmt"
	"path/filepath"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// The tiny programme has one best schedule, which its README derives by hand: no Hard breach, no missing cover, two days of
// absence on the ward (37 each, more than all five requests together) and one request of rank 1 (8) not granted.
func ExampleAnnual() {
	p, err := datasets.ReadProgram(filepath.Join("..", "..", "datasets", "testdata", "tiny"))
	if err != nil {
		fmt.Println(err)
		return
	}
	problem, err := residency.Annual(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	const seed = 1
	roster, _ := solver.Improve(problem, solver.Construct(problem, seed), seed, 0)
	fmt.Println(solver.Evaluate(problem, roster))
	for _, s := range residency.Stays(p, 1, roster) {
		if s.Person == "A" || s.Person == "D" {
			fmt.Println(s.Person, s.FirstDay, s.LastDay, s.Rotation, *s.Half)
		}
	}
	// Output:
	// 0 hard, 0 cover, 82 soft
	// A 2026-07-01 2026-07-28 CLINIC 0
	// A 2026-07-29 2026-08-25 WARD 0
	// A 2026-08-26 2026-09-22 WARD 0
	// A 2026-09-23 2026-10-20 CLINIC 0
	// D 2026-07-01 2026-07-28 WARD 0
	// D 2026-07-29 2026-08-25 CLINIC 0
	// D 2026-08-26 2026-09-08 DERM-NF 1
	// D 2026-09-09 2026-09-22 DERM-NF 2
	// D 2026-09-23 2026-10-06 NF-DERM 1
	// D 2026-10-07 2026-10-20 NF-DERM 2
}

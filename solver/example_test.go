package solver_test

import (
	"fmt"
	"os"

	"rota/solver"
)

// The schedule of testdata/tiny, which can be solved by hand.
func ExampleSolve() {
	data, err := os.ReadFile("testdata/tiny/problem.arrow")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := solver.ReadProblem(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	best := solver.Solve(p, 1, 1)
	fmt.Println(best.Score)
	for _, a := range solver.Amounts(p, best.Roster) {
		fmt.Printf("%s, %s: %s\n", p.People[a.Person], p.Periods[a.First], p.Rules.Name[a.Rule])
	}
	// Output:
	// 0 hard, 0 cover, 5 soft
	// Ben, week 2: wish
}

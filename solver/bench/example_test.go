package bench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rota/solver/bench"
)

// A roster is judged by the rules of its format: Bob's fourth day in a row breaks one, and the value counts what is wished
// for and what is not covered.
func ExampleCurtois_Evaluate() {
	f, err := os.Open(filepath.Join("testdata", "tiny.txt"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	instance, err := bench.ReadCurtois(f)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"Ann,D,D,,,,D,D\nBob,,,N,N,N", "Ann,D,D,D,D\nBob,,D,N,N,N"} {
		roster, err := instance.ReadRoster(strings.NewReader(text))
		if err != nil {
			fmt.Println(err)
			return
		}
		verdict := instance.Evaluate(roster)
		fmt.Println(verdict.Value)
		for _, b := range verdict.Breaches {
			fmt.Println(b.Rule, b.Amount, b.Text)
		}
	}
	// Output:
	// 1
	// 11
	// H5 1 Bob days 1 to 4: 4 days of work in a row, at most 3
}

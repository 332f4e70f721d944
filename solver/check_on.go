//go:build check

package solver

// checking makes the search compare its score with Evaluate after every move that it applies.
const checking = true

// A round is short in this build: Evaluate is thousands of times slower than a move.
const movesPerCell = 60

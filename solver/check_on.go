//go:build check

package solver

// checking makes the search compare its score with Evaluate after every move that it applies.
const checking = true

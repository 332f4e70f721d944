//go:build !check

package solver

const checking = false

// Moves of a round: so many for each cell of the roster, so that a round of a larger problem takes longer but searches as deep.
const movesPerCell = 12000

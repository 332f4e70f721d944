// Package solver builds rosters of people x periods x duties: a problem in columns, an exact score, a deterministic
// search. It knows no resident, no file and no clock; it could serve nurses or pilots.
//
// A Problem states sets of people and duties and, in one table for each kind of rule, what a roster shall and shall not
// hold. Every row has a level (Hard, Cover, Soft) and a weight. Evaluate gives the score of a roster from nothing; the
// search keeps the same score up to date cell by cell and never decides by anything else.
//
//	Solve:      roster = Construct(seed)
//	            for each round: roster = Improve(roster, seed, round)
//
//	Construct:  for each cell in random order: the duty that adds least to the score
//
//	Improve:    anneal from the roster: for each of 400 temperatures, falling geometrically:
//	                propose a move (replace, swap, exchange, square, rotate), which keeps the score exact
//	                take it back if energy(change) > temperature x -log(random)
//	                remember the roster if its score is the best so far
//	                weigh Hard and Cover anew: dearer while worse than in the best roster, else cheaper
//
// The energy of the annealing is a weighed sum of the levels, because a walk that compares levels strictly cannot cross
// from one good region to the next; what is remembered is decided by the score, level before level.
//
// The same problem, seed and rounds give the same bytes at any GOMAXPROCS: a round is a fixed number of moves, its random
// numbers come from PCG (O'Neill 2014) seeded by seed and round, and no clock is read.
//
// Building with the tag check compares the score kept with Evaluate after every move.
package solver

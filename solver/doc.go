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
//	Construct:  for each cell in random order: the duty that adds least to the score;
//	            then whole lines, priced exactly, for people whose line breaks something Hard, where graphs of lines are small
//
//	Improve:    anneal from the roster: for each of 400 temperatures, falling geometrically:
//	                draw what the move may cost: temperature x -log(random)
//	                draw a move (swap, redraw, exchange, shift, relocate, barter, square, rotate) and try it: cells and demands first, then line rules,
//	                the cheapest first, until it is sure to cost more; nothing is changed before the move is known to stay
//	                remember the roster if its score is the best so far
//	                weigh Hard and Cover anew: dearer while worse than in the best roster, else cheaper
//	                share the moves anew: the more often the more energy moves of a kind and length gave back for each one drawn
//
//	Reheat:     for two spells at a time, of an eighth to a half of the periods, until as many moves have been tried as in a round of Improve:
//	                anneal each from the roster, from 0.15 of a mean step; where something above the soft cost is broken, every fourth time hot
//	                put what each of them changed into the roster, one after the other, unless that makes it worse
//
//	Search:     everybody's first line, then one after the other his best answer to the rest
//	            for each round, until no roster is proven to be better than the best:
//	                prices not begun:                 Gauss and Seidel's rule
//	                rough, and a run has ended:       up to 8 steps of the bundle; runs begin anew from better prices
//	                not yet settled:                  side by side: up to 8 steps of the bundle | two runs
//	                settled:                          side by side: two long jobs (dives for everybody, a step of the proof) | short jobs
//	                drop the dearest lines of a large pool
//	            short jobs, four at a time: a run goes on; a run or a dive for a few people, or a dive for many in a spell of periods; a dive for
//	            everybody, where a round has room for several
//
// A round over the whole roster is as good as its parts are together; spells are taken over one by one, so that what is gained in them
// adds up. In blocks, where what lies a week apart hardly meets, rounds after the first are of that kind, every sixth one of whole lines.
//
// Where steps of the soft cost are of two kinds that lie far apart, as missing people and wishes do, annealing has two such stages in its
// first round: from 0.4 to 0.12 of the large steps, then from 2 of the small ones down to 0.3 of the smallest.
//
// The energy of the annealing is a weighed sum of the levels, because a walk that compares levels strictly cannot cross
// from one good region to the next; what is remembered is decided by the score, level before level.
//
// Search works on whole lines instead of cells, and knows how far from the optimum it can be at most (column generation with
// Lagrangian bounds; the price of a demand is what a duty that meets it earns):
//
//	lines:   every rule of a person says what it adds to a graph of his lines: the price of a cell, something that the states
//	         remember, the main sum (a coordinate of its own), or a count that is only priced (Problem of one person -> line)
//	price:   the least cost of the rest of a line, backward over (period, state, main sum); then, where counts are broken,
//	         beginnings of lines forward, cut off where they cannot undercut the best line known; lines that leave a count by
//	         duties of one kind are mended (pricing_mend.go)
//	bound:   prices by Gauss and Seidel's rule, then by a proximal bundle whose master is solved by PDHG, first with counts
//	         priced, then with lines that keep them; certified in integers, since prices are whole 1024ths
//	runs:    person by person the best whole line against prices that answer to what is missing now, and turn stricter from
//	         pass to pass (augmented Lagrangian): lines stay whole all the time
//	dives:   hold the cells that the mixture of lines agrees on, price again, until everybody has one line; best answers.
//	         Some cells are disturbed first, so that no two dives are alike. What the proof says is missing in a set of demands
//	         together is a row of the master (shortage.go), and its mixture the one that dives for everybody begin with; these
//	         are cut off where their bound reaches the best roster
//	few:     runs and dives for a few people, and dives for many in a spell of periods, from the best roster or one a little
//	         worse; half of the dives are disturbed, the others cut off where their bound reaches the roster; how people are
//	         chosen, how many and for how long is drawn by what it gained for its work
//	proof:   split the rosters by how many are missing in a set of demands together, then by cells; drop what cannot undercut the
//	         best roster, and bar cells that are in no better one (branch and bound over the same bound)
//	jobs:    whatever has had least of its share of the work is begun next; shares follow what was gained for work (jobs.go, choice.go).
//	         Masters of the bundle and of the proof occupy one thread, so short jobs keep the other busy. A job sees what was known
//	         when it was begun and is taken over in its turn, so that threads change nothing (pipeline in parallel.go)
//
// Bounding bounds each level apart by the same lines and prices, which is what annual schedules need: there wishes, cover and law
// differ by factors of thousands. What a person must have of a dozen rotations in a year is in the states of his lines, each of
// which is dropped where the periods left are too few for what is still due (line_relief.go).
//
// Search joins the levels into one number, each weighing more than all that lower ones can cost together; where the numbers of a
// problem are too large for that, no bound is given. What a person's graph cannot hold (gaps beyond 12 periods, more than 4000
// states) is left out of it: his lines are then dearer than they are priced at, and the bound stays valid.
//
// Stays anneals stays instead of cells, for duties that last several periods:
//
//	line:    a list of stays; what it costs falls into bars, totals (how long each duty is held in all) and order
//	kin:     which duties can stand for one another: read off the Hard sums and the places that changes are counted in
//	move:    another line for one or two people: another place, duty, time or order; a stay passed on, two exchanged
//	price:   each demand has its own, which rises while it is unmet and falls while it is met; the time for which it may be
//	         unmet falls to 0 while the walk cools
//
// Methods: Dantzig and Wolfe (1960) for the lines; Kiwiel (1990) for the bundle; Chambolle and Pock (2011) and Applegate and others
// (2021) for the master; Strandmark, Qu and Curtois (2020) for dives on this kind of problem; Hestenes (1969) and Powell (1969) for
// augmented Lagrangians; Dueck (1993) for going on from rosters that are a little worse.
//
// The same problem, seed and rounds give the same bytes at any GOMAXPROCS: a round is a fixed number of moves, its random
// numbers come from SplitMix64 (Steele, Lea and Flood 2014) and PCG (O'Neill 2014) seeded by seed and round, and no clock is read.
//
// Searches that go on in rounds are written between two of them and read again (WriteSearch, WriteStays, WriteBounding), and go on
// as if they had not stopped.
//
// Building with the tag check compares the score kept with Evaluate after every move.
package solver

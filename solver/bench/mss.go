package bench

// MSS is an instance of medical student scheduling: each student does disciplines, each of them in one hospital for Duration
// periods in a row. Everything is counted from 0; the file counts from 1.
type MSS struct {
	Students, Disciplines, Hospitals, Horizon, Groups int

	Duration       int
	MostInHospital int       // disciplines of one student in one hospital
	Group          []int     // of each discipline
	Due            [][]int   // student, group: how many disciplines of the group he has to do, exactly
	Allowed        [][]bool  // student, discipline
	Before         [][]bool  // discipline d, discipline e: e has to be done before d
	Available      [][]bool  // student, period
	Able           [][]bool  // student, place (see Place): he may do that discipline in that hospital
	Least, Most    [][]int   // place, period: students there
	Weights        [][]int64 // student: of disciplines, hospitals, changes of hospital, waiting
	LikesDisc      [][]int64 // student, discipline
	LikesHosp      [][]int64 // student, hospital
	LikesAll       []int64   // discipline: the school's own preference
}

// Place is what a student does in a period: a discipline in a hospital, as one index.
func (m *MSS) Place(hospital, discipline int) int { return hospital*m.Disciplines + discipline }

// hospital and discipline take a place apart.
func (m *MSS) hospital(place int) int   { return place / m.Disciplines }
func (m *MSS) discipline(place int) int { return place % m.Disciplines }

// Evaluate judges a roster: places by index, a row for each student and a column for each period. The hard rules are
//
//	M1 at most one place in a period: the form of a roster
//	M2 a discipline is done at most once, in Duration periods in a row, in one hospital
//	M3 exactly the number of disciplines due in each group
//	M4 only allowed disciplines
//	M5 a discipline that has to be done before another one starts before it, and so is done
//	M6 at most MostInHospital disciplines of a student in a hospital
//	M7 students between Least and Most at each place in each period
//	M8 only places that he is able to be at
//	M9 no place in a period in which he is not available
//
// and the value, to be maximised, is the satisfaction of all students and once more that of the least satisfied. Evaluate
// panics if the roster has another size or a place that does not exist.
func (m *MSS) Evaluate(cells Cells) Verdict {
	var v Verdict
	worst := int64(0)
	for s := range m.Students {
		m.judge(s, cells[s], &v)
		sat := m.satisfaction(s, cells[s])
		v.Value += sat
		if s == 0 || sat < worst {
			worst = sat
		}
	}
	v.Value += worst
	for place := range m.Hospitals * m.Disciplines {
		for t := range m.Horizon {
			n := 0
			for s := range cells {
				if cells[s][t] == place {
					n++
				}
			}
			if out := max(m.Least[place][t]-n, n-m.Most[place][t]); out > 0 {
				v.breach("M7", out, "hospital %d discipline %d period %d: %d students, %d to %d",
					m.hospital(place)+1, m.discipline(place)+1, t+1, n, m.Least[place][t], m.Most[place][t])
			}
		}
	}
	return v
}

// course is one discipline as a line does it.
type course struct {
	periods, first int
	whole          bool // in Duration periods in a row
	hospital       int  // the first by number, if there are several
	hospitals      int  // how many
}

// courses reads a line by discipline.
func (m *MSS) courses(row []int) []course {
	out := make([]course, m.Disciplines)
	seen := make([]bool, m.Hospitals*m.Disciplines)
	for t, place := range row {
		if place == Free {
			continue
		}
		c := &out[m.discipline(place)]
		if c.periods == 0 {
			c.first, c.hospital = t, m.hospital(place)
		}
		c.periods++
		if !seen[place] {
			seen[place] = true
			c.hospitals++
			c.hospital = min(c.hospital, m.hospital(place))
		}
	}
	for d := range out {
		c := &out[d]
		last := c.first
		for last < len(row) && row[last] != Free && m.discipline(row[last]) == d {
			last++
		}
		c.whole = c.periods == m.Duration && last-c.first >= m.Duration
	}
	return out
}

// judge adds the breaches of one line.
func (m *MSS) judge(s int, row []int, v *Verdict) {
	for t, place := range row {
		if place != Free && !m.Available[s][t] {
			v.breach("M9", 1, "student %d period %d: not available", s+1, t+1)
		}
	}
	courses, done, inHospital := m.courses(row), make([]int, m.Groups), make([]int, m.Hospitals)
	for d, c := range courses {
		if c.periods == 0 {
			continue
		}
		done[m.Group[d]]++
		inHospital[c.hospital]++
		if !c.whole {
			v.breach("M2", 1, "student %d: discipline %d is not done once in %d periods in a row", s+1, d+1, m.Duration)
		}
		if c.hospitals > 1 {
			v.breach("M2", c.hospitals-1, "student %d: discipline %d in several hospitals", s+1, d+1)
		}
		if !m.Able[s][m.Place(c.hospital, d)] {
			v.breach("M8", 1, "student %d: hospital %d is not open to him for discipline %d", s+1, c.hospital+1, d+1)
		}
		if !m.Allowed[s][d] {
			v.breach("M4", 1, "student %d: discipline %d is not allowed", s+1, d+1)
		}
		for e, before := range courses {
			if m.Before[d][e] && (before.periods == 0 || before.first >= c.first) {
				v.breach("M5", 1, "student %d: discipline %d before %d", s+1, d+1, e+1)
			}
		}
	}
	for g, n := range done {
		if due := m.Due[s][g]; n != due {
			v.breach("M3", max(n-due, due-n), "student %d: %d disciplines of group %d, exactly %d", s+1, n, g+1, due)
		}
	}
	for h, n := range inHospital {
		if n > m.MostInHospital {
			v.breach("M6", n-m.MostInHospital, "student %d: %d disciplines in hospital %d, at most %d", s+1, n, h+1, m.MostInHospital)
		}
	}
}

// satisfaction is, with the student's weights W1 to W4: W1 x preferences of the disciplines done + W2 x preferences of the
// hospitals, summed over periods and then divided by Duration, rounded down + W3 x changes of hospital, free periods skipped
// + W4 x free periods before the last period that is not free + the school's preferences of the disciplines done.
func (m *MSS) satisfaction(s int, row []int) int64 {
	var disciplines, hospitals, changes, waiting, school int64
	for d, c := range m.courses(row) {
		if c.periods > 0 {
			disciplines += m.LikesDisc[s][d]
			school += m.LikesAll[d]
		}
	}
	before, free := Free, int64(0)
	for _, place := range row {
		if place == Free {
			free++
			continue
		}
		waiting, free = waiting+free, 0
		hospitals += m.LikesHosp[s][m.hospital(place)]
		if before != Free && m.hospital(before) != m.hospital(place) {
			changes++
		}
		before = place
	}
	w := m.Weights[s]
	return w[0]*disciplines + w[1]*floorDiv(hospitals, int64(m.Duration)) + w[2]*changes + w[3]*waiting + school
}

// floorDiv rounds down, also below 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

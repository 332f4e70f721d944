package sample

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// MSS describes an instance of medical student scheduling in MiniZinc data.
type MSS struct {
	Students, Disciplines, Hospitals, Groups int
	Duration, Horizon                        int // periods of a discipline, periods of the year
	Precedences                              int // about how many pairs of disciplines have an order
}

// mss is an instance while it is drawn.
type mss struct {
	MSS
	*rand.Rand
	group     []int
	before    [][]int   // discipline d, discipline e: 1 if e has to be done before d
	allowed   [][]int   // student, discipline
	able      [][][]int // student, hospital, discipline
	available [][]int
	due       [][]int
	lines     [][]int // the hidden roster: hospital x Disciplines + discipline, or -1
}

// Draw returns the text of the instance and its hidden roster, in the forms in which both are published.
func (m MSS) Draw(seed uint64) (instance, roster string) {
	d := &mss{MSS: m, Rand: rand.New(rand.NewPCG(seed, 1))}
	for i := range d.Disciplines {
		d.group = append(d.group, 1+i%d.Groups)
	}
	d.before = d.table(d.Disciplines, d.Disciplines, func(int, int) int { return 0 })
	for range d.Precedences {
		if a, b := d.IntN(d.Disciplines), d.IntN(d.Disciplines); a != b {
			d.before[max(a, b)][min(a, b)] = 1
		}
	}
	for range d.Students {
		d.drawStudent()
	}
	return d.text(), d.roster()
}

func (d *mss) table(rows, columns int, cell func(i, j int) int) [][]int {
	t := make([][]int, rows)
	for i := range t {
		for j := range columns {
			t[i] = append(t[i], cell(i, j))
		}
	}
	return t
}

// most returns 1 in four of five cases.
func (d *mss) most(int, int) int { return bit(d.IntN(5) > 0) }

// drawStudent draws what a student may do, and a line that keeps it: disciplines in an order that the instance allows, each in
// some hospital, and periods free between them as far as the year has room.
func (d *mss) drawStudent() {
	allowed, able := d.table(1, d.Disciplines, d.most)[0], d.table(d.Hospitals, d.Disciplines, d.most)
	line, due, done := make([]int, 0, d.Horizon), make([]int, d.Groups), make([]bool, d.Disciplines)
	for len(line)+d.Duration <= d.Horizon && d.IntN(d.Disciplines) > 0 {
		if d.IntN(4) == 0 {
			line = append(line, -1)
			continue
		}
		var places []int
		for place := range d.Hospitals * d.Disciplines {
			x := place % d.Disciplines
			if !done[x] && allowed[x]*able[place/d.Disciplines][x] == 1 && d.prepared(x, done) {
				places = append(places, place)
			}
		}
		if len(places) == 0 {
			break
		}
		place := places[d.IntN(len(places))]
		for range d.Duration {
			line = append(line, place)
		}
		done[place%d.Disciplines] = true
		due[d.group[place%d.Disciplines]-1]++
	}
	available := make([]int, d.Horizon)
	for t := range available {
		if t == len(line) {
			line = append(line, -1)
		}
		available[t] = bit(line[t] >= 0 || d.IntN(4) > 0)
	}
	d.allowed, d.able, d.available = append(d.allowed, allowed), append(d.able, able), append(d.available, available)
	d.due, d.lines = append(d.due, due), append(d.lines, line)
}

func (d *mss) prepared(discipline int, done []bool) bool {
	for e, before := range d.before[discipline] {
		if before == 1 && !done[e] {
			return false
		}
	}
	return true
}

func (d *mss) text() string {
	var b strings.Builder
	mostInHospital := d.mostInHospital()
	fmt.Fprintf(&b, "%% drawn around a roster that keeps every hard rule\nStudents=%d;\nDisciplines=%d;\nHospitals=%d;\nDuration=%d;\nHorizon=%d;\nGroups=%d;\nMaxDiscPerHosp=%d;\n",
		d.Students, d.Disciplines, d.Hospitals, d.Duration, d.Horizon, d.Groups, mostInHospital)
	list := func(name string, values []int) { fmt.Fprintf(&b, "%s = [%s];\n", name, joined(values)) }
	table := func(name string, rows [][]int) {
		texts := make([]string, len(rows))
		for i, row := range rows {
			texts[i] = joined(row)
		}
		fmt.Fprintf(&b, "%s = [|\n%s |];\n", name, strings.Join(texts, " |\n"))
	}
	cube := func(name, sets string, rows [][]int) {
		var all []int
		for _, row := range rows {
			all = append(all, row...)
		}
		fmt.Fprintf(&b, "%s = array3d(%s, [%s]);\n", name, sets, joined(all))
	}
	list("DiscGroup", d.group)
	table("StudDiscGroup", d.due)
	table("AllowedDisc", d.allowed)
	table("Precededby", d.before)
	table("Availability", d.available)
	var able [][]int
	for _, of := range d.able {
		able = append(able, of...)
	}
	cube("Ability", "1..Students, 1..Hospitals, 1..Disciplines", able)
	least, most := d.cover()
	cube("MaxPosHosp", "1..Hospitals, 1..Disciplines, 1..Horizon", most)
	cube("MinPosHosp", "1..Hospitals, 1..Disciplines, 1..Horizon", least)
	likes := func(n int) func(int, int) int { return func(int, int) int { return d.IntN(n + 1) } }
	table("WeightPref", d.table(d.Students, 4, func(_, j int) int { return (1 + d.IntN(3)) * (1 - 2*bit(j >= 2)) }))
	table("PrefStudDisc", d.table(d.Students, d.Disciplines, likes(d.Disciplines)))
	table("PrefStudHosp", d.table(d.Students, d.Hospitals, likes(d.Hospitals)))
	list("ManPref", d.table(1, d.Disciplines, likes(3))[0])
	return b.String()
}

// mostInHospital is the greatest number of disciplines that a student of the hidden roster does in one hospital.
func (d *mss) mostInHospital() int {
	most := 1
	for _, line := range d.lines {
		in := make([]int, d.Hospitals)
		for _, place := range line {
			if place >= 0 {
				in[place/d.Disciplines]++
				most = max(most, in[place/d.Disciplines]/d.Duration)
			}
		}
	}
	return most
}

// cover draws bounds around what the hidden roster has, by place and period.
func (d *mss) cover() (least, most [][]int) {
	least = d.table(d.Hospitals*d.Disciplines, d.Horizon, func(int, int) int { return 0 })
	for _, line := range d.lines {
		for t, place := range line {
			if place >= 0 {
				least[place][t]++
			}
		}
	}
	most = d.table(len(least), d.Horizon, func(place, t int) int { return least[place][t] + d.IntN(3) })
	for _, row := range least {
		for t := range row {
			row[t] = max(0, row[t]-d.IntN(3))
		}
	}
	return least, most
}

func joined(values []int) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strconv.Itoa(v)
	}
	return strings.Join(texts, ", ")
}

func (d *mss) roster() string {
	var b strings.Builder
	for _, line := range d.lines {
		for t, place := range line {
			if t > 0 {
				b.WriteByte(',')
			}
			if place >= 0 {
				fmt.Fprintf(&b, "%d:%d", place/d.Disciplines+1, place%d.Disciplines+1)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

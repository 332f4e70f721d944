package bench

import (
	"io"
	"maps"
	"slices"
)

// Limits that keep the product of three scalars inside an int, and the satisfaction of all students inside an int64.
const (
	mostScalar     = 100_000
	mostPreference = 10_000
)

// ReadMSS reads an instance in MiniZinc data. The error is Defects and names everything that is wrong.
func ReadMSS(r io.Reader) (*MSS, error) {
	values, defects, err := readDzn(r)
	if err != nil {
		return nil, err
	}
	t := mssData{values: values, defects: defects, left: map[string]bool{}, sized: true}
	for name, v := range values {
		t.left[name] = !v.broken
	}
	m := &MSS{
		Students: t.scalar("Students"), Disciplines: t.scalar("Disciplines"), Hospitals: t.scalar("Hospitals"),
		Duration: t.scalar("Duration"), Horizon: t.scalar("Horizon"), Groups: t.scalar("Groups"), MostInHospital: t.scalar("MaxDiscPerHosp"),
	}
	if t.sized && m.Duration > m.Horizon {
		t.defects.add(values["Duration"].line, "Duration=%d; expected at most %d, the Horizon", m.Duration, m.Horizon)
	}
	if t.sized { // else the sizes of the arrays are not known
		t.arrays(m)
	}
	if err := t.defects.err(); err != nil {
		return nil, err
	}
	return m, nil
}

// mssData is an instance while its values are taken.
type mssData struct {
	values  map[string]dznValue
	left    map[string]bool // names that nobody has asked for yet
	sized   bool            // every scalar has a value
	defects Defects
}

// scalar takes a positive number.
func (t *mssData) scalar(name string) int {
	v, there := t.values[name]
	delete(t.left, name)
	switch {
	case !there:
		t.defects.add(0, "%s is missing", name)
	case v.broken: // a defect already
	case !v.number || v.elements[0] < 1 || v.elements[0] > mostScalar:
		t.defects.add(v.line, "%s; expected a number from 1 to %d", name, mostScalar)
	default:
		return v.elements[0]
	}
	t.sized = false
	return 0
}

// array takes the elements of an array of these dimensions, each of them from least to most, in the order of the file.
func (t *mssData) array(name string, least, most int, dims ...int) []int {
	v, there := t.values[name]
	delete(t.left, name)
	size := 1
	for _, n := range dims {
		size *= n
	}
	if !there {
		t.defects.add(0, "%s is missing", name)
		return nil
	}
	if v.broken {
		return nil // a defect already
	}
	if v.number || len(v.elements) != size || !slices.Equal(v.dims(t.values), dims) {
		t.defects.add(v.line, "%s has %d elements in %s; expected %s", name, len(v.elements), shape(v.dims(t.values)), shape(dims))
		return nil
	}
	for i, x := range v.elements {
		if x < least || x > most {
			t.defects.add(v.lines[i], "%s: element %d=%d; expected %d to %d", name, i+1, x, least, most)
		}
	}
	return v.elements
}

// dims returns the dimensions that an array has in the file: rows of different lengths have length -1.
func (v dznValue) dims(values map[string]dznValue) []int {
	switch {
	case v.declared != nil:
		var dims []int
		for _, b := range v.declared {
			n := b.n
			if named := values[b.name]; named.number && !named.broken {
				n = named.elements[0]
			}
			dims = append(dims, n)
		}
		return dims
	case v.rows != nil:
		length := v.rows[0]
		for _, n := range v.rows {
			if n != length {
				length = -1
			}
		}
		return []int{len(v.rows), length}
	default:
		return []int{len(v.elements)}
	}
}

// arrays takes every array of the format and notes the names that are none of it.
func (t *mssData) arrays(m *MSS) {
	s, d, h, p, g := m.Students, m.Disciplines, m.Hospitals, m.Horizon, m.Groups
	m.Group = t.array("DiscGroup", 1, g, d)
	m.Due = table(t.array("StudDiscGroup", 0, d, s, g), g, same)
	m.Allowed = table(t.array("AllowedDisc", 0, 1, s, d), d, isOne)
	m.Before = table(t.array("Precededby", 0, 1, d, d), d, isOne)
	m.Available = table(t.array("Availability", 0, 1, s, p), p, isOne)
	m.Able = table(t.array("Ability", 0, 1, s, h, d), h*d, isOne)
	m.Most = table(t.array("MaxPosHosp", 0, mostAmount, h, d, p), p, same)
	m.Least = table(t.array("MinPosHosp", 0, mostAmount, h, d, p), p, same)
	m.Weights = table(t.array("WeightPref", -mostPreference, mostPreference, s, 4), 4, wide)
	m.LikesDisc = table(t.array("PrefStudDisc", -mostPreference, mostPreference, s, d), d, wide)
	m.LikesHosp = table(t.array("PrefStudHosp", -mostPreference, mostPreference, s, h), h, wide)
	if all := table(t.array("ManPref", -mostPreference, mostPreference, d), d, wide); len(all) > 0 {
		m.LikesAll = all[0]
	}
	for i := range m.Group {
		m.Group[i]--
	}
	for i := range m.Least {
		for j, least := range m.Least[i] {
			if len(m.Most) > 0 && least > m.Most[i][j] {
				v := t.values["MinPosHosp"]
				t.defects.add(v.lines[i*p+j], "MinPosHosp: element %d=%d; expected at most %d, that of MaxPosHosp", i*p+j+1, least, m.Most[i][j])
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.left)) {
		if t.left[name] {
			t.defects.add(t.values[name].line, "%s is no name of the format", name)
		}
	}
}

// table cuts the elements of an array into rows of equal length.
func table[T any](elements []int, length int, convert func(int) T) [][]T {
	var rows [][]T
	for row := range slices.Chunk(elements, length) {
		converted := make([]T, length)
		for i, x := range row {
			converted[i] = convert(x)
		}
		rows = append(rows, converted)
	}
	return rows
}

func same(x int) int   { return x }
func wide(x int) int64 { return int64(x) }
func isOne(x int) bool { return x == 1 }

package solver

// stay is a longest stretch of one duty, not off, in a line. Where duties last several periods, a line is far shorter as a
// list of stays than cell by cell, and what its rules say of order and length is said of stays.
type stay struct {
	duty          Duty
	first, length int32 // periods
}

func (s stay) end() int32 { return s.first + s.length }

// appendStays appends the stays of a row of a roster.
func appendStays(line []stay, row []Duty) []stay {
	for t, d := range row {
		switch n := len(line); {
		case d == Off:
		case t > 0 && row[t-1] == d:
			line[n-1].length++
		default:
			line = append(line, stay{d, int32(t), 1})
		}
	}
	return line
}

// write puts a line into a row of a roster.
func write(row []Duty, line []stay) {
	clear(row)
	for _, s := range line {
		for t := s.first; t < s.end(); t++ {
			row[t] = s.duty
		}
	}
}

// without removes stay i from a line.
func without(line []stay, i int) []stay {
	copy(line[i:], line[i+1:])
	return line[:len(line)-1]
}

// with puts a stay into a line in order; false, and the line as it was, if another stay is in the way. The line must have room.
func with(line []stay, s stay) ([]stay, bool) {
	i := len(line)
	for i > 0 && line[i-1].first >= s.first {
		i--
	}
	if i > 0 && line[i-1].end() > s.first || i < len(line) && s.end() > line[i].first {
		return line, false
	}
	line = append(line, stay{})
	copy(line[i+1:], line[i:])
	line[i] = s
	return line, true
}

// merged makes one stay of those of the same duty that follow each other without a free period.
func merged(line []stay) []stay {
	n := 0
	for i := range line {
		if n > 0 && line[n-1].duty == line[i].duty && line[n-1].end() == line[i].first {
			line[n-1].length += line[i].length
			continue
		}
		line[n] = line[i]
		n++
	}
	return line[:n]
}

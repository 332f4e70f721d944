package reports

import (
	"fmt"
	"strings"
)

// choiceRule is by what a run chooses one of its candidates. It stands in the manifest, in the summary and in the PDF.
func (r Run) choiceRule() string {
	if r.Repair != nil {
		return "the first, of least change"
	}
	if len(r.account().front) == 0 {
		return "least Hard score, then least Cover, then least Soft; among equals the first"
	}
	return "least Hard score, then least Cover, then least Soft; among equals the fairest, then the most resilient, then the first"
}

// overruling says the rule, and how people choose otherwise.
func (r Run) overruling() string {
	return "The rule: " + r.choiceRule() + "; rota approve RUN --candidate K overrules it."
}

// axes says by what candidates are held against each other.
func (r Run) axes() string {
	text := "wishes (Soft score)"
	front := r.account().front
	for i, k := range front {
		text += map[bool]string{true: " and ", false: ", "}[i == len(front)-1] + k.short + " (" + strings.ToLower(k.title[:1]) + k.title[1:] + ")"
	}
	return text
}

// unitOfDistance is what distances count.
func (r Run) unitOfDistance() string {
	switch {
	case r.HalfDays:
		return "half-days and nights of people"
	case r.Faculty:
		return "nights and weeks of people"
	}
	return "person-blocks"
}

// distance returns in how many cells two candidates differ, by their numbers; ok is false where it is not known.
func (r Run) distance(a, b int) (cells int, ok bool) {
	if a < 1 || b < 1 || a > len(r.Distances) || b > len(r.Distances) {
		return 0, false
	}
	return r.Distances[a-1][b-1], true
}

// nearest returns how far a candidate is from the nearest other one; ok is false where it is not known, or there is none.
func (r Run) nearest(number int) (cells int, ok bool) {
	for _, c := range r.Candidates {
		if d, known := r.distance(number, c.Number); known && c.Number != number && (!ok || d < cells) {
			cells, ok = d, true
		}
	}
	return cells, ok
}

// frontText says what the candidates are to each other; "" where the run did not look for a front.
func frontText(r Run) string {
	least, known := 0, false
	front, behind := 0, []string{}
	for _, c := range r.Candidates {
		if d, ok := r.nearest(c.Number); ok && (!known || d < least) {
			least, known = d, true
		}
		if c.Front {
			front++
		} else {
			behind = append(behind, fmt.Sprint(c.Number))
		}
	}
	if !known {
		return ""
	}
	text := fmt.Sprintf("Any two candidates differ in %d %s or more.", least, r.unitOfDistance())
	if front == len(r.Candidates) {
		return text + " They are a front: no schedule that was found is as good as one of them in all of " + r.axes() + ", and better in one."
	}
	return text + fmt.Sprintf(" %d of them are a front over %s; not on it: %s.", front, r.axes(), strings.Join(behind, ", "))
}

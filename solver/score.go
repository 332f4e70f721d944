package solver

import (
	"cmp"
	"fmt"
)

// Level is how bad a breach is. Levels are compared in order: no gain on a lower one pays for a loss on a higher one.
type Level uint8

// The levels of a score.
const (
	Hard  Level = iota // law, physics, pins
	Cover              // unmet demand
	Soft               // wishes, fairness, resilience
)

var levelNames = [...]string{Hard: "Hard", Cover: "Cover", Soft: "Soft"}

// String returns the name of the level.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// Score is the cost of a roster by level; 0 is best. Integers, so that neither the order of summation nor the number of
// threads can change it.
type Score struct {
	Hard  int64 `json:"hard"`
	Cover int64 `json:"cover"`
	Soft  int64 `json:"soft"`
}

// Compare returns -1 if a is better than b, 0 if they are equal, +1 if a is worse: Hard decides, then Cover, then Soft.
func (a Score) Compare(b Score) int {
	return cmp.Or(cmp.Compare(a.Hard, b.Hard), cmp.Compare(a.Cover, b.Cover), cmp.Compare(a.Soft, b.Soft))
}

// Less tells whether a is better than b.
func (a Score) Less(b Score) bool { return a.Compare(b) < 0 }

// Add returns the sum, level by level.
func (a Score) Add(b Score) Score { return Score{a.Hard + b.Hard, a.Cover + b.Cover, a.Soft + b.Soft} }

// Sub returns the difference, level by level.
func (a Score) Sub(b Score) Score { return Score{a.Hard - b.Hard, a.Cover - b.Cover, a.Soft - b.Soft} }

// String writes the levels in order.
func (a Score) String() string {
	return fmt.Sprintf("%d hard, %d cover, %d soft", a.Hard, a.Cover, a.Soft)
}

// at returns the score that has cost on one level and nothing on the others.
func (l Level) at(cost int64) Score {
	switch l {
	case Hard:
		return Score{Hard: cost}
	case Cover:
		return Score{Cover: cost}
	default:
		return Score{Soft: cost}
	}
}

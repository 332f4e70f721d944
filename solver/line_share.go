package solver

import (
	"hash/maphash"
	"slices"
	"sync"
)

// lineShares lets lines of different people stand on the same memory where they are the same: people of one level have the same rules,
// and of a line it is the arcs and bands that are large. Nobody writes into them once they are made.
type lineShares struct {
	lock    sync.Mutex
	arcs    shares[arc]
	numbers shares[int32]
}

func newLineShares() *lineShares {
	return &lineShares{arcs: newShares[arc](), numbers: newShares[int32]()}
}

// share replaces what another line has, too.
func (s *lineShares) share(l *line) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for kind := range l.arcs {
		l.arcs[kind], l.first[kind] = s.arcs.one(l.arcs[kind]), s.numbers.one(l.first[kind])
	}
	b := &l.bands
	for _, of := range [...]*[]int32{&b.lo, &b.hi, &b.at, &b.live.first, &b.live.items} {
		*of = s.numbers.one(*of)
	}
}

// shares keeps one of all slices that are equal.
type shares[T comparable] struct {
	seed  maphash.Seed
	known map[uint64][][]T
}

func newShares[T comparable]() shares[T] {
	return shares[T]{maphash.MakeSeed(), map[uint64][][]T{}}
}

// one returns the slice that is kept of those equal to a given one.
func (s *shares[T]) one(of []T) []T {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for _, v := range of {
		maphash.WriteComparable(&h, v)
	}
	for _, same := range s.known[h.Sum64()] {
		if slices.Equal(same, of) {
			return same
		}
	}
	s.known[h.Sum64()] = append(s.known[h.Sum64()], slices.Clip(of))
	return of
}

package solver

import (
	"math/bits"
	"math/rand/v2"
)

// random makes the random numbers of the moves: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), which is so small that the compiler
// puts it where it is called. A PCG draws where it begins.
type random uint64

func newRandom(seed, stream uint64) random { return random(rand.NewPCG(seed, stream).Uint64()) }

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number below n (Lemire's multiplication, whose bias of n/2^64 does not matter here).
func (r *random) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

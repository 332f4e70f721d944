package solver

import "math"

// stage is a stretch of falling temperatures, in units of the soft cost.
type stage struct{ hottest, coldest float64 }

const (
	oneKind   = 3    // the large steps are of one kind if their mean is so many times the smallest of them at most
	farApart  = 8    // and small ones are of another if its mean is so many times theirs at least
	largeHot  = 0.4  // first and last temperature at which large steps are settled, in their mean
	largeCold = 0.12 //
	smallHot  = 2    // first temperature of small steps, in their mean
	smallCold = 0.3  // and last one, in the smallest of them
	coldest   = 0.1  // last temperature where steps are of all sizes, in the smallest of them
)

// stagesOf plans the temperatures of a round from the sizes of steps, in increasing order. Where they are of two kinds, as missing
// people and wishes are, the large ones are settled first, then the small ones, and no time is spent between.
func stagesOf(sizes []float64, heat float64) []stage {
	n := split(sizes)
	small, large := meanOf(sizes[:n]), meanOf(sizes[n:])
	if heat == heats[0] && n > 0 && large >= farApart*small && large <= oneKind*sizes[n] {
		return []stage{{large * largeHot, large * largeCold}, {small * smallHot, sizes[0] * smallCold}}
	}
	last := sizes[0] * coldest
	return []stage{{max(meanOf(sizes)*heat, last), last}}
}

// meanOf returns the mean; 0 of nothing.
func meanOf(sizes []float64) float64 {
	sum := 0.0
	for _, s := range sizes {
		sum += s
	}
	return sum / float64(max(1, len(sizes)))
}

// split returns how many of the sizes are small, so that the logarithms vary least within both kinds (Otsu 1979); 0: all are the same.
func split(sizes []float64) (small int) {
	logs, total := make([]float64, len(sizes)), 0.0
	for i, s := range sizes {
		logs[i] = rounded(math.Log(s))
		total += logs[i]
	}
	sum, best, n := 0.0, 0.0, float64(len(sizes))
	for i, log := range logs[:len(logs)-1] {
		sum += log
		k := float64(i + 1)
		apart := sum/k - (total-sum)/(n-k)
		if between := float64(float64(apart*apart) * float64(k*(n-k))); between > best && sizes[i] != sizes[i+1] {
			small, best = i+1, between
		}
	}
	return small
}

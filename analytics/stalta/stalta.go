// Package stalta finds short bursts in a series, as seismology finds the arrival of a wave: the energy of the last few samples over the
// energy of many, and a trigger with two thresholds on this ratio. Numbers go in and numbers come out; the package knows no resident.
//
// Energy is the square of a sample, e_i = x_i^2; a series of counts is best centred first. nsta and nlta are the short and the long window in
// samples, 1 <= nsta <= nlta; anything else panics with "stalta: ...". A ratio is 0 while its windows are not yet full (the warm-up), and where
// there is no energy at all. Positions count from 0. No method depends on the unit of x.
//
// Sources, cited below by these names:
//
//	Withers 1998   M. Withers et al., A comparison of select trigger algorithms for automated global seismic phase and event detection,
//	               Bull. Seism. Soc. Am. 88(1), 95-106
//	Trnkoczy 2012  A. Trnkoczy, Understanding and parameter setting of STA/LTA trigger algorithm, NMSOP-2, IS 8.1
//	ObsPy          obspy.signal.trigger, whose published test values are the known answers
package stalta

import "math"

// Classic returns the ratio of the mean energies of the last nsta and the last nlta samples.
//
//	ratio_i = (1/nsta sum of e_(i-nsta+1)..e_i) / (1/nlta sum of e_(i-nlta+1)..e_i),  0 for i < nlta-1
//
// A constant series has ratio 1 after the warm-up; no ratio exceeds nlta/nsta. Sources: Withers 1998; ObsPy. Known answers: TestRandomSeries.
func Classic(x []float64, nsta, nlta int) []float64 {
	checkWindows(nsta, nlta)
	sta, lta := windowMeans(x, nsta), windowMeans(x, nlta)
	ratio := make([]float64, len(x))
	for i := nlta - 1; i < len(x); i++ {
		ratio[i] = divide(sta[i], lta[i])
	}
	return ratio
}

// Recursive returns the ratio of two exponentially fading mean energies.
//
//	sta_i = e_i/nsta + (1 - 1/nsta) sta_(i-1),  lta_i = e_i/nlta + (1 - 1/nlta) lta_(i-1),  ratio_i = sta_i/lta_i,  0 for i < nlta
//
// As in ObsPy sample 0 is not used. A constant series comes down to ratio 1 from above: 1.37 at i = nlta for windows 5 and 10, 1.56 for 5 and
// 30, within 1 % after about 5 nlta samples. Sources: Withers 1998, page 98; ObsPy. Known answers: TestRandomSeries, TestConstantSeries.
func Recursive(x []float64, nsta, nlta int) []float64 {
	checkWindows(nsta, nlta)
	ratio := make([]float64, len(x))
	short, long := 1/float64(nsta), 1/float64(nlta)
	var sta, lta float64
	for i := 1; i < len(x); i++ {
		e := x[i] * x[i]
		sta = short*e + (1-short)*sta
		lta = long*e + (1-long)*lta
		if i >= nlta {
			ratio[i] = divide(sta, lta)
		}
	}
	return ratio
}

// Delayed returns the ratio of the mean energy of the last nsta samples to that of the nlta samples before them.
//
//	ratio_i = (1/nsta sum of e_(i-nsta+1)..e_i) / (1/nlta sum of e_(i-nsta-nlta+1)..e_(i-nsta)),  0 for i < nsta+nlta-1
//
// The windows do not overlap, so that a burst does not raise its own background; after silence the ratio is +Inf. ObsPy's function of this
// name sums its windows otherwise and is not followed. Source: Withers 1998, page 98. Known answers: TestDelayed.
func Delayed(x []float64, nsta, nlta int) []float64 {
	checkWindows(nsta, nlta)
	sta, lta := windowMeans(x, nsta), windowMeans(x, nlta)
	ratio := make([]float64, len(x))
	for i := nsta + nlta - 1; i < len(x); i++ {
		ratio[i] = divide(sta[i], lta[i-nsta])
	}
	return ratio
}

// Z returns how many standard deviations the short mean energy lies above its own mean over the series.
//
//	z_i = (sta_i - mean(sta)) / sd(sta),  mean and sd (divisor n) over the full windows i >= nsta-1,  0 for i < nsta-1
//
// It needs the whole series and is no online method. nsta >= 1. Where sta does not vary, z is 0. ObsPy also counts the empty windows of the warm-up;
// here they are left out. Source: B. Swindell and N. Snell, Station processor automatic signal detection system, 1977; Withers 1998, page 99. Known answers: TestZ.
func Z(x []float64, nsta int) []float64 {
	checkWindows(nsta, nsta)
	z := make([]float64, len(x))
	if len(x) < nsta {
		return z
	}
	sta := windowMeans(x, nsta)[nsta-1:]
	var mean, square float64
	for _, v := range sta {
		mean += v
	}
	mean /= float64(len(sta))
	for _, v := range sta {
		square += (v - mean) * (v - mean)
	}
	sd := math.Sqrt(square / float64(len(sta)))
	for i, v := range sta {
		z[nsta-1+i] = divide(v-mean, sd)
	}
	return z
}

func checkWindows(nsta, nlta int) {
	if nsta < 1 || nlta < nsta {
		panic("stalta: windows must be 1 <= nsta <= nlta")
	}
}

// divide returns a/b, and 0 for nothing over nothing.
func divide(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	return a / b
}

// windowMeans returns the mean energy of the n samples that end at each position from n-1 on. The series is cut into blocks of n, so that every
// window is the tail of one block and the head of the next: linear time, and no subtraction, which would leave a trace of large
// energies in the silence after them.
func windowMeans(x []float64, n int) []float64 {
	means := make([]float64, len(x))
	tail := make([]float64, min(n, len(x))+1) // tail[j]: energy of the block before, from its sample j to its end
	var head float64                          // energy of this block up to here
	for i, v := range x {
		j := i % n
		if j == 0 {
			head = 0
		}
		head += v * v
		means[i] = (tail[min(j+1, n)] + head) / float64(n)
		if j == n-1 {
			for k := n - 1; k >= 0; k-- {
				e := x[i-(n-1-k)]
				tail[k] = tail[k+1] + e*e
			}
		}
	}
	return means
}

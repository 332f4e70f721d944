package fwi

import "math"

// FFMC returns the fine fuel moisture code F from the day before's, F0.
//
//	m0 = K(101 - F0)/(59.5 + F0)                                                    eq. 1
//	rf = r - 0.5 (r > 0.5)                                                          eq. 2
//	mr = m0 + 42.5 rf e^(-100/(251-m0)) (1 - e^(-6.93/rf))                          eq. 3a
//	     + 0.0015 (m0-150)^2 sqrt(rf) (m0 > 150), at most 250                       eq. 3b
//	Ed = 0.942 H^0.679 + 11 e^((H-100)/10) + 0.18 (21.1-T)(1 - e^(-0.115H))         eq. 4
//	Ew = 0.618 H^0.753 + 10 e^((H-100)/10) + 0.18 (21.1-T)(1 - e^(-0.115H))         eq. 5
//	m  = Ed + (m0 - Ed) 10^-kd (m0 > Ed),  Ew - (Ew - m0) 10^-kw (m0 < Ew), else m0 eq. 6 to 9
//	F  = 59.5 (250 - m)/(K + m)                                                     eq. 10
//
// T temperature, H humidity, W wind, r rain; K is k.In in eq. 1 and k.Out in eq. 10. F0 in [0, 101]; F is kept in [0, 101].
// Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func FFMC(before float64, w Weather, k Scale) float64 {
	m := wetted(moisture(before, k.In), w.Rain)
	h := w.Humidity
	common := .18 * (21.1 - w.Temp) * (1 - math.Exp(-.115*h))
	ed := .942*math.Pow(h, .679) + 11*math.Exp((h-100)/10) + common
	ew := .618*math.Pow(h, .753) + 10*math.Exp((h-100)/10) + common
	switch {
	case m > ed:
		m = ed + (m-ed)*math.Pow(10, -rate(h/100, w))
	case m < ew:
		m = ew - (ew-m)*math.Pow(10, -rate((100-h)/100, w))
	}
	return min(max(59.5*(250-m)/(k.Out+m), 0), 101)
}

// moisture is the fine fuel's moisture content, percent of dry weight (eq. 1).
func moisture(ffmc, k float64) float64 { return k * (101 - ffmc) / (59.5 + ffmc) }

// wetted is the moisture content after rain (eq. 2, 3a, 3b).
func wetted(m0, rain float64) float64 {
	if rain <= .5 {
		return m0
	}
	rf := rain - .5
	mr := m0
	if m0 < 251 { // eq. 3a tends to no gain as m0 nears 251, and has no meaning past it
		mr += 42.5 * rf * math.Exp(-100/(251-m0)) * (1 - math.Exp(-6.93/rf))
	}
	if m0 > 150 {
		mr += .0015 * (m0 - 150) * (m0 - 150) * math.Sqrt(rf)
	}
	return min(mr, 250)
}

// rate is the log drying rate kd (eq. 6), or with the dryness of the air in place of its humidity the log wetting rate kw (eq. 7).
func rate(humid float64, w Weather) float64 {
	k := .424*(1-math.Pow(humid, 1.7)) + .0694*math.Sqrt(w.Wind)*(1-math.Pow(humid, 8))
	return k * .581 * math.Exp(.0365*w.Temp)
}

// dayLength is the effective day length Le of DMC by month, hours (FTR-33; made for the latitudes of Canada).
var dayLength = [12]float64{6.5, 7.5, 9, 12.8, 13.9, 13.9, 12.4, 10.9, 9.4, 8, 7, 6}

// DMC returns the duff moisture code P from the day before's, P0.
//
//	re = 0.92 r - 1.27 (r > 1.5)                                             eq. 11
//	M0 = 20 + 280 e^(-0.023 P0)                                              eq. 12
//	b  = 100/(0.5 + 0.3 P0) (P0 <= 33), 14 - 1.3 ln P0 (<= 65), 6.2 ln P0 - 17.2 eq. 13
//	Pr = 43.43 (5.6348 - ln(M0 + 1000 re/(48.77 + b re) - 20)), at least 0   eq. 14, 15
//	K  = 1.894 (T + 1.1)(100 - H) Le 1e-6, T at least -1.1                   eq. 16
//	P  = P0 (or Pr) + 100 K                                                  eq. 17
//
// Symbols as for FFMC, Le hours. P0 >= 0. Eq. 12 and 15 stand in the form of the published programs, which the reference series follow;
// the report prints M0 = 20 + e^(5.6348 - P0/43.43) and 244.72 for 43.43 * 5.6348, which differ in the fourth digit on days of rain. Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func DMC(before float64, w Weather) float64 {
	p := before
	if w.Rain > 1.5 {
		re := .92*w.Rain - 1.27
		var b float64
		switch {
		case p <= 33:
			b = 100 / (.5 + .3*p)
		case p <= 65:
			b = 14 - 1.3*math.Log(p)
		default:
			b = 6.2*math.Log(p) - 17.2
		}
		mr := 280/math.Exp(.023*p) + 1000*re/(48.77+b*re)
		p = max(43.43*(5.6348-math.Log(mr)), 0)
	}
	k := 1.894 * (max(w.Temp, -1.1) + 1.1) * (100 - w.Humidity) * dayLength[w.Month-1] * 1e-6
	return p + 100*k
}

// dayFactor is the day length adjustment Lf of DC by month (FTR-33).
var dayFactor = [12]float64{-1.6, -1.6, -1.6, .9, 3.8, 5.8, 6.4, 5, 2.4, .4, -1.6, -1.6}

// DC returns the drought code D from the day before's, D0.
//
//	rd = 0.83 r - 1.27 (r > 2.8)                       eq. 18
//	Q0 = 800 e^(-D0/400)                               eq. 19
//	Dr = 400 ln(800/(Q0 + 3.937 rd)), at least 0       eq. 20, 21
//	V  = 0.36 (T + 2.8) + Lf, T at least -2.8, V at least 0 eq. 22
//	D  = D0 (or Dr) + 0.5 V                            eq. 23
//
// Symbols as for FFMC. D0 >= 0. Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func DC(before float64, w Weather) float64 {
	d := before
	if w.Rain > 2.8 {
		rd := .83*w.Rain - 1.27
		d = max(400*math.Log(800/(800*math.Exp(-d/400)+3.937*rd)), 0)
	}
	return d + .5*max(.36*(max(w.Temp, -2.8)+2.8)+dayFactor[w.Month-1], 0)
}

package solver

import "math"

// Prices. A demand that must be met has a price for each unit of cost, as in a Lagrangian relaxation: it rises while the demand
// is not met and falls while it is. So each demand becomes as dear as meeting it is, and no dearer; people then change places
// as easily as where there are no demands, and little is missing at any time. One weight for all demands, high enough for the
// dearest, freezes the rest instead. The share of time in which a demand may be unmet, the leeway, falls to 0; from then on
// prices only rise.

// tariff is how prices move.
type tariff struct {
	first float64 // price, in soft cost
	rise  float64 // factor of an update while a demand is not met, less 1
	fall  float64 // and while it is: 1 less the factor
}

const (
	updates     = 2000  // of prices in a cooling
	nudge       = 0.006 // relative change of a price by an update
	dearness    = 3     // of the first price over the hottest temperature, in mean steps of demands
	widestPrice = 1024  // highest price over the first one
	leastPrice  = 16    // the first price over the lowest one
	firmness    = 4     // of the first weight of lines over the hottest temperature
)

// tariffOf returns how prices move under a leeway; urgent is by how much faster they rise once there is none.
func tariffOf(first, leeway, urgent float64) tariff {
	t := tariff{first: first, rise: float64(nudge * (1 - leeway)), fall: float64(nudge * leeway)}
	if leeway == 0 {
		t.rise = float64(nudge * urgent)
	}
	return t
}

// reprice moves the prices of demands and the weight of lines, and looks who is short of duties.
func (w *stayWalk) reprice(t tariff, firmest float64) {
	lines := w.score[Hard] + w.score[Cover]
	lowest, highest := t.first*priceUnit/leastPrice, t.first*priceUnit*widestPrice
	for i := range w.covers {
		c := &w.covers[i]
		if c.level == Soft {
			continue
		}
		factor := 1 - t.fall
		if cost := c.cost(); cost > 0 {
			lines -= cost
			factor = 1 + t.rise
		}
		c.price = int64(math.Round(min(highest, max(lowest, float64(float64(c.price)*factor)))))
	}
	w.bill = w.billed()
	w.findNeedy()
	if lines > 0 {
		w.firm = min(float64(w.firm*(1+t.rise)), firmest*widestPrice)
	} else {
		w.firm = max(float64(w.firm/(1+nudge)), firmest/leastPrice)
	}
}

// startPrices keeps each price, but raises it to the lowest and cuts it to the highest.
func (w *stayWalk) startPrices(lowest, highest float64) {
	for i := range w.covers {
		if c := &w.covers[i]; c.level != Soft {
			c.price = min(max(c.price, int64(lowest*priceUnit)), int64(highest*priceUnit))
		}
	}
	w.bill = w.billed()
}

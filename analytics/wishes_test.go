package analytics_test

import (
	"testing"

	"rota/analytics"
)

// TestSetPrice: the price of a request that is not granted stands beside its reason, in words that have a scale, and rules that it breaks come
// before wishes.
func TestSetPrice(t *testing.T) {
	const dearest = 8
	for _, c := range []struct {
		price  analytics.Price
		broken []string
		want   string
	}{
		{analytics.Price{Soft: 21}, nil, "Why. To grant it too would cost wishes that weigh 21, as far as was found; the dearest request of a person weighs 8, " +
			"and a day of absence more than all requests."},
		{analytics.Price{Hard: 1, Soft: 21}, []string{"requirement of Wards", "cover of ICU"},
			"Why. To grant it too would break requirement of Wards, cover of ICU, as far as was found."},
		{analytics.Price{Soft: -3}, nil, "Why."},
	} {
		w := analytics.Wish{Reason: "Why."}
		w.SetPrice(c.price, c.broken, dearest)
		if w.Reason != c.want || w.Price == nil || *w.Price != c.price {
			t.Errorf("%+v broken %v: %q, price %+v; want %q", c.price, c.broken, w.Reason, w.Price, c.want)
		}
	}
}

package datasets

// quotas checks that each row is about days of the year and services that there are, and that a number stands where one is meant.
func (c *check) quotas() {
	from := c.origins["quotas"]
	for i, row := range c.p.Quotas {
		for _, service := range row.Services {
			c.refers("quotas", i, "services", len(c.known.service[service]) > 0, "rotations", "no service but those")
		}
		first, last, ok := c.year()
		if row.FirstDay != nil {
			first = *row.FirstDay
		}
		if row.LastDay != nil {
			last = *row.LastDay
		}
		switch {
		case row.FirstDay != nil && row.LastDay != nil && !c.ordered("quotas", i, first, last):
		case ok:
			c.touchesYear("quotas", i, first, last)
		}
		switch {
		case !from.clean(i, "kind", "most"):
		case row.Kind == QuotaLeave && row.Most == nil:
			c.reject("quotas", i, "most", "a number, because the row is a quota")
		case row.Kind == QuotaBlackout && row.Most != nil:
			c.reject("quotas", i, "most", "nothing, because the row is a blackout")
		}
	}
}

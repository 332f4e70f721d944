package solver

// QuotientTable: the coefficients of the duties that the person holds in First..Last, added up, then divided by Per and
// rounded down (also below 0), lie within Least..Most. Amount: the distance to that interval.
type QuotientTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	First  []Period
	Last   []Period
	Group  []Group
	Per    []int32 // 1 or more
	Least  []int32
	Most   []int32
}

func quotientAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Quotients
	a := Amount{Person: t.Person[i], First: t.First[i], Last: t.Last[i]}
	var sum int64
	for period := a.First; period <= a.Last; period++ {
		c, _ := p.Groups.coef(int32(t.Group[i]), int32(r.At(p, a.Person, period)))
		sum += c
	}
	below, above := outside(floorDiv(sum, int64(t.Per[i])), t.Least[i], t.Most[i])
	a.Amount = below + above
	a.Cost = a.Amount * t.Weight[i]
	return a
}

// floorDiv rounds down, also below 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

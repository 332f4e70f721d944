package residency_test

import (
	"slices"

	"rota/datasets"
)

// wishes counts the weights of ungranted requests and wanted neighbours, and what a day of absence has to weigh.
func (d diary) wishes() (cost, day int64) {
	weights := []int64{8, 4, 2, 1, 1, 1} // by rank
	inBlock := map[int][]int64{}         // weights of the leaves that the quota counts, granted but for it
	asking := map[int][]int64{}          // weights of those that it counts at all
	for _, r := range d.p.Requests {
		f, weight := d.fateOf(r), weights[r.Rank-1]
		if !f.asked || f.hopeless {
			continue
		}
		day += weight
		if f.counted > 0 {
			asking[f.counted] = append(asking[f.counted], weight)
		}
		switch {
		case !f.granted:
			cost += weight
		case f.counted > 0:
			inBlock[f.counted] = append(inBlock[f.counted], weight)
		}
	}
	for block, most := range d.places() {
		if len(asking[block]) > most {
			for _, weight := range asking[block] {
				day += weight
			}
		}
		slices.Sort(inBlock[block])
		for len(inBlock[block]) > most { // who wishes it least loses it
			cost += inBlock[block][0]
			inBlock[block] = inBlock[block][1:]
		}
	}
	unfollowed, could := d.wanted()
	return cost + unfollowed, day + could + 1
}

// fate is what becomes of a request but for the quota.
type fate struct {
	asked    bool // it is for days on which he is there
	hopeless bool // a blackout of all services forbids it
	granted  bool
	counted  int // block in which the quota counts it; 0: none
}

func (d diary) fateOf(r datasets.Request) fate {
	f := fate{granted: true}
	i := slices.IndexFunc(d.residents, func(p datasets.Person) bool { return p.Person == r.Person })
	if i < 0 {
		return f
	}
	for _, b := range d.p.Blocks[1:] {
		for today := max(b.FirstDay, r.FirstDay); today <= min(b.LastDay, r.LastDay) && d.there(d.residents[i], b); today++ {
			f.asked = true
			name := d.rotation(r.Person, b.Block)
			if r.Rotation != datasets.Leave {
				f.granted = f.granted && name == r.Rotation
				continue
			}
			h := min(1, (today-b.FirstDay)/14)
			half := d.rows[name][h]
			f.granted = f.granted && name != "" && half.LeaveAllowed
			pgy := d.level(r.Person, b.FirstDay+14*h)
			for _, q := range d.p.Quotas {
				switch about := d.about(q, today, pgy); {
				case about && q.Kind == datasets.QuotaLeave:
					f.counted = b.Block
				case about && len(q.Services) == 0:
					f.hopeless = true
				case about && name != "" && half.Service == q.Services[0]:
					f.granted = false
				}
			}
		}
	}
	return f
}

// wanted counts the neighbours that are wanted and do not follow, and how many could fail to.
func (d diary) wanted() (unfollowed, could int64) {
	for _, r := range d.p.Neighbours {
		for _, person := range d.residents {
			for block := 0; r.Allowed == "wanted" && block < 4; block++ {
				if block == 0 && !d.is(person.Person, 0, r.First) {
					continue // what came before the year is known
				}
				could++
				if d.is(person.Person, block, r.First) && d.rotation(person.Person, block+1) != "" && !d.is(person.Person, block+1, r.Second) {
					unfollowed++
				}
			}
		}
	}
	return unfollowed, could
}

// about reports whether a row of quotas.csv is about somebody of the level on the day.
func (d diary) about(q datasets.Quota, day datasets.Day, pgy int) bool {
	return (q.FirstDay == nil || day >= *q.FirstDay) && (q.LastDay == nil || day <= *q.LastDay) && slices.Contains(q.PGYs, pgy)
}

// places is how many requests for leave the quota lets through in each block, after the absences.
func (d diary) places() map[int]int {
	left := map[int]int{}
	for _, q := range d.p.Quotas {
		for _, b := range d.p.Blocks[1:] {
			if q.Kind != datasets.QuotaLeave {
				continue
			}
			left[b.Block] = *q.Most
			for _, a := range d.p.Absences {
				i := slices.IndexFunc(d.residents, func(p datasets.Person) bool { return p.Person == a.Person })
				counts := false
				for today := max(a.FirstDay, b.FirstDay); today <= min(a.LastDay, b.LastDay); today++ {
					counts = counts || i >= 0 && d.there(d.residents[i], b) && d.about(q, today, d.level(a.Person, b.FirstDay+14*min(1, (today-b.FirstDay)/14)))
				}
				if counts {
					left[b.Block] = max(0, left[b.Block]-1)
				}
			}
		}
	}
	return left
}

// absenceDays counts the days on which somebody is away from a rotation that allows no leave.
func (d diary) absenceDays() (n int64) {
	for _, person := range d.residents {
		for _, b := range d.p.Blocks[1:] {
			name := d.rotation(person.Person, b.Block)
			for today := b.FirstDay; today <= b.LastDay && d.there(person, b); today++ {
				if d.away(person.Person, today) && (name == "" || !d.rows[name][min(1, (today-b.FirstDay)/14)].LeaveAllowed) {
					n++
				}
			}
		}
	}
	return n
}

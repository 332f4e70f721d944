package compliance

import (
	"fmt"

	"rota/datasets"
)

// Policies on how many of the faculty are left by day. Where one person is attending in each week, every schedule has as many of them:
// the policies tell of the absences that were approved. Members who share no pool of equity, such as adjuncts, are never planned and
// are not counted.

// facultyLeft: so many members of the faculty are there and on no inpatient week on each workday.
func facultyLeft(y *Year, report func(Breach)) {
	y.eachTeamRun("policy-faculty-left", func(f *Faculty, t counted) (amount float64, asked bool) {
		return float64(t.there - t.attending), f.Workday(t.day)
	}, func(b Breach) {
		b.Text = fmt.Sprintf("%s of the faculty %s left for clinic and teaching; %g are asked for.", count(int(b.Amount), "member"), are(b.Amount), b.Allowed)
		report(b)
	})
}

// facultyInpatient: so much of the faculty is on an inpatient week at most.
func facultyInpatient(y *Year, report func(Breach)) {
	y.eachTeamRun("policy-faculty-inpatient", func(_ *Faculty, t counted) (amount float64, asked bool) {
		return 100 * float64(t.attending) / float64(max(1, t.with)), t.attending > 0
	}, func(b Breach) {
		b.Text = fmt.Sprintf("%.0f %% of the faculty is on an inpatient week; %g %% is the most.", b.Amount, b.Allowed)
		report(b)
	})
}

// counted is the faculty of one day, in people: with the programme, there, and of these on an inpatient week.
type counted struct {
	day                    datasets.Day
	with, there, attending int
}

// teamOn counts a day.
func (y *Faculty) teamOn(d datasets.Day, planned map[string]bool) counted {
	t := counted{day: d}
	for i := range y.Lines {
		l := &y.Lines[i]
		if !planned[l.Person.Person] || d < l.Person.FirstDay || d > l.Person.LastDay {
			continue
		}
		t.with++
		if l.away(d, d) == 0 {
			t.there++
			if l.attends(d) {
				t.attending++
			}
		}
	}
	return t
}

// eachTeamRun tells each run of days on which the rule is broken by the same amount.
func (y *Year) eachTeamRun(id string, amountOf func(*Faculty, counted) (amount float64, asked bool), tell func(Breach)) {
	f := y.Faculty
	if f == nil || !f.whole {
		return
	}
	planned := map[string]bool{}
	for _, pool := range f.Program.Pools(datasets.Faculty) {
		for _, s := range pool.Shares {
			planned[s.Person] = true
		}
	}
	var run Breach
	flush := func() {
		if run.Level != "" {
			tell(run)
		}
		run = Breach{}
	}
	for d := f.FirstDay; d <= f.LastDay; d++ {
		r, binds := y.Book.At(id, d.Time(), "")
		amount, asked := amountOf(f, f.teamOn(d, planned))
		switch {
		case !binds || !asked || r.Keeps(amount):
			flush()
		case run.Level != "" && run.Amount == amount && run.Source == r.Source():
			run.LastDay = d
		default:
			flush()
			run = Breach{Level: r.Level, FirstDay: d, LastDay: d, Amount: amount, Allowed: r.Limit, Unit: r.Unit, Source: r.Source()}
		}
	}
	flush()
}

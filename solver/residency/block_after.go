package residency

import (
	"slices"

	"rota/datasets"
)

// tailDays is how many days of work before a block its rules may look at: a week of nights in a row and the week that it shares with the
// block before, twice over.
const tailDays = 14

// Continue returns the programme with what the blocks before a block leave to it: the work of the last days, and how many calls each
// resident has had. Half-days are those of the block before, and past is the history of the programme that it was built from.
func Continue(p *datasets.Program, block int, before []datasets.Shift, past []datasets.History) *datasets.Program {
	i := slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == block })
	begins := p.Blocks[i].FirstDay
	first, _ := p.Span()
	next := *p
	next.History = slices.Clone(p.History)
	calls := map[string]float64{}
	for _, row := range past {
		switch {
		case row.FirstDay < first: // the programme has it itself
		case row.Kind == datasets.HistoryWorked && row.FirstDay >= begins-tailDays:
			next.History = append(next.History, row)
		case row.Kind == datasets.HistoryCount && row.Name == CallCount && row.Amount != nil:
			calls[row.Person] += *row.Amount
		}
	}
	for _, s := range before {
		a, _ := p.ActivityIn(s.Activity, s.HalfDay)
		if s.Role == datasets.Resident && s.HalfDay == datasets.Night && a.Kind == datasets.KindCall {
			calls[s.Person]++
		}
		if s.StartsAt != nil && s.Date >= begins-tailDays && s.Date < begins {
			next.History = append(next.History, datasets.History{Person: s.Person, Kind: datasets.HistoryWorked, Name: s.Activity, FirstDay: s.Date, LastDay: s.Date,
				HalfDay: s.HalfDay, StartsAt: s.StartsAt, EndsAt: s.EndsAt})
		}
	}
	for _, person := range p.People {
		if n := calls[person.Person]; n > 0 {
			next.History = append(next.History, datasets.History{Person: person.Person, Kind: datasets.HistoryCount, Name: CallCount, FirstDay: first, LastDay: begins - 1,
				Amount: &n, Unit: datasets.LimitNight})
		}
	}
	return &next
}

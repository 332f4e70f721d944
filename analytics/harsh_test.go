package analytics_test

import "rota/datasets"

// harsh is a programme that breaks the law on one rotation (hard), asks for much on another (grind) and little on a third (calm).
type harsh struct {
	*datasets.Program
	hard, grind, calm *datasets.Rotation
}

func beHarsh(p *datasets.Program) {
	h := harsh{p, &p.Rotations[len(p.Rotations)-1], &p.Rotations[len(p.Rotations)/2], &p.Rotations[len(p.Rotations)/3]}
	h.hard.HoursPerWeek, h.grind.DaysOffPer28 = 84, 3
	h.people()
	h.neighbours()
	h.curriculum()
	h.yearBefore()
	h.policies()
	h.law()
}

// people come late, leave early, are promoted within the year and work part time.
func (p harsh) people() {
	late, early, promoted := &p.People[1], &p.People[2], &p.People[3]
	late.FirstDay += 45
	early.LastDay -= 60
	for _, day := range []datasets.Day{20, 150} { // in the second half of a block, and in a first half
		day += p.Blocks[1].FirstDay
		p.Levels = append(p.Levels, datasets.Level{Person: promoted.Person, FirstDay: day, PGY: 1 + p.PGYOn(promoted.Person, day)})
	}
	p.People[4].FullTime = 0.5 // 84 h are 42 of his; it is his whole hours that count towards the curriculum
	for i := 12; i < 16; i += 2 {
		p.People[i].FullTime = 0.95
	}
}

func (p harsh) neighbours() {
	p.Neighbours = append(p.Neighbours,
		datasets.Neighbour{First: p.grind.Service, Second: p.hard.Rotation, Allowed: "only", Spacing: 1},
		datasets.Neighbour{First: p.calm.Rotation, Second: p.grind.Rotation, Allowed: "never", Spacing: 3},
		datasets.Neighbour{First: p.calm.Service, Second: p.calm.Service, Allowed: "wanted", Spacing: 1})
}

// curriculum counts what seniors have of the years before.
func (p harsh) curriculum() {
	p.Rules = append(p.Rules,
		datasets.RuleChange{Rule: "fm-adult-inpatient", Services: []string{p.grind.Service, p.hard.Service}, Owner: "chair", Reason: "curriculum"},
		datasets.RuleChange{Rule: "fm-gynecology", Services: []string{p.calm.Service}, Owner: "chair", Reason: "curriculum"},
		datasets.RuleChange{Rule: "fm-continuity", Services: []string{p.calm.Service, p.hard.Service}, Owner: "chair", Reason: "curriculum"})
	_, yearLast := p.Span()
	for i, before := range []float64{0, 2, 4, 8} {
		senior := &p.People[12+i]
		senior.LastDay = min(senior.LastDay, yearLast)
		p.History = append(p.History,
			datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: p.hard.Rotation, Amount: &before, Unit: "block"},
			datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: p.grind.Service, Amount: &before, Unit: "week"},
			datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: p.calm.Service, Amount: &before, Unit: "half_block"})
	}
	careerMost := 6
	p.Requirements = append(p.Requirements,
		datasets.Requirement{PGYs: []int{2, 3}, Service: p.grind.Service, Least: 4, Most: &careerMost, Unit: datasets.UnitHalfBlock, Span: "career"},
		datasets.Requirement{PGYs: []int{3}, Rotation: p.hard.Rotation, Least: 3, Unit: datasets.UnitBlock, Span: "career"})
	p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-pro-rata", Owner: "director", Reason: "part of the year"})
}

// yearBefore ends in stays that neighbours look back on.
func (p harsh) yearBefore() {
	begins := p.Blocks[1].FirstDay
	for i, name := range []string{p.calm.Rotation, p.grind.Rotation, p.hard.Rotation, p.calm.Service, p.grind.Service, p.calm.Rotation} {
		for k, name := range []string{name, p.calm.Rotation, p.grind.Service}[:1+i%3] {
			first := begins - datasets.Day(28*(k+1))
			p.History = append(p.History, datasets.History{Person: p.People[i].Person, Kind: datasets.HistoryStay, Name: name, FirstDay: first, LastDay: first + 27})
		}
	}
}

// policies hold in a part of the year, at other levels and with other limits.
func (p harsh) policies() {
	julyEnds, three := p.Blocks[3].LastDay-5, 3.0
	p.Rules = append(p.Rules,
		datasets.RuleChange{Rule: "policy-interns-with-seniors", LastDay: &julyEnds, Services: []string{p.grind.Service, p.hard.Service}, Owner: "director", Reason: "July"},
		datasets.RuleChange{Rule: "policy-interns-with-seniors", Level: "Hard", Limit: &three, Services: []string{p.calm.Service}, Owner: "director", Reason: "all year"},
		datasets.RuleChange{Rule: "policy-couple-leave", Owner: "director", Reason: "spouses"},
		datasets.RuleChange{Rule: "policy-couple-nights", Level: "Hard", FirstDay: &julyEnds, Services: []string{p.calm.Service, "Night float"}, Owner: "director", Reason: "spouses"},
		datasets.RuleChange{Rule: "policy-couple-together", Services: []string{p.hard.Service}, Owner: "director", Reason: "spouses"},
		datasets.RuleChange{Rule: "policy-recovery-convalescent", Limit: &three, Owner: "director", Reason: "rest"},
		datasets.RuleChange{Rule: "policy-recovery-deployment", Level: "Hard", Owner: "director", Reason: "rest"})
	p.Absences[2].Kind, p.Absences[7].Kind = "deployment", "deployment"
	away := p.Blocks[5]
	p.Absences = append(p.Absences, datasets.Absence{Person: p.People[5].Person, FirstDay: away.FirstDay - 3, LastDay: away.LastDay + 2, Kind: "long leave"})
}

// law has versions of the programme's own from a day within a block on, and exceptions.
func (p harsh) law() {
	changes, hours, free := p.Blocks[4].FirstDay+3, 65.0, 5.0 // in the midst of a block, which keeps the version of its first day
	p.Rules = append(p.Rules,
		datasets.RuleChange{Rule: "acgme-80h", FirstDay: &changes, Limit: &hours, Services: []string{p.grind.Service, p.hard.Service}, Owner: "chair", Reason: "sleep"},
		datasets.RuleChange{Rule: "acgme-1-in-7", FirstDay: &changes, Limit: &free, Services: []string{p.calm.Service, "FMIT intern"}, Owner: "chair", Reason: "sleep"})
	p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Rotation: p.hard.Rotation, FirstDay: p.Blocks[2].FirstDay,
		LastDay: p.Blocks[9].FirstDay, Limit: 86, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
	for _, person := range p.People[3:6] {
		p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Person: person.Person, FirstDay: p.Blocks[10].FirstDay,
			LastDay: p.Blocks[11].LastDay, Limit: 88, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
	}
}

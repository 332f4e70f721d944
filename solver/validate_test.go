package solver

import (
	"strings"
	"testing"
)

// Each defect that Validate knows, made in a valid problem, and its message.
func TestValidateNamesTheDefect(t *testing.T) {
	for _, c := range []struct {
		damage func(p *Problem)
		want   string
	}{
		{func(p *Problem) { p.People = nil }, "people=0 periods=4 duties=3; expected at least one of each"},
		{func(p *Problem) { p.Periods = make([]string, mostCells) }, "people=3 periods=4194304; expected at most 4194304 cells"},
		{func(p *Problem) { p.Duties = make([]string, mostDuties+1) }, "duties=4097; expected at most 4096"},
		{func(p *Problem) { p.Minutes = p.Minutes[:2] }, "minutes has 2 elements; expected 3, one a duty"},
		{func(p *Problem) { p.Minutes[1] = -60 }, "minutes row 1: -60; expected 0 to 65536"},
		{func(p *Problem) { p.Groups.First = nil }, "groups.first has 0 elements; expected 3, the first of them 0"},
		{func(p *Problem) { p.Groups.First[1] = 9 }, "groups.first row 2: 2; expected at least 9, the element before it"},
		{func(p *Problem) { p.Groups.Coef = nil }, "groups.coef has 0 elements; expected 2"},
		{func(p *Problem) { p.Groups.Member[1] = 3 }, "groups row 1: member=3; expected 0 to 2"},
		{func(p *Problem) { p.Groups.Coef[0] = 1 << 20 }, "groups row 0: coef=1048576; expected -65536 to 65536"},
		{func(p *Problem) { p.Classes.Member[2] = 1 }, "classes row 0: member=1 after 1; expected increasing members"},
		{func(p *Problem) { p.Rules.Level[0] = 7 }, "rules.level row 0: 7; expected 0 to 2"},
		{func(p *Problem) { p.Rules.Unit = nil }, "rules.unit has 0 elements; expected 3"},
		{func(p *Problem) { p.Bars.Rule[0] = 3 }, "bars.rule row 0: 3; expected 0 to 2"},
		{func(p *Problem) { p.Bars.Weight[0] = -1 }, "bars.weight row 0: -1; expected 0 to 1099511627776"},
		{func(p *Problem) { p.Bars.Person[0] = 3 }, "bars.person row 0: 3; expected 0 to 2"},
		{func(p *Problem) { p.Bars.Last = nil }, "bars.last has 0 elements; expected 1"},
		{func(p *Problem) { p.Bars.First[0], p.Bars.Last[0] = 2, 1 }, "bars row 0: first=2 last=1; expected first <= last"},
		{func(p *Problem) { p.Wishes.Terms = []int32{0, 0}; p.Wishes.Period, p.Wishes.Group = nil, nil }, "wishes row 0: no terms; expected at least one"},
		{func(p *Problem) { p.Wishes.Period[1] = 4 }, "wishes.period row 1: 4; expected 0 to 3"},
		{func(p *Problem) { p.Sums.Group[0] = 2 }, "sums.group row 0: 2; expected 0 to 1"},
		{func(p *Problem) { p.Sums.First[0], p.Sums.Last[0] = 3, 0 }, "sums row 0: first=3 last=0; expected first <= last"},
		{func(p *Problem) { p.Sums.Least[0] = 5 }, "sums row 0: least=5 most=2; expected least <= most"},
		{func(p *Problem) { p.Successions.Gap[0] = 0 }, "successions row 0: gap=0; expected 1 to 4194304"},
		{func(p *Problem) { p.Precedences.Gap[0] = -1 }, "precedences row 0: gap=-1; expected 1 to 4194304"},
		{func(p *Problem) { p.Demands.Class[2] = 1 }, "demands.class row 2: 1; expected 0 to 0"},
		{func(p *Problem) { p.Demands.Least[3] = 3 }, "demands row 3: least=3 most=2; expected least <= most"},
		{func(p *Problem) {
			for i := range p.Demands.Under {
				p.Demands.Under[i], p.Demands.Least[i], p.Demands.Most[i] = mostWeight, 1<<20, Unlimited
			}
		}, "weights on Cover: worst score=4.61e+18; expected at most 1.15e+18"},
	} {
		p := sample()
		c.damage(p)
		err := p.Validate()
		if err == nil || !strings.Contains("\n"+err.Error()+"\n", "\nsolver: "+c.want+"\n") {
			t.Errorf("defects: %v\nexpected among them: solver: %s", err, c.want)
		}
	}
	if err := sample().Validate(); err != nil {
		t.Errorf("the problem before it is broken: %v", err)
	}
}

func TestValidateReportsAllDefects(t *testing.T) {
	p := sample()
	p.Bars.Person[0], p.Sums.Weight[0], p.Demands.Rule[2] = -1, -1, 9
	if got := strings.Count(p.Validate().Error(), "solver: "); got != 3 {
		t.Errorf("defects=%d; expected 3 in %v", got, p.Validate())
	}
}

func TestRosterValidate(t *testing.T) {
	p := sample()
	if err := make(Roster, 12).Validate(p); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		roster Roster
		want   string
	}{
		{make(Roster, 11), "solver: cells of the roster=11; expected 12 (people x periods)"},
		{Roster{0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0}, "solver: roster person 1 period 2: duty=3; expected 0 to 2"},
	} {
		if err := c.roster.Validate(p); err == nil || err.Error() != c.want {
			t.Errorf("defect: %v\nexpected: %s", err, c.want)
		}
	}
}

package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rota/solver"
	"rota/solver/residency"
)

// explainWork is how many rosters are looked at for the least repair of an alternative: about a quarter of a second on one core.
const explainWork = 30_000

// explainCommand returns `rota explain`.
func explainCommand() *cobra.Command {
	var f cellFlags
	var most int
	c := &cobra.Command{
		Use:   "explain RUN --person P --date D[:AM]",
		Short: "Say why a cell is what it is, what else was possible, and what it would cost",
		Long: `Say why a cell of a finished run is what it is. Whatever else could stand in it is tried in the whole schedule: what the score is worse
by, level by level, and which rules that breaks. What every alternative would break is the reason for what stands there. Where an
alternative breaks something on Hard or Cover, the least repair is looked for: the fewest other cells that have to change with it.`,
		Example: `  rota explain runs/annual-fm18-0123456789ab --person R1-03 --date 2026-10-05
  rota explain RUN --person F-02 --date 2026-10-13:NIGHT --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := f.open(args[0])
			if err != nil {
				return err
			}
			a, err := d.explain(most)
			if err != nil {
				return failed(err)
			}
			if f.json {
				err = writeJSON(cmd.OutOrStdout(), a)
			} else {
				err = a.write(cmd.OutOrStdout())
			}
			if err != nil {
				return failed(err)
			}
			return nil
		},
	}
	f.define(c)
	c.Flags().IntVar(&most, "most", 5, "of how many alternatives to look for the least repair, the cheapest first")
	return c
}

// explanation is what `rota explain` says.
type explanation struct {
	Person       string        `json:"person"`
	FirstDay     string        `json:"first_day"`
	LastDay      string        `json:"last_day"`
	HalfDay      string        `json:"half_day,omitempty"`
	Holds        string        `json:"holds"`
	Fixed        string        `json:"fixed,omitempty"` // what fixes the cell: a pin or a lock
	Why          []string      `json:"why"`             // what every alternative would break
	Alternatives []alternative `json:"alternatives"`    // the cheapest first
}

// alternative is something else that could stand in the cell.
type alternative struct {
	Code   string       `json:"code"`
	Cost   solver.Score `json:"cost"`   // of the schedule with it alone, less that of the schedule as it is
	Breaks []string     `json:"breaks"` // what it breaks, gravest first
	Repair *leastRepair `json:"repair,omitempty"`
}

// leastRepair is the fewest other changes with which an alternative costs no more on Hard and Cover.
type leastRepair struct {
	Found   bool         `json:"found"`
	Proven  bool         `json:"proven"` // that fewer do not do, or that there is none
	Changes []moveOf     `json:"changes"`
	Cost    solver.Score `json:"cost"`
}

func (d *deskCell) explain(most int) (explanation, error) {
	held := d.move(solver.Placement{Cell: d.cell, Duty: d.Roster[d.cell]})
	e := explanation{Person: held.Person, FirstDay: held.FirstDay, LastDay: held.LastDay, HalfDay: held.HalfDay, Holds: held.Before,
		Fixed: d.fixedBy(), Why: []string{}, Alternatives: []alternative{}}
	now := solver.Evaluate(d.Problem, d.Roster)
	type tried struct {
		duty  solver.Duty
		score solver.Score
		more  []residency.Cost
	}
	var all []tried
	for duty := range solver.Duty(len(d.Grid.Codes)) {
		if duty == d.Roster[d.cell] || !d.Grid.Fits(d.cell, duty) {
			continue
		}
		changed := d.placed(solver.Placement{Cell: d.cell, Duty: duty})
		more, _ := residency.Compare(d.Problem, d.Roster, changed)
		all = append(all, tried{duty, solver.Evaluate(d.Problem, changed), more})
	}
	slices.SortStableFunc(all, func(a, b tried) int { return a.score.Compare(b.score) })
	for i, t := range all {
		a := alternative{Code: d.Grid.Name(t.duty), Cost: t.score.Sub(now), Breaks: []string{}}
		for _, c := range t.more {
			a.Breaks = append(a.Breaks, d.Problem.Rules.Level[c.Rule].String()+" "+c.Tell(d.Problem))
		}
		if i < most && (a.Cost.Hard > 0 || a.Cost.Cover > 0) {
			var err error
			if a.Repair, err = d.leastRepair(t.duty, now); err != nil {
				return e, err
			}
		}
		e.Alternatives = append(e.Alternatives, a)
	}
	if len(all) > 0 {
		for _, c := range all[0].more {
			everywhere := !slices.ContainsFunc(all, func(t tried) bool {
				return !slices.ContainsFunc(t.more, func(o residency.Cost) bool { return o.Table == c.Table && o.Row == c.Row })
			})
			if everywhere {
				e.Why = append(e.Why, d.Problem.Rules.Level[c.Rule].String()+" "+c.Tell(d.Problem))
			}
		}
	}
	return e, nil
}

// leastRepair looks for the fewest changes that go with a duty in the cell.
func (d *deskCell) leastRepair(duty solver.Duty, now solver.Score) (*leastRepair, error) {
	changed := *d.Desk
	changed.Roster = d.placed(solver.Placement{Cell: d.cell, Duty: duty})
	r, err := changed.Repair(d.fixed())
	if err != nil {
		return nil, err
	}
	r.Locked[d.cell], r.Allowed = true, now
	found := r.AtOnce(explainWork, 1)
	least := &leastRepair{Proven: found.Proven(), Changes: []moveOf{}}
	x := found.Found[0]
	if x.Score.Hard > now.Hard || x.Score.Cover > now.Cover {
		least.Proven = found.None
		return least, nil
	}
	least.Found, least.Cost = true, x.Score.Sub(now)
	for cell, was := range x.Roster {
		if cell != d.cell && was != d.Roster[cell] {
			least.Changes = append(least.Changes, d.move(solver.Placement{Cell: cell, Duty: was}))
		}
	}
	return least, nil
}

// fixedBy says what fixes the cell.
func (d *deskCell) fixedBy() string {
	c := d.Grid.Cells[d.cell]
	if d.begun(d.cell) {
		return "it begins before " + d.freeze.String() + " (--freeze-before)"
	}
	for i, pin := range d.Program.Pins {
		for _, b := range d.Program.Blocks {
			if pin.Person == c.Person && b.Block == pin.Block && b.FirstDay == c.FirstDay && b.LastDay == c.LastDay {
				return fmt.Sprintf("pins.csv row %d", i+2)
			}
		}
	}
	for _, l := range d.Order.Locks {
		if l.Person != c.Person {
			continue
		}
		if l.Date == nil {
			return "locked with all of the person's cells"
		}
		if slices.Contains(d.Grid.On(d.Roster, l.Person, *l.Date, l.HalfDay), d.cell) {
			return "changed by hand or locked in " + d.run.Name
		}
	}
	return d.Grid.Fixed(d.cell)
}

func (e explanation) write(w io.Writer) error {
	var text strings.Builder
	days := e.FirstDay
	if e.LastDay != e.FirstDay {
		days += " to " + e.LastDay
	}
	fmt.Fprintf(&text, "%s, %s: %s.\n", e.Person, strings.TrimSpace(days+" "+e.HalfDay), e.Holds)
	if e.Fixed != "" {
		fmt.Fprintf(&text, "Fixed: %s.\n", e.Fixed)
	}
	switch {
	case len(e.Alternatives) == 0:
		fmt.Fprintf(&text, "Nothing else can stand there.\n")
	case len(e.Why) == 0:
		fmt.Fprintf(&text, "No rule asks for just this. What else could stand there, the cheapest first:\n")
	default:
		fmt.Fprintf(&text, "Whatever else stood there would break:\n")
		for i, why := range e.Why {
			if i == mostTold {
				fmt.Fprintf(&text, "  and %d more\n", len(e.Why)-mostTold)
				break
			}
			fmt.Fprintf(&text, "  %s\n", why)
		}
		fmt.Fprintf(&text, "What else could stand there, the cheapest first:\n")
	}
	for _, a := range e.Alternatives {
		a.write(&text, e.Why)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// write prints an alternative; what all of them break was said before.
func (a alternative) write(text *strings.Builder, said []string) {
	fmt.Fprintf(text, "\n%s: %s\n", a.Code, costsOf(a.Cost))
	told := 0
	for _, b := range a.Breaks {
		if slices.Contains(said, b) {
			continue
		}
		if told++; told > mostReasonsTold {
			continue
		}
		fmt.Fprintf(text, "  breaks %s\n", b)
	}
	if told > mostReasonsTold {
		fmt.Fprintf(text, "  and %d more\n", told-mostReasonsTold)
	}
	r := a.Repair
	switch {
	case r == nil:
	case !r.Found:
		fmt.Fprintf(text, "  %s\n", map[bool]string{true: "no other changes make up for it", false: "no repair was found at once"}[r.Proven])
	default:
		word := cmp.Or(map[bool]string{true: "the least that goes with it"}[r.Proven], "goes with it")
		fmt.Fprintf(text, "  %s, then %s:\n", word, costsOf(r.Cost))
		for _, c := range r.Changes {
			fmt.Fprintf(text, "    %s\n", c)
		}
	}
}

// mostReasonsTold is how many breaches of an alternative are printed; --json has all.
const mostReasonsTold = 3

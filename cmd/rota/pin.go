package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// pinFlags are the flags of `rota pin`.
type pinFlags struct {
	cellFlags
	runFlags
	reason string
}

// pinCommand returns `rota pin`.
func pinCommand() *cobra.Command {
	var f pinFlags
	c := &cobra.Command{
		Use:   "pin RUN --person P --date D[:AM] CODE",
		Short: "Change one cell by hand, check it at once, and keep it pinned",
		Long: `Put CODE into one cell of a finished run and write the schedule as a new run of kind edit. Nothing else changes: the whole checker
looks at the result, what it breaks and mends is printed, and exit status 1 says that it breaks a Hard rule. A later rota run repair of the
new run leaves the cell as it is; in a year of the residents it also stands in pins.csv of the new run.

CODE is a rotation or a duty, or off.`,
		Example: `  rota pin runs/annual-fm18-0123456789ab --person R1-03 --date 2026-10-05 MED --reason 'agreed with the clinic'
  rota pin RUN --person F-02 --date 2026-10-13:NIGHT off`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := f.open(args[0])
			if err != nil {
				return err
			}
			return f.pin(cmd, d, args[1])
		},
	}
	f.cellFlags.define(c)
	c.Flags().StringVar(&f.reason, "reason", "", "why, in a few words")
	c.Flags().StringVar(&f.out, "out", "runs", "folder to write the run folder into")
	c.Flags().BoolVar(&f.detach, "detach", false, "start the run in rota serve or a cluster and return")
	threadsFlag(c, &f.threads)
	return c
}

func (f pinFlags) pin(cmd *cobra.Command, d *deskCell, code string) error {
	duty, ok := d.Grid.Duty(d.cell, code)
	if !ok {
		return badInput(&datasets.Defects{{File: "CODE", Value: code, Expected: "one of " + d.codes()}})
	}
	if d.begun(d.cell) {
		return badInput(&datasets.Defects{{File: "flag --date", Value: f.date, Expected: d.fromFreeze()}})
	}
	program, err := d.pinned(duty, f.reason)
	if err != nil {
		return badInput(err)
	}
	if _, err := d.Under(program, residency.Order{}); err != nil {
		return badInput(err)
	}
	o := residency.Order{
		Absences: []datasets.Absence{},
		Locks:    append(slices.Clone(d.Order.Locks), residency.Lock{Person: f.person, Date: &d.date, HalfDay: d.halfDay}),
		Edit:     &residency.Edit{Person: f.person, Date: d.date, HalfDay: d.halfDay, Code: code},
	}
	run := f.runFlags
	run.json, run.rounds, run.candidates, run.seed = f.cellFlags.json, 1, 1, 1
	if err := checkThreads(run.threads); err != nil {
		return err
	}
	err = d.state.change(cmd, wanted{kind: catalog.KindEdit, program: program, plan: d.Plan}, d.run, d.candidate, o, run)
	var ended *statusError
	if err == nil || errors.As(err, &ended) && ended.status == exitNo {
		d.sayPinned(cmd, solver.Placement{Cell: d.cell, Duty: duty})
	}
	return err
}

// sayPinned tells what the change breaks and mends, by the checker.
func (d *deskCell) sayPinned(cmd *cobra.Command, c solver.Placement) {
	v := d.judge(d.Check(d.Roster), d.placed(c))
	w := cmd.ErrOrStderr()
	_, _ = fmt.Fprintf(w, "%s\n", d.move(c))
	for _, b := range v.Breaks {
		_, _ = fmt.Fprintf(w, "  breaks [%s] %s (%s)\n", b.Level, b.Text, b.Source)
	}
	for _, b := range v.Mends {
		_, _ = fmt.Fprintf(w, "  mends [%s] %s (%s)\n", b.Level, b.Text, b.Source)
	}
}

// pinned returns the programme with the cell among its pins, if it is one of the year of residents in blocks.
func (d *deskCell) pinned(duty solver.Duty, reason string) (*datasets.Program, error) {
	p := *d.Program
	block := slices.IndexFunc(p.Blocks, func(b datasets.Block) bool {
		return b.FirstDay == d.Grid.Cells[d.cell].FirstDay && b.LastDay == d.Grid.Cells[d.cell].LastDay
	})
	if d.Kind != catalog.KindAnnual || block < 0 || duty == solver.Off {
		return &p, nil
	}
	pin := datasets.Pin{Person: d.Grid.Cells[d.cell].Person, Block: p.Blocks[block].Block, Rotation: d.Grid.Name(duty), Reason: reason}
	if i := slices.IndexFunc(p.Pins, func(o datasets.Pin) bool { return o.Person == pin.Person && o.Block == pin.Block }); i >= 0 {
		if p.Pins[i].Rotation == pin.Rotation {
			return &p, nil
		}
		return nil, &datasets.Defects{{File: "pins.csv", Row: i + 2, Column: "rotation", Value: p.Pins[i].Rotation, Expected: pin.Rotation + ", or no pin: this row fixes the cell already"}}
	}
	p.Pins = append(slices.Clone(p.Pins), pin)
	if defects := p.Validate(); len(defects) > 0 {
		return nil, &defects
	}
	return &p, nil
}

// codes lists what the cell can hold.
func (d *deskCell) codes() string {
	var names []string
	for duty := range d.Grid.Codes {
		if d.Grid.Fits(d.cell, solver.Duty(duty)) {
			names = append(names, d.Grid.Name(solver.Duty(duty)))
		}
	}
	return either(names)
}

// either writes names as "a, b or c".
func either(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	default:
		text := names[0]
		for _, name := range names[1 : n-1] {
			text += ", " + name
		}
		return text + " or " + names[n-1]
	}
}

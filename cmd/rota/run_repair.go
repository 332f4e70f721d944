package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"rota/activities"
	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver/residency"
)

// repairRounds is how many rounds a repair makes at most when nobody says otherwise; one that is proven ends at once. Measured on
// samples: what the third round does not find, later ones hardly do.
const repairRounds = 3

// repairFlags are the flags of `rota run repair`.
type repairFlags struct {
	runFlags
	candidate int
	absences  []string
	freeze    string
	locks     []string
}

// runRepairCommand returns `rota run repair`.
func runRepairCommand() *cobra.Command {
	f := repairFlags{}
	c := &cobra.Command{
		Use:   "repair RUN --absence PERSON:FIRST_DAY:LAST_DAY[:KIND] ...",
		Short: "Change the schedule of a finished run as little as new absences, rules or locks let it",
		Long: `Change the schedule of a finished run as little as possible after a loss: rules are kept first, then cover, then as few cells as
possible change, then wishes count. The first candidate changes least; the others are truly different. The run folder lists each cell
that changes, with its reason (changes.parquet).

In a year of the residents, one who is away for a whole block is on nothing in it, one who is away for a half-block leaves rotations
that allow no leave, and others take over; shorter absences change cells where a day lost weighs as much as a cell. Where somebody of the
faculty is lost in a block, stand-ins for his nights and inpatient days in the block are found first, and named; the run of the faculty year stays as it is. In a
faculty year, of an inpatient week that has begun (--freeze-before) the days gone by stay, and the rest goes to a stand-in. What an absence, a rule or a lock asks for is in the tables of the new
run, so that a repair of a repair goes on from there.`,
		Example: `  rota run repair runs/annual-fm18-0123456789ab --absence R1-03:2026-09-07:2026-11-01:medical
  rota run repair RUN --absence F-02:2026-10-05:2026-10-14 --absence F-07:2026-10-05:2026-10-05 --freeze-before 2026-10-05
  rota run repair runs/block-fm18-0123456789ab --absence F-01:2026-09-14:2026-10-20:medical --freeze-before 2026-09-12
  rota run repair RUN --rules new-rules.csv --lock R2-01 --lock R3-02:2026-12-24 --alternatives 5`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.checkRepair(cmd.Flags().Changed); err != nil {
				return err
			}
			if cmd.Flags().Changed("time") {
				f.rounds = 0 // those that the time comes to
			}
			return runRepair(cmd, args[0], f)
		},
	}
	flags := c.Flags()
	flags.StringArrayVar(&f.absences, "absence", nil, "a new absence, PERSON:FIRST_DAY:LAST_DAY[:KIND]; may be given again")
	flags.StringVar(&f.freeze, "freeze-before", "", "what begins before this day, DATE or today, stays as it is")
	flags.StringArrayVar(&f.locks, "lock", nil, "what stays as it is, PERSON, PERSON:DATE or PERSON:DATE:AM; may be given again")
	flags.IntVar(&f.candidates, "alternatives", 3, "how many schedules to look for")
	flags.IntVar(&f.candidate, "candidate", 0, "candidate of RUN to repair (default: the published one, or else the chosen one)")
	flags.IntVar(&f.rounds, "rounds", repairRounds, "rounds of search at most; a repair that is proven needs fewer")
	flags.DurationVar(&f.budget, "time", 0, "time for the search in the place of --rounds, turned into rounds once, such as 30s")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of the search")
	flags.StringVar(&f.out, "out", "runs", "folder to write the run folder into")
	flags.StringVar(&f.rules, "rules", "", "table of rules in the place of the programme's rules.csv")
	flags.BoolVar(&f.detach, "detach", false, "start the run in rota serve or a cluster and return")
	flags.BoolVar(&f.json, "json", false, "print the manifest and the folder as JSON")
	threadsFlag(c, &f.threads)
	return c
}

// checkRepair finds values that cannot be meant.
func (f repairFlags) checkRepair(given func(flag string) bool) error {
	switch {
	case f.candidates < 1 || f.candidates > 100:
		return badInput(fmt.Errorf("flag --alternatives=%d; expected 1 to 100", f.candidates))
	case len(f.absences) == 0 && f.rules == "":
		return badInput(errors.New("rota run repair: nothing that a schedule has to bear; expected --absence or --rules"))
	}
	return f.check(given)
}

func runRepair(cmd *cobra.Command, of string, f repairFlags) error {
	s, run, candidate, err := finishedCandidate(of, f.candidate)
	if err != nil {
		return err
	}
	desk, err := s.steps.Desk(run, candidate)
	if err != nil {
		return failed(err)
	}
	program, err := s.steps.Artifacts.ReadProgramUnder(run.Tables, f.rules)
	if err != nil {
		return badInput(err)
	}
	order, err := f.order(desk, program)
	if err != nil {
		return badInput(err)
	}
	changed := *program
	changed.Absences = append(append([]datasets.Absence(nil), program.Absences...), order.Absences...)
	if defects := changed.Validate(); len(defects) > 0 {
		return badInput(&defects)
	}
	w := wanted{kind: catalog.KindRepair, program: &changed}
	if desk.Plan.Year != nil && slices.ContainsFunc(order.Absences, func(a datasets.Absence) bool { return isFaculty(program, a.Person) }) {
		if err := standIn(desk, &w, &order); err != nil {
			return badInput(err)
		}
	}
	if desk.Kind == catalog.KindFaculty {
		divided, year := residency.DivideWeeks(program, desk.Roster, order)
		changed.Weeks, order.Year = divided.Weeks, year
	}
	under, err := desk.Under(w.program, order)
	if err != nil {
		return badInput(err)
	}
	if err := contradictions(under, order); err != nil {
		return badInput(err)
	}
	w.plan = desk.Plan
	return s.change(cmd, w, run, candidate, order, f.runFlags)
}

// standIn finds who stands in for people of the faculty who are lost in a block. The plan of the desk, the programme and the order are then
// those with the stand-ins.
func standIn(desk *activities.Desk, w *wanted, order *residency.Order) error {
	program, plan, found, defects, err := residency.StandIns(w.program, desk.Plan, desk.Problem, desk.Roster, *order)
	switch {
	case err != nil:
		return err
	case len(defects) > 0:
		return &defects
	}
	desk.Plan, w.program, order.StandIns = plan, program, found
	return nil
}

func isFaculty(p *datasets.Program, person string) bool {
	return slices.ContainsFunc(p.People, func(x datasets.Person) bool { return x.Person == person && x.Role == datasets.Faculty })
}

// change carries out a run that changes a candidate of a finished one.
func (s *state) change(cmd *cobra.Command, w wanted, run catalog.Run, candidate int, o residency.Order, f runFlags) error {
	order, err := s.steps.Artifacts.WriteOrder(o)
	if err != nil {
		return failed(err)
	}
	w.of = run.Schedule()
	w.base = &catalog.Base{Run: run.Name, Candidate: candidate, Problem: run.Outcome.Problem, Roster: run.Outcome.Candidates[candidate-1].Roster, Order: order}
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	if f.detach {
		return s.detach(ctx, cmd, w, f)
	}
	request, err := s.ask(w, f)
	if err != nil {
		return failed(err)
	}
	return s.runToEnd(ctx, cmd, request, f, s.report)
}

// finishedCandidate returns a finished run and the number of a candidate of it, the published or else the chosen one if none is named.
func finishedCandidate(nameOrFolder string, candidate int) (*state, catalog.Run, int, error) {
	s, run, err := finishedRun(nameOrFolder)
	if err != nil {
		return nil, run, 0, err
	}
	published, err := s.published(run)
	if err != nil {
		return nil, run, 0, failed(err)
	}
	candidate = cmp.Or(candidate, published, run.Outcome.Chosen)
	if n := len(run.Outcome.Candidates); candidate < 1 || candidate > n {
		return nil, run, 0, badInput(flagDefects("--candidate", candidate, "1 to "+itoa(n)))
	}
	return s, run, candidate, nil
}

// contradictions reports what locks keep broken.
func contradictions(desk *activities.Desk, o residency.Order) error {
	repair, err := desk.Repair(o)
	if err != nil {
		return err
	}
	var defects datasets.Defects
	for _, text := range residency.Contradictions(repair, desk.Grid) {
		defects = append(defects, datasets.Defect{File: "flags --lock, --freeze-before", Expected: text})
	}
	if len(defects) == 0 {
		return nil
	}
	return &defects
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"rota/activities"
	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver/residency"
)

// blockFlags are the flags of `rota run block`.
type blockFlags struct {
	runFlags
	block, annual, faculty, after string
}

// allBlocks is the value of --block for one after the other.
const allBlocks = "all"

// runBlockCommand returns `rota run block`.
func runBlockCommand() *cobra.Command {
	var f blockFlags
	c := &cobra.Command{
		Use:   "block DIR --block B|all",
		Short: "Build the half-days and nights of a block, for residents and faculty together",
		Long: `Build the half-days and nights of a block, for residents and faculty together.

The block rests on an annual schedule of the residents and a year of the faculty: runs or schedule folders, the published runs where
none is named. With --after it continues the block before: rest, nights in a row and calls are counted across the edge. --block all
builds all blocks, each after the one before, with one run folder and one line each.`,
		Example: "  rota run block programmes/fm18 --block 3 --after runs/block-fm18-0123456789ab\n  rota run block programmes/fm18 --block all --annual runs/annual-fm18-0123456789ab --faculty runs/faculty-fm18-0123456789ab",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags().Changed); err != nil {
				return err
			}
			return runBlock(cmd, args[0], f)
		},
	}
	c.Flags().StringVar(&f.block, "block", "", "label of the block, or all")
	c.Flags().StringVar(&f.annual, "annual", "", "annual schedule of the residents: a run or a folder (default: the published one)")
	c.Flags().StringVar(&f.faculty, "faculty", "", "year of the faculty: a run or a folder (default: the published one)")
	c.Flags().StringVar(&f.after, "after", "", "schedule of the block before: a run or a folder")
	_ = c.MarkFlagRequired("block")
	f.define(c)
	return c
}

func runBlock(cmd *cobra.Command, dir string, f blockFlags) error {
	program, err := datasets.ReadProgramUnder(dir, f.rules)
	if err != nil {
		return badInput(err)
	}
	blocks, err := f.blocks(program)
	if err != nil {
		return badInput(err)
	}
	s, err := openState()
	if err != nil {
		return err
	}
	ground, err := s.ground(program, f)
	if err != nil {
		return badInput(err)
	}
	program = ground.program
	first := wanted{kind: catalog.KindBlock, program: program, plan: ground.plan(blocks[0].Block)}
	if f.after != "" {
		if first.program, err = continued(program, blocks[0], f.after); err != nil {
			return badInput(err)
		}
	}
	for _, b := range blocks { // all of them can be stated before the first is begun
		if _, err := activities.Problem(catalog.KindBlock, first.program, ground.plan(b.Block)); err != nil {
			return badInput(err)
		}
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	switch {
	case f.block == allBlocks:
		return s.runBlocks(ctx, cmd, first, blocks, ground, f)
	case f.detach:
		return s.detach(ctx, cmd, first, f.runFlags)
	}
	request, err := s.ask(first, f.runFlags)
	if err != nil {
		return failed(err)
	}
	return s.runToEnd(ctx, cmd, request, f.runFlags, s.report)
}

// blocks returns the blocks that are wanted, in order.
func (f blockFlags) blocks(p *datasets.Program) ([]datasets.Block, error) {
	planned := slices.DeleteFunc(slices.Clone(p.Blocks), func(b datasets.Block) bool { return b.Block < 1 })
	slices.SortFunc(planned, func(a, b datasets.Block) int { return int(a.FirstDay - b.FirstDay) })
	if f.block == allBlocks {
		switch {
		case f.after != "":
			return nil, errors.New("flag --after: expected none with --block all, which begins with the first block")
		case f.detach:
			return nil, errors.New("flag --detach: expected none with --block all, of which each block waits for the one before")
		case len(planned) == 0:
			return nil, errors.New("blocks.csv: no block from 1 on; expected some")
		}
		return planned, nil
	}
	label, err := strconv.Atoi(f.block)
	i := slices.IndexFunc(planned, func(b datasets.Block) bool { return b.Block == label })
	if err != nil || i < 0 {
		return nil, fmt.Errorf("flag --block=%s; expected a block of blocks.csv from 1 on, or all", f.block)
	}
	if f.after != "" && i == 0 {
		return nil, fmt.Errorf("flag --after=%s: block %d is the first; expected no block before it", f.after, label)
	}
	return planned[i : i+1], nil
}

// runBlocks builds the blocks one after the other. A Hard breach in one does not stop the next; it is the answer in the end.
func (s *state) runBlocks(ctx context.Context, cmd *cobra.Command, next wanted, blocks []datasets.Block, on ground, f blockFlags) error {
	var no error
	for i, b := range blocks {
		next.plan, s.more = on.plan(b.Block), i+1 < len(blocks)
		request, err := s.ask(next, f.runFlags)
		if err != nil {
			return failed(err)
		}
		err = s.runToEnd(ctx, cmd, request, f.runFlags, s.reportLine)
		var answer *statusError
		switch {
		case errors.As(err, &answer) && answer.status == exitNo:
			no = err
		case err != nil:
			return err
		}
		if i+1 < len(blocks) {
			if next.program, err = continued(on.program, blocks[i+1], request.Folder); err != nil {
				return failed(err)
			}
		}
	}
	return no
}

// reportLine is report in one line, or with --json the manifest on one.
func (s *state) reportLine(cmd *cobra.Command, request catalog.Request, f runFlags) error {
	run, report, err := s.finished(request)
	if err != nil {
		return failed(err)
	}
	if f.json {
		err = printManifest(cmd.OutOrStdout(), run.Folder)
	} else {
		c := run.Outcome.Candidates[run.Outcome.Chosen-1]
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "block %-3d %s to %s  Hard %d · Cover %d · Soft %d  %s\n",
			report.Block, run.FirstDay, run.LastDay, c.Hard, c.Cover, c.Soft, filepath.Join(f.out, run.Name))
	}
	if err != nil {
		return failed(err)
	}
	return answerOf(run)
}

// ground is what blocks rest on.
type ground struct {
	program *datasets.Program
	stays   []datasets.Stay  // of the residents
	shifts  []datasets.Shift // of the faculty
	year    []residency.FacultyDuty
}

// plan returns what the block rests on: the stays and half-days that reach into it.
func (g ground) plan(block int) residency.Plan {
	i := slices.IndexFunc(g.program.Blocks, func(b datasets.Block) bool { return b.Block == block })
	b := g.program.Blocks[i]
	p := residency.Plan{Block: block, Year: g.year}
	for _, s := range g.stays {
		if s.FirstDay <= b.LastDay && b.FirstDay <= s.LastDay {
			p.Stays = append(p.Stays, s)
		}
	}
	for _, s := range g.shifts {
		if b.FirstDay <= s.Date && s.Date <= b.LastDay {
			p.Shifts = append(p.Shifts, s)
		}
	}
	return p
}

// ground reads the year of the residents and that of the faculty, and says whether they are of the programme.
func (s *state) ground(p *datasets.Program, f blockFlags) (ground, error) {
	g := ground{program: p}
	annual, _, errAnnual := s.year(p, catalog.KindAnnual, "--annual", f.annual)
	g.stays = slices.DeleteFunc(annual.stays, datasets.Stay.OfFaculty)
	if errAnnual == nil {
		errAnnual = fits(p, f.annual, g.stays)
	}
	if _, err := residency.Faculty(p); err != nil { // the programme knows no year of the faculty
		return g, errAnnual
	}
	faculty, made, errFaculty := s.year(p, catalog.KindFaculty, "--faculty", f.faculty)
	if err := errors.Join(errAnnual, errFaculty); err != nil {
		return g, err
	}
	if made != nil {
		p = residency.WeeksOf(p, made)
		g.program = p
	}
	roster, err := residency.FacultyRoster(p, faculty.stays, faculty.shifts)
	if err != nil {
		return g, fmt.Errorf("flag --faculty=%s: %w", f.faculty, err)
	}
	_, g.shifts = residency.FacultySchedule(p, 1, roster)
	if g.year = residency.FacultyDuties(p, roster); len(g.year) == 0 {
		return g, fmt.Errorf("flag --faculty=%s: it has no night on call and no inpatient week; expected a year of the faculty", f.faculty)
	}
	return g, nil
}

// year reads a year's schedule of the programme, the published one if none is named, and the programme that it was made of, if that lies beside it.
func (s *state) year(p *datasets.Program, kind, flag, from string) (held, *datasets.Program, error) {
	candidate := 0
	if from == "" {
		first, last := p.Span()
		published, err := s.catalog.Published(catalog.Request{Kind: kind, Program: p.Name(), FirstDay: first.String(), LastDay: last.String()})
		if errors.Is(err, catalog.ErrNotFound) {
			return held{}, nil, fmt.Errorf("flag %s: no %s schedule of %s, %s to %s, is published; expected a run or a folder", flag, kind, p.Name(), first, last)
		}
		if err != nil {
			return held{}, nil, err
		}
		from, candidate = published.Run, published.Candidate
	}
	h, other, err := readCandidate(from, candidate)
	if err != nil {
		return held{}, nil, fmt.Errorf("flag %s=%s: %w", flag, from, err)
	}
	if other != nil {
		if err := sameProgramme(p, other); err != nil {
			return held{}, nil, fmt.Errorf("flag %s=%s: %w", flag, from, err)
		}
	}
	return h, other, nil
}

// readCandidate reads one candidate of a schedule folder, for 0 the one that stands for the run, and the programme beside it, if there is one.
func readCandidate(runOrFolder string, candidate int) (held, *datasets.Program, error) {
	dir, err := scheduleFolder(runOrFolder)
	if err != nil {
		return held{}, nil, err
	}
	var p *datasets.Program
	if _, err := os.Stat(filepath.Join(dir, "program")); err == nil {
		if p, err = datasets.ReadProgram(filepath.Join(dir, "program")); err != nil {
			return held{}, nil, err
		}
	}
	all, err := readHeld(dir)
	if err != nil {
		return held{}, nil, err
	}
	if candidate == 0 {
		if candidate, err = standing(dir, all); err != nil {
			return held{}, nil, err
		}
	}
	return all.candidate(candidate), p, nil
}

// sameProgramme says whether a schedule is of the programme and year.
func sameProgramme(p, other *datasets.Program) error {
	first, last := p.Span()
	otherFirst, otherLast := other.Span()
	if other.Name() != p.Name() || otherFirst != first || otherLast != last {
		return fmt.Errorf("it is of %s, %s to %s; expected a schedule of %s, %s to %s", other.Name(), otherFirst, otherLast, p.Name(), first, last)
	}
	return nil
}

// fits reports every stay of somebody, or on something, that the programme does not have.
func fits(p *datasets.Program, from string, stays []datasets.Stay) error {
	var errs []error
	told := map[string]bool{}
	tell := func(what, code string) {
		if !told[what+code] {
			told[what+code] = true
			errs = append(errs, fmt.Errorf("flag --annual=%s: %s=%s is not of the programme; expected one of its tables", from, what, code))
		}
	}
	for _, s := range stays {
		if !slices.ContainsFunc(p.People, func(q datasets.Person) bool { return q.Person == s.Person }) {
			tell("person", s.Person)
		}
		if !slices.ContainsFunc(p.Rotations, func(r datasets.Rotation) bool { return r.Rotation == s.Rotation }) {
			tell("rotation", s.Rotation)
		}
	}
	if len(stays) == 0 {
		errs = append(errs, fmt.Errorf("flag --annual=%s: it has no stay of a resident; expected an annual schedule", from))
	}
	return errors.Join(errs...)
}

// continued returns the programme with what the schedule of the block before leaves to a block.
func continued(p *datasets.Program, b datasets.Block, after string) (*datasets.Program, error) {
	before, other, err := readCandidate(after, 0)
	if err != nil {
		return nil, fmt.Errorf("flag --after=%s: %w", after, err)
	}
	var past []datasets.History
	if other != nil {
		if err := sameProgramme(p, other); err != nil {
			return nil, fmt.Errorf("flag --after=%s: %w", after, err)
		}
		past = other.History
	}
	var last datasets.Day
	for _, s := range before.shifts {
		last = max(last, s.Date)
	}
	if last != b.FirstDay-1 {
		ends := "no half-day"
		if len(before.shifts) > 0 {
			ends = "half-days until " + last.String()
		}
		return nil, fmt.Errorf("flag --after=%s: it has %s; expected the block before block %d, which ends on %s", after, ends, b.Block, b.FirstDay-1)
	}
	return residency.Continue(p, b.Block, before.shifts, past), nil
}

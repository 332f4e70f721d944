package activities

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"rota/activities/catalog"
	"rota/analytics"
	"rota/reports"
	"rota/solver"
	"rota/solver/residency"
)

// WriteInput is what came of a run; what was asked for is in the catalog, under its name.
type WriteInput struct {
	Run     string          `json:"run"`
	Outcome catalog.Outcome `json:"outcome"`
}

// Write writes the run folder to where it was wanted last, as a whole or not at all; a whole one is left as it is.
func (s *Steps) Write(ctx context.Context, in WriteInput) error {
	defer heartbeat(ctx)()
	run, err := s.Catalog.Run(in.Run)
	if err != nil {
		return final(err)
	}
	run.Outcome = in.Outcome
	_, err = s.Folder(run)
	return final(err)
}

// Folder makes sure that the run folder of a finished run is there and whole, and returns what is in it. It reads the run's
// artifacts; ErrLost if one of them is gone and the run has to be carried out again.
func (s *Steps) Folder(run catalog.Run) (reports.Run, error) {
	k, err := kindOf(run.Schedule())
	if err != nil {
		return reports.Run{}, err
	}
	program, err := s.Artifacts.ReadProgram(run.Tables)
	if err != nil {
		return reports.Run{}, err
	}
	plan, err := s.Artifacts.ReadPlan(run.Plan)
	if err != nil {
		return reports.Run{}, err
	}
	problem, err := s.readProblem(run.Outcome.Problem)
	if err != nil {
		return reports.Run{}, err
	}
	report := reports.Run{
		Name: run.Name, Kind: run.Kind, Faculty: run.Schedule() == catalog.KindFaculty, Block: plan.Block, HalfDays: run.Schedule() == catalog.KindBlock,
		Version: run.Version, InputHash: run.Tables.SHA256,
		Seed: run.Seed, Rounds: run.Outcome.Rounds, Chosen: run.Outcome.Chosen, Program: program, Distances: run.Outcome.Distances,
	}
	if b := run.Outcome.Bound; b != nil {
		report.Bound = &solver.Score{Hard: b.Hard, Cover: b.Cover, Soft: b.Soft}
	}
	rosters, err := s.tellCandidates(run, k, plan, problem, &report)
	if err != nil {
		return reports.Run{}, err
	}
	if report.Conflict, err = s.explain(run, k, program, plan, problem, rosters[run.Outcome.Chosen-1].Roster); err != nil {
		return reports.Run{}, err
	}
	if run.Base != nil {
		if err := s.tellChanges(run, problem, &report, rosters); err != nil {
			return reports.Run{}, err
		}
	}
	if whole(run.Folder, run.Name) {
		return report, nil
	}
	begun := time.Now()
	return report, replaceFolder(run.Folder, func(fresh string) error {
		if err := writeArrow(fresh, problem, rosters); err != nil {
			return err
		}
		if err := reports.Write(fresh, report); err != nil {
			return err
		}
		return writeTiming(fresh, run.Outcome, time.Since(begun))
	})
}

// tellCandidates adds the candidates of a run to a report, with what was found of them, and returns their rosters.
func (s *Steps) tellCandidates(run catalog.Run, k kind, plan residency.Plan, problem *solver.Problem, report *reports.Run) ([]solver.Candidate, error) {
	var rosters []solver.Candidate
	for i, c := range run.Outcome.Candidates {
		roster, err := s.readCandidate(problem, c.Roster)
		if err != nil {
			return nil, err
		}
		rosters = append(rosters, roster)
		content, err := s.Artifacts.Read(c.Assessment)
		if err != nil {
			return nil, err
		}
		var assessment analytics.Assessment
		if err := json.Unmarshal(content, &assessment); err != nil {
			return nil, fmt.Errorf("activities: %s: %w", c.Assessment.URL, err)
		}
		stays, shifts := k.schedule(report.Program, plan, i+1, roster.Roster)
		report.Candidates = append(report.Candidates, reports.Candidate{
			Number: i + 1, Seed: c.Seed, Score: roster.Score, Assessment: assessment, Stays: stays, Shifts: shifts,
			Leaning: c.Leaning, Front: c.Front,
		})
	}
	return rosters, nil
}

// tellChanges adds to a report in which cells each candidate differs from the schedule that was repaired, and why.
func (s *Steps) tellChanges(run catalog.Run, problem *solver.Problem, report *reports.Run, rosters []solver.Candidate) error {
	repair, before, err := s.repairOf(run.Schedule(), report.Program, run.Plan, problem, *run.Base)
	if err != nil {
		return err
	}
	repair.From = before.Roster // of an edit, too
	byHand := run.Kind == catalog.KindEdit
	_, held, err := s.repaired(*run.Base)
	if err != nil {
		return err
	}
	report.Repair = &reports.Repair{Of: run.Base.Run, Before: held.Score, Least: run.Outcome.Least && !byHand, ByHand: byHand, Wanted: run.Candidates}
	if report.Repair.Others, err = s.standIns(*run.Base); err != nil {
		return err
	}
	for i, c := range rosters {
		if !byHand {
			report.Candidates[i].Hit = residency.Hit(repair, c.Roster)
		}
		for _, x := range residency.Changes(repair, c.Roster) {
			first, last := before.Grid.Span(x.Cell, x.Before)
			if x.Before == solver.Off {
				first, last = before.Grid.Span(x.Cell, x.After)
			}
			if byHand {
				x.Reason = "changed by hand"
			}
			cell, halfDay := before.Grid.Cells[x.Cell], ""
			if first == last {
				halfDay = cell.HalfDay
			}
			report.Candidates[i].Changes = append(report.Candidates[i].Changes, reports.Change{
				Candidate: i + 1, Person: cell.Person, FirstDay: first, LastDay: last, HalfDay: halfDay,
				Before: before.Grid.Name(x.Before), After: before.Grid.Name(x.After), Reason: x.Reason,
			})
		}
	}
	return nil
}

// writeArrow writes the solver's own columns.
func writeArrow(folder string, p *solver.Problem, rosters []solver.Candidate) error {
	var problem, candidates bytes.Buffer
	if err := solver.WriteProblem(&problem, p); err != nil {
		return err
	}
	if err := solver.WriteCandidates(&candidates, p, rosters); err != nil {
		return err
	}
	for name, content := range map[string][]byte{"problem.arrow": problem.Bytes(), "candidates.arrow": candidates.Bytes()} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return fmt.Errorf("activities: run folder: %w", err)
		}
	}
	return nil
}

// whole says whether folder holds this run and every file that its manifest names, with the content that it names.
func whole(folder, run string) bool {
	content, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return false
	}
	var manifest struct {
		Run   string            `json:"run"`
		Files map[string]string `json:"files"`
	}
	if json.Unmarshal(content, &manifest) != nil || manifest.Run != run || len(manifest.Files) == 0 {
		return false
	}
	for name, sum := range manifest.Files {
		if !filepath.IsLocal(name) {
			return false
		}
		content, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || Digest(content) != sum {
			return false
		}
	}
	return true
}

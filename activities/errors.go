package activities

import (
	"errors"
	"fmt"
	"strings"

	"go.temporal.io/sdk/temporal"

	"rota/datasets"
)

// The types of errors that trying again does not mend, as the engine's history names them.
const (
	TypeBadInput     = "BadInput"     // the programme has defects, or what is asked for cannot be meant
	TypeLost         = "ArtifactLost" // an artifact is not what was written: the steps must be gone through again
	TypeDisagreement = "Disagreement" // two judges of one schedule differ: a mistake in rota
	TypeUnknownRun   = "UnknownRun"   // the catalog has no such run, or it has no such candidate
	TypeHardBreach   = "HardBreach"   // a candidate that breaks a Hard rule must not be published
)

// final turns the errors that trying again does not mend into typed ones; others stay as they are and are tried again.
// Its texts reach the engine's history, so they hold no value of a cell.
func final(err error) error {
	var defects *datasets.Defects
	switch {
	case err == nil:
		return nil
	case errors.As(err, &defects):
		return temporal.NewNonRetryableApplicationError(places(*defects), TypeBadInput, nil)
	case errors.Is(err, ErrLost):
		return temporal.NewNonRetryableApplicationError(err.Error(), TypeLost, nil)
	}
	return err
}

// places lists all defects by where they are, one a line.
func places(defects datasets.Defects) string {
	lines := make([]string, len(defects))
	for i, d := range defects {
		lines[i] = fmt.Sprintf("%s row %d, column %s: expected %s", d.File, d.Row, d.Column, d.Expected)
	}
	return strings.Join(lines, "\n")
}

func disagreement(format string, args ...any) error {
	return temporal.NewNonRetryableApplicationError("activities: "+fmt.Sprintf(format, args...), TypeDisagreement, nil)
}

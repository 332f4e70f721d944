package main

import "errors"

// The exit statuses that scripts rely on.
const (
	exitDone   = 0
	exitNo     = 1 // done, and the answer is "no"
	exitInput  = 2 // bad usage or bad input; nothing was written
	exitFailed = 3 // something else failed; what was done is kept
)

// statusError is an error that knows with which status the process ends.
type statusError struct {
	status int
	err    error // nil: everything was said on standard output
}

func (e *statusError) Error() string {
	if e.err == nil {
		return "the answer is no"
	}
	return e.err.Error()
}

func (e *statusError) Unwrap() error { return e.err }

// badInput marks err as the user's input or usage: exit status 2.
func badInput(err error) error { return &statusError{exitInput, err} }

// answerNo ends a command that is done, and whose answer, already printed, is "no": exit status 1.
func answerNo() error { return &statusError{exitNo, nil} }

// failed marks err as a failure of disk, engine or network: exit status 3.
func failed(err error) error { return &statusError{exitFailed, err} }

// status returns the exit status for the error of a command. An error that carries none is bad usage, because cobra's own
// complaints about flags and arguments are of that kind.
func status(err error) int {
	var s *statusError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &s):
		return s.status
	default:
		return exitInput
	}
}

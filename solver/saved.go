package solver

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
)

// A search that goes on in rounds can be written between two of them and read again, on another machine too: it then goes on as if
// it had not stopped. What a file holds is what the rounds to come depend on and the problem does not tell; floats are stored
// exactly. All else (graphs of lines, costs of columns, sums of demands) is computed anew from the problem.

// seal tells what a saved search belongs to and that it is what was written: prices and bounds that were changed on the way would
// be believed otherwise.
type seal struct {
	Problem string // SHA-256 of its Arrow form
	Content string // SHA-256 of the Arrow form of the search while this is empty
}

// saved is the form of a search of type S in a file.
type saved[S any] interface {
	*S
	sealed() *seal
}

// writeSaved writes a search of a problem; equal searches give equal bytes.
func writeSaved[S any, P saved[S]](f *file[S], w io.Writer, p *Problem, s P) error {
	problem, err := fingerprint(p)
	if err != nil {
		return err
	}
	*s.sealed() = seal{Problem: problem}
	content, err := contentOf[S, P](f, s)
	if err != nil {
		return err
	}
	s.sealed().Content = content
	return f.write(w, []S{*s})
}

// readSaved reads what writeSaved wrote for the same problem.
func readSaved[S any, P saved[S]](f *file[S], data []byte, p *Problem) (P, error) {
	rows, err := f.read(data)
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, f.wrap(fmt.Errorf("rows=%d; expected 1", len(rows)))
	}
	s := P(&rows[0])
	got := *s.sealed()
	problem, err := fingerprint(p)
	if err != nil {
		return nil, err
	}
	if got.Problem != problem {
		return nil, f.wrap(fmt.Errorf("problem=%q; expected %q, the SHA-256 of the Arrow form of this problem", got.Problem, problem))
	}
	s.sealed().Content = ""
	content, err := contentOf[S, P](f, s)
	if err != nil {
		return nil, err
	}
	if got.Content != content {
		return nil, f.wrap(fmt.Errorf("damaged file: content=%q; expected %q", got.Content, content))
	}
	return s, nil
}

func contentOf[S any, P saved[S]](f *file[S], s P) (string, error) {
	h := sha256.New()
	err := f.write(h, []S{*s})
	return hex.EncodeToString(h.Sum(nil)), err
}

// fingerprint is the SHA-256 of the Arrow form of a problem.
func fingerprint(p *Problem) (string, error) {
	h := sha256.New()
	err := WriteProblem(h, p)
	return hex.EncodeToString(h.Sum(nil)), err
}

// faults collects what is wrong with a saved search.
type faults []error

// need notes a fault unless all is well; it tells whether it is.
func (f *faults) need(ok bool, format string, args ...any) bool {
	if !ok {
		*f = append(*f, fmt.Errorf(format, args...))
	}
	return ok
}

// length notes a list that has another length than it should have.
func (f *faults) length(name string, got, want int) bool {
	return f.need(got == want, "%s has %d elements; expected %d", name, got, want)
}

// finite notes a number that is none, or infinite.
func (f *faults) finite(name string, values ...float64) {
	for i, v := range values {
		f.need(!math.IsNaN(v) && !math.IsInf(v, 0), "%s row %d: %v; expected a finite number", name, i, v)
	}
}

func (f *faults) within(name string, v, least, most int64) bool {
	return f.need(least <= v && v <= most, "%s=%d; expected %d to %d", name, v, least, most)
}

func (f *faults) err() error { return errors.Join(*f...) }

package catalog

import (
	"errors"
	"time"
)

// Artifact is a reference to what a step wrote: where it is and what it must hold.
type Artifact struct {
	URL    string `json:"url"`    // relative to the artifact store
	SHA256 string `json:"sha256"` // hex, of the content
	Rows   int64  `json:"rows"`
}

// Request is a run as it was asked for. Name is the key; all but Folder and Asked follow from it.
type Request struct {
	Name       string        `json:"name"`    // KIND-PROGRAMME-HASH
	Kind       string        `json:"kind"`    // annual, faculty, block
	Version    string        `json:"version"` // of rota
	Program    string        `json:"program"`
	FirstDay   string        `json:"first_day"` // the period that a schedule of this run covers
	LastDay    string        `json:"last_day"`
	Tables     Artifact      `json:"tables"`        // the programme's tables
	Plan       Artifact      `json:"plan,omitzero"` // of a block: the years of the residents and the faculty
	Seed       uint64        `json:"seed"`
	Candidates int           `json:"candidates"`
	Rounds     int           `json:"rounds,omitempty"` // 0: by the kind of run, or by Time
	Time       time.Duration `json:"time,omitempty"`   // 0: no budget
	Of         string        `json:"of,omitempty"`     // of a repair or an edit: the kind of the schedule that it changes
	Base       *Base         `json:"base,omitempty"`   // and that schedule
	Folder     string        `json:"folder"`           // where the run folder was wanted last
	Asked      time.Time     `json:"asked"`
}

// Base is the schedule that a repair or an edit begins from. What was asked for is the artifact Order, since it names people.
type Base struct {
	Run       string   `json:"run"`
	Candidate int      `json:"candidate"` // from 1
	Problem   Artifact `json:"problem"`
	Roster    Artifact `json:"roster"`
	Order     Artifact `json:"order"`
}

// Schedule returns the kind of schedule that the run is about.
func (r Request) Schedule() string {
	if r.Of != "" {
		return r.Of
	}
	return r.Kind
}

// State is how a run stands.
type State string

// The states of a run. An open run is going on, or waits to be taken up again.
const (
	StateOpen      State = "open"
	StateFinished  State = "finished"
	StateFailed    State = "failed"
	StateCancelled State = "cancelled"
)

// Candidate is one schedule of a finished run.
type Candidate struct {
	Seed         uint64   `json:"seed"`
	Hard         int64    `json:"hard"`
	Cover        int64    `json:"cover"`
	Soft         int64    `json:"soft"`
	HardBreaches int      `json:"hard_breaches"`     // by the independent checker
	Changes      int      `json:"changes,omitempty"` // cells that differ from the schedule that was repaired
	Roster       Artifact `json:"roster"`
	Assessment   Artifact `json:"assessment"`

	// Of runs that pick their candidates from a front.
	Leaning string `json:"leaning,omitempty"` // what its search weighed beside the wishes
	Front   bool   `json:"front,omitempty"`   // none that was found is at least as good in all and better in something
}

// Bound is a score that no candidate can be better than, levels compared in order.
type Bound struct {
	Hard  int64    `json:"hard"`
	Cover int64    `json:"cover"`
	Soft  int64    `json:"soft"`
	Steps int      `json:"steps"` // of the search for it
	Proof Artifact `json:"proof"`
}

// Outcome is what came of a run.
type Outcome struct {
	State      State       `json:"state"`
	Reason     string      `json:"reason,omitempty"` // of a failure
	Problem    Artifact    `json:"problem,omitzero"`
	Rounds     int         `json:"rounds"`
	Chosen     int         `json:"chosen"` // from 1; 0 if there is none
	Candidates []Candidate `json:"candidates"`
	Distances  [][]int     `json:"distances,omitempty"` // cells in which candidates differ, by candidate and candidate; nil: not known
	Bound      *Bound      `json:"bound,omitempty"`     // nil if none was sought
	Least      bool        `json:"least,omitempty"`     // of a repair: fewer changes are proven not to do
	Started    time.Time   `json:"started,omitzero"`
	Steps      []Step      `json:"steps"`
}

// Step is how long a step of a run took.
type Step struct {
	Name    string  `json:"step"`
	Seconds float64 `json:"seconds"`
}

// Run is a request and its outcome so far.
type Run struct {
	Request
	Outcome Outcome
}

// Ask records a request, or a repeated one that wants its folder elsewhere.
func (c *Catalog) Ask(r Request) error { return put(c, requests, r.Name, r) }

// End records what came of a run.
func (c *Catalog) End(run string, o Outcome) error { return put(c, outcomes, run, o) }

// Reopen forgets what came of a run, so that it counts as open.
func (c *Catalog) Reopen(run string) error { return remove(c, outcomes, run) }

// Run returns a run by its name, or ErrNotFound.
func (c *Catalog) Run(name string) (Run, error) {
	request, err := get[Request](c, requests, name)
	if err != nil {
		return Run{}, err
	}
	outcome, err := get[Outcome](c, outcomes, name)
	if errors.Is(err, ErrNotFound) {
		outcome, err = Outcome{State: StateOpen}, nil
	}
	return Run{Request: request, Outcome: outcome}, err
}

// Runs returns all runs in order of their names.
func (c *Catalog) Runs() ([]Run, error) {
	names, err := keys(c, requests)
	if err != nil {
		return nil, err
	}
	runs := make([]Run, 0, len(names))
	for _, name := range names {
		run, err := c.Run(name)
		if err != nil {
			return nil, err
		}
		runs = append(runs, run)
	}
	return runs, nil
}

package catalog

import (
	"errors"
	"time"
)

// Verb is what a decision does.
type Verb string

// The two decisions about a candidate.
const (
	Approve  Verb = "approve"
	Withdraw Verb = "withdraw"
)

// Decision is one approval or withdrawal. What the person who decided typed is in the artifact By, not here.
type Decision struct {
	ID        string    `json:"id"`
	Verb      Verb      `json:"verb"`
	Run       string    `json:"run"`
	Candidate int       `json:"candidate"` // from 1
	By        Artifact  `json:"by"`
	At        time.Time `json:"at"`
}

// period is the key of the one published schedule of a programme and period.
func period(r Request) string {
	return r.Schedule() + "-" + slug(r.Program) + "-" + r.FirstDay + "-" + r.LastDay
}

// Publish makes a candidate the published schedule of its programme and period, in place of any other one. Deciding again
// with the same id changes nothing.
func (c *Catalog) Publish(d Decision) error {
	run, err := c.Run(d.Run)
	if err != nil {
		return err
	}
	if err := put(c, decisions, d.ID, d); err != nil {
		return err
	}
	return put(c, published, period(run.Request), d)
}

// TakeBack ends the publication of the decision's run; it returns ErrNotFound if no candidate of the run is published.
// Deciding again with the same id changes nothing.
func (c *Catalog) TakeBack(d Decision) error {
	run, err := c.Run(d.Run)
	if err != nil {
		return err
	}
	key := period(run.Request)
	now, err := get[Decision](c, published, key)
	switch _, before := get[Decision](c, decisions, d.ID); {
	case before == nil && (errors.Is(err, ErrNotFound) || now.Run != d.Run):
		return nil // this very decision was carried out before
	case err != nil:
		return err
	case now.Run != d.Run:
		return ErrNotFound
	}
	d.Candidate = now.Candidate
	if err := put(c, decisions, d.ID, d); err != nil {
		return err
	}
	return remove(c, published, key)
}

// Published returns the decision by which a schedule of the run's programme and period is published, or ErrNotFound. It may
// be one of another run.
func (c *Catalog) Published(r Request) (Decision, error) {
	return get[Decision](c, published, period(r))
}

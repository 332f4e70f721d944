package activities

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"time"

	"go.temporal.io/sdk/activity"

	"rota/activities/catalog"
)

// Steps are the activities of a run. Every step may be carried out any number of times, by any number of attempts at once:
// it finds what it has finished before, or does it again and comes to the same bytes.
type Steps struct {
	Artifacts *Artifacts
	Catalog   *catalog.Catalog
	Version   string // of rota: another version may come to other bytes, so it does not find this one's
}

// answer is what a step returns: its artifacts are part of the checkpoint.
type answer interface{ artifacts() []catalog.Artifact }

// record is a finished step on disk.
type record struct {
	SHA256 string          `json:"sha256"` // of Answer
	Answer json.RawMessage `json:"answer"`
}

// checkpoint returns the answer that the step gave to this input before, if that is whole, artifacts included; else it lets
// work give the answer and keeps it. work writes its artifacts below the URL that it gets.
func checkpoint[Input any, Answer answer](ctx context.Context, s *Steps, step string, in Input, work func(url string) (Answer, error)) (Answer, error) {
	var none Answer
	key, err := json.Marshal(struct {
		Version, Step string
		Input         Input
	}{s.Version, step, in})
	if err != nil {
		return none, fmt.Errorf("activities: %s: %w", step, err)
	}
	url := path.Join(step, Digest(key)[:32])
	if a, ok := recall[Answer](s.Artifacts, url); ok {
		return a, nil
	}
	stop := heartbeat(ctx)
	defer stop()
	a, err := work(url)
	if err != nil {
		return none, err
	}
	return a, keep(s.Artifacts, url, a)
}

// keep keeps an answer for recall.
func keep[Answer answer](store *Artifacts, url string, a Answer) error {
	content, err := json.Marshal(a)
	if err == nil {
		content, err = json.Marshal(record{Digest(content), content})
	}
	if err != nil {
		return fmt.Errorf("activities: %s: %w", url, err)
	}
	_, err = store.Write(path.Join(url, "answer.json"), 1, content)
	return err
}

// recall returns a kept answer if it and all of its artifacts are what was written.
func recall[Answer answer](store *Artifacts, url string) (a Answer, ok bool) {
	content, err := store.readAny(path.Join(url, "answer.json"))
	if err != nil {
		return a, false
	}
	var r record
	if json.Unmarshal(content, &r) != nil || Digest(r.Answer) != r.SHA256 || json.Unmarshal(r.Answer, &a) != nil {
		return a, false
	}
	for _, artifact := range a.artifacts() {
		if _, err := store.Read(artifact); err != nil {
			return a, false
		}
	}
	return a, true
}

// beat is how often a step proves that it lives; the workflow gives it up after several beats without proof.
const beat = time.Second

// heartbeat proves that the step lives until stop is called.
func heartbeat(ctx context.Context) (stop func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(beat)
		defer tick.Stop()
		for {
			activity.RecordHeartbeat(ctx)
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	}()
	return func() { close(done); <-ended }
}

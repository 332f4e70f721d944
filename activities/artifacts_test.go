package activities

import (
	"errors"
	"testing"

	"rota/activities/catalog"
)

// TestOutsideStore: a URL from the engine's history must not reach beyond the store.
func TestOutsideStore(t *testing.T) {
	s := newSteps(t)
	for _, url := range []string{"", "/etc/passwd", "../x", "a/../../x"} {
		if _, err := s.Artifacts.Read(catalog.Artifact{URL: url}); err == nil || errors.Is(err, ErrLost) {
			t.Errorf("read of %q: %v; expected a refusal", url, err)
		}
	}
}

// TestStoreID: a store keeps its id, also when several processes open it for the first time at once.
func TestStoreID(t *testing.T) {
	dir := t.TempDir()
	ids := make(chan string)
	for range 8 {
		go func() {
			store, err := OpenArtifacts(dir)
			if err != nil {
				ids <- err.Error()
				return
			}
			ids <- store.ID()
		}()
	}
	first := <-ids
	for range 7 {
		if id := <-ids; id != first || len(id) != 10 {
			t.Errorf("ids %q and %q of one store", first, id)
		}
	}
	if other := newSteps(t).Artifacts.ID(); other == first {
		t.Errorf("two stores have the id %q", other)
	}
}

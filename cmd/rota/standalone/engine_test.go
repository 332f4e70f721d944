//go:build !cluster

package standalone

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"log/slog"
)

var attributes = map[string]enums.IndexedValueType{"Colour": enums.INDEXED_VALUE_TYPE_KEYWORD}

func dial(t testing.TB, e *Engine) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: e.Address, Namespace: Namespace, Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEngine starts an engine in an empty folder, finds it the way other processes do, and starts it again on what it left.
func TestEngine(t *testing.T) {
	dir := t.TempDir()
	if _, err := Find(dir); !errors.Is(err, ErrNoHost) {
		t.Fatalf("Find in an empty folder: %v; expected ErrNoHost", err)
	}
	e, err := Start(dir, attributes)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Start(dir, attributes); !errors.Is(err, ErrHosted) {
		t.Errorf("a second host: %v; expected ErrHosted", err)
	}
	found, err := Find(dir)
	if err != nil || found != e.Host {
		t.Errorf("Find = %+v, %v; expected %+v", found, err, e.Host)
	}
	c := dial(t, e)
	list, err := c.OperatorService().ListSearchAttributes(context.Background(), &operatorservice.ListSearchAttributesRequest{Namespace: Namespace})
	if err != nil || list.CustomAttributes["Colour"] != enums.INDEXED_VALUE_TYPE_KEYWORD {
		t.Errorf("search attributes %v, %v; expected Colour as keyword", list.GetCustomAttributes(), err)
	}
	c.Close()
	for _, ask := range []struct {
		path, host string
		status     int
	}{
		{"/", "", http.StatusOK},
		{"/namespaces/default/workflows", "", http.StatusOK},
		{"/namespaces/default/workflows", "localhost:8233", http.StatusOK},
		{"/namespaces/default/workflows", "elsewhere.example", http.StatusForbidden},
	} {
		request, err := http.NewRequest(http.MethodGet, e.UI+ask.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = ask.host
		page, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		page.Body.Close()
		if page.StatusCode != ask.status {
			t.Errorf("the Web UI answers %s to %+v", page.Status, ask)
		}
	}
	e.Stop()
	if _, err := Find(dir); !errors.Is(err, ErrNoHost) {
		t.Errorf("Find after Stop: %v; expected ErrNoHost", err)
	}
	if e, err = Start(dir, attributes); err != nil {
		t.Fatal(err)
	}
	e.Stop()
	if _, err := os.Stat(filepath.Join(dir, "engine.db.aside")); err == nil {
		t.Error("a good database was moved aside")
	}
}

// TestDatabaseMadeAnew puts files in the database's place that are no database of ours.
func TestDatabaseMadeAnew(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "text": "this is no database, and long enough to have a header of one hundred bytes, or it would be taken for an empty one",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "engine.db")
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := openDatabase(dir, attributes); err != nil {
				t.Fatal(err)
			}
			if !usable(file) {
				t.Error("the new database is not usable")
			}
			if aside, err := os.ReadFile(file + ".aside"); err != nil || string(aside) != content {
				t.Errorf("moved aside: %q, %v; expected %q", aside, err, content)
			}
		})
	}
}

// BenchmarkStart measures an engine from nothing to answering: database, server and Web UI.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		e, err := Start(b.TempDir(), attributes)
		if err != nil {
			b.Fatal(err)
		}
		dial(b, e).Close()
		b.StopTimer()
		e.Stop()
		b.StartTimer()
	}
}

// BenchmarkStartAgain measures an engine that finds its database.
func BenchmarkStartAgain(b *testing.B) {
	dir := b.TempDir()
	for b.Loop() {
		e, err := Start(dir, attributes)
		if err != nil {
			b.Fatal(err)
		}
		dial(b, e).Close()
		b.StopTimer()
		e.Stop()
		b.StartTimer()
	}
}

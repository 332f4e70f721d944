package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A run is interrupted in every way that we know, in processes of its own, and must come to the same bytes as one that
// nothing ever happened to.

// calm is an undisturbed run: the programme, the rounds, what the run folder then holds, and how long it took.
type calm struct {
	programme string
	rounds    string
	files     map[string]string
	took      time.Duration
}

// place is a state folder and an output folder of one disturbed run.
type place struct {
	calm
	state, out string
}

// TestKill disturbs a run in every way, the random one first.
func TestKill(t *testing.T) {
	c := undisturbed(t)
	for name, disturb := range map[string]func(*testing.T, calm){
		"at random instants": killAtRandom, "and delete the database": killAndDelete, "the host of another process": killHost,
		"gently": terminate, "never, on one thread": oneThread, "never, but alter artifacts": alterArtifacts,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // much of the time is spent waiting for the engine to give up a dead process's step
			disturb(t, c)
		})
	}
}

// undisturbed carries out the run once, on two threads: of the sample, or in a short test many small steps for a few people.
func undisturbed(t *testing.T) calm {
	t.Helper()
	dir := t.TempDir()
	p := place{calm{programme: filepath.Join(dir, "fm18"), rounds: "2"}, filepath.Join(dir, "state"), filepath.Join(dir, "runs")}
	if testing.Short() {
		p.programme, p.rounds = tinyProgramme, "60"
	} else if out, err := exec.Command("rota", "data", "sample", "fm18", "--out", p.programme).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	began := time.Now()
	p.finish(t, "GOMAXPROCS=2")
	p.took = time.Since(began)
	files, err := contents(p.out)
	if err != nil {
		t.Fatal(err)
	}
	p.files = files
	return p.calm
}

func (c calm) place(t *testing.T) place {
	t.Helper()
	dir := t.TempDir()
	return place{c, filepath.Join(dir, "state"), filepath.Join(dir, "runs")}
}

// command returns the run's command line, ready to start.
func (p place) command(env ...string) *exec.Cmd {
	c := exec.Command("rota", "run", "annual", p.programme, "--rounds", p.rounds, "--candidates", "2", "--out", p.out)
	c.Env = append(append(os.Environ(), "ROTA_STATE="+p.state), env...)
	return c
}

// contents returns the SHA-256 of every file below dir but timing.json, by its path.
func contents(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "timing.json" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files[name] = fmt.Sprintf("%x", sha256.Sum256(content))
		return err
	})
	return files, err
}

// same compares what is in the output folder with the undisturbed run; anything left over is a difference too.
func (p place) same(t *testing.T) {
	t.Helper()
	got, err := contents(p.out)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p.files, got); d != "" {
		t.Errorf("files differ from those of an undisturbed run:\n%s", d)
	}
}

// finish carries the run to its end.
func (p place) finish(t *testing.T, env ...string) {
	t.Helper()
	if out, err := p.command(env...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// killAt starts the run, ends the process with SIGKILL after the time given, and says whether the run had ended by then.
func (p place) killAt(t *testing.T, after time.Duration) (over bool) {
	t.Helper()
	c := p.command()
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("%v: %s", err, out.String())
		}
		return true
	case <-time.After(after):
	}
	if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	return <-ended == nil
}

// killAtRandom kills the whole process at random instants and starts it again, until it has been killed so often and the
// run in hand has ended. The database is deleted after every fifth kill.
func killAtRandom(t *testing.T, c calm) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, undisturbed run %v", seed, c.took)
	random := rand.New(rand.NewPCG(seed, 0))
	p := c.place(t)
	for killed := 0; killed < kills; {
		after := time.Duration(random.Int64N(int64(c.took)))
		if p.killAt(t, after) {
			p.same(t)
			p = c.place(t)
			continue
		}
		killed++
		t.Logf("kill %d after %v", killed, after)
		if killed%5 == 0 {
			deleteDatabase(t, p)
		}
	}
	p.finish(t)
	p.same(t)
}

func deleteDatabase(t *testing.T, p place) {
	t.Helper()
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(p.state, "engine.db"+suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// killAndDelete: the engine's database is disposable.
func killAndDelete(t *testing.T, c calm) {
	p := c.place(t)
	p.killAt(t, c.took/2)
	deleteDatabase(t, p)
	p.finish(t)
	p.same(t)
}

// oneThread: neither the number of threads nor GOMAXPROCS has a say.
func oneThread(t *testing.T, c calm) {
	p := c.place(t)
	p.finish(t, "GOMAXPROCS=1")
	p.same(t)
}

// alterArtifacts truncates one artifact of each step and flips a byte in another, deletes the run folder, and asks
// for the run again: what is not whole is made again.
func alterArtifacts(t *testing.T, c calm) {
	p := c.place(t)
	p.finish(t)
	for i, step := range []string{"load", "improve", "assess", "pace", "bound"} {
		files, err := filepath.Glob(filepath.Join(p.state, "artifacts", step, "*", "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no artifacts of %s: %v", step, err)
		}
		content, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			content = content[:len(content)/2]
		} else {
			content[len(content)/2] ^= 0x20
		}
		if err := os.WriteFile(files[0], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(p.out); err != nil {
		t.Fatal(err)
	}
	p.finish(t)
	p.same(t)
}

// killHost: a second process attaches to a run; the first one, which hosts the engine, is killed; the second one takes
// over and carries the run to its end.
func killHost(t *testing.T, c calm) {
	p := c.place(t)
	first, second := p.command(), p.command()
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	waitForFile(t, filepath.Join(p.state, "engine.json"))
	var out bytes.Buffer
	second.Stdout, second.Stderr = &out, &out
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	if err := second.Wait(); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	if !strings.Contains(out.String(), "hosted by another process") {
		t.Errorf("the second process did not attach to the first:\n%s", out.String())
	}
	p.same(t)
}

// terminate: a run that is asked to stop says how to go on, with exit status 3, and goes on when asked again.
func terminate(t *testing.T, c calm) {
	p := c.place(t)
	command := p.command()
	var out bytes.Buffer
	command.Stderr = &out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	waitForFile(t, filepath.Join(p.state, "engine.json"))
	time.Sleep(time.Second)
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var ended *exec.ExitError
	if err := command.Wait(); !errors.As(err, &ended) || ended.ExitCode() != exitFailed {
		t.Errorf("%v; expected exit status %d", err, exitFailed)
	}
	if !strings.Contains(out.String(), "the same command takes") {
		t.Errorf("the message does not say how to go on:\n%s", out.String())
	}
	p.finish(t)
	p.same(t)
}

func waitForFile(t *testing.T, file string) {
	t.Helper()
	for range 600 {
		if _, err := os.Stat(file); err == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s did not appear within a minute", filepath.Base(file))
}

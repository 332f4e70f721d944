package solver

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// saver is how a kind of search is written, read and carried on.
type saver[S any] struct {
	begin func(p *Problem, seed uint64) S
	round func(S)
	best  func(S) Roster
	write func(io.Writer, S) error
	read  func([]byte, *Problem) (S, error)
}

var linesSaver = saver[*Search]{
	NewSearch, (*Search).Round, func(s *Search) Roster { r, _ := s.Best(); return r }, WriteSearch, ReadSearch,
}

var staysSaver = saver[*Stays]{
	NewStays, (*Stays).Round, func(s *Stays) Roster { r, _ := s.Best(); return r }, WriteStays, ReadStays,
}

var boundingSaver = saver[*Bounding]{
	func(p *Problem, _ uint64) *Bounding { return NewBounding(p) }, func(b *Bounding) { b.Step() },
	func(*Bounding) Roster { return nil }, WriteBounding, ReadBounding,
}

func (v *saver[S]) bytes(t rapid.TB, s S) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := v.write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// goesOn checks that a search which is written and read after some rounds, and goes on at another number of threads, ends with the
// bytes and the roster of one that never stopped.
func (v *saver[S]) goesOn(t rapid.TB, p *Problem, before, after int, more func(S)) {
	t.Helper()
	straight := v.begin(p, 3)
	if more != nil {
		more(straight)
	}
	for range before {
		v.round(straight)
	}
	data := v.bytes(t, straight)
	for range after {
		v.round(straight)
	}
	want := v.bytes(t, straight)
	for _, threads := range []int{1, 2} {
		old := runtime.GOMAXPROCS(threads)
		s, err := v.read(data, p)
		if err != nil {
			runtime.GOMAXPROCS(old)
			t.Fatalf("read after %d rounds: %v", before, err)
		}
		again := v.bytes(t, s)
		for range after {
			v.round(s)
		}
		runtime.GOMAXPROCS(old)
		if !bytes.Equal(again, data) {
			t.Fatalf("after %d rounds: what was read is written with other bytes", before)
		}
		if got := v.bytes(t, s); !bytes.Equal(got, want) {
			t.Errorf("%d threads, %d rounds, written and read, %d rounds: other bytes than after %d", threads, before, after, before+after)
		}
		if !slices.Equal(v.best(s), v.best(straight)) {
			t.Errorf("%d threads, %d rounds, written and read, %d rounds: another roster than after %d", threads, before, after, before+after)
		}
	}
}

func TestSearchGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnProblem(t)
		linesSaver.goesOn(t, p, rapid.IntRange(0, 20).Draw(t, "before"), rapid.IntRange(0, 6).Draw(t, "after"), nil)
	})
}

func TestBoundingGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnProblem(t)
		boundingSaver.goesOn(t, p, rapid.IntRange(0, 40).Draw(t, "before"), rapid.IntRange(0, 15).Draw(t, "after"), nil)
	})
}

// The rate is raised where a few are far dearer than the mean: a demand that costs 100 on level Soft to meet.
func TestBoundingGoesOnAtARaisedRate(t *testing.T) {
	d := newDraft(2, 6, 3)
	cover, soft := d.rule("cover", Cover), d.rule("soft", Soft)
	for person := range Person(2) {
		d.bar(soft, 100, person, 0, 0, d.group(1))
		for range 20 {
			d.bar(soft, 1, person, 1, 5, d.group(2))
		}
	}
	d.demand(cover, 0, d.class(0, 1), d.group(1), 1, 2, 1, 1)
	raised := 0
	for before := range 30 {
		boundingSaver.goesOn(t, &d.Problem, 0, 3, func(b *Bounding) {
			for range before {
				b.Step()
			}
			raised = max(raised, b.raised)
		})
	}
	if raised < 2 {
		t.Errorf("the rate was raised %d times; expected 2 at least", raised)
	}
}

func TestStaysGoOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnProblem(t)
		rounds := rapid.IntRange(0, 2).Draw(t, "cooling")
		staysSaver.goesOn(t, p, rapid.IntRange(0, 2).Draw(t, "before"), 1, func(s *Stays) {
			if rounds > 0 {
				s.Cool(rounds)
			}
		})
	})
}

// What was read as a search for one problem is refused for another one, and as a search of another kind.
func TestSavedSearchBelongsToItsProblem(t *testing.T) {
	p, other := yearProblem(6, 8), yearProblem(6, 8)
	other.Demands.Most[0]++
	lines, stays := linesSaver.bytes(t, NewSearch(p, 1)), staysSaver.bytes(t, NewStays(p, 1))
	if _, err := ReadSearch(lines, other); err == nil || !strings.Contains(err.Error(), "this problem") {
		t.Errorf("a search for another problem was read: %v", err)
	}
	if _, err := ReadStays(stays, other); err == nil || !strings.Contains(err.Error(), "this problem") {
		t.Errorf("an annealing of another problem was read: %v", err)
	}
	if _, err := ReadStays(lines, p); err == nil {
		t.Error("a search over lines was read as an annealing")
	}
}

// No change of a byte, and no truncation, makes a reader panic or read another search than was written.
func TestReadSavedAfterDamage(t *testing.T) {
	p := sample()
	lines, stays := NewSearch(p, 1), NewStays(p, 1)
	for range 3 {
		lines.Round()
	}
	stays.Cool(2)
	stays.Round()
	bounding := NewBounding(p)
	for range 5 {
		bounding.Step()
	}
	linesSaver.endures(t, p, linesSaver.bytes(t, lines))
	boundingSaver.endures(t, p, boundingSaver.bytes(t, bounding))
	staysSaver.endures(t, p, staysSaver.bytes(t, stays))
}

func (v *saver[S]) endures(t *testing.T, p *Problem, data []byte) {
	t.Helper()
	for i := 0; i < len(data); i += stride(31) {
		damaged := bytes.Clone(data)
		damaged[i] ^= 0x11
		if s, err := v.read(damaged, p); err == nil && !bytes.Equal(v.bytes(t, s), data) {
			t.Errorf("byte %d of %d changed: another search was read", i, len(data))
		}
	}
	for n := 0; n < len(data); n += stride(500) {
		if _, err := v.read(data[:n], p); err == nil {
			t.Errorf("the first %d of %d bytes were read as a search", n, len(data))
		}
	}
}

// Whatever a file holds, and were it sealed: what is taken for a search has a roster.
func FuzzReadSearch(f *testing.F) {
	p := sample()
	s := NewSearch(p, 1)
	for range 3 {
		f.Add(linesSaver.bytes(f, s))
		s.Round()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := searchFile.read(data)
		if err != nil || len(rows) != 1 {
			return
		}
		if s, err := restoreSearch(&rows[0], p); err == nil && s.crew != nil {
			if roster, score := s.Best(); score != Evaluate(p, roster) {
				t.Fatalf("score=%v of roster %v", score, roster)
			}
		}
	})
}

func FuzzReadBounding(f *testing.F) {
	p := sample()
	b := NewBounding(p)
	for range 3 {
		f.Add(boundingSaver.bytes(f, b))
		b.Step()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := boundingFile.read(data)
		if err != nil || len(rows) != 1 {
			return
		}
		if b, err := restoreBounding(&rows[0], p); err == nil && b.Steps() > mostBounded {
			t.Fatalf("steps=%d; expected at most %d", b.Steps(), mostBounded)
		}
	})
}

func FuzzReadStays(f *testing.F) {
	p := sample()
	s := NewStays(p, 1)
	f.Add(staysSaver.bytes(f, s))
	s.Round()
	f.Add(staysSaver.bytes(f, s))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := staysFile.read(data)
		if err != nil || len(rows) != 1 {
			return
		}
		if s, err := restoreStays(&rows[0], p); err == nil {
			if roster, score := s.Best(); score != Evaluate(p, roster) {
				t.Fatalf("score=%v of roster %v", score, roster)
			}
		}
	})
}

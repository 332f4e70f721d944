package solver

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample has at least one row in every table.
func sample() *Problem {
	d := newDraft(3, 4, 3)
	hard, cover, soft := d.rule("hard", Hard), d.rule("cover", Cover), d.rule("soft", Soft)
	one, two, all := d.group(1), d.group(2), d.class(0, 1, 2)
	d.bar(hard, 1, 0, 0, 3, two)
	d.wish(soft, 3, 1, []Period{1, 2}, one)
	d.sum(hard, 1, 2, 0, 3, one, 1, 2)
	d.succession(hard, 1, 2, one, two, 1)
	d.precedence(hard, 1, 1, one, two, 2)
	for period := range Period(4) {
		d.demand(cover, period, all, one, 1, 2, 1, 1)
	}
	return &d.Problem
}

// stride returns the distance of the bytes that a test damages: in a short run, one place in ten.
func stride(n int) int {
	if testing.Short() {
		return 10*n + 1
	}
	return n
}

func arrowBytes(t *testing.T, p *Problem) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteProblem(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestProblemArrowRoundTrip(t *testing.T) {
	p := sample()
	data := arrowBytes(t, p)
	got, err := ReadProblem(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p, got); diff != "" {
		t.Errorf("problem read back differs (-written +read):\n%s", diff)
	}
	if !bytes.Equal(data, arrowBytes(t, got)) {
		t.Error("the same problem gave other bytes")
	}
}

func TestCandidatesArrowRoundTrip(t *testing.T) {
	p := sample()
	var want []Candidate
	for seed := range 3 {
		r := make(Roster, 12)
		r[seed] = 1
		want = append(want, Candidate{Seed: uint64(seed), Rounds: 7, Score: Evaluate(p, r), Roster: r})
	}
	var b bytes.Buffer
	if err := WriteCandidates(&b, p, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadCandidates(b.Bytes(), p)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("candidates read back differ (-written +read):\n%s", diff)
	}
	if _, err := ReadProblem(b.Bytes()); err == nil {
		t.Error("a file of candidates was read as a problem")
	}
	want[1].Score.Soft++
	b.Reset()
	if err := WriteCandidates(&b, p, want); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCandidates(b.Bytes(), p); err == nil {
		t.Error("a candidate with a false score was read")
	}
}

func TestReadProblemRefusesAnyTruncation(t *testing.T) {
	data := arrowBytes(t, sample())
	for n := range len(data) {
		if _, err := ReadProblem(data[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were read as a problem", n, len(data))
		}
	}
}

// Whatever the bytes, reading gives a valid problem or an error.
func FuzzReadProblem(f *testing.F) {
	var b bytes.Buffer
	if err := WriteProblem(&b, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ReadProblem(data)
		if err == nil {
			Evaluate(p, make(Roster, len(p.People)*len(p.Periods)))
		}
	})
}

func FuzzReadCandidates(f *testing.F) {
	p := sample()
	r := make(Roster, 12)
	var b bytes.Buffer
	if err := WriteCandidates(&b, p, []Candidate{{Seed: 1, Rounds: 2, Score: Evaluate(p, r), Roster: r}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		candidates, err := ReadCandidates(data, p)
		for _, c := range candidates {
			if err == nil && Evaluate(p, c.Roster) != c.Score {
				t.Fatalf("score=%v of roster %v was believed", c.Score, c.Roster)
			}
		}
	})
}

// No damage tried makes the reader panic or ask for more memory than a process has.
func TestReadProblemAfterDamage(t *testing.T) {
	data := arrowBytes(t, sample())
	for i := 0; i < len(data); i += stride(3) {
		for _, mask := range []byte{0x01, 0x10, 0x7f, 0x80, 0xff} {
			damaged := bytes.Clone(data)
			damaged[i] ^= mask
			p, err := ReadProblem(damaged)
			if (p == nil) != (err != nil) {
				t.Fatalf("byte %d xor %#x: problem=%v and error=%v; expected one of them", i, mask, p, err)
			}
		}
	}
}

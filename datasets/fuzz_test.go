package datasets

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Fuzz with -fuzzminimizetime 5x: to minimise each new input takes longer than to find it.

// readInto reads tiny with the bytes of one of its tables replaced, and checks the whole programme.
func readInto(t *testing.T, index int, ending string, data []byte) (*Program, Defects) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	c := newCheck(p)
	table := tables()[index]
	c.load(table, table.name+ending, data)
	return p, c.run()
}

// judge expects defects that say where they are, or a programme that is the same after it was written and read.
func judge(t *testing.T, p *Program, defects Defects) {
	for _, d := range defects {
		if d.File == "" || d.Expected == "" || d.Row < 0 {
			t.Errorf("defect %#v says too little", d)
		}
	}
	if len(defects) > 0 {
		return
	}
	c := newCheck(&Program{})
	for _, table := range tables() {
		c.load(table, table.name+csvEnding, formatTable(table.rows(p)))
	}
	if again := c.run(); len(again) > 0 || c.p.Hash() != p.Hash() {
		t.Errorf("written and read again, it has the defects\n%s\nand differs by %s", again.Error(), cmp.Diff(p, c.p))
	}
}

// FuzzCSV: no text in place of a table of tiny brings the reader or the checks down.
func FuzzCSV(f *testing.F) {
	for i, table := range tables() {
		data, err := os.ReadFile(filepath.Join(tiny, table.name+csvEnding))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(byte(i), data)
	}
	f.Fuzz(func(t *testing.T, index byte, data []byte) {
		p, defects := readInto(t, int(index)%len(tables()), csvEnding, data)
		judge(t, p, defects)
	})
}

// FuzzParquet: no bytes in place of a table of tiny bring the reader or the checks down.
func FuzzParquet(f *testing.F) {
	p, err := ReadProgram(tiny)
	if err != nil {
		f.Fatal(err)
	}
	add := func(index byte, write func(*bytes.Buffer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(index, b.Bytes())
	}
	add(1, func(b *bytes.Buffer) error { return WriteParquet(b, p.Blocks, "") })
	add(4, func(b *bytes.Buffer) error { return WriteParquet(b, p.Rotations, "") })
	add(6, func(b *bytes.Buffer) error { return WriteParquet(b, p.Cover, "") })
	f.Fuzz(func(t *testing.T, index byte, data []byte) {
		p, defects := readInto(t, int(index)%len(tables()), parquetEnding, data)
		judge(t, p, defects)
	})
}

package datasets

import (
	"bytes"
	"errors"
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

// FuzzStays: no text in place of an annual schedule brings the reader down, and what it reads it writes and reads again alike.
func FuzzStays(f *testing.F) {
	f.Add([]byte("candidate,person,role,pgy,block,half,first_day,last_day,rotation,pinned\n1,A,resident,1,1,0,2026-07-01,2026-07-28,WARD,false\n"))
	f.Add([]byte("person,role,pgy,block,half,first_day,last_day,rotation,pinned\nA,resident,1,1,,2028-02-29,2026-07-28,WARD,maybe\n"))
	path := filepath.Join(f.TempDir(), "annual.csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		again(t, path, data, ReadSchedule, func(stays []Stay) []byte { return formatCSV(stays) })
	})
}

// FuzzBlocks: no text in place of a calendar of one's own does, either.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("block,first_day,last_day\n0,2026-07-01,2026-07-01\n1,2026-07-02,2026-07-29\n"))
	f.Add([]byte("block,first_day,last_day\n1,2028-02-29,2027-02-29\n1,,\n"))
	path := filepath.Join(f.TempDir(), "blocks.csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		again(t, path, data, ReadBlocks, func(blocks []Block) []byte { return formatCSV(blocks) })
	})
}

// again reads a file and, unless it is refused with defects, what is written of it.
func again[T any](t *testing.T, path string, data []byte, read func(path string) ([]T, error), write func([]T) []byte) {
	t.Helper()
	of := func(data []byte) ([]T, error) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return read(path)
	}
	rows, err := of(data)
	if err != nil {
		var defects *Defects
		if !errors.As(err, &defects) || len(*defects) == 0 {
			t.Fatalf("%v; expected defects", err)
		}
		return
	}
	twice, err := of(write(rows))
	if err != nil {
		t.Fatalf("written and read again: %v", err)
	}
	if d := cmp.Diff(rows, twice); d != "" {
		t.Error(d)
	}
}

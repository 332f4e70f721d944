package solver

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/arrow/memory"
)

// Arrow's reader trusts the lengths that the schema in the footer of a file tells, and a few damaged bytes there ask for
// more memory than a machine has, which no recover catches. Files of one format differ only in their record batch, so the
// rest is compared before Arrow's reader sees it.

const (
	magic     = "ARROW1"
	blockSize = 24 // of the footer's entry for the record batch: its offset, the lengths of its metadata and body
)

// checkFrame refuses every file whose bytes around the record batch are not those of an empty file of the same format.
func (f *file[T]) checkFrame(data []byte) error {
	got, gotAt, err := footer(data)
	if err != nil {
		return err
	}
	empty, err := f.empty()
	if err != nil {
		return err
	}
	want, wantAt, err := footer(empty)
	if err != nil {
		return err
	}
	block := 0
	for !fills(want[block:], wantAt) {
		block++
	}
	after := block + blockSize
	if len(got) != len(want) || !bytes.Equal(got[:block], want[:block]) || !bytes.Equal(got[after:], want[after:]) || !fills(got[block:], gotAt) {
		return fmt.Errorf("a footer of %d bytes; expected the %d bytes that every such file ends with", len(got), len(want))
	}
	return nil
}

// fills tells whether a footer's entry for a record batch says that the batch ends where the footer begins.
func fills(entry []byte, footerAt int) bool {
	offset, meta := int64(binary.LittleEndian.Uint64(entry)), int64(binary.LittleEndian.Uint32(entry[8:]))
	body := int64(binary.LittleEndian.Uint64(entry[16:]))
	limit := int64(footerAt)
	return offset > 0 && offset < limit && meta > 0 && meta < limit && body >= 0 && body < limit && offset+meta+body == limit
}

// footer returns the footer of an Arrow file and where it begins: the file ends with the footer, its length and the magic word.
func footer(data []byte) ([]byte, int, error) {
	tail := len(data) - len(magic) - 4
	if tail < len(magic) || string(data[tail+4:]) != magic {
		return nil, 0, fmt.Errorf("%d bytes that do not end as an Arrow file does", len(data))
	}
	size := binary.LittleEndian.Uint32(data[tail:])
	if int64(size) > int64(tail) {
		return nil, 0, fmt.Errorf("a footer of %d bytes in a file of %d", size, len(data))
	}
	return data[tail-int(size) : tail], tail - int(size), nil
}

// position is the seeker that the Arrow writer asks for: it only ever asks where it is.
type position struct {
	w  io.Writer
	at int64
}

func (c *position) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.at += int64(n)
	return n, err
}

func (c *position) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, fmt.Errorf("solver: seek offset=%d whence=%d; expected the current position", offset, whence)
	}
	return c.at, nil
}

// bounded refuses buffers larger than the file they are read from, so that a few damaged bytes cannot ask for all memory.
type bounded struct {
	memory.Allocator
	most int
}

const slack = 64 // Arrow rounds sizes up to its alignment

func (b bounded) Allocate(size int) []byte {
	b.check(size)
	return b.Allocator.Allocate(size)
}

func (b bounded) Reallocate(size int, old []byte) []byte {
	b.check(size)
	return b.Allocator.Reallocate(size, old)
}

func (b bounded) check(size int) {
	if size < 0 || size > b.most+slack {
		panic(fmt.Sprintf("buffer of %d bytes in a file of %d", size, b.most))
	}
}

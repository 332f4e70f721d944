package reports

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shrink is how many pixels of a chart make one of its golden picture along each side: a shifted letter still shows, and a
// last bit that differs between processors does not.
const shrink = 4

func TestChartsLookAsTheyDid(t *testing.T) {
	look(t, "charts", madeUpRun(7))
	look(t, "faculty", madeUpFaculty())
	look(t, "block", madeUpBlock(t))
}

// look holds the charts of a run against the golden pictures of a folder.
func look(t *testing.T, folder string, r Run) {
	for _, ch := range charts(r) {
		t.Run(folder+"/"+ch.file, func(t *testing.T) {
			drawn, err := ch.png()
			if err != nil {
				t.Fatal(err)
			}
			got := smaller(t, drawn)
			golden := filepath.Join("testdata", folder, ch.file)
			if *update {
				writeGolden(t, golden, got)
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if n := different(t, got, want); n > 0 {
				t.Errorf("%s differs from %s in %d pixels: look at both, then run go test ./reports -update", ch.file, golden, n)
			}
		})
	}
}

// tolerance is by how much a colour of a golden picture may differ, of 255: sums of floats round differently on processors
// that fuse multiply and add.
const tolerance = 24

// different counts the pixels that differ by more than the tolerance; pictures of two sizes differ in all.
func different(t *testing.T, a, b []byte) int {
	t.Helper()
	x, errX := png.Decode(bytes.NewReader(a))
	y, errY := png.Decode(bytes.NewReader(b))
	if errX != nil || errY != nil {
		t.Fatal(errX, errY)
	}
	size := x.Bounds().Size()
	if size != y.Bounds().Size() {
		return size.X * size.Y
	}
	n := 0
	for i := range size.X * size.Y {
		r0, g0, b0, _ := x.At(i%size.X, i/size.X).RGBA()
		r1, g1, b1, _ := y.At(i%size.X, i/size.X).RGBA()
		if max(apart(r0, r1), apart(g0, g1), apart(b0, b1)) > tolerance {
			n++
		}
	}
	return n
}

// apart is the distance of two colour values of 16 bits, in steps of 8 bits.
func apart(a, b uint32) uint32 {
	if a < b {
		a, b = b, a
	}
	return (a - b) >> 8
}

// smaller returns the picture with each shrink x shrink pixels averaged.
func smaller(t *testing.T, data []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	size := from.Bounds().Size().Div(shrink)
	to := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	for y := range size.Y {
		for x := range size.X {
			var sum [3]uint32
			for i := range shrink * shrink {
				r, g, b, _ := from.At(x*shrink+i%shrink, y*shrink+i/shrink).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r>>8, sum[1]+g>>8, sum[2]+b>>8
			}
			const n = shrink * shrink
			to.Set(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 0xff})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, to); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeGolden(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A run of which nothing is known, as when every resident has left, still gives its pictures, which say what is missing.
func TestChartsOfAnEmptyAssessment(t *testing.T) {
	for _, r := range []Run{madeUpRun(3), madeUpFaculty(), madeUpBlock(t)} {
		r.Program.People, r.Program.Cover = nil, nil
		r.Candidates = []Candidate{{Number: 2}}
		for _, ch := range charts(r) {
			data, err := ch.png()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(bytes.NewReader(data)); err != nil {
				t.Errorf("%s: %v", ch.file, err)
			}
		}
	}
}

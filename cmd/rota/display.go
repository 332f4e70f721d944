package main

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"rota/workflows"
)

// display tells people how far a run has come: a bar on a terminal, plain lines elsewhere. It is safe for several goroutines.
type display struct {
	mu   sync.Mutex
	out  io.Writer
	tty  *os.File                 // out, if it is a terminal
	bar  *progressbar.ProgressBar // nil until the number of rounds is known
	last string                   // what was shown
}

const (
	barWidth     = 16
	barFrame     = 14 // columns that the bar takes for " 100% |", "|" and spaces
	usualColumns = 80
)

func newDisplay(out io.Writer) *display {
	d := &display{out: out}
	if f, isFile := out.(*os.File); isFile && term.IsTerminal(int(f.Fd())) {
		d.tty = f
	}
	return d
}

// Write prints a message, above the bar if there is one.
func (d *display) Write(text []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bar != nil {
		_ = d.bar.Clear()
	}
	return d.out.Write(text)
}

// progress shows p if it differs from what was shown last.
func (d *display) progress(p workflows.Progress) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text := describe(p)
	if text == d.last || p.Phase == "" {
		return
	}
	d.last = text
	if d.tty == nil {
		_, _ = fmt.Fprintln(d.out, text)
		return
	}
	if d.bar == nil && p.Rounds > 0 {
		d.bar = progressbar.NewOptions(p.Rounds, progressbar.OptionSetWriter(d.out), progressbar.OptionSetWidth(barWidth),
			progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish())
	}
	if d.bar != nil {
		columns, _, err := term.GetSize(int(d.tty.Fd()))
		if err != nil {
			columns = usualColumns
		}
		d.bar.Describe(brief(p, columns-barWidth-barFrame))
		_ = d.bar.Set(min(p.Round, d.bar.GetMax()-1)) // full only at the end: a full bar ends itself
	}
}

// Close takes the bar away.
func (d *display) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bar != nil {
		_ = d.bar.Finish()
	}
}

// brief writes the progress for the front of a bar, cut to so many columns: a line that is longer than the terminal is wide
// cannot be written over, and each progress would leave one behind.
func brief(p workflows.Progress, columns int) string {
	text := string(p.Phase)
	if p.Best > 0 {
		s := p.Candidates[p.Best-1].Score
		text = fmt.Sprintf("%s %d/%d, best %d/%d/%d, candidate %d", p.Phase, p.Round, p.Rounds, s.Hard, s.Cover, s.Soft, p.Best)
	}
	return text[:max(0, min(len(text), columns))] // ASCII
}

// describe writes the progress on one line.
func describe(p workflows.Progress) string {
	if p.Best == 0 {
		return string(p.Phase)
	}
	s := p.Candidates[p.Best-1].Score
	text := fmt.Sprintf("%s: round %d of %d, best score %d/%d/%d (candidate %d)", p.Phase, p.Round, p.Rounds, s.Hard, s.Cover, s.Soft, p.Best)
	if p.Bound != nil {
		text += fmt.Sprintf(", none below %d/%d/%d", p.Bound.Hard, p.Bound.Cover, p.Bound.Soft)
	}
	return text
}

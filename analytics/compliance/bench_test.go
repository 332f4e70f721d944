package compliance

import (
	"testing"
	"time"

	"rota/datasets"
)

// BenchmarkYearOfHalfDays judges a whole year of half-days of 45 residents: 32,850 rows.
func BenchmarkYearOfHalfDays(b *testing.B) {
	p, err := datasets.Sample("fm45", 1)
	if err != nil {
		b.Fatal(err)
	}
	for _, half := range []string{datasets.AM, datasets.PM} {
		a := datasets.Activity{Code: "W", HalfDay: half, Kind: datasets.KindInpatient, Starts: "07:00", Ends: "12:00"}
		if half == datasets.PM {
			a.Starts, a.Ends = "12:00", "17:00"
		}
		p.Activities = append(p.Activities, a)
	}
	first, last := p.Span()
	maker := p.NewShiftMaker(1)
	var shifts []datasets.Shift
	for _, person := range p.People {
		if person.Role != datasets.Resident {
			continue
		}
		for d := first; d <= last; d++ {
			for _, half := range []string{datasets.AM, datasets.PM} {
				if d.Weekday() == time.Sunday {
					continue
				}
				s := maker.Shift(person, d, half, "W")
				s.Rotation = p.Rotations[int(d-first)/28%len(p.Rotations)].Rotation
				shifts = append(shifts, s)
			}
		}
	}
	b.ResetTimer()
	for b.Loop() {
		if len(LayShifts(p, nil, shifts).Check()) == 0 {
			b.Fatal("no breach in a schedule that is full of them")
		}
	}
}

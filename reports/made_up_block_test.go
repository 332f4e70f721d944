package reports

import (
	"testing"

	"rota/analytics"
	"rota/datasets"
)

// madeUpBlock is block 2 of the sample fm18 as its templates have it: residents on rotations in turn, nothing placed and nothing mended, so
// that its pictures show what they show of a bad block.
func madeUpBlock(t *testing.T) Run {
	t.Helper()
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	block := p.Blocks[2]
	patterns, maker := p.Patterns(), p.NewShiftMaker(1)
	var shifts []datasets.Shift
	add := func(person datasets.Person, d datasets.Day, half, rotation, code string) {
		if a, known := p.ActivityIn(code, half); known && a.On(d) {
			s := maker.Shift(person, d, half, code)
			s.Rotation = rotation
			shifts = append(shifts, s)
		}
	}
	faculty := []string{"AT", "C", "GME"}
	for i, person := range p.People {
		for d := block.FirstDay; d <= block.LastDay; d++ {
			for h, half := range []string{datasets.AM, datasets.PM, datasets.Night} {
				switch person.Role {
				case datasets.Resident:
					pgy := p.PGYOn(person.Person, d)
					on := p.Rotations[(7*i+pgy)%len(p.Rotations)]
					if e, _, held := p.EventOf(person, on.Service, d, half); held {
						add(person, d, half, on.Rotation, e.Activity)
					} else if cell, ok := patterns.At(on.Template, d, half); ok {
						add(person, d, half, on.Rotation, cell.Code)
					}
				case datasets.Faculty:
					if half == datasets.Night && int(d)%10 == i%10 {
						add(person, d, half, "", "CALL")
					} else if half != datasets.Night {
						add(person, d, half, "", faculty[(int(d)+h+i)%len(faculty)])
					}
				default:
					add(person, d, half, "", "MS")
				}
			}
		}
	}
	shifts[3].Pinned = true
	return Run{Name: "block-fm18-test", Kind: "block", HalfDays: true, Block: block.Block, Version: "test", InputHash: "0123456789abcdef", Chosen: 1, Program: p,
		Candidates: []Candidate{{Number: 1, Shifts: shifts, Assessment: analytics.AssessBlock(p, shifts)}}}
}

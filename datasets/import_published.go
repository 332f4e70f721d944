package datasets

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// published is one cell of the schedule that a folder holds.
type published struct {
	Person   string `parquet:"person"`
	Block    int    `parquet:"block"`
	Half     *int   `parquet:"half,optional"` // 0 or nothing: the whole block
	Rotation string `parquet:"rotation"`      // a code, or a name that one rotation has
}

// placePublished keeps the cells that the programme can place, one a half-block, by person and block, and doubts the others and the gaps.
func (im *importer) placePublished() {
	if len(im.published) == 0 {
		return
	}
	known := newRegister(im.program)
	place := map[string]int{}
	for i, p := range im.program.People {
		place[p.Person] = i
	}
	taken := map[string]bool{}
	var kept []published
	for i, cell := range im.published {
		r := im.records[publishedTable][i]
		block, isBlock := known.block[cell.Block]
		cell.Rotation = im.codeOf(known, cell.Rotation)
		_, isPerson := known.person[cell.Person]
		column, expected := "", ""
		switch {
		case !isPerson:
			column, expected = "person", "the code of a person of this programme"
		case !isBlock || block.Block == 0:
			column, expected = "block", "a planned block of this year"
		case cell.half() < 0 || cell.half() > 2:
			column, expected = "half", "0, 1 or 2"
		case len(known.rotation[cell.Rotation]) == 0:
			column, expected = "rotation", "the code of a rotation, or a name that one rotation has"
		case slices.ContainsFunc(cell.halves(), func(h int) bool { return taken[key(cell, h)] }):
			column, expected = "block", "one rotation a person at a time"
		}
		if column != "" {
			im.doubt(r, column, r.cells[column], expected, "left out of the published schedule")
			continue
		}
		for _, h := range cell.halves() {
			taken[key(cell, h)] = true
		}
		kept = append(kept, cell)
	}
	slices.SortStableFunc(kept, func(a, b published) int {
		return cmp.Or(cmp.Compare(place[a.Person], place[b.Person]), cmp.Compare(a.Block, b.Block), cmp.Compare(a.half(), b.half()))
	})
	im.published = kept
	im.gaps(known, taken)
}

// halves returns the half-blocks that the cell fills.
func (c published) halves() []int {
	if c.half() == 0 {
		return []int{1, 2}
	}
	return []int{c.half()}
}

func (c published) half() int {
	if c.Half == nil {
		return 0
	}
	return *c.Half
}

func key(c published, half int) string { return fmt.Sprint(c.Person, " ", c.Block, " ", half) }

// codeOf returns the code of a rotation that is given by code or by a name that is its alone.
func (im *importer) codeOf(known register, text string) string {
	if len(known.rotation[text]) > 0 {
		return text
	}
	var codes []string
	for _, r := range im.program.Rotations {
		if r.Name == text && !slices.Contains(codes, r.Rotation) {
			codes = append(codes, r.Rotation)
		}
	}
	if len(codes) == 1 {
		return codes[0]
	}
	return text
}

// gaps doubts every resident with blocks in which the published schedule has nothing.
func (im *importer) gaps(known register, taken map[string]bool) {
	from := im.records[publishedTable][0]
	for _, p := range im.program.People {
		if p.Role != Resident {
			continue
		}
		var missing []string
		for _, b := range known.planned {
			there := b.FirstDay >= p.FirstDay && b.LastDay <= p.LastDay
			if there && !(taken[key(published{Person: p.Person, Block: b.Block}, 1)] && taken[key(published{Person: p.Person, Block: b.Block}, 2)]) {
				missing = append(missing, strconv.Itoa(b.Block))
			}
		}
		if len(missing) > 0 {
			whole := record{file: from.file, from: from.from}
			im.doubt(whole, "person", p.Person, "a rotation in every block; nothing or half of one in block "+strings.Join(missing, ", "), "planned for every block all the same")
		}
	}
}

// stays returns the published schedule: one stay a block, two where a combined rotation fills it.
func (im *importer) stays() []Stay {
	known := newRegister(im.program)
	var stays []Stay
	for _, cell := range im.published {
		person, block, rows := known.person[cell.Person], known.block[cell.Block], known.rotation[cell.Rotation]
		halves := im.program.Halves(block)
		parts := []int{cell.half()}
		if cell.half() == 0 && len(rows) > 1 {
			parts = []int{1, 2}
		}
		for _, part := range parts {
			first, last := block.FirstDay, block.LastDay
			if part > 0 {
				first, last = halves[part-1][0], halves[part-1][1]
			}
			stays = append(stays, Stay{
				Candidate: 1, Person: person.Person, Role: person.Role, PGY: im.program.PGYOn(person.Person, first),
				Block: block.Block, Half: &part, FirstDay: first, LastDay: last, Rotation: cell.Rotation,
			})
		}
	}
	return stays
}

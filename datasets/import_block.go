package datasets

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// What an import makes of half-days. People write a night into two of them, the afternoon of the day on which it begins and the morning of
// the next; in our tables it is one row of its own.

// Sheet is a block of half-days as it was published. Its people may have other codes than those of the year, so that it comes with a
// programme of its own: the same rules for half-days, and the people of the sheet.
type Sheet struct {
	Program *Program
	Block   int     // in which it begins
	Shifts  []Shift // all of candidate 1
}

// sheetCell is one half-day of a sheet.
type sheetCell struct {
	Person   string `parquet:"person"`
	Role     Role   `parquet:"role" rota:"one=resident|faculty|learner|visitor"`
	PGY      *int   `parquet:"pgy,optional" rota:"min=1,max=8"`
	Date     Day    `parquet:"date,date"`
	HalfDay  string `parquet:"half_day" rota:"one=AM|PM|NIGHT"`
	Activity string `parquet:"activity"`
}

// joinNights makes one row of activities.csv of a night that stands in two, with the beginning of its evening and the end of its morning,
// and rewrites the cells of templates and of a sheet that hold it.
func (im *importer) joinNights() {
	for _, code := range slices.Sorted(maps.Keys(im.mapping.Nights)) {
		var whole record
		im.records["activities"] = slices.DeleteFunc(im.records["activities"], func(r record) bool {
			if r.cells["code"] != code || r.cells["half_day"] == Night {
				return false
			}
			if whole.cells == nil {
				whole = record{file: r.file, row: r.row, cells: maps.Clone(r.cells), from: r.from}
				whole.cells["half_day"] = Night
			}
			if r.cells["half_day"] == PM {
				whole.cells["starts"] = r.cells["starts"]
			} else {
				whole.cells["ends"] = r.cells["ends"]
			}
			return true
		})
		if whole.cells != nil {
			im.records["activities"] = append(im.records["activities"], whole)
		}
	}
	im.records["templates"] = im.withNights(im.records["templates"], "code", func(r record, days int) (key, day string, before bool) {
		at, err := strconv.Atoi(r.cells["day"])
		if err != nil {
			return "", "", false // a defect of its own
		}
		return r.cells["template"], strconv.Itoa(at - days), at < days
	})
	im.records[publishedSheet] = im.withNights(im.records[publishedSheet], "activity", func(r record, days int) (key, day string, before bool) {
		at, err := ParseDay(r.cells["date"])
		if err != nil {
			return "", "", false
		}
		return r.cells["person"], (at - Day(days)).String(), false
	})
}

// withNights rewrites records of half-days. place says whose half-day it is, and which day lies so many days before its own.
func (im *importer) withNights(records []record, column string, place func(r record, days int) (key, day string, before bool)) []record {
	dayColumn := "day"
	if column == "activity" {
		dayColumn = "date"
	}
	known, begun := map[[2]string]bool{}, map[[2]string]bool{}
	for _, r := range records {
		key, day, _ := place(r, 0)
		known[[2]string{key, day}] = true
	}
	var out []record
	for _, r := range records {
		code := r.cells[column]
		rest, isNight := im.mapping.Nights[code]
		key, day, before := place(r, 0)
		if !isNight || key == "" || r.cells["half_day"] == Night {
			out = append(out, r)
			continue
		}
		if r.cells["half_day"] == AM {
			_, day, before = place(r, 1)
		}
		free := record{file: r.file, row: r.row, cells: maps.Clone(r.cells), from: r.from}
		free.cells[column] = rest
		out = append(out, free)
		switch at := [2]string{key, day}; {
		case begun[at]:
		case before: // a pattern that begins with the end of a night
		case !known[at]:
			im.doubt(r, column, code, "the evening of "+day+", on which the night begins", "the night was left out: it began before the sheet")
		default:
			begun[at] = true
			night := record{file: r.file, row: r.row, cells: maps.Clone(r.cells), from: r.from}
			night.cells["half_day"], night.cells[dayColumn] = Night, day
			out = append(out, night)
		}
	}
	return out
}

// openCells leaves out cells of templates that say nothing.
func (im *importer) openCells() {
	im.records["templates"] = slices.DeleteFunc(im.records["templates"], func(r record) bool {
		empty := r.cells["code"] == ""
		if empty {
			im.doubt(r, "code", "", "an activity", "left out: the half-day is open")
		}
		return empty
	})
}

// placeSheet keeps the half-days of the year, by person and time, and says whose they are.
func (im *importer) placeSheet() {
	known := newRegister(im.program)
	strangers := map[string]bool{}
	kept := im.sheet[:0]
	for i, cell := range im.sheet {
		if r := im.records[publishedSheet][i]; cell.Date < im.year.first || cell.Date > im.year.last {
			im.doubt(r, "date", r.cells["date"], "a day of the year", "left out of the published half-days")
			continue
		}
		if _, isPerson := known.person[cell.Person]; !isPerson {
			strangers[cell.Person] = true
		}
		kept = append(kept, cell)
	}
	im.sheet = kept
	if len(strangers) > 0 {
		whole := record{file: im.records[publishedSheet][0].file, from: im.records[publishedSheet][0].from}
		im.doubt(whole, "person", plural(len(strangers), "code"), "codes of people of the year",
			"kept as they are: the sheet became a schedule of its own, with people of its own")
	}
}

// sheetOf makes the sheet and its programme, nil where the folder holds none. Rules of the year's people, their absences and limits among
// them, do not reach the sheet's; nor do the nights on call, of which a sheet of half-days says nothing. Which credentials its people hold
// is not told either: whoever of them is at the work that needs one counts as a supervisor.
func (im *importer) sheetOf() *Sheet {
	if len(im.sheet) == 0 {
		return nil
	}
	year := im.program
	p := &Program{Settings: year.Settings, Blocks: year.Blocks, Rotations: year.Rotations, Holidays: year.Holidays, Activities: year.Activities,
		Templates: year.Templates, Rules: year.Rules, Supervision: slices.Clone(year.Supervision)}
	for i := range p.Supervision {
		p.Supervision[i].Credential = ""
	}
	for _, c := range year.Cover {
		if c.ForHalfDays() {
			p.Cover = append(p.Cover, c)
		}
	}
	for _, cell := range im.sheet {
		if slices.ContainsFunc(p.People, func(q Person) bool { return q.Person == cell.Person }) {
			continue
		}
		p.People = append(p.People, Person{Person: cell.Person, Role: cell.Role, FirstDay: im.year.first, LastDay: im.year.last, FullTime: 1, Site: year.setting("site")})
		if cell.PGY != nil {
			p.Levels = append(p.Levels, Level{Person: cell.Person, FirstDay: im.year.first, PGY: *cell.PGY})
		}
	}
	s := &Sheet{Program: p, Block: year.blockOn(im.sheet[0].Date)}
	maker, known := p.NewShiftMaker(1), newRegister(p)
	for _, cell := range im.sheet {
		s.Shifts = append(s.Shifts, maker.Shift(known.person[cell.Person], cell.Date, cell.HalfDay, cell.Activity))
	}
	order, halves := map[string]int{}, []string{AM, PM, Night}
	for i, q := range p.People {
		order[q.Person] = i
	}
	slices.SortStableFunc(s.Shifts, func(a, b Shift) int {
		return cmp.Or(cmp.Compare(order[a.Person], order[b.Person]), cmp.Compare(a.Date, b.Date), cmp.Compare(slices.Index(halves, a.HalfDay), slices.Index(halves, b.HalfDay)))
	})
	return s
}

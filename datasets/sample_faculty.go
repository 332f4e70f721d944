package datasets

import (
	"fmt"
	"time"
)

// The faculty year of a sample: who does what, and how inpatient weeks and call are taken. The rules are those of a family
// medicine programme; the limits are chosen by us so that the weeks of the year can be filled.

// Activities of the sample's faculty.
const (
	fmitAttending = "FMIT"
	nightCall     = "CALL"
	recovery      = "PC"
)

// sampleActivities returns what the faculty does, with clock times; in an inpatient week, attending.
func sampleActivities(attending string) []Activity {
	weekdays := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
	var rows []Activity
	both := func(code string, kind ActivityKind) {
		rows = append(rows, Activity{code, AM, kind, "07:30", "12:00", weekdays}, Activity{code, PM, kind, "13:00", "17:00", weekdays})
	}
	both("C", "clinic")
	both("AT", "supervision")
	both("GME", "administration")
	return append(rows,
		Activity{attending, AM, KindInpatient, "06:00", "12:00", nil}, Activity{attending, PM, KindInpatient, "12:00", "18:00", nil},
		Activity{nightCall, Night, KindCall, "17:00", "07:30", nil},
		Activity{"PCAT", AM, "supervision", "07:30", "12:00", weekdays}, Activity{"DO", PM, "supervision", "13:00", "17:00", weekdays},
		Activity{recovery, AM, KindOff, "", "", nil}, Activity{recovery, PM, KindOff, "", "", nil})
}

// sampleWeeks returns the inpatient weeks that begin in the year, Friday to Thursday.
func sampleWeeks(attending string, first, last Day) []Week {
	const week = 7
	var rows []Week
	for d := first; d <= last; d++ {
		if d.Weekday() == time.Friday {
			rows = append(rows, Week{Kind: WeekInpatient, FirstDay: d, LastDay: d + week - 1, Activity: attending, Recovery: recovery, RestDays: week})
		}
	}
	return rows
}

// sampleCall: the attending has Friday and Saturday, everybody shares the other nights; after those one precepts in the morning and
// observes in the afternoon.
func sampleCall() []Call {
	row := func(name string, by string, weekdays ...string) Call {
		return Call{Call: name, Role: Faculty, Weekdays: weekdays, Activity: nightCall, TakenBy: by, LeastGap: 2, WantedGap: 4, Source: sampleSource}
	}
	shared := func(c Call) Call {
		c.InpatientGap, c.AfterAM, c.AfterPM = 3, "PCAT", "DO"
		return c
	}
	return []Call{
		shared(row("Sunday", ByAnybody, "Sunday")),
		shared(row("weekday", ByAnybody, "Monday", "Tuesday", "Wednesday", "Thursday")),
		row("weekend", ByInpatient, "Friday", "Saturday"),
	}
}

// sampleLimits bounds so many of the faculty by what they are: the first is programme director, the second chief of the department, the last
// two are adjuncts, who take neither inpatient weeks nor call. Where the weeks of a year do not go round, less of them is asked.
func sampleLimits(attending string, faculty int, people []Person) ([]Limit, []Availability) {
	const weeksOfYear = 52
	var limits []Limit
	var nights []Availability
	for _, person := range people {
		if person.Role != Faculty {
			continue
		}
		weeks, clinics := [2]int{4, 8}, [2]int{2, 4}
		switch person.Person {
		case facultyCode(1):
			weeks, clinics = [2]int{3, 6}, [2]int{0, 1}
			nights = append(nights, Availability{person.Person, time.Tuesday.String(), Night, false}) // the board meets on Wednesdays at seven
		case facultyCode(2):
			weeks, clinics = [2]int{2, 4}, [2]int{1, 1}
		case facultyCode(faculty - 1), facultyCode(faculty):
			weeks = [2]int{0, 0}
			for d := time.Sunday; d <= time.Saturday; d++ {
				nights = append(nights, Availability{person.Person, d.String(), Night, false})
			}
		}
		limits = append(limits,
			Limit{Person: person.Person, Activity: attending, Least: min(weeks[0], weeksOfYear/faculty), Most: &weeks[1], Unit: LimitWeek, Per: PerYear, Source: sampleSource},
			Limit{Person: person.Person, Activity: "C", Least: clinics[0], Most: &clinics[1], Unit: LimitHalfDay, Per: LimitWeek, Source: sampleSource})
	}
	return limits, nights
}

// facultyCode is the code of a member of the faculty, from 1.
func facultyCode(i int) string { return fmt.Sprintf("F-%02d", i) }

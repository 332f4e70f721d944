package datasets

import (
	"slices"
)

// What the block schedules of a sample are made of: the half-days of each rotation with their clock times, lectures, supervision, rooms,
// the residents' call and how much clinic people have. The patterns are those of a family medicine programme, the numbers chosen by us.

// Activities of a block that the faculty year does not know.
const (
	weekend      = "W"
	lecture      = "LEC"
	nightShift   = "NF"
	sportsClinic = "SM"
	procedures   = "PROC"
	residentCall = "RCALL"
	students     = "MS"
)

var workdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}

// work is what the residents of a service do by day.
type work struct {
	code    string
	kind    ActivityKind
	pattern func(w work, turn int) [7][2]string // Thursday to Wednesday, morning and afternoon
	clinic  string                              // weekday of the half-day of clinic in the midst of inpatient work; "": none
}

type serviceWork struct {
	service string
	work
}

// works are the services' works, in order of the catalogue.
var works = []serviceWork{
	{"Orientation", work{"ORI", KindAdministration, consulting, ""}},
	{fmitIntern, work{fmitAttending, KindInpatient, ward, "Wednesday"}},
	{medicineWard, work{"MEDW", KindInpatient, ward, "Wednesday"}},
	{intensive, work{"ICU", KindInpatient, ward, ""}},
	{delivery, work{"LD", KindInpatient, ward, "Tuesday"}},
	{nursery, work{"NBN", KindInpatient, ward, "Wednesday"}},
	{"Pediatrics ward", work{"PEDW", KindInpatient, ward, "Wednesday"}},
	{"Pediatrics clinic", work{"PEDC", KindService, consulting, ""}},
	{"Emergency medicine, intern", work{"ER", KindEmergency, shifts, ""}},
	{internClinic, work{"C", KindClinic, ownClinic, ""}},
	{"Musculoskeletal medicine", work{"MSK", KindService, consulting, ""}},
	{fmitResident, work{fmitAttending, KindInpatient, ward, "Tuesday"}},
	{clinic, work{"C", KindClinic, ownClinic, ""}},
	{"Emergency medicine", work{"ER", KindEmergency, shifts, ""}},
	{"Gynecology", work{"GYN", KindService, consulting, ""}},
	{"Obstetrics", work{"OB", KindInpatient, ward, "Monday"}},
	{"Psychiatry", work{"PSY", KindService, consulting, ""}},
	{"Pediatric subspecialties", work{"PEDS", KindService, consulting, ""}},
	{"Surgical experience", work{"SURG", KindService, consulting, ""}},
	{fmitSenior, work{fmitAttending, KindInpatient, ward, "Monday"}},
	{"Geriatrics", work{"GER", KindService, consulting, ""}},
	{"Pediatric emergency medicine", work{"PER", KindEmergency, shifts, ""}},
	{rural, work{"RUR", KindService, distant, ""}},
	{ruralSecond, work{"RUR", KindService, distant, ""}},
	{"Practice management", work{"MGT", KindAdministration, consulting, ""}},
	{nightFloat, work{nightShift, KindNight, sleeping, ""}},
	{"Dermatology", work{"DERM", KindService, consulting, ""}},
	{"Cardiology", work{"CARD", KindService, consulting, ""}},
	{"Neonatal intensive care", work{"NICU", KindInpatient, ward, ""}},
	{"Endocrinology", work{"ENDO", KindService, consulting, ""}},
	{"Sports medicine", work{sportsClinic, KindClinic, consulting, ""}},
	{"Procedures", work{procedures, KindClinic, consulting, ""}},
	{"Ultrasound", work{"US", KindService, consulting, ""}},
	{"Palliative medicine", work{"PALL", KindService, consulting, ""}},
	{"Research", work{"RSH", KindAdministration, consulting, ""}},
}

// weekOf fills mornings and afternoons of a week with an activity, its weekend with another.
func weekOf(code, atWeekend string) [7][2]string {
	var week [7][2]string
	for i := range week {
		week[i] = [2]string{code, code}
		if i == 2 || i == 3 {
			week[i] = [2]string{atWeekend, atWeekend}
		}
	}
	return week
}

// consulting is a specialty by day with three half-days of the own clinic. Services take turns, so that the clinic is even over the week.
func consulting(w work, turn int) [7][2]string {
	week := weekOf(w.code, weekend)
	places := [][2]int{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {4, 0}, {4, 1}, {5, 0}, {5, 1}, {6, 0}}
	for i := range 3 {
		at := places[(turn+i*len(places)/3)%len(places)]
		week[at[0]][at[1]] = "C"
	}
	week[6][1] = lecture
	return week
}

// ownClinic is a block in the own clinic, with one half-day of procedures and one in the office.
func ownClinic(w work, _ int) [7][2]string {
	week := weekOf(w.code, weekend)
	week[1][1], week[4][1], week[6][1] = procedures, "GME", lecture
	return week
}

// distant is a site far away.
func distant(w work, _ int) [7][2]string { return weekOf(w.code, weekend) }

// shifts are those of an emergency department, with two clinics and a lecture.
func shifts(w work, _ int) [7][2]string {
	week := weekOf(w.code, w.code)
	week[0], week[4], week[6] = [2]string{"C", "GME"}, [2]string{weekend, weekend}, [2]string{"C", lecture}
	return week
}

// ward is inpatient work on all days: which of them are free is for the block schedule to say. On Wednesdays the afternoon is for lectures.
func ward(w work, _ int) [7][2]string {
	week := weekOf(w.code, w.code)
	for i, day := range []string{"Thursday", "Friday", "", "", "Monday", "Tuesday", "Wednesday"} {
		if half := 1 - i/6; w.clinic == day && day != "" {
			week[i][half] = "C"
		}
	}
	return week
}

// sleeping is night float by day.
func sleeping(work, int) [7][2]string { return weekOf(recovery, recovery) }

// blockActivities returns the activities beside those of the faculty year.
func blockActivities() []Activity {
	var rows []Activity
	both := func(code string, kind ActivityKind, hours [4]string, weekdays []string) {
		if !slices.ContainsFunc(append(sampleActivities(), rows...), func(a Activity) bool { return a.Code == code }) {
			rows = append(rows, Activity{code, AM, kind, hours[0], hours[1], weekdays}, Activity{code, PM, kind, hours[2], hours[3], weekdays})
		}
	}
	office := [4]string{"07:30", "12:00", "13:00", "17:00"}
	for _, w := range works {
		switch w.kind {
		case KindNight:
			rows = append(rows, Activity{w.code, Night, w.kind, "19:00", "06:00", nil})
		case KindInpatient:
			both(w.code, w.kind, [4]string{"06:00", "12:00", "12:00", "18:00"}, nil)
		case KindEmergency:
			both(w.code, w.kind, [4]string{"07:00", "12:00", "12:00", "17:00"}, nil)
		default:
			both(w.code, w.kind, office, workdays)
		}
	}
	both("CV", KindClinic, office, workdays)
	both(students, KindService, office, workdays)
	both(weekend, KindOff, [4]string{}, nil)
	both("LV", KindLeave, [4]string{}, nil)
	both("HOL", KindHoliday, [4]string{}, nil)
	return append(rows, Activity{lecture, PM, KindTeaching, "13:00", "17:00", []string{"Wednesday"}},
		Activity{residentCall, Night, KindCall, "17:00", "07:30", nil})
}

// layTemplates gives each rotation the pattern of its service, a week long. The half-day of clinic in the midst of inpatient work
// is protected; so are the nights.
func layTemplates(rotations []Rotation) []Template {
	var cells []Template
	named := map[string]bool{}
	for i := range rotations {
		r := &rotations[i]
		turn := slices.IndexFunc(works, func(w serviceWork) bool { return w.service == r.Service })
		w := works[turn].work
		r.Template = r.Service
		if named[r.Template] {
			continue
		}
		named[r.Template] = true
		for day, halves := range w.pattern(w, turn) {
			for h, code := range halves {
				cells = append(cells, Template{r.Template, day, []string{AM, PM}[h], code, code == "C" && w.kind == KindInpatient})
			}
			if saturday := day == 2; w.kind == KindNight && !saturday {
				cells = append(cells, Template{r.Template, day, Night, w.code, true})
			}
		}
	}
	return cells
}

// lightServices are those by day with weekends off, whose residents have clinics and take call.
func lightServices() []string {
	var names []string
	for _, w := range works {
		light := w.kind == KindService || w.kind == KindClinic || w.kind == KindAdministration
		if light && w.code != "RUR" && w.service != "Orientation" {
			names = append(names, w.service)
		}
	}
	return names
}

// layBlocks adds to a sample what its block schedules need.
func layBlocks(p *Program, size sampleSize) {
	p.Activities = append(p.Activities, blockActivities()...)
	p.Templates = layTemplates(p.Rotations)
	first, last := p.Span()
	weekly := func(name, code, halfDay string, weekdays []string, who []string, excused ...string) {
		p.Events = append(p.Events, Event{Event: name, FirstDay: first, LastDay: last, Weekdays: weekdays, HalfDay: halfDay, Who: who, Excused: excused, Activity: code, Source: sampleSource})
	}
	weekly("lecture", lecture, PM, []string{"Wednesday"}, []string{string(Resident)}, nightFloat, intensive, rural, ruralSecond)
	weekly("students", students, "", workdays, []string{string(Learner)})
	for i := range 2 * size.team {
		p.People = append(p.People, Person{Person: "L-0" + string(rune('1'+i)), Role: Learner, FirstDay: first, LastDay: last, FullTime: 1, Site: "Main Hospital"})
	}
	p.Call = append(p.Call, Call{Call: "resident Saturday", Role: Resident, Weekdays: []string{"Saturday"}, PGYs: []int{2, 3}, Services: lightServices(), Activity: residentCall,
		TakenBy: ByAnybody, LeastGap: 7, WantedGap: 28, AfterAM: recovery, AfterPM: recovery, Source: sampleSource})
	superviseSample(p)
	roomsOf(p, size)
	limitBlocks(p, size)
	p.Rules = append(p.Rules, RuleChange{Rule: "policy-night-float-recovery", Owner: "programme director", Reason: "nobody goes from nights to days without a free day"})
}

// superviseSample: half a preceptor for an intern in clinic, a quarter for others, one more for procedures; sports medicine with the
// faculty of sports medicine; two students to a supervisor, who is no intern.
func superviseSample(p *Program) {
	interns, seniors, highest, two := 1, 2, 3, 2
	for _, code := range []string{"C", "CV", sportsClinic, procedures} {
		more := 0.0
		if code == procedures {
			more = 1
		}
		p.Supervision = append(p.Supervision,
			Supervision{Activity: code, PGYFrom: &interns, PGYTo: &interns, Units: 0.5 + more, Supervisors: []string{"AT", "PCAT"}, Source: sampleSource},
			Supervision{Activity: code, PGYFrom: &seniors, PGYTo: &highest, Units: 0.25 + more, Supervisors: []string{"AT", "PCAT"}, Source: sampleSource})
	}
	p.Supervision = append(p.Supervision,
		Supervision{Activity: sportsClinic, LearnersPerSupervisor: &two, Supervisors: []string{sportsClinic}, Source: sampleSource},
		Supervision{Activity: students, Role: Learner, LearnersPerSupervisor: &two, Supervisors: []string{"C", "AT", "PCAT"}, SupervisorPGYs: []int{2, 3}, Source: sampleSource})
	for _, i := range []int{3, 4} { // of the faculty
		p.Credentials = append(p.Credentials, Credential{Person: facultyCode(i), Credential: sportsClinic, Level: Qualified})
	}
}

// roomsOf: how many clinicians are wished in rooms, and how many fit; and who must be in the house.
func roomsOf(p *Program, size sampleSize) {
	rooms := []string{"C", sportsClinic, procedures}
	wished, fit := size.perYear, size.perYear+2
	p.Cover = append(p.Cover,
		Cover{Cover: "Clinic rooms, wished", Activities: rooms, Role: Anybody, Most: &wished, Level: "Soft", Source: sampleSource},
		Cover{Cover: "Clinic rooms", Activities: rooms, Role: Anybody, Most: &fit, Level: "Hard", Source: sampleSource},
		Cover{Cover: "Residents in the house by night", Activities: []string{nightShift, residentCall}, Role: Resident, HalfDay: Night, Least: 1, Source: sampleSource},
		Cover{Cover: "Residents of the inpatient team by day", Activities: []string{fmitAttending}, Role: Resident, HalfDay: AM, Least: size.team, Source: sampleSource},
		Cover{Cover: "Residents of the inpatient team by evening", Activities: []string{fmitAttending}, Role: Resident, HalfDay: PM, Least: size.team, Source: sampleSource})
}

// limitBlocks says how many half-days a week people have: residents of clinic while on light services, the faculty of precepting and
// administration. The adjuncts, of half time, are there from Monday to Wednesday noon.
func limitBlocks(p *Program, size sampleSize) {
	add := func(l Limit) { p.Limits = append(p.Limits, l) }
	own := []string{internClinic, clinic}
	light := slices.DeleteFunc(lightServices(), func(s string) bool { return slices.Contains(own, s) })
	for i, clinics := range [][2]int{{1, 4}, {2, 5}, {3, 5}} {
		add(Limit{PGYs: []int{i + 1}, WhileOn: light, Activity: "C", With: []string{"CV", procedures}, Least: clinics[0], Most: &clinics[1], Unit: LimitHalfDay, Per: LimitWeek, Level: "Soft", Source: sampleSource})
	}
	most := 8
	add(Limit{WhileOn: own, Activity: "C", With: []string{"CV", procedures}, Least: 5, Most: &most, Unit: LimitHalfDay, Per: LimitWeek, Level: "Soft", Source: sampleSource})
	for _, person := range p.People {
		if person.Role != Faculty {
			continue
		}
		precepting, office := [2]int{1, 8}, [2]int{1, 4}
		switch person.Person {
		case facultyCode(1), facultyCode(2):
			precepting, office = [2]int{1, 4}, [2]int{5, 8}
		case facultyCode(3):
			add(Limit{Person: person.Person, Activity: sportsClinic, Least: 2, Most: &most, Unit: LimitHalfDay, Per: LimitWeek, Source: sampleSource})
		case facultyCode(size.faculty - 1), facultyCode(size.faculty):
			office = [2]int{0, 1}
			for _, weekday := range workdays[2:] {
				for _, half := range []string{AM, PM} {
					if weekday != "Wednesday" || half == PM {
						p.Availability = append(p.Availability, Availability{person.Person, weekday, half, false})
					}
				}
			}
		}
		add(Limit{Person: person.Person, Activity: "AT", Least: precepting[0], Most: &precepting[1], Unit: LimitHalfDay, Per: LimitWeek, Source: sampleSource})
		add(Limit{Person: person.Person, Activity: "GME", Least: office[0], Most: &office[1], Unit: LimitHalfDay, Per: LimitWeek, Source: sampleSource})
	}
}

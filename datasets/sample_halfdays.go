package datasets

import (
	"fmt"
	"slices"
)

// The half-days of a sample: what its services do by day, and the patterns, activities and events that follow from it. Each sample with
// block schedules has a list of works; the patterns are typical, chosen by us.

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

// works are the works of the services of a sample, in order of its catalogue.
type works []serviceWork

// Activities that every sample with block schedules has.
const (
	weekend      = "W"
	lecture      = "LEC"
	nightShift   = "NF"
	procedures   = "PROC"
	residentCall = "RCALL"
	students     = "MS"
)

var workdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}

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

// byDay is a specialty by day whose residents have no clinic beside it.
func byDay(w work, _ int) [7][2]string {
	week := weekOf(w.code, weekend)
	week[6][1] = lecture
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

// onlyShifts are those of an emergency department without a clinic, five days a week.
func onlyShifts(w work, _ int) [7][2]string {
	week := weekOf(w.code, w.code)
	week[4], week[5] = [2]string{weekend, weekend}, [2]string{weekend, weekend}
	week[6][1] = lecture
	return week
}

// clinicWeek is a week in the own clinic between stays without any, with one half-day in the office.
func clinicWeek(w work, _ int) [7][2]string {
	week := weekOf(w.code, weekend)
	week[4][1], week[6][1] = "GME", lecture
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

// activities returns the activities beside those of the faculty year.
func (ws works) activities(ofFaculty []Activity) []Activity {
	var rows []Activity
	both := func(code string, kind ActivityKind, hours [4]string, weekdays []string) {
		if !slices.ContainsFunc(slices.Concat(ofFaculty, rows), func(a Activity) bool { return a.Code == code }) {
			rows = append(rows, Activity{code, AM, kind, hours[0], hours[1], weekdays}, Activity{code, PM, kind, hours[2], hours[3], weekdays})
		}
	}
	office := [4]string{"07:30", "12:00", "13:00", "17:00"}
	for _, w := range ws {
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
	both(procedures, KindClinic, office, workdays)
	both(students, KindService, office, workdays)
	both(weekend, KindOff, [4]string{}, nil)
	both("LV", KindLeave, [4]string{}, nil)
	both("HOL", KindHoliday, [4]string{}, nil)
	return append(rows, Activity{lecture, PM, KindTeaching, "13:00", "17:00", []string{"Wednesday"}},
		Activity{residentCall, Night, KindCall, "17:00", "07:30", nil})
}

// noNightOff stands for the night that night float has off where a pattern has none: which nights are free is for the block schedule to say.
const noNightOff = -1

// lay gives each rotation the pattern of its service, a week long, and returns the patterns. The half-day of clinic in the midst of inpatient
// work is protected; so are the nights, if one day of the pattern is without.
func (ws works) lay(rotations []Rotation, nightOff int) []Template {
	var cells []Template
	named := map[string]bool{}
	for i := range rotations {
		r := &rotations[i]
		turn := slices.IndexFunc(ws, func(w serviceWork) bool { return w.service == r.Service })
		w := ws[turn].work
		r.Template = r.Service
		if named[r.Template] {
			continue
		}
		named[r.Template] = true
		for day, halves := range w.pattern(w, turn) {
			for h, code := range halves {
				cells = append(cells, Template{r.Template, day, []string{AM, PM}[h], code, code == "C" && w.kind == KindInpatient})
			}
			if w.kind == KindNight && day != nightOff {
				cells = append(cells, Template{r.Template, day, Night, w.code, nightOff != noNightOff})
			}
		}
	}
	return cells
}

// light returns the services by day with weekends off, whose residents take call.
func (ws works) light() []string {
	var names []string
	for _, w := range ws {
		light := w.kind == KindService || w.kind == KindClinic || w.kind == KindAdministration
		if light && w.code != "RUR" && w.service != "Orientation" {
			names = append(names, w.service)
		}
	}
	return names
}

// layEvents adds the lecture of Wednesdays, from which some services are excused, so many students, who are there all year, and the call of
// senior residents of light services on Saturdays.
func (ws works) layEvents(p *Program, learners int, excused ...string) {
	first, last := p.Span()
	every := func(name, code, halfDay string, weekdays []string, who Role, excused ...string) {
		p.Events = append(p.Events, Event{Event: name, FirstDay: first, LastDay: last, Weekdays: weekdays, HalfDay: halfDay, Who: []string{string(who)}, Excused: excused, Activity: code, Source: sampleSource})
	}
	every("lecture", lecture, PM, []string{"Wednesday"}, Resident, excused...)
	every("students", students, "", workdays, Learner)
	for i := 1; i <= learners; i++ {
		p.People = append(p.People, Person{Person: fmt.Sprintf("L-%02d", i), Role: Learner, FirstDay: first, LastDay: last, FullTime: 1, Site: "Main Hospital"})
	}
	p.Call = append(p.Call, Call{Call: "resident Saturday", Role: Resident, Weekdays: []string{"Saturday"}, PGYs: []int{2, 3}, Services: ws.light(), Activity: residentCall,
		TakenBy: ByAnybody, LeastGap: 7, WantedGap: 28, AfterAM: recovery, AfterPM: recovery, Source: sampleSource})
}

// superviseClinics: half a preceptor for an intern in clinic, a quarter for others, and so much more for some of the activities.
func superviseClinics(p *Program, activities []string, more map[string]float64) {
	interns, seniors, highest := 1, 2, 3
	for _, code := range activities {
		p.Supervision = append(p.Supervision,
			Supervision{Activity: code, PGYFrom: &interns, PGYTo: &interns, Units: 0.5 + more[code], Supervisors: []string{"AT", "PCAT"}, Source: sampleSource},
			Supervision{Activity: code, PGYFrom: &seniors, PGYTo: &highest, Units: 0.25 + more[code], Supervisors: []string{"AT", "PCAT"}, Source: sampleSource})
	}
}

// superviseBy: some activity of residents goes on with some of the faculty who hold the credential for it, two residents to each.
func superviseBy(p *Program, activity string, faculty ...int) {
	two := 2
	p.Supervision = append(p.Supervision, Supervision{Activity: activity, LearnersPerSupervisor: &two, Supervisors: []string{activity}, Source: sampleSource})
	for _, i := range faculty {
		p.Credentials = append(p.Credentials, Credential{Person: facultyCode(i), Credential: activity, Level: Qualified})
	}
}

// superviseStudents: two students to a supervisor, who is no intern.
func superviseStudents(p *Program) {
	two := 2
	p.Supervision = append(p.Supervision,
		Supervision{Activity: students, Role: Learner, LearnersPerSupervisor: &two, Supervisors: []string{"C", "AT", "PCAT"}, SupervisorPGYs: []int{2, 3}, Source: sampleSource})
}

// rooms: how many clinicians are wished in the rooms of some activities, and that two more fit.
func rooms(p *Program, activities []string, wished int) {
	fit := wished + 2
	p.Cover = append(p.Cover,
		Cover{Cover: "Clinic rooms, wished", Activities: activities, Role: Anybody, Most: &wished, Level: "Soft", Source: sampleSource},
		Cover{Cover: "Clinic rooms", Activities: activities, Role: Anybody, Most: &fit, Level: "Hard", Source: sampleSource})
}

// weekly is how many half-days of an activity, and those with it, are asked for and allowed in a week.
func weekly(activity string, with []string, least, most int) Limit {
	return Limit{Activity: activity, With: with, Least: least, Most: &most, Unit: LimitHalfDay, Per: LimitWeek, Source: sampleSource}
}

// limitFaculty says how many half-days a week the faculty has of precepting, of administration and of an activity of some people's own. The
// first two have most of the office, as much as a week with a holiday and a call holds. The last two, of half time, are there from Monday to
// Wednesday noon.
func limitFaculty(p *Program, faculty int, own map[string]string) {
	for _, person := range p.People {
		if person.Role != Faculty {
			continue
		}
		precepting, office := [2]int{1, 8}, [2]int{1, 4}
		switch person.Person {
		case facultyCode(1), facultyCode(2):
			precepting, office = [2]int{1, 4}, [2]int{4, 8}
		case facultyCode(faculty - 1), facultyCode(faculty):
			office = [2]int{0, 1}
			for _, weekday := range workdays[2:] {
				for _, half := range []string{AM, PM} {
					if weekday != "Wednesday" || half == PM {
						p.Availability = append(p.Availability, Availability{person.Person, weekday, half, false})
					}
				}
			}
		}
		rows := []Limit{weekly("AT", nil, precepting[0], precepting[1]), weekly("GME", nil, office[0], office[1])}
		if code := own[person.Person]; code != "" {
			rows = slices.Insert(rows, 0, weekly(code, nil, 2, 8))
		}
		for _, l := range rows {
			l.Person = person.Person
			p.Limits = append(p.Limits, l)
		}
	}
}

// recoverFromNights takes up the policy on the day after nights.
func recoverFromNights(p *Program) {
	p.Rules = append(p.Rules, RuleChange{Rule: "policy-night-float-recovery", Owner: "programme director", Reason: "nobody goes from nights to days without a free day"})
}

package datasets

import (
	"slices"
)

// What the block schedules of a sample are made of: the half-days of each rotation with their clock times, lectures, supervision, rooms,
// the residents' call and how much clinic people have. The patterns are those of a family medicine programme, the numbers chosen by us.

// sportsClinic is an activity of blocks that the faculty year does not know.
const sportsClinic = "SM"

// familyWorks are the works of the family medicine samples.
var familyWorks = works{
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

// layBlocks adds to a sample what its block schedules need.
func layBlocks(p *Program, size sampleSize) {
	saturday := 2 // residents by day have its night
	p.Activities = append(p.Activities, familyWorks.activities(p.Activities)...)
	p.Templates = familyWorks.lay(p.Rotations, saturday)
	familyWorks.layEvents(p, 2*size.team, nightFloat, intensive, fmitSenior, rural, ruralSecond)
	superviseClinics(p, []string{"C", "CV", sportsClinic, procedures}, map[string]float64{procedures: 1})
	superviseBy(p, sportsClinic, 3, 4)
	superviseStudents(p)
	rooms(p, []string{"C", sportsClinic, procedures}, size.perYear)
	inTheHouse(p, size.team)
	limitClinics(p)
	limitFaculty(p, size.faculty, map[string]string{facultyCode(3): sportsClinic})
	recoverFromNights(p)
}

// inTheHouse: a resident in each night, and the team's by day.
func inTheHouse(p *Program, team int) {
	p.Cover = append(p.Cover,
		Cover{Cover: "Residents in the house by night", Activities: []string{nightShift, residentCall}, Role: Resident, HalfDay: Night, Least: 1, Source: sampleSource},
		Cover{Cover: "Residents of the inpatient team by day", Activities: []string{fmitAttending}, Role: Resident, HalfDay: AM, Least: team, Source: sampleSource},
		Cover{Cover: "Residents of the inpatient team by evening", Activities: []string{fmitAttending}, Role: Resident, HalfDay: PM, Least: team, Source: sampleSource})
}

// limitClinics wishes for clinic in each week: some while on light services, more in the own clinic.
func limitClinics(p *Program) {
	own := []string{internClinic, clinic}
	light := slices.DeleteFunc(familyWorks.light(), func(s string) bool { return slices.Contains(own, s) })
	wish := func(pgys []int, on []string, least, most int) {
		l := weekly("C", []string{"CV", procedures}, least, most)
		l.PGYs, l.WhileOn, l.Level = pgys, on, "Soft"
		p.Limits = append(p.Limits, l)
	}
	for i, clinics := range [][2]int{{1, 4}, {2, 5}, {3, 5}} {
		wish([]int{i + 1}, light, clinics[0], clinics[1])
	}
	wish(nil, own, 5, 8)
}

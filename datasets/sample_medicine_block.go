package datasets

// The faculty year and the block schedules of the internal medicine samples. Residents have clinic in the week that their cohort is given to
// it, and none beside other rotations. The patterns are typical of such programmes, the numbers chosen by us.

// wardAttending is what the attending of an inpatient week and the residents of the wards do by day.
const wardAttending = "WARD"

// medicineWorks are the works of the internal medicine samples.
var medicineWorks = works{
	{continuity, work{"C", KindClinic, clinicWeek, ""}},
	{internWard, work{wardAttending, KindInpatient, ward, ""}},
	{seniorWard, work{wardAttending, KindInpatient, ward, ""}},
	{medicalICU, work{"MICU", KindInpatient, ward, ""}},
	{cardiacCare, work{"CCU", KindInpatient, ward, ""}},
	{emergencyCare, work{"ED", KindEmergency, onlyShifts, ""}},
	{"Cardiology consults", work{"CARD", KindService, byDay, ""}},
	{"Hematology and oncology", work{"HEMO", KindService, byDay, ""}},
	{"Neurology", work{"NEUR", KindService, byDay, ""}},
	{geriatrics, work{"GERI", KindService, byDay, ""}},
	{"Pulmonology", work{"PULM", KindService, byDay, ""}},
	{"Gastroenterology", work{"GAST", KindService, byDay, ""}},
	{"Infectious diseases", work{"INF", KindService, byDay, ""}},
	{"Endocrinology", work{"ENDO", KindService, byDay, ""}},
	{"Rheumatology", work{"RHEU", KindService, byDay, ""}},
	{"Nephrology", work{"NEPH", KindService, byDay, ""}},
	{"Palliative medicine", work{"PALL", KindService, byDay, ""}},
	{"Research", work{"RSH", KindAdministration, byDay, ""}},
	{nightFloat, work{nightShift, KindNight, sleeping, ""}},
}

// layMedicine adds to an internal medicine sample what its faculty year and block schedules need.
func layMedicine(d design, p *Program) {
	first, last := p.Span()
	p.Weeks = append(p.Weeks, sampleWeeks(wardAttending, first, last)...)
	p.Call = sampleCall()
	p.Limits, p.Availability = sampleLimits(wardAttending, d.faculty, p.People)

	p.Activities = append(p.Activities, medicineWorks.activities(p.Activities)...)
	p.Templates = medicineWorks.lay(p.Rotations, noNightOff)
	medicineWorks.layEvents(p, d.perYear/5, nightFloat, medicalICU, cardiacCare, seniorWard)
	superviseClinics(p, []string{"C", "CV"}, nil)
	superviseBy(p, procedures, 3, 4, 5)
	superviseStudents(p)
	rooms(p, []string{"C", procedures}, 3*d.perYear/d.cohorts+2)
	d.inHospital(p)
	limitClinicWeeks(p)
	own := map[string]string{}
	for i := 3; i <= 5; i++ {
		own[facultyCode(i)] = procedures
	}
	limitFaculty(p, d.faculty, own)
	recoverFromNights(p)
}

// inHospital: one in fifteen residents of a year is in the house each night, who is no intern, and on the wards and in intensive care
// by day and evening; twice as many are wished by night.
func (d design) inHospital(p *Program) {
	least, second := max(1, d.perYear/15), 2
	need := func(name, halfDay string, activities ...string) {
		p.Cover = append(p.Cover, Cover{Cover: name, Activities: activities, Role: Resident, HalfDay: halfDay, Least: least, Source: sampleSource})
	}
	need("Residents on the wards by day", AM, wardAttending)
	need("Residents on the wards by evening", PM, wardAttending)
	need("Residents in intensive care by day", AM, "MICU")
	need("Residents in intensive care by evening", PM, "MICU")
	byNight := []string{nightShift, residentCall}
	p.Cover = append(p.Cover,
		Cover{Cover: "Senior residents in the house by night", Activities: byNight, PGYFrom: &second, Role: Resident, HalfDay: Night, Least: least, Source: sampleSource},
		Cover{Cover: "Residents in the house by night, wished", Activities: byNight, Role: Resident, HalfDay: Night, Least: 2 * least, Level: "Soft", Source: sampleSource})
}

// limitClinicWeeks wishes for clinics and a half-day of procedures in the week of the cohort's clinic.
func limitClinicWeeks(p *Program) {
	clinics, procedure := weekly("C", []string{"CV"}, 5, 9), weekly(procedures, nil, 1, 2)
	for _, l := range []Limit{clinics, procedure} {
		l.WhileOn, l.Level = []string{continuity}, "Soft"
		p.Limits = append(p.Limits, l)
	}
}

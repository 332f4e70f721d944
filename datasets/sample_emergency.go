package datasets

import "time"

// The services of the emergency medicine sample that more than one table names. The rules on shifts bind the first three.
const (
	emergency      = "Emergency department"
	emergencyNight = nightFloat
	childEmergency = "Pediatric emergency department"
	traumaService  = "Trauma surgery"
)

// emergencyMedicine is a three-year emergency medicine programme in blocks of four weeks: most of them are shifts in the department, the
// years above in part by night.
func emergencyMedicine(perYear, faculty int) design {
	shifts := []string{emergency, emergencyNight, childEmergency}
	d := design{
		specialty: "emergency medicine", perYear: perYear, faculty: faculty,
		offerings: emergencyOfferings(),
		courses: [4][]course{
			1: {{"ORIENT", 1}, {"ED-1", 5}, {"PED", 1}, {"MICU", 1}, {"TRAUMA", 1}, {"ANES", 1}, {"OB", 1}, {"ORTHO", 1}},
			2: {{"ED", 4}, {"PED", 1}, {"MICU", 1}, {"SICU", 1}, {"PICU", 1}, {"EMS", 1}},
			3: {{"ED", 5}, {"PED", 1}, {"TRAUMA", 1}, {"ADMIN", 1}},
		},
		nights:      [4]int{2: 3, 3: 3},
		nightsFirst: []string{"EDN+ED", "EDN+US"},
		nightsLast:  []string{"ED+EDN", "TOX+EDN"},
		electives:   [4][]string{1: {"US", "SPORTS", "TOX"}, 2: {"US", "TOX", "SPORTS", "PALL", "RESEARCH"}, 3: {"SPORTS", "US", "TOX", "PALL", "RESEARCH"}},
		favourite:   "SPORTS",
		pinned:      "ADMIN",
		teams: []team{
			{"ED interns", 1, 1, []string{emergency}},
			{"ED seniors", 2, 3, []string{emergency}},
			{"ED PGY-3", 3, 3, []string{emergency}},
			{"ED nights", 2, 3, []string{emergencyNight}},
			{"Trauma", 1, 3, []string{traumaService}},
			{"Pediatric ED", 1, 3, []string{childEmergency}},
		},
		before: []Prerequisite{
			{Before: emergency, After: traumaService, PGYs: []int{1}, LeastGap: 1},
			{Before: emergency, After: medicalICU, PGYs: []int{1}, LeastGap: 1},
		},
		neighbours: []Neighbour{
			{First: emergencyNight, Second: emergencyNight, Allowed: "never", Spacing: 1},
			{First: "Surgical intensive care", Second: medicalICU, Allowed: "never", Spacing: 1},
			{First: medicalICU, Second: "Surgical intensive care", Allowed: "never", Spacing: 1},
			{First: traumaService, Second: childEmergency, Allowed: "wanted", Spacing: 1},
		},
		quotas: emergencyQuotas(),
		activities: append(sampleClinicDay(),
			Activity{"DAY", AM, KindEmergency, "07:00", "12:00", nil}, Activity{"DAY", PM, KindEmergency, "12:00", "17:00", nil},
			Activity{"EVE", PM, KindEmergency, "14:00", "24:00", nil}, Activity{"NGT", Night, KindEmergency, "22:00", "07:00", nil}),
	}
	for _, rule := range []string{"em-12h", "em-rest", "em-60h", "em-72h", "em-1-in-7", "em-night-run"} {
		d.rules = append(d.rules, RuleChange{Rule: rule, Services: shifts, Owner: "programme director", Reason: "the services on which residents work shifts"})
	}
	return d
}

// emergencyQuotas lets half of the residents be away at some time of a block, and grants no wish over the turn of the year, when too many ask.
func emergencyQuotas() []Quota {
	most, source := 18, "leave policy of the programme"
	first, last := DayOf(time.Date(sampleYear, time.December, 21, 0, 0, 0, 0, time.UTC)), DayOf(time.Date(sampleYear+1, time.January, 3, 0, 0, 0, 0, time.UTC))
	return []Quota{
		{Kind: QuotaLeave, Most: &most, Source: source},
		{Kind: QuotaBlackout, FirstDay: &first, LastDay: &last, Source: source},
	}
}

func emergencyOfferings() []offering {
	nights, days := stint{emergencyNight, 54, 7, false}, stint{emergency, 54, 7, false}
	ultrasound, toxicology := stint{"Ultrasound", 45, 8, true}, stint{"Toxicology", 44, 8, true}
	all, seniors := []int{1, 2, 3}, []int{2, 3}
	return []offering{
		whole("ORIENT", stint{"Orientation", 46, 8, false}, 1),
		whole("ED-1", stint{emergency, 52, 8, false}, 1),
		whole("ED", days, seniors...),
		whole("PED", stint{childEmergency, 52, 8, false}, all...),
		whole("TRAUMA", stint{traumaService, 68, 4, false}, all...),
		whole("MICU", stint{medicalICU, 70, 4, false}, all...),
		whole("SICU", stint{"Surgical intensive care", 70, 4, false}, seniors...),
		whole("PICU", stint{"Pediatric intensive care", 66, 4, false}, seniors...),
		whole("ANES", stint{"Anesthesiology", 48, 8, true}, 1),
		whole("OB", stint{delivery, 58, 5, false}, 1),
		whole("ORTHO", stint{"Orthopedics", 50, 6, true}, 1),
		whole("EMS", stint{"Emergency medical services", 45, 8, true}, seniors...),
		whole("ADMIN", stint{"Department administration", 42, 8, true}, 3),
		whole("US", ultrasound, all...),
		whole("TOX", toxicology, all...),
		whole("SPORTS", stint{"Sports medicine", 44, 8, true}, all...),
		whole("PALL", stint{"Palliative medicine", 44, 8, true}, all...),
		whole("RESEARCH", stint{"Research", 40, 8, true}, all...),
		combined("EDN+ED", nights, days, seniors...),
		combined("EDN+US", nights, ultrasound, seniors...),
		combined("ED+EDN", days, nights, seniors...),
		combined("TOX+EDN", toxicology, nights, seniors...),
	}
}

// sampleClinicDay is what people do on days without nights.
func sampleClinicDay() []Activity {
	var rows []Activity
	for _, a := range []struct {
		code string
		kind ActivityKind
	}{{"C", "clinic"}, {"AT", "supervision"}, {"GME", "administration"}} {
		rows = append(rows, Activity{a.code, AM, a.kind, "08:00", "12:00", workdays}, Activity{a.code, PM, a.kind, "13:00", "17:00", workdays})
	}
	return rows
}

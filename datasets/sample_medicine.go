package datasets

// The services of the internal medicine samples that more than one table names.
const (
	internWard  = "Medicine ward, intern"
	seniorWard  = "Medicine ward"
	medicalICU  = "Medical intensive care"
	cardiacCare = "Cardiac care"
	continuity  = "Continuity clinic"
	geriatrics  = "Geriatrics"
)

// medicine is an internal medicine programme of five cohorts on a 4+1 calendar, so many residents a year.
func medicine(perYear, faculty int) design {
	nights := stint{nightFloat, 66, 4, false}
	pulmonary, gastro := stint{"Pulmonology", 48, 8, true}, stint{"Gastroenterology", 50, 8, true}
	infectious, endocrine := stint{"Infectious diseases", 48, 8, true}, stint{"Endocrinology", 45, 8, true}
	all, seniors := []int{1, 2, 3}, []int{2, 3}
	d := design{
		specialty: "internal medicine", perYear: perYear, faculty: faculty, cohorts: 5,
		offerings: []offering{
			whole(clinicCode, stint{continuity, 45, 8, false}, all...),
			whole("WARD-1", stint{internWard, 70, 4, false}, 1),
			whole("WARD", stint{seniorWard, 68, 4, false}, seniors...),
			whole("MICU", stint{medicalICU, 72, 4, false}, all...),
			whole("CCU", stint{cardiacCare, 70, 4, false}, 1, 2),
			whole("ED", stint{"Emergency care", 52, 6, false}, 1),
			whole("CARDS", stint{"Cardiology consults", 52, 6, true}, seniors...),
			whole("HEMONC", stint{"Hematology and oncology", 54, 6, true}, seniors...),
			whole("NEURO", stint{"Neurology", 48, 8, true}, seniors...),
			whole("GERI", stint{geriatrics, 46, 8, true}, seniors...),
			whole("PULM", pulmonary, all...),
			whole("GI", gastro, all...),
			whole("ID", infectious, all...),
			whole("ENDO", endocrine, all...),
			whole("RHEUM", stint{"Rheumatology", 45, 8, true}, all...),
			whole("RENAL", stint{"Nephrology", 48, 8, true}, all...),
			whole("PALL", stint{"Palliative medicine", 46, 8, true}, all...),
			whole("RESEARCH", stint{"Research", 40, 8, true}, all...),
		},
		courses: [4][]course{
			1: {{"WARD-1", 4}, {"MICU", 1}, {"CCU", 1}, {"ED", 1}},
			2: {{"WARD", 2}, {"MICU", 2}, {"CCU", 1}, {"CARDS", 1}, {"HEMONC", 1}},
			3: {{"WARD", 2}, {"MICU", 1}, {"GERI", 1}, {"NEURO", 1}},
		},
		nights:    [4]int{1: 2, 2: 2, 3: 2},
		electives: [4][]string{1: {"PULM", "GI", "ID", "ENDO", "RHEUM", "RENAL", "PALL", "RESEARCH"}, 2: {"GI", "PULM", "ID", "RENAL", "ENDO", "RHEUM", "PALL", "RESEARCH"}, 3: {"GI", "PULM", "RENAL", "ID", "ENDO", "RHEUM", "PALL", "RESEARCH"}},
		favourite: "GI",
		pinned:    "NEURO",
		teams: []team{
			{"Ward interns", 1, 1, []string{internWard}},
			{"Ward seniors", 2, 3, []string{seniorWard}},
			{"MICU", 1, 3, []string{medicalICU}},
			{"MICU seniors", 2, 3, []string{medicalICU}},
			{"CCU", 1, 2, []string{cardiacCare}},
			{"Night float", 1, 3, []string{nightFloat}},
			{"Night float seniors", 2, 3, []string{nightFloat}},
		},
		before: []Prerequisite{
			{Before: internWard, After: medicalICU, PGYs: []int{1}, LeastGap: 1},
			{Before: internWard, After: nightFloat, PGYs: []int{1}, LeastGap: 1},
		},
		neighbours: []Neighbour{
			{First: nightFloat, Second: nightFloat, Allowed: "never", Spacing: 1},
			{First: medicalICU, Second: cardiacCare, Allowed: "never", Spacing: 1},
			{First: cardiacCare, Second: medicalICU, Allowed: "never", Spacing: 1},
			{First: "ED", Second: internWard, Allowed: "wanted", Spacing: 1},
		},
		activities: sampleClinicDay(),
	}
	for _, elective := range []stint{pulmonary, gastro, infectious, endocrine} {
		code := map[string]string{"Pulmonology": "PULM", "Gastroenterology": "GI", "Infectious diseases": "ID", "Endocrinology": "ENDO"}[elective.service]
		d.offerings = append(d.offerings, combined("NF+"+code, nights, elective, all...), combined(code+"+NF", elective, nights, all...))
		d.nightsFirst, d.nightsLast = append(d.nightsFirst, "NF+"+code), append(d.nightsLast, code+"+NF")
	}
	inpatient := []string{internWard, seniorWard, medicalICU, cardiacCare, nightFloat}
	outpatient := []string{continuity, geriatrics, "Endocrinology", "Rheumatology"}
	own := []string{"Pulmonology", "Gastroenterology", "Infectious diseases", "Endocrinology", "Rheumatology", "Nephrology", "Palliative medicine", "Research"}
	for _, r := range []struct {
		rule     string
		services []string
	}{{"im-inpatient", inpatient}, {"im-outpatient", outpatient}, {"im-critical-care-least", []string{medicalICU, cardiacCare}},
		{"im-critical-care-most", []string{medicalICU, cardiacCare}}, {"im-individualized", own}} {
		d.rules = append(d.rules, RuleChange{Rule: r.rule, Services: r.services, Owner: "programme director", Reason: "what counts for it in this programme"})
	}
	d.done = map[int][]done{
		2: {{internWard, 16}, {medicalICU, 4}, {cardiacCare, 4}, {nightFloat, 4}, {continuity, 10}, {"Pulmonology", 5}, {"Infectious diseases", 3}},
		3: {{internWard, 16}, {seniorWard, 8}, {medicalICU, 12}, {cardiacCare, 4}, {nightFloat, 8}, {continuity, 20}, {"Endocrinology", 6}, {"Pulmonology", 6},
			{"Gastroenterology", 4}, {"Nephrology", 4}},
	}
	return d
}

// sampleClinicDay is what people do on days without nights.
func sampleClinicDay() []Activity {
	weekdays := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
	var rows []Activity
	for _, a := range []struct {
		code string
		kind ActivityKind
	}{{"C", "clinic"}, {"AT", "supervision"}, {"GME", "administration"}} {
		rows = append(rows, Activity{a.code, AM, a.kind, "08:00", "12:00", weekdays}, Activity{a.code, PM, a.kind, "13:00", "17:00", weekdays})
	}
	return rows
}

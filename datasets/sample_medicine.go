package datasets

// The services of the internal medicine samples that more than one table names.
const (
	internWard    = "Medicine ward, intern"
	seniorWard    = "Medicine ward"
	medicalICU    = "Medical intensive care"
	cardiacCare   = "Cardiac care"
	continuity    = "Continuity clinic"
	geriatrics    = "Geriatrics"
	emergencyCare = "Emergency care"
)

// The levels that a rotation of the internal medicine samples takes.
var (
	allLevels = []int{1, 2, 3}
	seniors   = []int{2, 3}
)

// medicine is an internal medicine programme of five cohorts on a 4+1 calendar, so many residents a year.
func medicine(perYear, faculty int) design {
	return design{
		specialty: "internal medicine", perYear: perYear, faculty: faculty, cohorts: 5,
		offerings: medicineOfferings(),
		courses: [4][]course{
			1: {{"WARD-1", 4}, {"MICU", 1}, {"CCU", 1}, {"ED", 1}},
			2: {{"WARD", 2}, {"MICU", 2}, {"CCU", 1}, {"CARDS", 1}, {"HEMONC", 1}},
			3: {{"WARD", 2}, {"MICU", 1}, {"GERI", 1}, {"NEURO", 1}},
		},
		nights:      [4]int{1: 2, 2: 2, 3: 2},
		nightsFirst: []string{"NF+PULM", "NF+GI", "NF+ID", "NF+ENDO"},
		nightsLast:  []string{"PULM+NF", "GI+NF", "ID+NF", "ENDO+NF"},
		electives:   [4][]string{1: {"PULM", "GI", "ID", "ENDO", "RHEUM", "RENAL", "PALL", "RESEARCH"}, 2: {"GI", "PULM", "ID", "RENAL", "ENDO", "RHEUM", "PALL", "RESEARCH"}, 3: {"GI", "PULM", "RENAL", "ID", "ENDO", "RHEUM", "PALL", "RESEARCH"}},
		favourite:   "GI",
		pinned:      "NEURO",
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
			{First: emergencyCare, Second: internWard, Allowed: "wanted", Spacing: 1},
		},
		activities: sampleActivities(wardAttending),
		rules:      medicineRules(),
		done: map[int][]done{
			2: {{internWard, 16}, {medicalICU, 4}, {cardiacCare, 4}, {nightFloat, 4}, {continuity, 10}, {"Pulmonology", 5}, {"Infectious diseases", 3}},
			3: {{internWard, 16}, {seniorWard, 8}, {medicalICU, 12}, {cardiacCare, 4}, {nightFloat, 8}, {continuity, 20}, {"Endocrinology", 6}, {"Pulmonology", 6},
				{"Gastroenterology", 4}, {"Nephrology", 4}},
		},
		halfDays: layMedicine,
	}
}

// medicineOfferings lists the rotations of the internal medicine samples.
func medicineOfferings() []offering {
	pulmonary, gastro := stint{"Pulmonology", 48, 8, true}, stint{"Gastroenterology", 50, 8, true}
	infectious, endocrine := stint{"Infectious diseases", 48, 8, true}, stint{"Endocrinology", 45, 8, true}
	offerings := []offering{
		whole(clinicCode, stint{continuity, 45, 8, false}, allLevels...),
		whole("WARD-1", stint{internWard, 70, 4, false}, 1),
		whole("WARD", stint{seniorWard, 68, 4, false}, seniors...),
		whole("MICU", stint{medicalICU, 72, 4, false}, allLevels...),
		whole("CCU", stint{cardiacCare, 70, 4, false}, 1, 2),
		whole("ED", stint{emergencyCare, 52, 6, false}, 1),
		whole("CARDS", stint{"Cardiology consults", 52, 6, true}, seniors...),
		whole("HEMONC", stint{"Hematology and oncology", 54, 6, true}, seniors...),
		whole("NEURO", stint{"Neurology", 48, 8, true}, seniors...),
		whole("GERI", stint{geriatrics, 46, 8, true}, seniors...),
		whole("PULM", pulmonary, allLevels...),
		whole("GI", gastro, allLevels...),
		whole("ID", infectious, allLevels...),
		whole("ENDO", endocrine, allLevels...),
		whole("RHEUM", stint{"Rheumatology", 45, 8, true}, allLevels...),
		whole("RENAL", stint{"Nephrology", 48, 8, true}, allLevels...),
		whole("PALL", stint{"Palliative medicine", 46, 8, true}, allLevels...),
		whole("RESEARCH", stint{"Research", 40, 8, true}, allLevels...),
	}
	for _, elective := range []struct {
		code string
		stint
	}{{"PULM", pulmonary}, {"GI", gastro}, {"ID", infectious}, {"ENDO", endocrine}} {
		offerings = append(offerings, combined("NF+"+elective.code, nights, elective.stint, allLevels...), combined(elective.code+"+NF", elective.stint, nights, allLevels...))
	}
	return offerings
}

// medicineRules says which services count for the rules of the specialty.
func medicineRules() []RuleChange {
	critical := []string{medicalICU, cardiacCare}
	var rows []RuleChange
	for _, r := range []struct {
		rule     string
		services []string
	}{
		{"im-inpatient", []string{internWard, seniorWard, medicalICU, cardiacCare, nightFloat}},
		{"im-outpatient", []string{continuity, geriatrics, "Endocrinology", "Rheumatology"}},
		{"im-critical-care-least", critical}, {"im-critical-care-most", critical},
		{"im-individualized", []string{"Pulmonology", "Gastroenterology", "Infectious diseases", "Endocrinology", "Rheumatology", "Nephrology", "Palliative medicine", "Research"}},
	} {
		rows = append(rows, RuleChange{Rule: r.rule, Services: r.services, Owner: "programme director", Reason: "what counts for it in this programme"})
	}
	return append(rows, RuleChange{Rule: "xy-clinic-week", Services: []string{continuity}, Owner: "programme director", Reason: "4+1: each fifth week is one of clinic"},
		RuleChange{Rule: "xy-no-clinic", Services: []string{internWard, seniorWard, medicalICU, cardiacCare, nightFloat}, Owner: "programme director", Reason: "4+1: inpatient work is free of clinic"})
}

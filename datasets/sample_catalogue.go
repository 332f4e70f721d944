package datasets

// The services of the sample programmes that the plan and the rules name. The other services are named like their rotation.
const (
	fmitIntern   = "FMIT intern"
	fmitResident = "FMIT resident"
	fmitSenior   = "FMIT senior"
	nightFloat   = "Night float"
	clinic       = "Family medicine clinic"
	internClinic = "Family medicine clinic, intern"
	medicineWard = "Internal medicine ward"
	intensive    = "Intensive care"
	delivery     = "Labor and delivery"
	nursery      = "Newborn nursery"
	rural        = "Rural practice"
	ruralSecond  = "Rural practice, second block"
)

// stint is what a resident does on a service in a half-block or block: the work-hour profile that he brings home.
type stint struct {
	service      string
	hoursPerWeek float64
	daysOffPer28 int
	leaveAllowed bool
}

// offering is a rotation of the sample catalogue. A combined one has two different halves.
type offering struct {
	code, name string
	halves     [2]stint
	pgys       []int
}

func whole(code string, s stint, pgys ...int) offering {
	return offering{code: code, name: s.service, halves: [2]stint{s, s}, pgys: pgys}
}

func combined(code string, first, second stint, pgys ...int) offering {
	return offering{code: code, name: first.service + " + " + second.service, halves: [2]stint{first, second}, pgys: pgys}
}

// The stints that stand in more than one rotation. Hours and days off are typical practice, chosen by us.
var (
	nights      = stint{nightFloat, 66, 4, false}
	dermatology = stint{"Dermatology", 45, 8, true}
	cardiology  = stint{"Cardiology", 48, 8, true}
	neonatal    = stint{"Neonatal intensive care", 64, 4, false}
	endocrine   = stint{"Endocrinology", 45, 8, true}
)

// catalogue lists every rotation of the sample programmes.
func catalogue() []offering {
	return []offering{
		whole("ORIENT", stint{"Orientation", 46, 8, false}, 1),
		whole("FMIT-1", stint{fmitIntern, 70, 4, false}, 1),
		whole("MED", stint{medicineWard, 70, 4, false}, 1),
		whole("ICU", stint{intensive, 72, 4, false}, 1),
		whole("L&D", stint{delivery, 64, 4, false}, 1),
		whole("NURSERY", stint{nursery, 58, 5, false}, 1),
		whole("PEDS-W", stint{"Pediatrics ward", 68, 4, false}, 1),
		whole("PEDS-C", stint{"Pediatrics clinic", 47, 8, true}, 1),
		whole("EM-1", stint{"Emergency medicine, intern", 54, 6, false}, 1),
		whole("FMC-1", stint{internClinic, 47, 8, true}, 1),
		whole("MSK", stint{"Musculoskeletal medicine", 46, 8, true}, 1),

		whole("FMIT-2", stint{fmitResident, 72, 4, false}, 2),
		whole("FMC", stint{clinic, 47, 8, true}, 2, 3),
		whole("EM", stint{"Emergency medicine", 54, 6, false}, 2),
		whole("GYN", stint{"Gynecology", 48, 8, true}, 2),
		whole("OB", stint{"Obstetrics", 62, 5, false}, 2),
		whole("PSYCH", stint{"Psychiatry", 45, 8, true}, 2),
		whole("PEDS-S", stint{"Pediatric subspecialties", 46, 8, true}, 2),
		whole("SURG", stint{"Surgical experience", 52, 6, true}, 2),

		whole("FMIT-3", stint{fmitSenior, 72, 4, false}, 3),
		whole("GERI", stint{"Geriatrics", 46, 8, true}, 3),
		whole("PEM", stint{"Pediatric emergency medicine", 54, 6, false}, 3),
		whole("RURAL", stint{rural, 52, 6, false}, 3),
		whole("RURAL-2", stint{ruralSecond, 52, 6, false}, 3),
		whole("PRACTICE", stint{"Practice management", 42, 8, true}, 3),

		combined("NF+DERM", nights, dermatology, 2, 3),
		combined("NF+CARD", nights, cardiology, 2, 3),
		combined("NF+NICU", nights, neonatal, 2, 3),
		combined("NF+ENDO", nights, endocrine, 2, 3),
		combined("DERM+NF", dermatology, nights, 2, 3),
		combined("CARD+NF", cardiology, nights, 2, 3),
		combined("NICU+NF", neonatal, nights, 2, 3),
		combined("ENDO+NF", endocrine, nights, 2, 3),

		whole("DERM", dermatology, 1, 2, 3),
		whole("CARD", cardiology, 2, 3),
		whole("ENDO", endocrine, 2, 3),
		whole("SPORTS", stint{"Sports medicine", 46, 8, true}, 1, 2, 3),
		whole("PROC", stint{"Procedures", 47, 8, true}, 1, 2, 3),
		whole("ULTRA", stint{"Ultrasound", 45, 8, true}, 1, 2, 3),
		whole("PALL", stint{"Palliative medicine", 46, 8, true}, 2, 3),
		whole("RESEARCH", stint{"Research", 40, 8, true}, 2, 3),
	}
}

// core is what every resident of a PGY does once a year beside the inpatient team, night float and electives; a code that
// stands twice is done twice.
var core = [4][]string{
	1: {"ORIENT", "MED", "ICU", "L&D", "NURSERY", "PEDS-W", "PEDS-C", "EM-1", "FMC-1", "MSK"},
	2: {"FMC", "EM", "GYN", "OB", "PSYCH", "PEDS-S", "SURG"},
	3: {"FMC", "FMC", "GERI", "PEM", "RURAL", "PRACTICE"},
}

// electives may fill the blocks that are left; the ones most wished for come first.
var electives = [4][]string{
	1: {"SPORTS", "ULTRA", "DERM", "PROC"},
	2: {"SPORTS", "ULTRA", "PALL", "DERM", "PROC", "CARD", "ENDO", "RESEARCH"},
	3: {"SPORTS", "ULTRA", "PALL", "DERM", "PROC", "CARD", "ENDO", "RESEARCH"},
}

// inpatient is the team rotation of each PGY; nightsFirst and nightsSecond are the combined rotations by the half in which
// they do night float.
var (
	inpatient    = [4]string{1: "FMIT-1", 2: "FMIT-2", 3: "FMIT-3"}
	nightsFirst  = []string{"NF+DERM", "NF+CARD", "NF+NICU", "NF+ENDO"}
	nightsSecond = []string{"DERM+NF", "CARD+NF", "NICU+NF", "ENDO+NF"}
)

// rotationRows writes the catalogue as rows of rotations.csv.
func rotationRows(offerings []offering) []Rotation {
	var rows []Rotation
	for _, o := range offerings {
		row := func(half int, s stint) Rotation {
			return Rotation{
				Rotation: o.code, Half: half, Service: s.service, PGYs: o.pgys, HoursPerWeek: s.hoursPerWeek,
				DaysOffPer28: s.daysOffPer28, LeaveAllowed: s.leaveAllowed, Name: o.name,
			}
		}
		if o.halves[0].service == o.halves[1].service {
			rows = append(rows, row(0, o.halves[0]))
			continue
		}
		rows = append(rows, row(1, o.halves[0]), row(2, o.halves[1]))
	}
	return rows
}

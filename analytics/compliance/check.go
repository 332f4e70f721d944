// Package compliance is the independent checker: it judges a schedule by work-hour law and by the programme's own rules. It
// shares no code with the solver and knows nothing of periods or duties; it lays dated stays on the calendar and looks at
// each day, and it lays half-days on the clock and looks at each minute of work. So it can judge any schedule, also one made
// elsewhere with stays that are no block.
//
// Rules are the table below, one named function each. Number, level, section and edition of law and policy are data of package
// rules; how they are read, and in which window, is written beside their function.
package compliance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// rule is one constraint: the source is where it is written, unless the function names the row that it read. A rule without a
// level is law or policy of package rules, whose level, unit and source come with each breach.
type rule struct {
	id     string
	level  Level
	unit   string
	source string
	check  func(y *Year, report func(Breach))
	yearly bool // it asks something of a whole year: not of half-days that come without stays
}

// checks is everything that a schedule can break. Breaches come gravest level first, and then in this order.
var checks = []rule{
	{"known-person", Hard, "stay", "people.csv", knownPerson, false},
	{"known-rotation", Hard, "day", "rotations.csv", knownRotation, false},
	{"known-activity", Hard, "half-day", "activities.csv", knownActivity, false},
	{"stay-dates", Hard, "day", "the schedule itself", stayDates, false},
	{"present", Hard, "day", "people.csv", present, false},
	{"one-place", Hard, "day", "nobody is in two places", onePlace, false},
	{"double-booked", Hard, "min", "nobody does two things at once", doubleBooked, false},
	{"on-rotation", Hard, "day", "the annual schedule", onRotation, false},
	{"absent", Hard, "half-day", "absences.csv", absent, false},
	{"inpatient-week", Hard, "stay", "weeks.csv", ofFaculty(knownWeek), false},
	{"call-night", Hard, "night", "call.csv", ofFaculty(callNight), false},
	{"available", Hard, "night", "availability.csv", ofFaculty(facultyAvailable), false},
	{"available-by-day", Hard, "half-day", "availability.csv", availableByDay, false},
	{"inpatient-day", Hard, "half-day", "weeks.csv", fixed("inpatient-day"), false},
	{"post-call", Hard, "half-day", "call.csv, columns after_am and after_pm", fixed("post-call"), false},
	{"event", Hard, "half-day", "events.csv", fixed("event"), false},
	{"protected", Hard, "half-day", "templates.csv, column protected", fixed("protected"), false},
	{"moved", Hard, "day", "events.csv, column rotation", moved, false},
	{"holiday", Hard, "half-day", "holidays.csv", holiday, false},
	{"limit-half-days", Hard, "half-day", "limits.csv", limitHalfDays, false},
	{"resident-call", Hard, "night", "call.csv", residentCall, false},
	{"resident-call-gap", Hard, "night", "call.csv, column least_gap", residentCallGap, false},
	{"in-week", Hard, "night", "weeks.csv", ofFaculty(inWeek), false},
	{"attending-night", Hard, "night", "call.csv, column taken_by", ofFaculty(attendingNight), false},
	{"inpatient-rest", Hard, "day", "weeks.csv, column rest_days", ofFaculty(inpatientRest), false},
	{"call-gap", Hard, "night", "call.csv, column least_gap", ofFaculty(callGap), false},
	{"limit", Hard, "", "limits.csv", ofFacultyYear(facultyLimits), false},
	{"half-days-most", Hard, "half-day", "limits.csv", halfDaysMost, false},
	{"filled", Hard, "day", "blocks.csv", filled, true},
	{"eligible", Hard, "PGY", "rotations.csv", eligible, false},
	{"pinned", Hard, "day", "pins.csv", pinned, false},
	{"cohort", Hard, "day", "weeks.csv", cohort, false},
	{"acgme-80h", "", "", "", weeklyHours("acgme-80h", "", Average.hours), false},
	{"acgme-1-in-7", "", "", "", daysOff, false},
	{"acgme-8h-between", "", "", "", timeBetween("acgme-8h-between"), false},
	{"acgme-14h-after-24h", "", "", "", restAfterCall, false},
	{"acgme-24h", "", "", "", longestClinical, false},
	{"acgme-24h-plus-4", "", "", "", longestPresence, false},
	{"acgme-call-every-third", "", "", "", everyThird, false},
	{"acgme-moonlighting", "", "", "", moonlightingLevel, false},
	{"fm-night-float-run", "", "", "", nightRun("fm-night-float-run", "night float", isNightFloat), false},
	{"im-night-float-run", "", "", "", nightRun("im-night-float-run", "night float", isNightFloat), false},
	{"em-12h", "", "", "", longestShift, false},
	{"em-rest", "", "", "", restAfterShift, false},
	{"em-60h", "", "", "", weeklyHours("em-60h", " with emergency patients", Average.urgent), false},
	{"em-72h", "", "", "", weeklyHours("em-72h", "", Average.hours), false},
	{"em-1-in-7", "", "", "", daysWithoutDayOff, false},
	{"em-night-run", "", "", "", nightRun("em-night-run", "night work", Work.night), false},
	{"fm-preceptor", "", "", "", preceptors, false},
	{"supervision", Hard, "preceptor", "supervision.csv", supervision, false},
	{"credential", Hard, "half-day", "credentials.csv", credentials, false},
	{"requirement", Hard, "", "requirements.csv", requirements, true},
	{"prerequisite", Hard, "block", "prerequisites.csv", prerequisites, true},
	{"neighbour-never", Hard, "block", "neighbours.csv", neighbourNever, true},
	{"neighbour-only", Hard, "block", "neighbours.csv", neighbourOnly, true},
	{"fm-continuity", "", "", "", curriculum("fm-continuity"), true},
	{"fm-children-inpatient", "", "", "", curriculum("fm-children-inpatient"), true},
	{"fm-children-ambulatory", "", "", "", curriculum("fm-children-ambulatory"), true},
	{"fm-gynecology", "", "", "", curriculum("fm-gynecology"), true},
	{"fm-maternity", "", "", "", curriculum("fm-maternity"), true},
	{"fm-adult-emergency", "", "", "", curriculum("fm-adult-emergency"), true},
	{"fm-adult-inpatient", "", "", "", curriculum("fm-adult-inpatient"), true},
	{"fm-surgery", "", "", "", curriculum("fm-surgery"), true},
	{"fm-electives", "", "", "", curriculum("fm-electives"), true},
	{"im-inpatient", "", "", "", curriculum("im-inpatient"), true},
	{"im-outpatient", "", "", "", curriculum("im-outpatient"), true},
	{"im-critical-care-least", "", "", "", curriculum("im-critical-care-least"), true},
	{"im-critical-care-most", "", "", "", curriculum("im-critical-care-most"), true},
	{"im-individualized", "", "", "", curriculum("im-individualized"), true},
	{"xy-clinic-week", "", "", "", clinicWeeks, true},
	{"xy-no-clinic", "", "", "", clinicApart, false},
	{"policy-10h-between", "", "", "", timeBetween("policy-10h-between"), false},
	{"policy-rolling-80h", "", "", "", rollingHours, false},
	{"policy-call-spacing", "", "", "", callSpacing, false},
	{"policy-call-run", "", "", "", nightRun("policy-call-run", "call", isCall), false},
	{"policy-night-float-recovery", "", "", "", nightFloatRecovery, false},
	{"policy-call-before-leave", "", "", "", callBeforeLeave, false},
	{"policy-didactics", "", "", "", didactics, false},
	{"policy-moonlighting", "", "", "", moonlightingHours, false},
	{"policy-pro-rata", "", "", "", requirementShares, true},
	{"policy-leave-in-block", "", "", "", leaveInBlock, true},
	{"policy-away-in-year", "", "", "", awayInYear("policy-away-in-year"), true},
	{"abfm-away-in-year", "", "", "", awayInYear("abfm-away-in-year"), true},
	{"abfm-away-in-training", "", "", "", awayInTraining("abfm-away-in-training"), true},
	{"abim-away-in-training", "", "", "", awayOnAverage("abim-away-in-training"), true},
	{"policy-service-rate", "", "", "", serviceRate, true},
	{"policy-recovery-deployment", "", "", "", recovery("policy-recovery-deployment", "deployment"), true},
	{"policy-recovery-convalescent", "", "", "", recovery("policy-recovery-convalescent", "convalescent"), true},
	{"policy-couple-leave", "", "", "", coupleApart("policy-couple-leave"), true},
	{"policy-couple-nights", "", "", "", coupleBoth("policy-couple-nights"), true},
	{"policy-couple-together", "", "", "", coupleApart("policy-couple-together"), true},
	{"policy-interns-with-seniors", "", "", "", internsWithSeniors, true},
	{"policy-learners-with-residents", "", "", "", learnersWithResidents, true},
	{"policy-half-days-left", "", "", "", halfDaysLeft, false},
	{"policy-faculty-left", "", "", "", facultyLeft, false},
	{"policy-faculty-inpatient", "", "", "", facultyInpatient, false},
	{"cover-least", Cover, "person", "cover.csv", coverLeast, false},
	{"cover-most", Cover, "person", "cover.csv", coverMost, false},
	{"call-least", Cover, "person", "call.csv", ofFaculty(callLeast), false},
	{"call-most", Cover, "person", "call.csv", ofFaculty(callMost), false},
	{"resident-call-least", Cover, "person", "call.csv", residentCallLeast, false},
	{"resident-call-most", Cover, "person", "call.csv", residentCallMost, false},
	{"inpatient-least", Cover, "person", "weeks.csv", ofFacultyYear(inpatientLeast), false},
	{"inpatient-most", Cover, "person", "weeks.csv", ofFacultyYear(inpatientMost), false},
	{"absence", Soft, "day", "absences.csv, rotations.csv leave_allowed", absences, true},
	{"neighbour-wanted", Soft, "block", "neighbours.csv", neighbourWanted, true},
	{"own-clinic", Soft, "week", "people.csv, column clinic_weekday", ownClinic, false},
	{"resident-call-spacing", Soft, "night", "call.csv, column wanted_gap", residentCallSpacing, false},
	{"call-spacing", Soft, "night", "call.csv, column wanted_gap", ofFaculty(facultyCallSpacing), false},
	{"near-inpatient", Soft, "night", "call.csv, column inpatient_gap", ofFaculty(nearInpatient), false},
	{"eve", Soft, "night", "the night before an absence is wished free", ofFaculty(eve), false},
	{"equity", Soft, "", "the even share by exposure", ofFacultyYear(equity), false},
}

// Check judges a schedule that has been laid out: every breach, by levels, then rules in the order of the table above, people in the
// order of people.csv, and time. In which order the schedule was given does not matter.
func (y *Year) Check() []Breach {
	var out []Breach
	for _, r := range checks {
		if r.yearly && !y.annual {
			continue
		}
		r.check(y, func(b Breach) {
			b.Rule = r.id
			if b.Level == "" {
				b.Level = r.level
			}
			if b.Unit == "" {
				b.Unit = r.unit
			}
			if b.Source == "" {
				b.Source = r.source
			}
			out = append(out, b)
		})
	}
	slices.SortStableFunc(out, func(a, b Breach) int { return cmp.Compare(gravity[a.Level], gravity[b.Level]) })
	return out
}

// gravity orders the levels.
var gravity = map[Level]int{Hard: 0, Cover: 1, Soft: 2}

// Count returns how many of the breaches are of the level.
func Count(breaches []Breach, level Level) int {
	n := 0
	for _, b := range breaches {
		if b.Level == level {
			n++
		}
	}
	return n
}

// tolerance is what two amounts may differ by and still be equal: hours and shares of half-blocks are sums of decimals.
const tolerance = 1e-9

// fileRow names row i (counted from 0) of a table as people find it in the file, whose header is row 1.
func fileRow(file string, i int) string { return fmt.Sprintf("%s row %d", file, i+2) }

// written joins the place of a row and what the row says of its own source.
func written(place, source string) string {
	if source == "" {
		return place
	}
	return place + "; " + source
}

// either lists names for a sentence: "A", "A or B", "A, B or C".
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// count writes a number with its noun: "1 day", "2 days".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package datasets

const (
	templatesHeader  = "template,day,half_day,code,protected\n"
	eventsHeader     = "event,first_day,last_day,weekdays,half_day,who,services,excused,activity,rotation,source\n"
	limitsHeader     = "person,pgys,while_on,activity,with,service,least,most,unit,per,level\n"
	callHeader       = "call,role,weekdays,pgys,services,activity,taken_by,least_gap,wanted_gap,inpatient_gap,after_am,after_pm\n"
	coverHeader      = "cover,services,activities,role,half_day,least,most,level\n"
	activitiesHeader = "code,half_day,kind,starts,ends,weekdays\n"
	someActivities   = activitiesHeader + "C,AM,clinic,08:00,12:00,\nC,PM,clinic,13:00,17:00,\nLEC,PM,teaching,13:00,17:00,\nAT,AM,supervision,08:00,12:00,\nCALL,NIGHT,call,17:00,07:30,\nPC,AM,off,,,\n"
)

// faultyBlock has the cases of what only block schedules read.
var faultyBlock = []faulty{
	{"template-without-activity", []edit{{"activities.csv", "ALL", someActivities}, {"templates.csv", "ALL", templatesHeader + "A,0,AM,LEC,false\nA,0,PM,LEC,true\nA,63,AM,C,yes\n"}},
		[]string{`templates.csv row 2, column code: value "LEC"; expected an activity with half_day AM of activities.csv`,
			`templates.csv row 4, column day: value "63"; expected an integer from 0 to 62`,
			`templates.csv row 4, column protected: value "yes"; expected true or false`}},
	{"template-twice", []edit{{"activities.csv", "ALL", someActivities}, {"templates.csv", "ALL", templatesHeader + "A,0,AM,C,false\nA,0,AM,C,true\n"}},
		[]string{`templates.csv row 3, column template, day, half_day: value "A, 0, AM"; expected a key that no other row has; row 2 has it`}},
	{"rotation-of-no-template", []edit{{"activities.csv", "ALL", someActivities}, {"templates.csv", "ALL", templatesHeader + "A,0,AM,C,false\n"}, {"rotations.csv", "WARD,0,Ward,,", "WARD,0,Ward,B,"}},
		[]string{`rotations.csv row 2, column template: value "B"; expected a template of templates.csv`}},
	{"event-of-strangers", []edit{{"activities.csv", "ALL", someActivities}, {"events.csv", "ALL", eventsHeader +
		"lecture,2026-07-01,2026-10-20,Wednesday,PM,resident|PGY-9|X,Wards,ER,LEC,,\n"}},
		[]string{`events.csv row 2, column who: value "resident|PGY-9|X"; expected codes of people, roles, cohorts or levels such as PGY-1; PGY-9 is none`,
			`events.csv row 2, column services: value "Wards"; expected no service but those of rotations.csv`,
			`events.csv row 2, column excused: value "ER"; expected no service but those of rotations.csv`}},
	{"event-of-nothing", []edit{{"activities.csv", "ALL", someActivities}, {"events.csv", "ALL", eventsHeader +
		"a,2026-07-01,2026-07-01,,PM,resident,,,,,\nb,2026-07-01,2026-07-01,,,resident,,,C,WARD,\nc,2026-07-01,2026-07-01,Monday,,resident,,,,WARDS,\nd,2026-07-01,2026-07-01,,,resident,,,LEC,,\n"}},
		[]string{`events.csv row 2, column activity: value ""; expected an activity here, or a rotation in the next column`,
			`events.csv row 3, column rotation: value "WARD"; expected nothing, because an activity is given; one of the two`,
			`events.csv row 4, column rotation: value "WARDS"; expected a rotation of rotations.csv`,
			`events.csv row 5, column activity: value "LEC"; expected an activity with half_day AM of activities.csv`}},
	{"event-on-a-rotation-by-weekday", []edit{{"events.csv", "ALL", eventsHeader + "a,2026-07-01,2026-07-01,Monday,,A,,,,WARD,\n"}},
		[]string{`events.csv row 2, column rotation: value "WARD"; expected an activity, because half-days or weekdays are given; on a rotation people are for whole days`}},
	{"event-backwards", []edit{{"activities.csv", "ALL", someActivities}, {"events.csv", "ALL", eventsHeader + "a,2026-07-02,2026-07-01,,PM,A,,,LEC,,\nb,2027-07-02,2027-07-03,,PM,A,,,LEC,,\nc,2026-07-02,2026-07-03,,PM,,,,LEC,,\n"}},
		[]string{`events.csv row 2, column last_day: value "2026-07-01"; expected first_day 2026-07-02 or a later day`,
			`events.csv row 3, column first_day: value "2027-07-02"; expected days of which one at least is of the year, 2026-07-01 to 2026-10-20`,
			`events.csv row 4, column who: value ""; expected a list separated by |, each once and each a text that is not empty`}},
	{"limit-of-everybody", []edit{{"activities.csv", "ALL", someActivities}, {"limits.csv", "ALL", limitsHeader +
		",1,Wards,C,X,,0,4,half_day,week,Soft\n,,,CALL,,,0,4,night,week,\nA,1,Ward,C,,,0,4,half_day,week,\nA,,,CALL,C,,0,4,night,block,Soft\nB,,,,C,Ward,0,4,half_day,block,\n"}},
		[]string{`limits.csv row 2, column while_on: value "Wards"; expected no service but those of rotations.csv`,
			`limits.csv row 2, column with: value "X"; expected an activity of activities.csv`,
			`limits.csv row 3, column person: value ""; expected a person, because nights are counted`,
			`limits.csv row 4, column pgys: value "1"; expected nothing, because a person is given`,
			`limits.csv row 4, column while_on: value "Ward"; expected nothing, because a person is given`,
			`limits.csv row 5, column with: value "C"; expected nothing, because nights are counted`,
			`limits.csv row 5, column level: value "Soft"; expected nothing, because nights are counted`,
			`limits.csv row 6, column with: value "C"; expected nothing, because a service is counted`}},
	{"call-of-a-level", []edit{{"activities.csv", "ALL", someActivities}, {"call.csv", "ALL", callHeader +
		"day,resident,Saturday,2|3,Wards,CALL,anybody,3,3,0,PC,\nday 2,resident,Friday,,,CALL,inpatient,3,3,0,,\nday 3,faculty,Sunday,2,Clinic,CALL,anybody,3,3,0,,\n"}},
		[]string{`call.csv row 2, column services: value "Wards"; expected no service but those of rotations.csv`,
			`call.csv row 3, column taken_by: value "inpatient"; expected anybody, because inpatient weeks are the faculty's`,
			`call.csv row 4, column pgys: value "2"; expected nothing, because it is the faculty's call`,
			`call.csv row 4, column services: value "Clinic"; expected nothing, because it is the faculty's call`}},
	{"cover-of-half-blocks-that-is-soft", []edit{{"activities.csv", "ALL", someActivities}, {"cover.csv", "ALL", coverHeader +
		"ward,Ward,,,,1,2,Soft\nrooms,,C,anybody,,0,8,Hard\nrooms 2,,X|LEC,anybody,AM,0,8,Gold\n"}},
		[]string{`cover.csv row 2, column level: value "Soft"; expected Cover or nothing, because the row counts residents in half-blocks`,
			`cover.csv row 4, column activities: value "X|LEC"; expected an activity with half_day AM of activities.csv`,
			`cover.csv row 4, column level: value "Gold"; expected Hard, Cover or Soft, or nothing`}},
	{"supervision-of-nobody", []edit{{"activities.csv", "ALL", someActivities}, {"supervision.csv", "ALL", "activity,role,pgy_from,pgy_to,units,learners_per_supervisor,supervisors,supervisor_pgys\nC,learner,,,0,2,AT|C,9\nC,,,,0.25,,AT,\nC,,,,0,1,C,\nC,,2,,0.25,,AT,\nC,faculty,,,0,,AT,\n"}},
		[]string{`supervision.csv row 2, column supervisor_pgys: value "9"; expected a list separated by |, each once and each an integer from 1 to 8, or nothing`,
			`supervision.csv row 5, column pgy_from: value "2"; expected above 8, because row 3 speaks of these levels`,
			`supervision.csv row 6, column role: value "faculty"; expected resident or learner, or nothing`}},
}

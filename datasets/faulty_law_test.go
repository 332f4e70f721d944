package datasets

const (
	rulesHeader       = "rule,first_day,last_day,level,limit,services,owner,reason\n"
	exceptionsHeader  = "rule,person,rotation,first_day,last_day,limit,signed_by,signed_on,reason\n"
	supervisionHeader = "activity,pgy_from,pgy_to,units,learners_per_supervisor,supervisors,credential,source\n"
	historyHeader     = "person,kind,name,first_day,last_day,half_day,amount,unit,starts_at,ends_at\n"
)

// faultyLaw has the cases of the tables of law and record: rules, exceptions, supervision, credentials, history.
var faultyLaw = []faulty{
	{"no-such-rule", []edit{{"rules.csv", "ALL", rulesHeader + "acgme-90h,,,,90,,GMEC,tired\n"}},
		[]string{`rules.csv row 2, column rule: value "acgme-90h"; expected a rule that can bind this programme on these days: acgme-80h, acgme-1-in-7, acgme-8h-between, ` +
			`acgme-14h-after-24h, acgme-24h, acgme-24h-plus-4, acgme-call-every-third, acgme-moonlighting, abfm-away-in-year, abfm-away-in-training, fm-night-float-run, fm-preceptor, fm-continuity, fm-children-inpatient, fm-children-ambulatory, fm-gynecology, fm-maternity, fm-adult-emergency, fm-adult-inpatient, fm-surgery, fm-electives, policy-10h-between, ` +
			`policy-rolling-80h, policy-call-spacing, policy-call-run, policy-night-float-recovery, policy-call-before-leave, policy-moonlighting, policy-leave-in-block, policy-away-in-year, policy-didactics, policy-equity-carried, policy-half-days-left, policy-faculty-left, policy-faculty-inpatient, policy-pro-rata, policy-couple-leave, policy-couple-nights, policy-couple-together, policy-interns-with-seniors, policy-learners-with-residents, policy-service-rate, policy-recovery-deployment, policy-recovery-convalescent`}},
	{"rule-of-another-specialty", []edit{{"program.csv", "family medicine", "surgery"}, {"rules.csv", "ALL", rulesHeader + "em-12h,,,,11,,GMEC,tired\n"}},
		[]string{`rules.csv row 2, column rule: value "em-12h"; expected a rule that can bind this programme on these days: acgme-80h, acgme-1-in-7, acgme-8h-between, ` +
			`acgme-14h-after-24h, acgme-24h, acgme-24h-plus-4, acgme-call-every-third, acgme-moonlighting, policy-10h-between, ` +
			`policy-rolling-80h, policy-call-spacing, policy-call-run, policy-night-float-recovery, policy-call-before-leave, policy-moonlighting, policy-leave-in-block, policy-away-in-year, policy-didactics, policy-equity-carried, policy-half-days-left, policy-faculty-left, policy-faculty-inpatient, policy-pro-rata, policy-couple-leave, policy-couple-nights, policy-couple-together, policy-interns-with-seniors, policy-learners-with-residents, policy-service-rate, policy-recovery-deployment, policy-recovery-convalescent`}},
	{"law-made-soft", []edit{{"rules.csv", "ALL", rulesHeader + "acgme-80h,,,Soft,,,chief,otherwise there is no schedule\n"}},
		[]string{`rules.csv row 2, column level: value "Soft"; expected Hard or nothing, because acgme-80h is law: ACGME Common Program Requirements (Residency), 2025 edition, 6.20 [2017-2023: VI.F.1]`}},
	{"law-made-weaker", []edit{{"rules.csv", "ALL", rulesHeader + "acgme-80h,,,Hard,81,,chief,winter\nacgme-1-in-7,,,,3.5,Ward,chief,winter\nacgme-24h,,,,24,,chief,as it is\n"}},
		[]string{`rules.csv row 2, column limit: value "81"; expected a number from 0 to 80, because acgme-80h is law: ACGME Common Program Requirements (Residency), 2025 edition, 6.20 [2017-2023: VI.F.1]`,
			`rules.csv row 3, column limit: value "3.5"; expected a number >= 4, because acgme-1-in-7 is law: ACGME Common Program Requirements (Residency), 2025 edition, 6.21.b [2023: VI.F.2.c; 2017: VI.F.2.d]`}},
	{"rule-for-no-service", []edit{{"rules.csv", "ALL", rulesHeader + "policy-call-run,,,,,ICU,chief,sleep\n"}},
		[]string{`rules.csv row 2, column services: value "ICU"; expected no service but those of rotations.csv`}},
	{"rule-that-no-schedule-can-keep", []edit{{"rules.csv", "ALL", rulesHeader + "policy-away-in-year,,,Hard,30,,chief,board\n"}},
		[]string{`rules.csv row 2, column level: value "Hard"; expected Soft or nothing, because policy-away-in-year tells of what was approved, which no schedule can mend`}},
	{"rule-that-names-no-service", []edit{{"rules.csv", "ALL", rulesHeader + "fm-surgery,,,,,,chief,curriculum\n"}},
		[]string{`rules.csv row 2, column services: value ""; expected one service or more, because fm-surgery binds those that are named here`}},
	{"rule-without-owner", []edit{{"rules.csv", "ALL", rulesHeader + "policy-call-run,,,,,,,\n"}},
		[]string{`rules.csv row 2, column owner: value ""; expected a text that is not empty`,
			`rules.csv row 2, column reason: value ""; expected a text that is not empty`}},
	{"rule-backwards", []edit{{"rules.csv", "ALL", rulesHeader + "policy-call-run,2026-08-01,2026-07-31,,,,chief,sleep\n"}},
		[]string{`rules.csv row 2, column last_day: value "2026-07-31"; expected first_day 2026-08-01 or a later day`}},
	{"two-versions-of-a-rule", []edit{{"rules.csv", "ALL", rulesHeader + "policy-call-run,,2026-08-01,,2,,chief,sleep\npolicy-call-run,2026-08-01,,,1,Ward,chief,more sleep\npolicy-call-run,2026-08-02,,,1,Clinic,chief,more sleep\n"}},
		[]string{`rules.csv row 3, column first_day: value "2026-08-01"; expected days on which no other version of policy-call-run holds for a service of this one; row 2 has one`}},
	{"exception-to-what-knows-none", []edit{{"exceptions.csv", "ALL", exceptionsHeader + "acgme-24h,A,,2026-07-01,2026-07-28,30,GMEC,2026-06-01,census\n"}},
		[]string{`exceptions.csv row 2, column rule: value "acgme-24h"; expected a rule to which there can be exceptions: acgme-80h`}},
	{"exception-too-far", []edit{{"exceptions.csv", "ALL", exceptionsHeader + "acgme-80h,A,,2026-07-01,2026-07-28,90,GMEC,2026-06-01,census\nacgme-80h,B,,2026-07-01,2026-07-28,80,GMEC,2026-06-01,census\n"}},
		[]string{`exceptions.csv row 2, column limit: value "90"; expected a number beyond the 80 of acgme-80h, up to 88`,
			`exceptions.csv row 3, column limit: value "80"; expected a number beyond the 80 of acgme-80h, up to 88`}},
	{"exception-signed-late", []edit{{"exceptions.csv", "ALL", exceptionsHeader + "acgme-80h,A,,2026-07-01,2026-07-28,88,GMEC,2026-07-02,census\n"}},
		[]string{`exceptions.csv row 2, column signed_on: value "2026-07-02"; expected first_day 2026-07-01 or an earlier day`}},
	{"exception-of-nobody", []edit{{"exceptions.csv", "ALL", exceptionsHeader + "acgme-80h,X,WARDS,2025-07-01,2025-07-28,88,,2025-06-01,census\n"}},
		[]string{`exceptions.csv row 2, column person: value "X"; expected a person of people.csv`,
			`exceptions.csv row 2, column rotation: value "WARDS"; expected a rotation of rotations.csv`,
			`exceptions.csv row 2, column first_day: value "2025-07-01"; expected days of which one at least is of the year, 2026-07-01 to 2026-10-20`,
			`exceptions.csv row 2, column signed_by: value ""; expected a text that is not empty`}},
	{"supervision-backwards", []edit{{"supervision.csv", "ALL", supervisionHeader + "C,2,1,0.5,,AT,,\n"}},
		[]string{`supervision.csv row 2, column pgy_to: value "1"; expected pgy_from 2 or above`}},
	{"supervision-without-supervisors", []edit{{"supervision.csv", "ALL", supervisionHeader + "C,1,1,0.5,,,,\n"}},
		[]string{`supervision.csv row 2, column supervisors: value ""; expected a list separated by |, each once and each a text that is not empty`}},
	{"supervision-twice", []edit{{"supervision.csv", "ALL", supervisionHeader + "C,1,2,0.5,,AT,,\nC,2,3,0.25,,AT,,\n"}},
		[]string{`supervision.csv row 3, column pgy_from: value "2"; expected above 2, because row 2 speaks of these levels`}},
	{"supervision-twice-on-a-day", []edit{{"supervision.csv", "ALL", "activity,pgy_from,pgy_to,first_day,last_day,units,supervisors\nC,1,1,,2026-08-31,1,AT\nC,1,1,2026-08-31,,0.5,AT\nC,2,3,2026-09-02,2026-09-01,0.5,AT\n"}},
		[]string{`supervision.csv row 3, column first_day: value "2026-08-31"; expected days on which row 2 does not speak of these levels`,
			`supervision.csv row 4, column last_day: value "2026-09-01"; expected first_day 2026-09-02 or a later day`}},
	{"credential-of-nobody", []edit{{"credentials.csv", "ALL", "person,credential,level,first_day,last_day\nX,VAS,good,2026-07-02,2026-07-01\n"}},
		[]string{`credentials.csv row 2, column person: value "X"; expected a person of people.csv`,
			`credentials.csv row 2, column level: value "good"; expected trainee, qualified, expert, master or barred`,
			`credentials.csv row 2, column last_day: value "2026-07-01"; expected first_day 2026-07-02 or a later day`}},
	{"history-of-this-year", []edit{{"history.csv", "ALL", historyHeader + "A,away,sick,2026-06-01,2026-07-01,,3,day,,\n"}},
		[]string{`history.csv row 2, column last_day: value "2026-07-01"; expected a day before the year begins on 2026-07-01`}},
	{"history-without-amount", []edit{{"history.csv", "ALL", historyHeader + "A,done,Wards,2025-07-01,2026-06-30,AM,,night,,\nA,away,sick,2025-07-01,2025-07-03,,3,hour,2025-07-01T08:00:00Z,2025-07-01T09:00:00Z\n"}},
		[]string{`history.csv row 2, column name: value "Wards"; expected a rotation or service of rotations.csv`,
			`history.csv row 2, column half_day: value "AM"; expected nothing, because the row is of kind done`,
			`history.csv row 2, column amount: value ""; expected a number, because the row is of kind done`,
			`history.csv row 2, column unit: value "night"; expected block, half_block, week or hour, because the row is of kind done`,
			`history.csv row 3, column unit: value "hour"; expected day, because the row is of kind away`,
			`history.csv row 3, column starts_at: value "2025-07-01T08:00:00Z"; expected nothing, because the row is of kind away`,
			`history.csv row 3, column ends_at: value "2025-07-01T09:00:00Z"; expected nothing, because the row is of kind away`}},
	{"stay-with-amount-and-twice", []edit{{"history.csv", "ALL", historyHeader + "A,stay,WARD,2026-05-07,2026-06-03,,,,,\nA,stay,WARD,2026-06-03,2026-06-30,,1,block,,\nB,stay,WARD,2026-06-03,2026-06-30,,,,,\n"}},
		[]string{`history.csv row 3, column first_day: value "2026-06-03"; expected other days than those of row 2: nobody is in two places`,
			`history.csv row 3, column amount: value "1"; expected nothing, because the row is of kind stay`,
			`history.csv row 3, column unit: value "block"; expected nothing, because the row is of kind stay`}},
	{"work-without-clock", []edit{{"history.csv", "ALL", historyHeader + "A,worked,CALL,2026-06-30,2026-06-30,,3,night,,\nB,worked,CALL,2026-06-30,2026-06-30,NIGHT,,,17:00,\n"}},
		[]string{`history.csv row 2, column half_day: value ""; expected AM, PM or NIGHT, because the row is of kind worked`,
			`history.csv row 2, column amount: value "3"; expected nothing, because the row is of kind worked`,
			`history.csv row 2, column unit: value "night"; expected nothing, because the row is of kind worked`,
			`history.csv row 2, column starts_at: value ""; expected a time, because the row is of kind worked`,
			`history.csv row 3, column starts_at: value "17:00"; expected a time such as 2026-07-01T17:00:00Z, or nothing`}},
	{"work-of-half-an-interval", []edit{{"history.csv", "ALL", historyHeader +
		"A,worked,CALL,2026-06-30,2026-06-30,NIGHT,,,2026-06-30T17:00:00Z,\nB,worked,CALL,2026-06-30,2026-06-30,NIGHT,,,,2026-06-30T17:00:00Z\nC,worked,CALL,2026-06-30,2026-06-30,NIGHT,,,2026-06-30T17:00:00Z,2026-07-03T17:00:00Z\n"}},
		[]string{`history.csv row 2, column ends_at: value ""; expected a time at both ends, or at neither`,
			`history.csv row 3, column ends_at: value "2026-06-30T17:00:00Z"; expected a time at both ends, or at neither`,
			`history.csv row 4, column ends_at: value "2026-07-03T17:00:00Z"; expected a time after starts_at, by 48 h at most`}},
}

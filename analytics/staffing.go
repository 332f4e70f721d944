package analytics

import (
	"rota/analytics/compliance"
)

// assessCover adds the series of people on each row of cover.csv in each half-block, within least and most (of the day with
// fewest people, or with most where that is too many), and how many half-blocks are thin: exactly at their least, so that the first loss uncovers them.
func (a *Assessment) assessCover(year *compliance.Year) {
	thin, asked := 0, 0
	for _, s := range year.Staffing() {
		p := Point{Name: "cover", Scope: s.Cover.Cover, Time: s.Half.FirstDay.Time(), Value: float64(s.Fewest), Lower: number(float64(s.Cover.Least)), Unit: "person"}
		if s.Cover.Most != nil {
			p.Upper = number(float64(*s.Cover.Most))
			if s.Most > *s.Cover.Most {
				p.Value = float64(s.Most)
			}
		}
		a.Series = append(a.Series, p)
		if s.Cover.Least > 0 {
			asked++
			if s.Fewest == s.Cover.Least {
				thin++
			}
		}
	}
	m := Measure{Name: "thin_half_blocks", Scope: programme, Value: number(float64(thin)), Unit: year.Piece(), Lower: number(0),
		Upper: number(float64(asked)), Source: "pairs of a " + year.Piece() + " and a row of cover.csv with a least of 1 or more, exactly at their least"}
	if asked == 0 {
		m.Value, m.State, m.Source = nil, NoAnswer, "no row of cover.csv asks for anybody"
	}
	a.add(m)
}

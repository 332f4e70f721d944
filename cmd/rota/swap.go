package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rota/analytics/compliance"
	"rota/solver"
	"rota/solver/residency"
)

// swapFlags are the flags of `rota swap`.
type swapFlags struct {
	cellFlags
	with     string
	withDate string
	most     int
}

// swapCommand returns `rota swap`.
func swapCommand() *cobra.Command {
	var f swapFlags
	c := &cobra.Command{
		Use:   "swap RUN --person P --date D",
		Short: "Say whether an exchange is legal, or who could take over and what it costs",
		Long: `Look at the exchange of what people do on one day of a finished run. With --with the exchange of two people is judged: the whole checker
looks at the schedule before and after, and exit status 1 says that it would break a Hard rule that is kept now. --with-date adds a second
cell that the two exchange the other way round.

Without --with the best exchanges are listed, whose schedules break nothing Hard that is kept now: of two people in one cell (swap), of
two people in two (square), and of three who pass on what they do (cycle); where there is none, the fewest changes of whomever (chain)
that break no more on Hard and Cover. Costs are what the score of the whole schedule is worse by,
level by level. Exit status 1: there is none.

Nothing is changed; rota pin and rota run repair write new runs.`,
		Example: `  rota swap runs/faculty-fm18-0123456789ab --person F-02 --date 2026-10-13
  rota swap RUN --person R1-02 --date 2026-10-05 --with R1-04 --with-date 2026-12-01 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := f.open(args[0])
			if err != nil {
				return err
			}
			answer, err := f.answer(d)
			if err != nil {
				return err
			}
			if f.json {
				err = writeJSON(cmd.OutOrStdout(), answer)
			} else {
				err = answer.write(cmd.OutOrStdout())
			}
			switch {
			case err != nil:
				return failed(err)
			case !answer.Legal:
				return answerNo()
			}
			return nil
		},
	}
	f.define(c)
	c.Flags().StringVar(&f.with, "with", "", "code of the person to exchange with")
	c.Flags().StringVar(&f.withDate, "with-date", "", "day of a second cell, exchanged the other way round, DATE[:AM]")
	c.Flags().IntVar(&f.most, "most", 5, "how many exchanges to list")
	return c
}

// swapAnswer is what `rota swap` says.
type swapAnswer struct {
	Person    string     `json:"person"`
	Date      string     `json:"date"`
	Holds     string     `json:"holds"`
	Fixed     string     `json:"fixed,omitempty"` // what leaves the cell no choice
	Legal     bool       `json:"legal"`           // the exchange asked about, or at least one of those listed
	Looked    int        `json:"looked"`
	Exchanges []exchange `json:"exchanges"`
}

// exchange is one of them.
type exchange struct {
	Kind    string       `json:"kind"`
	Changes []moveOf     `json:"changes"`
	Cost    solver.Score `json:"cost"` // of the schedule with it, less that of the schedule as it is
	verdictOn
}

func (f swapFlags) answer(d *deskCell) (swapAnswer, error) {
	a := swapAnswer{Person: f.person, Date: f.date, Holds: d.Grid.Name(d.Roster[d.cell]), Fixed: d.fixedBy(), Exchanges: []exchange{}}
	before := d.Check(d.Roster)
	now := solver.Evaluate(d.Problem, d.Roster)
	if f.with != "" || f.withDate != "" {
		pairs, err := f.pairs(d)
		if err != nil {
			return a, err
		}
		x := residency.ExchangeOf(d.Problem, d.Grid, d.Roster, pairs...)
		a.Looked, a.Exchanges = 1, []exchange{d.tell(x, now, before)}
		a.Legal = a.Exchanges[0].Legal
		return a, nil
	}
	repair, err := d.Repair(d.fixed())
	if err != nil {
		return a, failed(err)
	}
	all := residency.Exchanges(d.Problem, d.Grid, d.Roster, repair.Locked, d.cell)
	a.Looked = len(all)
	add := func(x residency.Exchange) {
		if told := d.tell(x, now, before); told.Legal && len(a.Exchanges) < f.most {
			a.Exchanges = append(a.Exchanges, told)
		}
	}
	for _, x := range all {
		if len(a.Exchanges) == f.most || x.Score.Hard > now.Hard {
			break
		}
		add(x)
	}
	if len(a.Exchanges) == 0 {
		for _, x := range residency.Chains(repair, d.cell, f.most) {
			add(x)
		}
	}
	a.Legal = len(a.Exchanges) > 0
	return a, nil
}

func (d *deskCell) tell(x residency.Exchange, now solver.Score, before []compliance.Breach) exchange {
	told := exchange{Kind: x.Kind, Cost: x.Score.Sub(now), verdictOn: d.judge(before, d.placed(x.Changes...))}
	for _, c := range x.Changes {
		told.Changes = append(told.Changes, d.move(c))
	}
	return told
}

// pairs reads the cells that two people exchange.
func (f swapFlags) pairs(d *deskCell) ([][2]int, error) {
	reader := orderReader{desk: d.Desk, program: d.Program}
	if f.with == "" {
		reader.defect("--with", f.with, "a person to exchange with, besides --with-date")
		return nil, badInput(&reader.defects)
	}
	pairs := [][2]int{{d.cell, reader.partner(d.cell, f.with)}}
	if d.begun(d.cell) {
		reader.defect("--date", f.date, d.fromFreeze())
	}
	if f.withDate != "" {
		if own, _, _ := reader.cell("--person", "--with-date", f.person, f.withDate); own >= 0 {
			if d.begun(own) {
				reader.defect("--with-date", f.withDate, d.fromFreeze())
			}
			pairs = append(pairs, [2]int{own, reader.partner(own, f.with)})
		}
	}
	if len(reader.defects) > 0 {
		return nil, badInput(&reader.defects)
	}
	return pairs, nil
}

// partner returns the cell of another person on the same days, in which each of the two can do what the other does.
func (r *orderReader) partner(cell int, with string) int {
	g, roster := r.desk.Grid, r.desk.Roster
	if !r.person("--with", with, with) {
		return -1
	}
	c := g.Cells[cell]
	for other, o := range g.Cells {
		if o.Person != with || !o.Planned || o.FirstDay != c.FirstDay || o.LastDay != c.LastDay || o.HalfDay != c.HalfDay {
			continue
		}
		switch {
		case other == cell:
			r.defect("--with", with, "another person")
		case roster[other] == roster[cell]:
			r.defect("--with", with, "somebody who does something else on "+c.FirstDay.String()+"; both have "+g.Name(roster[cell]))
		case !g.Fits(cell, roster[other]) || !g.Fits(other, roster[cell]):
			r.defect("--with", with, "two people who can do what the other does")
		}
		return other
	}
	r.defect("--with", with, "somebody of whom something is planned on "+c.FirstDay.String())
	return -1
}

func (a swapAnswer) write(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "%s has %s on %s.\n", a.Person, a.Holds, a.Date)
	if len(a.Exchanges) == 0 {
		fmt.Fprintf(&text, "None of %d exchanges keeps the Hard rules that are kept now.\n", a.Looked)
		if a.Fixed != "" {
			fmt.Fprintf(&text, "It is fixed: %s.\n", a.Fixed)
		}
	}
	for _, x := range a.Exchanges {
		word := "legal"
		switch {
		case !x.Legal:
			word = "not legal"
		case x.Cost.Hard > 0:
			word = "legal by the checker, though not in the stricter count of the search"
		}
		fmt.Fprintf(&text, "\n%s: %s; %s\n", x.Kind, word, costsOf(x.Cost))
		for _, c := range x.Changes {
			fmt.Fprintf(&text, "  %s\n", c)
		}
		x.verdictOn.write(&text, "  ", mostTold)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// mostTold is how many breaches that come or go a command lists for each change; --json has all.
const mostTold = 6

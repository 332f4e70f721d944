package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"rota/datasets"
	"rota/datasets/rules"
)

func dataRulesCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "rules DIR",
		Short: "List the law and the policies that bind a programme, and those that it could take up",
		Long: `List the rules of work hours, supervision and training that bind the programme in folder DIR, with number, days and source: the
law of its specialty, and its own versions in rules.csv with their owners. Rules that are "offered" bind once rules.csv has a row for
them. The exceptions of exceptions.csv follow. datasets/rules/README.md says how the checker reads each.`,
		Example: "  rota data rules fm18\n  rota data rules fm18 --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := datasets.ReadProgram(args[0])
			if err != nil {
				return inputError(cmd, args[0], err, asJSON)
			}
			list := newRuleList(p.Book())
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), list)
			}
			return list.write(cmd.OutOrStdout())
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// ruleList is what `rota data rules` prints.
type ruleList struct {
	Rules      []ruleRow   `json:"rules"`
	Exceptions []exception `json:"exceptions"`
}

// ruleRow is one version of a rule.
type ruleRow struct {
	Rule     string   `json:"rule"`
	State    string   `json:"state"` // law, own (a version of the programme), offered
	Level    string   `json:"level"`
	Sense    string   `json:"sense"`
	Limit    float64  `json:"limit"`
	Unit     string   `json:"unit"`
	Window   string   `json:"window"`
	Services []string `json:"services"`  // empty: all, or none yet where they are to be named
	Named    bool     `json:"named"`     // it binds the services that the programme names
	FirstDay string   `json:"first_day"` // "": from ever
	LastDay  string   `json:"last_day"`  // "": for ever
	Text     string   `json:"text"`
	Source   string   `json:"source"`
}

func newRuleList(book *rules.Book) ruleList {
	list := ruleList{Rules: []ruleRow{}, Exceptions: exceptionsOf(book)}
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	add := func(state string, r rules.Rule) {
		list.Rules = append(list.Rules, ruleRow{r.ID, state, string(r.Level), string(r.Sense), r.Limit, r.Unit, string(r.Window),
			append([]string{}, r.Services...), r.Named, day(r.FirstDay), day(r.LastDay), r.Text, r.Source()})
	}
	for _, r := range book.Rules() {
		if r.Change != nil {
			add("own", r)
		} else {
			add("law", r)
		}
	}
	for _, r := range book.Offered() {
		add("offered", r)
	}
	return list
}

// exceptionsOf returns the exceptions of a programme with the column names of exceptions.csv.
func exceptionsOf(book *rules.Book) []exception {
	list := []exception{}
	for _, e := range book.Exceptions() {
		list = append(list, exception{e.Rule, e.Person, e.Rotation, e.FirstDay.Format(time.DateOnly), e.LastDay.Format(time.DateOnly), e.Limit,
			e.SignedBy, e.SignedOn.Format(time.DateOnly), e.Reason, e.Place})
	}
	return list
}

// String says the exception in one line.
func (e exception) String() string {
	return fmt.Sprintf("exception: %s is widened to %g for %s on %s, %s to %s, granted by %s on %s: %s (%s)", e.Rule, e.Limit, cmp.Or(e.Person, "everybody"),
		cmp.Or(e.Rotation, "every rotation"), e.FirstDay, e.LastDay, e.SignedBy, e.SignedOn, e.Reason, e.Source)
}

// write prints the rules as a table, and the exceptions under it.
func (l ruleList) write(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintln(&text, "RULE\tSTATE\tLEVEL\tNUMBER\tSERVICES\tDAYS\tSOURCE")
	for _, r := range l.Rules {
		days := "always"
		if r.FirstDay != "" {
			days = "from " + r.FirstDay
		}
		if r.LastDay != "" {
			days = strings.TrimPrefix(days+" to "+r.LastDay, "always ")
		}
		services := cmp.Or(strings.Join(r.Services, ", "), "all")
		if r.Named && len(r.Services) == 0 {
			services = "to be named"
		}
		fmt.Fprintf(&text, "%s\t%s\t%s\t%s %g %s\t%s\t%s\t%s\n", r.Rule, r.State, r.Level, r.Sense, r.Limit, r.Unit, services, days, r.Source)
	}
	for _, e := range l.Exceptions {
		fmt.Fprintf(&text, "\n%s", e)
	}
	if len(l.Exceptions) > 0 {
		fmt.Fprintln(&text)
	}
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(columns, text.String()); err != nil {
		return failed(err)
	}
	if err := columns.Flush(); err != nil {
		return failed(err)
	}
	return nil
}

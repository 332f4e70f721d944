package rules

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

//go:embed packs/*.toml
var packFiles embed.FS

// Pack is one file of rules.
type Pack struct {
	Name        string    `toml:"-"`
	Title       string    `toml:"title"`
	Law         bool      `toml:"law"`         // its rules bind always; else a programme takes them up one by one
	Specialties []string  `toml:"specialties"` // of the programmes that it binds; empty: all
	Services    []string  `toml:"services"`    // that its rules bind, by the names in use; empty: all
	AsOf        time.Time `toml:"as_of"`       // no later change of a number is known
	Rules       []Rule    `toml:"rule"`
}

// shipped are the packs of the binary, in the order of their files. A pack that cannot be read is a fault of the build.
var shipped = func() []Pack {
	files, err := packFiles.ReadDir("packs")
	if err != nil {
		panic("rules: " + err.Error())
	}
	var packs []Pack
	for _, file := range files {
		data, err := packFiles.ReadFile("packs/" + file.Name())
		if err == nil {
			var pack Pack
			if pack, err = parsePack(strings.TrimSuffix(file.Name(), ".toml"), data); err == nil {
				packs = append(packs, pack)
				continue
			}
		}
		panic("rules: " + err.Error())
	}
	return packs
}()

// Packs returns the packs that are shipped.
func Packs() []Pack { return slices.Clone(shipped) }

// parsePack reads a pack and fills in what its rules have from it.
func parsePack(name string, data []byte) (Pack, error) {
	pack := Pack{Name: name}
	meta, err := toml.Decode(string(data), &pack)
	if err != nil {
		return pack, fmt.Errorf("%s: %w", name, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return pack, fmt.Errorf("%s: key %s; expected no key but those of README.md", name, unknown[0])
	}
	pack.AsOf = midnight(pack.AsOf)
	for i := range pack.Rules {
		r := &pack.Rules[i]
		if r.Level == "" {
			r.Level = Hard
		}
		r.Law, r.Document, r.Services = pack.Law, pack.Title, pack.Services
		r.FirstDay, r.LastDay = midnight(r.FirstDay), midnight(r.LastDay)
		if err := r.check(); err != nil {
			return pack, fmt.Errorf("%s: rule %d, %s: %w", name, i+1, r.ID, err)
		}
	}
	return pack, nil
}

// check says what is missing of a rule, or cannot be meant.
func (r Rule) check() error {
	switch {
	case r.ID == "" || r.Text == "" || r.Unit == "":
		return fmt.Errorf("id=%q text=%q unit=%q; expected all three", r.ID, r.Text, r.Unit)
	case !slices.Contains([]Level{Hard, Cover, Soft}, r.Level):
		return fmt.Errorf("level=%q; expected Hard, Cover or Soft", r.Level)
	case r.Sense != Most && r.Sense != Least:
		return fmt.Errorf("sense=%q; expected most or least", r.Sense)
	case !slices.Contains([]Window{Rotation, Absolute, Rolling, HalfDay, Week, Block, Year, Career}, r.Window):
		return fmt.Errorf("window=%q; expected rotation, absolute, rolling, half_day, week, block, year or career", r.Window)
	case !sensible(r.Limit) || !sensible(r.After) || !sensible(r.Greatest):
		return fmt.Errorf("limit=%g after=%g exception=%g; expected numbers from 0 to a million", r.Limit, r.After, r.Greatest)
	case r.Law && (r.Level != Hard || r.Section == "" || r.FirstDay.IsZero()):
		return fmt.Errorf("level=%s section=%q first_day=%v; expected of law Hard, a section and a first day", r.Level, r.Section, r.FirstDay)
	case (r.Window == Career) != (r.FinalPGY > 0) || r.FinalPGY < 0:
		return fmt.Errorf("final_pgy=%d; expected a level above 0 of a rule whose window is career, and of no other", r.FinalPGY)
	case r.Greatest != 0 && !r.Weakens(r.Greatest):
		return fmt.Errorf("exception=%g; expected a limit beyond %g", r.Greatest, r.Limit)
	}
	return nil
}

// sensible reports whether the number can stand in a rule; no NaN can.
func sensible(number float64) bool { return number >= 0 && number <= 1e6 }

// midnight returns the day that t shows as a midnight UTC, and nothing of no day.
func midnight(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

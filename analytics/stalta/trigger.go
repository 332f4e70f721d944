package stalta

// Trigger is one event: the first sample above the on-threshold and the last that is not below the off-threshold, both included.
type Trigger struct{ First, Last int }

// Overlong says what becomes of a trigger that would be longer than the greatest length.
type Overlong int

// The two conventions of ObsPy.
const (
	Cut  Overlong = iota // it ends after that length; the ratio must come down to the on-threshold before it can trigger again
	Drop                 // it is no event: nothing is reported until the ratio has fallen below the off-threshold
)

// Triggers returns the events of a ratio, in order.
//
//	on when ratio > on;  off when ratio < off;  Last - First <= maxLen
//
// off <= on, otherwise it panics: the lower off-threshold keeps a ratio that hovers about the upper one from triggering again and again.
// maxLen in samples, 0 for no limit. A trigger that is still on at the end ends with the last sample. Usual: on 4, off 1.5 to 2.
// Sources: Trnkoczy 2012; ObsPy trigger_onset, except that there a ratio that equals the off-threshold ends the event.
// Known answers: TestTriggers.
func Triggers(ratio []float64, on, off float64, maxLen int, overlong Overlong) []Trigger {
	if !(off <= on) || maxLen < 0 {
		panic("stalta: thresholds must be off <= on, and maxLen >= 0")
	}
	events := []Trigger{}
	for i := 0; i < len(ratio); i++ {
		if !(ratio[i] > on) {
			continue
		}
		last := i
		for last+1 < len(ratio) && !(ratio[last+1] < off) {
			last++
		}
		if maxLen == 0 || last-i <= maxLen {
			events = append(events, Trigger{i, last})
			i = last
			continue
		}
		if overlong == Drop {
			i = last
			continue
		}
		events = append(events, Trigger{i, i + maxLen})
		i += maxLen
		for i+1 < len(ratio) && ratio[i] > on && ratio[i+1] > on {
			i++
		}
	}
	return events
}

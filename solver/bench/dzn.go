package bench

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dznValue is the right-hand side of one assignment of MiniZinc data: a number, or the elements of an array of one, two or
// three dimensions in the order in which they stand.
type dznValue struct {
	line     int
	broken   bool // it has a defect
	number   bool
	rows     []int // of a two-dimensional array: the number of elements of each row
	declared []dznBound
	elements []int
	lines    []int // of each element
}

// dznBound is the upper end of an index set 1..end of an array3d: a number, or the name of one.
type dznBound struct {
	name string
	n    int
}

// readDzn reads assignments "name = value;" with % comments. Values are integers, [1, 2], [| 1, 2 | 3, 4 |] and
// array3d(1..a, 1..b, 1..c, [...]). A comma may end a list, as MiniZinc allows. After a defect, reading goes on at the next
// assignment.
func readDzn(r io.Reader) (map[string]dznValue, Defects, error) {
	lines, err := readLines(r, "%")
	if err != nil {
		return nil, nil, err
	}
	p := dznParser{values: map[string]dznValue{}}
	for _, l := range lines {
		p.scan(l)
	}
	for p.at < len(p.tokens) {
		if !p.assignment() {
			for p.at < len(p.tokens) && !p.take(";") {
				p.at++
			}
		}
	}
	return p.values, p.defects, nil
}

type dznToken struct {
	line int
	text string
}

type dznParser struct {
	tokens  []dznToken
	at      int
	values  map[string]dznValue
	defects Defects
}

// scan cuts a line into names, integers, "..", "[|", "|]" and single signs.
func (p *dznParser) scan(l line) {
	word := func(c rune) bool { return c == '_' || c == '.' || unicode.IsLetter(c) || unicode.IsDigit(c) }
	for s := l.text; s != ""; {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		n := 0
		switch {
		case s == "":
			return
		case strings.HasPrefix(s, ".."), strings.HasPrefix(s, "[|"), strings.HasPrefix(s, "|]"):
			n = 2
		default:
			var first rune
			first, n = utf8.DecodeRuneInString(s)
			if first == '-' || (word(first) && first != '.') {
				rest := strings.TrimLeftFunc(s[n:], word)
				n = len(s) - len(rest)
				if dots := strings.Index(s[:n], ".."); dots > 0 {
					n = dots
				}
			}
		}
		p.tokens = append(p.tokens, dznToken{l.number, s[:n]})
		s = s[n:]
	}
}

// take moves past the next token if it is this one.
func (p *dznParser) take(text string) bool {
	if p.at < len(p.tokens) && p.tokens[p.at].text == text {
		p.at++
		return true
	}
	return false
}

// next returns the next token; behind the last one, an empty token of its line.
func (p *dznParser) next() dznToken {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	last := p.tokens[len(p.tokens)-1]
	return dznToken{last.line, ""}
}

// want is take with a defect where there is another token.
func (p *dznParser) want(text string) bool {
	if p.take(text) {
		return true
	}
	t := p.next()
	p.defects.add(t.line, "%q; expected %q", t.text, text)
	return false
}

func (p *dznParser) integer(v *dznValue) bool {
	t := p.next()
	n, err := strconv.Atoi(t.text)
	if err != nil || n < -mostAmount || n > mostAmount {
		p.defects.add(t.line, "%q; expected an integer from %d to %d", t.text, -mostAmount, mostAmount)
		return false
	}
	p.at++
	v.elements, v.lines = append(v.elements, n), append(v.lines, t.line)
	return true
}

func (p *dznParser) assignment() bool {
	name := p.next()
	p.at++
	v := dznValue{line: name.line}
	v.broken = !p.want("=") || !p.value(&v) || !p.want(";")
	if _, twice := p.values[name.text]; twice {
		p.defects.add(name.line, "%s has a value already; expected one", name.text)
	}
	p.values[name.text] = v
	return !v.broken
}

func (p *dznParser) value(v *dznValue) bool {
	switch {
	case p.take("[|"):
		return p.table(v)
	case p.take("["):
		return p.list(v, "]")
	case p.take("array3d"):
		if !p.want("(") {
			return false
		}
		for range 3 {
			if !p.indexSet(v) || !p.want(",") {
				return false
			}
		}
		return p.want("[") && p.list(v, "]") && p.want(")")
	default:
		v.number = true
		return p.integer(v)
	}
}

// list reads integers between commas up to the closing sign.
func (p *dznParser) list(v *dznValue, closing string) bool {
	for !p.take(closing) {
		if !p.integer(v) {
			return false
		}
		if !p.take(",") && p.next().text != closing {
			return p.want(closing)
		}
	}
	return true
}

// table reads rows that end with | up to |].
func (p *dznParser) table(v *dznValue) bool {
	for {
		before := len(v.elements)
		for p.next().text != "|" && p.next().text != "|]" {
			if !p.integer(v) {
				return false
			}
			if next := p.next().text; !p.take(",") && next != "|" && next != "|]" {
				return p.want("|")
			}
		}
		if n := len(v.elements) - before; n > 0 {
			v.rows = append(v.rows, n)
		}
		if p.take("|]") {
			return true
		}
		p.at++
	}
}

// indexSet reads 1..end.
func (p *dznParser) indexSet(v *dznValue) bool {
	if !p.want("1") || !p.want("..") {
		return false
	}
	t := p.next()
	p.at++
	n, err := strconv.Atoi(t.text)
	if err != nil {
		v.declared = append(v.declared, dznBound{name: t.text})
	} else {
		v.declared = append(v.declared, dznBound{n: n})
	}
	return true
}

// shape writes the dimensions of an array for a message.
func shape(dims []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(dims), "[]"), " ", " x ")
}

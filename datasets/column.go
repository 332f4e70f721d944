package datasets

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// listMark stands between the elements of a list in a cell.
const listMark = "|"

// column is what the tags of a struct field say about one column of a table:
//
//	parquet:"least,optional"   name, and what parquet-go knows: optional (null is the empty cell), list, date
//	rota:"key,min=0,max=8"     key: part of the table's key; least and greatest value; one=a|b: the only values;
//	                           some: a list of one element or more; code: a text that may stand in a list
//	unit:"day"                 unit of a number
//	doc:"..."                  what it means
type column struct {
	name      string
	index     int // of the struct field
	kind      reflect.Type
	optional  bool
	key       bool
	some      bool
	code      bool
	one       []string
	least     float64 // -Inf: none
	greatest  float64 // +Inf: none
	unit, doc string
}

var (
	dayType  = reflect.TypeFor[Day]()
	timeType = reflect.TypeFor[time.Time]()
)

// columnsOf returns the columns of a table whose rows are structs of type t, in order.
func columnsOf(t reflect.Type) []column {
	columns := make([]column, t.NumField())
	for i := range columns {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("parquet"), ",")
		c := column{name: name, index: i, kind: field.Type, least: math.Inf(-1), greatest: math.Inf(1), unit: field.Tag.Get("unit"), doc: field.Tag.Get("doc")}
		c.optional = slices.Contains(strings.Split(options, ","), "optional")
		for _, word := range strings.Split(field.Tag.Get("rota"), ",") {
			c.demand(t, word)
		}
		columns[i] = c
	}
	return columns
}

// demand takes up one word of a rota tag. A tag is part of the program, so a wrong one panics.
func (c *column) demand(t reflect.Type, word string) {
	name, value, _ := strings.Cut(word, "=")
	switch name {
	case "":
	case "key":
		c.key = true
	case "some":
		c.some = true
	case "code":
		c.code = true
	case "one":
		c.one = strings.Split(value, listMark)
	case "min", "max":
		bound, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic(fmt.Sprintf("datasets: tag of %s.%s: %v", t, c.name, err))
		}
		if name == "min" {
			c.least = bound
		} else {
			c.greatest = bound
		}
	default:
		panic(fmt.Sprintf("datasets: tag of %s.%s: rota=%q is no word of it", t, c.name, word))
	}
}

// element returns the type of one value of the column: what a pointer points to, what a list holds.
func (c column) element() reflect.Type {
	if c.kind.Kind() == reflect.Pointer || c.kind.Kind() == reflect.Slice {
		return c.kind.Elem()
	}
	return c.kind
}

// nullable reports whether the cells of the column may be empty.
func (c column) nullable() bool {
	return c.optional || c.kind.Kind() == reflect.Slice && !c.some
}

// format returns the cell that stands for the value, in its one canonical form.
func (c column) format(value reflect.Value) string {
	switch c.kind.Kind() {
	case reflect.Pointer:
		if value.IsNil() {
			return ""
		}
		return formatScalar(value.Elem())
	case reflect.Slice:
		parts := make([]string, value.Len())
		for i := range parts {
			parts[i] = formatScalar(value.Index(i))
		}
		return strings.Join(parts, listMark)
	default:
		return formatScalar(value)
	}
}

func formatScalar(value reflect.Value) string {
	switch {
	case value.Type() == dayType:
		return Day(value.Int()).String()
	case value.Type() == timeType:
		return value.Interface().(time.Time).UTC().Format(time.RFC3339Nano)
	case value.CanInt():
		return strconv.FormatInt(value.Int(), 10)
	case value.CanFloat():
		return strconv.FormatFloat(value.Float(), 'f', -1, 64)
	case value.Kind() == reflect.Bool:
		return strconv.FormatBool(value.Bool())
	default:
		return value.String()
	}
}

// parse reads a cell into the field and reports whether it could.
func (c column) parse(cell string, into reflect.Value) bool {
	switch c.kind.Kind() {
	case reflect.Pointer:
		if cell == "" {
			return true
		}
		into.Set(reflect.New(c.kind.Elem()))
		return parseScalar(cell, into.Elem())
	case reflect.Slice:
		if cell == "" {
			return true
		}
		parts := strings.Split(cell, listMark)
		into.Set(reflect.MakeSlice(c.kind, len(parts), len(parts)))
		for i, part := range parts {
			if part == "" || part != strings.TrimSpace(part) || !parseScalar(part, into.Index(i)) {
				return false
			}
		}
		return true
	default:
		return parseScalar(cell, into)
	}
}

func parseScalar(cell string, into reflect.Value) bool {
	switch {
	case into.Type() == dayType:
		d, err := ParseDay(cell)
		into.SetInt(int64(d))
		return err == nil
	case into.Type() == timeType:
		t, err := time.Parse(time.RFC3339Nano, cell)
		if d, wrong := ParseDay(cell); wrong == nil { // a midnight, as data frames write it
			t, err = d.Time(), nil
		}
		t = t.UTC().Truncate(time.Microsecond) // as Parquet keeps it
		into.Set(reflect.ValueOf(t))
		return err == nil && t.Year() >= 1 && t.Year() <= 9999
	case into.CanInt():
		n, err := strconv.ParseInt(cell, 10, 32) // 32 bits, so that no sum of amounts leaves int64
		into.SetInt(n)
		return err == nil
	case into.CanFloat():
		if strings.Trim(cell, "+-.0123456789") != "" { // no NaN, no infinity, no hexadecimal
			return false
		}
		f, err := strconv.ParseFloat(cell, 64)
		into.SetFloat(f)
		return err == nil
	case into.Kind() == reflect.Bool:
		truth := strings.ToLower(cell) // spreadsheets write TRUE
		into.SetBool(truth == "true")
		return truth == "true" || truth == "false"
	default:
		into.SetString(cell)
		return true
	}
}

// within reports whether the value keeps what the tags demand: not empty unless optional, between least and greatest, one
// of the only values, each element of a list at most once.
func (c column) within(value reflect.Value) bool {
	switch c.kind.Kind() {
	case reflect.Pointer:
		return value.IsNil() || c.scalarWithin(value.Elem())
	case reflect.Slice:
		seen := map[string]bool{}
		for i := range value.Len() {
			text := formatScalar(value.Index(i))
			if seen[text] || text == "" || strings.Contains(text, listMark) || !c.scalarWithin(value.Index(i)) {
				return false
			}
			seen[text] = true
		}
		return value.Len() > 0 || !c.some
	default:
		return c.scalarWithin(value)
	}
}

func (c column) scalarWithin(value reflect.Value) bool {
	switch {
	case value.Type() == dayType || value.Type() == timeType:
		return true
	case value.CanInt():
		return float64(value.Int()) >= c.least && float64(value.Int()) <= c.greatest
	case value.CanFloat():
		return value.Float() >= c.least && value.Float() <= c.greatest
	case value.Kind() != reflect.String:
		return true
	case value.Len() == 0:
		return c.optional
	case c.code && strings.Contains(value.String(), listMark):
		return false
	default:
		return c.one == nil || slices.Contains(c.one, value.String())
	}
}

// expected says in words what a cell of the column must be.
func (c column) expected() string {
	var what string
	switch element := c.element(); {
	case len(c.one) > 0:
		what = either(c.one)
	case element == dayType:
		what = "a date such as 2026-07-01"
	case element == timeType:
		what = "a time such as 2026-07-01T17:00:00Z"
	case element.Kind() == reflect.Bool:
		what = "true or false"
	case element.Kind() == reflect.String && c.code:
		what = "a text that is not empty and holds no " + listMark
	case element.Kind() == reflect.String:
		what = "a text that is not empty"
	case element.Kind() == reflect.Float64:
		what = "a number" + c.between()
	default:
		what = "an integer" + c.between()
	}
	if c.kind.Kind() == reflect.Slice {
		what = "a list separated by " + listMark + ", each once and each " + what
	}
	if c.nullable() {
		what += ", or nothing"
	}
	return what
}

// either lists words for a sentence: "a", "a or b", "a, b or c".
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func (c column) between() string {
	least, greatest := strconv.FormatFloat(c.least, 'f', -1, 64), strconv.FormatFloat(c.greatest, 'f', -1, 64)
	switch {
	case !math.IsInf(c.least, 0) && !math.IsInf(c.greatest, 0):
		return " from " + least + " to " + greatest
	case !math.IsInf(c.least, 0):
		return " >= " + least
	case !math.IsInf(c.greatest, 0):
		return " <= " + greatest
	default:
		return ""
	}
}

package datasets

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const tiny = "testdata/tiny"

// TestFaultyFolders reads each faulty folder and expects its message, whole.
func TestFaultyFolders(t *testing.T) {
	for _, c := range slices.Concat(faultyFolders, faultyLaw, faultyBlock) {
		t.Run(c.kind, func(t *testing.T) {
			_, err := ReadProgram(c.write(t))
			var defects *Defects
			if !errors.As(err, &defects) {
				t.Fatalf("error %v; expected defects", err)
			}
			if d := cmp.Diff(c.want, strings.Split(defects.Error(), "\n")); d != "" {
				t.Error(d)
			}
		})
	}
}

const (
	missingFolder = "nowhere: expected a file or folder of this name; there is none"
	fileForFolder = "people.csv: expected a folder; this, or what it should lie in, is a file"
)

func TestNoFolder(t *testing.T) {
	t.Chdir(tiny)
	for dir, want := range map[string]string{"nowhere": missingFolder, "people.csv": fileForFolder} {
		_, err := ReadProgram(dir)
		var defects *Defects
		if !errors.As(err, &defects) || defects.Error() != want {
			t.Errorf("error %v; expected %s", err, want)
		}
	}
}

// write writes the faulty folder and returns its path.
func (c faulty) write(t *testing.T) string {
	dir := t.TempDir()
	for _, table := range tables() {
		if table.required {
			copyFile(t, dir, table.name+csvEnding)
		}
	}
	for _, e := range c.edits {
		path := filepath.Join(dir, e.file)
		if e.old == "" && e.new == "" {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if _, err := os.Stat(filepath.Join(tiny, e.file)); err == nil {
			if _, err := os.Stat(path); err != nil {
				copyFile(t, dir, e.file)
			}
		}
		data, err := os.ReadFile(path)
		switch {
		case e.old == "ALL":
			data = []byte(e.new)
		case e.old == "":
			data = append(data, e.new...)
		case err != nil || !strings.Contains(string(data), e.old):
			t.Fatalf("%s does not hold %q", e.file, e.old)
		default:
			data = []byte(strings.ReplaceAll(string(data), e.old, e.new))
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func copyFile(t *testing.T, dir, file string) {
	data, err := os.ReadFile(filepath.Join(tiny, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryKindOfDefectHasACase finds, in the source, every message that a defect can carry, and expects a case in
// faultyFolders or in the tests of Parquet files for each.
func TestEveryKindOfDefectHasACase(t *testing.T) {
	var messages strings.Builder
	for _, c := range slices.Concat(faultyFolders, faultyLaw, faultyBlock) {
		messages.WriteString(strings.Join(c.want, "\n") + "\n")
	}
	for _, c := range faultyParquet {
		messages.WriteString(c.want + "\n")
	}
	for _, c := range faultyShifts {
		messages.WriteString(c.want + "\n")
	}
	messages.WriteString(missingFolder + "\n" + fileForFolder)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "import") || strings.HasPrefix(file, "next") { // an import and a next year have their own cases
			continue
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			for _, message := range messagesOf(n) {
				pattern, isText := patternOf(message)
				if !isText {
					continue
				}
				kinds++
				if !regexp.MustCompile(pattern).MatchString(messages.String()) {
					t.Errorf("%s: no case carries the message %s", fset.Position(message.Pos()), pattern)
				}
			}
			return true
		})
	}
	if kinds < 60 {
		t.Errorf("%d messages found in the source; expected 60 or more", kinds)
	}
}

// messagesOf returns what a node gives a defect as its expectation.
func messagesOf(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		f, ok := n.Fun.(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		place, ok := map[string]int{"reject": 3, "rejectTable": 1, "refers": 5}[f.Sel.Name]
		if !ok {
			return nil
		}
		return []ast.Expr{n.Args[place]}
	case *ast.CompositeLit:
		if name, ok := n.Type.(*ast.Ident); ok && name.Name == "Defect" && len(n.Elts) == 5 {
			return n.Elts[4:] // Defect{file, row, column, value, expected}
		}
		for _, e := range n.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Expected" {
					return []ast.Expr{pair.Value}
				}
			}
		}
	case *ast.FuncDecl:
		if n.Name.Name != "faultOf" && n.Name.Name != "expected" {
			return nil
		}
		var texts []ast.Expr
		ast.Inspect(n.Body, func(inner ast.Node) bool {
			if text, ok := inner.(*ast.BasicLit); ok && text.Kind == token.STRING {
				texts = append(texts, text)
			}
			return true
		})
		return texts
	}
	return nil
}

// patternOf makes a regular expression of an expression: its texts, with anything where it computes.
func patternOf(e ast.Expr) (pattern string, isText bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		if err != nil || text == "" {
			return "", false
		}
		return regexp.MustCompile(`%[a-z]`).ReplaceAllString(regexp.QuoteMeta(text), ".*"), true
	case *ast.BinaryExpr:
		left, leftIsText := patternOf(e.X)
		right, rightIsText := patternOf(e.Y)
		if !leftIsText {
			left = ".*"
		}
		if !rightIsText {
			right = ".*"
		}
		return left + right, leftIsText || rightIsText
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
			return patternOf(e.Args[0])
		}
	}
	return "", false
}

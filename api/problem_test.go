package api_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"terang/publish/publishtest"
)

// problemTypes is what the type of each problem begins with; its name follows.
const problemTypes = "/openapi.yaml#/components/x-problems/"

// words are a text in both languages.
type words struct{ En, ID string }

// explanation is what the contract says of a problem.
type explanation struct{ Title, Remedy words }

// explained gives what the contract says of each problem, by name.
func explained(t testing.TB) map[string]explanation {
	t.Helper()
	text := publishtest.Must[[]byte](t)(json.Marshal(contract().Components.Extensions["x-problems"]))
	var all map[string]explanation
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestProblemsAreExplained: the contract explains each problem that the code names, in both languages, and no other.
func TestProblemsAreExplained(t *testing.T) {
	t.Parallel()
	all := explained(t)
	for name, title := range namedProblems(t) {
		e, ok := all[name]
		if !ok || e.Title.En != title || e.Title.ID == "" || e.Remedy.En == "" || e.Remedy.ID == "" {
			t.Errorf("%s (%s): the contract has %+v", name, title, e)
		}
		delete(all, name)
	}
	for name := range all {
		t.Errorf("the contract explains %s, which the code does not have", name)
	}
}

// namedProblems finds the calls of newProblem in the code: titles by name.
func namedProblems(t testing.TB) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, path := range publishtest.Must[[]string](t)(filepath.Glob("*.go")) {
		tree := publishtest.Must[*ast.File](t)(parser.ParseFile(token.NewFileSet(), path, nil, 0))
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "newProblem" {
				found[literal(t, call.Args[1])] = literal(t, call.Args[2])
			}
			return true
		})
	}
	return found
}

// literal is the text of a string that stands in the code as it is.
func literal(t testing.TB, e ast.Expr) string {
	t.Helper()
	text, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a problem's name and title stand in the code as they are, not as %T", e)
	}
	return publishtest.Must[string](t)(strconv.Unquote(text.Value))
}

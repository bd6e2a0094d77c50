package flat

import (
	"strings"
	"testing"

	"terang/schema"
)

// kept keeps the releases of an input.
type kept struct{ lines []string }

func (k *kept) Release(r *schema.Release) error {
	if len(r.Findings) == 0 {
		k.lines = append(k.lines, string(r.Line))
	}
	return nil
}
func (k *kept) Record(*schema.Wrapper) error  { return nil }
func (k *kept) Package(*schema.Package) error { return nil }

// Whatever a reader lets through becomes tables of which the same values can be made.
func FuzzFlatten(f *testing.F) {
	for _, seed := range []string{
		`{"ocid":"o","id":"1","tender":{"id":"t","items":[{"id":"1","quantity":1e2},{"id":1}]}}`,
		`{"ocid":"o","id":"1","x":["a","b;c"],"a/b":null,"y":[{"id":"1","z":[[]]}],"tag":["a"]}`,
		`{"ocid":"o","id":1,"awards":[7,{"id":"\u0031"},{"id":"1"},{}],"parties":[{"id":"p","details":{"0":{"1":""}}}]}` + "\n" + `{"id":"2"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		var k kept
		if err := schema.Read(strings.NewReader(input), "", &k); err != nil || len(k.lines) == 0 {
			return
		}
		sameAgain(t, k.lines...)
	})
}

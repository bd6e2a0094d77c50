package flat

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

// packing gives everything that is read to a Flattener and a Packer.
type packing struct {
	t *testing.T
	f *Flattener
	p *Packer
}

func (k *packing) Release(r *schema.Release) error {
	k.p.Release(r)
	withTree(k.t, string(r.Line), func(tree *schema.Value) {
		if _, _, ok := k.f.Key(tree); ok {
			k.f.Release(tree)
		} else {
			k.f.Whole(tree)
		}
	})
	return nil
}

func (k *packing) Record(w *schema.Wrapper) error { k.p.Record(w); return nil }

func (k *packing) Package(p *schema.Package) error { return k.p.Package(p, p.Line) }

// packed reads inputs by their names, in this order, and writes them as tables.
func packed(t *testing.T, inputs ...[2]string) *written {
	t.Helper()
	l := NewLayout(schema.Default(), counted(t, `{"tag":["a"],"title":"a"}`))
	k := &packing{t, l.Flattener(), l.Packer()}
	for _, input := range inputs {
		if err := schema.Read(strings.NewReader(input[1]), input[0], k); err != nil {
			t.Fatal(err)
		}
	}
	k.p.End()
	return &written{l.Tables(), [][]*exporters.Rows{k.f.Take(), k.p.Take()}}
}

func TestPacker(t *testing.T) {
	got := packed(t,
		[2]string{"in/one.json", `{"uri":"https://x.example/1","version":"1.1","extensions":["https://x.example/a","https://x.example/b"],"publisher":{"name":"A, \"B\"","uid":null},"publishedDate":"2025-01-01T00:00:00Z","links":{"next":"x"},"license":"","releases":[{"ocid":"o","id":"1"},{"ocid":"o","id":"2"}]}`},
		[2]string{"two.jsonl", "{\"ocid\":\"o\",\"id\":\"3\"}\n{\"ocid\":\"o\",\"id\":\"4\"}\n"},
		[2]string{"three.jsonl", `{"ocid":"o","id":"5"}`},
		[2]string{"four.json", `{"uri":"u","publisher":{},"packages":["https://x.example/p"],"records":[{"ocid":"o6","releases":[{"ocid":"o6","id":"6"},{"url":"https://x.example/r"}],"compiledRelease":{"ocid":"o6","tag":["compiled"]}},{"ocid":"o7","versionedRelease":{"ocid":"o7"}}]}`},
		[2]string{"five.json", `{"releases":[]}`},
	).text()
	golden := filepath.Join("testdata", "packages.tables")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v\n%s", err, got)
	}
}

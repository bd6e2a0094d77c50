package schema

import (
	"reflect"
	"strings"
	"testing"
)

// A release that was kept is as it was, its places included.
func TestKept(t *testing.T) {
	var got collected
	input := "[\n" + release("\n\"x\":\n[1,\n2]") + ",\n" + release(`"y":1`) + "\n]"
	if err := Read(strings.NewReader(input), "in.json", &got); err != nil {
		t.Fatal(err)
	}
	for _, r := range got.releases {
		data := r.AppendTo(nil)
		back, err := Kept(data)
		if err != nil {
			t.Fatal(err)
		}
		back.Fill()
		want := *r
		want.Place.Offset = 0 // which no finding names
		if len(want.marks) == 0 {
			want.marks, back.marks = nil, nil
		}
		if !reflect.DeepEqual(*back, want) {
			t.Errorf("%+v, want %+v", *back, want)
		}
		for cut := range len(data) - len(r.Line) + 1 {
			if _, err := Kept(data[:cut]); err == nil {
				t.Fatalf("%d of %d bytes are taken for a release", cut, len(data))
			}
		}
	}
	if line := got.releases[0].LineOf("/x/1"); line != 5 {
		t.Errorf("line %d", line)
	}
}

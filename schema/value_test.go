package schema

import (
	"math/big"
	"strings"
	"testing"
)

// Every value of a tree is found again by its pointer; what is of another tree is not.
func TestPointerTo(t *testing.T) {
	root, err := Parse([]byte(`{"a":[1,{"b/c":null,"d~":[[],[{}]]},"x"],"":{"":[true]},"e":-1.5}`))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	var visit func(v *Value, at string)
	visit = func(v *Value, at string) {
		all = append(all, at)
		if got := root.PointerTo(v); got != at {
			t.Errorf("%s is found at %s", at, got)
		}
		for name, m := range v.Members() {
			visit(m, at+"/"+pointerEscapes.Replace(name))
		}
		for i, item := range v.Items() {
			visit(item, at+"/"+string(rune('0'+i)))
		}
	}
	visit(root, "")
	if len(all) != 14 || !strings.Contains(strings.Join(all, " "), "/a/1/d~0/1/0") {
		t.Errorf("%d values: %q", len(all), all)
	}
	other, _ := Parse([]byte(`{"a":1}`))
	if got := root.PointerTo(other.Get("a")); got != "" && root.Get("a") == other.Get("a") {
		t.Errorf("a value of another tree is found at %s", got)
	}
	if got := root.PointerTo(nil); got != "" {
		t.Errorf("nothing is found at %s", got)
	}
}

// Numbers are exact, however they are written.
func TestNumber(t *testing.T) {
	for _, text := range []string{"0", "-0", "-0.0", "1", "12.50", "-3.25", "123456789012345678", "1234567890123456789", "-12345678901234567.8",
		"0.0000000000000001", "99999999999999.999", "1e3", "-1.5E-2", "100000000000000000000000.5"} {
		v, err := Parse([]byte(text))
		want, ok := new(big.Rat).SetString(text)
		if got := v.Number(); err != nil || !ok || got.String() != want.String() {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{`"1"`, "true", "1e999", "{}"} {
		if v, err := Parse([]byte(text)); err != nil || v.Number() != nil {
			t.Errorf("%s is read as a number", text)
		}
	}
}

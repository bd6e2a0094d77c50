package schema

import (
	"bytes"
	"iter"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"
)

// Value is a node of a parsed line of JSON; everything in it is bytes of the line. Its methods take nil for what is
// not there, so that a path can be followed without asking at each step.
type Value struct {
	raw     []byte   // the value's own text
	members []Member // of an object; of a list, its items, without names
}

// Member is a member of an object, in the order of the line.
type Member struct {
	name string // decoded; as nearly all are, bytes of the line
	Value
}

// Parse reads a line that a reader has let through into a tree that shares its bytes. That it is JSON is not checked
// again; on other text Parse fails, or gives a tree of some kind.
func Parse(line []byte) (*Value, error) {
	v, err := parse(line)
	return &v, err
}

// WithTree parses a line and passes its tree on. Tree and parts of it must not be kept after f.
func WithTree(line []byte, f func(*Value)) error {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	tree, err := p.parse(line)
	if err == nil {
		f(&tree)
	}
	return err
}

// texts passes an object's members, until each says stop.
func (v *Value) texts(each func(name string, raw []byte) (more bool)) {
	for i := range v.members {
		if m := &v.members[i]; !each(m.name, m.raw) {
			return
		}
	}
}

func (v *Value) kind() byte {
	if v == nil {
		return 0
	}
	return v.raw[0]
}

// IsObject says whether the value is there and an object.
func (v *Value) IsObject() bool { return v.kind() == '{' }

// IsList says whether the value is there and a list.
func (v *Value) IsList() bool { return v.kind() == '[' }

// IsText says whether the value is there and a string.
func (v *Value) IsText() bool { return v.kind() == '"' }

// IsNull says whether the value is there and null.
func (v *Value) IsNull() bool { return v.kind() == 'n' }

// IsBool says whether the value is there and true or false.
func (v *Value) IsBool() bool { return v.kind() == 't' || v.kind() == 'f' }

// IsNumber says whether the value is there and a number.
func (v *Value) IsNumber() bool { return v.kind() == '-' || isDigit(v.kind()) }

// Raw is the value's own JSON text, nil where there is none.
func (v *Value) Raw() []byte {
	if v == nil {
		return nil
	}
	return v.raw
}

// Len counts the members of an object or the items of a list.
func (v *Value) Len() int {
	if v == nil {
		return 0
	}
	return len(v.members)
}

// Get follows members of objects by their names; nil where the path ends early.
func (v *Value) Get(path ...string) *Value {
	for _, name := range path {
		if !v.IsObject() {
			return nil
		}
		v = v.member(name)
	}
	return v
}

// member gives the value of an object's member, nil where there is none.
func (v *Value) member(name string) *Value {
	for i := range v.members {
		if v.members[i].name == name {
			return &v.members[i].Value
		}
	}
	return nil
}

// Items passes the items of a list with their indices; nothing of any other value.
func (v *Value) Items() iter.Seq2[int, *Value] {
	return func(yield func(int, *Value) bool) {
		for i := 0; v.IsList() && i < len(v.members); i++ {
			if !yield(i, &v.members[i].Value) {
				return
			}
		}
	}
}

// Members passes the members of an object with their names; nothing of any other value. The names share the bytes of the
// line, which nothing changes.
func (v *Value) Members() iter.Seq2[string, *Value] {
	return func(yield func(string, *Value) bool) {
		for i := 0; v.IsObject() && i < len(v.members); i++ {
			if !yield(v.members[i].name, &v.members[i].Value) {
				return
			}
		}
	}
}

// Text is the content of a string; empty for any other value.
func (v *Value) Text() string {
	if !v.IsText() {
		return ""
	}
	return text(v.raw)
}

// Bytes is Text as bytes: those of the line, but where the string has escapes.
func (v *Value) Bytes() []byte {
	if !v.IsText() {
		return nil
	}
	if bytes.IndexByte(v.raw, '\\') < 0 {
		return v.raw[1 : len(v.raw)-1]
	}
	return []byte(text(v.raw))
}

// ID is an identifier as text: the content of a string, or the text of a number; empty for any other value.
func (v *Value) ID() string {
	if v.IsText() || v.IsNumber() {
		return text(v.raw)
	}
	return ""
}

// Date reads a date-time with its zone; false where there is none.
func (v *Value) Date() (time.Time, bool) {
	if !v.IsText() {
		return time.Time{}, false
	}
	t, err := ParseDate(view(v.Bytes()))
	return t, err == nil
}

// Number is the exact value of a number; nil where there is none. (Numbers within the reader's limits, so that it is
// never vast.)
func (v *Value) Number() *big.Rat {
	if !v.IsNumber() || !safeNumber(v.raw) {
		return nil
	}
	if n, parts, ok := decimal(v.raw); ok && parts == 1 {
		return new(big.Rat).SetInt64(n)
	} else if ok {
		return big.NewRat(n, parts)
	}
	n, _ := new(big.Rat).SetString(string(v.raw))
	return n
}

// decimal reads a number without an exponent and not too long, as nearly all are, as so many parts of one.
func decimal(raw []byte) (n, parts int64, ok bool) {
	const longest = 18 // digits of any 64-bit number
	parts = 1
	point := false
	for i, c := range raw {
		switch {
		case isDigit(c):
			if n = 10*n + int64(c-'0'); point {
				parts *= 10
			}
		case c == '.':
			point = true
		case c != '-' || i > 0:
			return 0, 0, false
		}
	}
	if raw[0] == '-' {
		n = -n
	}
	return n, parts, len(raw) <= longest
}

// Empty says whether there is nothing in the value: it is not there, null, {}, [], or a text of white space alone.
func (v *Value) Empty() bool {
	switch v.kind() {
	case 0, 'n':
		return true
	case '"':
		return (v.raw[1] <= ' ' || v.raw[1] == '\\' || v.raw[1] >= utf8.RuneSelf || v.raw[1] == '"') && strings.TrimSpace(text(v.raw)) == ""
	case '{', '[':
		return len(v.members) == 0
	}
	return false
}

// PointerTo is the JSON Pointer from v to a value in its tree; empty where it is not in it, or v itself.
//
// It is found by where the values stand in the line that they share, so that a large tree is not searched for each
// of many findings.
func (v *Value) PointerTo(target *Value) string {
	var room [96]byte // of most pointers
	path := room[:0]
	for v != target {
		if target == nil || len(v.members) == 0 {
			return ""
		}
		i := sort.Search(len(v.members), func(i int) bool { return start(&v.members[i].Value) > start(target) }) - 1
		if i < 0 {
			return ""
		}
		path = append(path, '/')
		if v.IsList() {
			path = strconv.AppendInt(path, int64(i), 10)
		} else {
			path = appendEscaped(path, v.members[i].name)
		}
		v = &v.members[i].Value
	}
	return string(path)
}

// start is where a value begins, to be compared with others of its line.
func start(v *Value) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(v.raw))) }

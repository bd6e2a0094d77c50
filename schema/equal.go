package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Equal says whether two JSON texts are the same value: member order and white space aside, strings by their
// characters, numbers by value (1, 1.0 and 10e-1 are one). Text that is not JSON, or not safe JSON (invalid UTF-8,
// names given twice), equals only itself; so does a number with an exponent beyond a million million.
func Equal(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	ca, errA := canonical(a)
	cb, errB := canonical(b)
	return errA == nil && errB == nil && bytes.Equal(ca, cb)
}

// canonical writes a JSON value in the one form that all texts of the value share.
func canonical(raw []byte) ([]byte, error) {
	raw = bytes.Trim(raw, whiteSpace)
	switch {
	case !jsontext.Value(raw).IsValid():
		return nil, strconv.ErrSyntax
	case raw[0] == '"':
		return appendQuoted(nil, text(raw)), nil
	case raw[0] != '{' && raw[0] != '[':
		return appendScalar(nil, string(raw)), nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	return appendCanonicalTree(nil, tree), nil
}

func appendCanonicalTree(out []byte, tree any) []byte {
	switch v := tree.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		out = append(out, '{')
		for i, name := range names {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(appendQuoted(out, name), ':')
			out = appendCanonicalTree(out, v[name])
		}
		return append(out, '}')
	case []any:
		out = append(out, '[')
		for i, item := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendCanonicalTree(out, item)
		}
		return append(out, ']')
	case string:
		return appendQuoted(out, v)
	case json.Number:
		return appendScalar(out, v.String())
	case bool:
		return strconv.AppendBool(out, v)
	}
	return append(out, "null"...)
}

// appendCanonical writes a value of a tree in the same form.
func appendCanonical(out []byte, v *Value) []byte {
	switch {
	case v.IsText() && bytes.IndexByte(v.raw, '\\') < 0:
		return append(out, v.raw...)
	case v.IsText():
		return appendQuoted(out, v.Text())
	case v.IsList():
		out = append(out, '[')
		for i, item := range v.Items() {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendCanonical(out, item)
		}
		return append(out, ']')
	case !v.IsObject():
		return appendScalar(out, string(v.raw))
	}
	members := slices.Clone(v.members)
	slices.SortFunc(members, func(a, b Member) int { return strings.Compare(a.name, b.name) })
	out = append(out, '{')
	for i := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendQuoted(out, members[i].name), ':')
		out = appendCanonical(out, &members[i].Value)
	}
	return append(out, '}')
}

// appendQuoted writes a text with no more escapes than it needs, so that one that needs none stands as it is.
func appendQuoted(out []byte, s string) []byte {
	out, _ = jsontext.AppendQuote(out, s) // fails on invalid UTF-8 alone, which no reader lets through
	return out
}

// appendScalar writes a number by its value, as digits and a power of ten, exactly; true, false and null as they are.
func appendScalar(out []byte, lexeme string) []byte {
	if lexeme == "" || lexeme[0] != '-' && (lexeme[0] < '0' || lexeme[0] > '9') {
		return append(out, lexeme...)
	}
	number, negative := strings.CutPrefix(lexeme, "-")
	exponent, vast := 0, false
	if e := strings.IndexAny(number, "eE"); e >= 0 {
		n, err := strconv.Atoi(number[e+1:])
		exponent, vast = n, err != nil || int64(n) > 1e12 || int64(n) < -1e12
		number = number[:e]
	}
	whole, fraction, _ := strings.Cut(number, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	exponent -= len(fraction)
	trimmed := strings.TrimRight(digits, "0")
	exponent += len(digits) - len(trimmed)
	if trimmed == "" {
		return append(out, '0')
	}
	if vast {
		return append(out, lexeme...)
	}
	if negative {
		out = append(out, '-')
	}
	return strconv.AppendInt(append(append(out, trimmed...), 'e'), int64(exponent), 10)
}

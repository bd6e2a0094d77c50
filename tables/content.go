package tables

import (
	"bytes"
	"unsafe"

	"terang/schema"
)

// content is what a string says, without a copy where nothing in it is escaped; nil for any other value.
func content(v *schema.Value) []byte {
	if !v.IsText() {
		return nil
	}
	raw := v.Raw()
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	return []byte(v.Text())
}

// idOf is an identifier as text: what a string says, or a number as it is written.
func idOf(v *schema.Value) []byte {
	if v.IsNumber() {
		return v.Raw()
	}
	return content(v)
}

// view is bytes as text without a copy, for those who do not keep it.
func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }

// shared is text as bytes without a copy, which nothing changes.
func shared(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// equalFold compares with a word in small ASCII letters.
func equalFold(text []byte, word string) bool { return bytes.EqualFold(text, []byte(word)) }

package schema

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// This file turns what the libraries say of a broken input into findings with a place and a remedy.

func (rd *reader) fault(code string, offset int64) error { return rd.faultArgs(code, offset) }

func (rd *reader) faultArgs(code string, offset int64, args ...string) error {
	return &InputError{Finding{Code: code, Severity: Error, File: rd.name, Line: rd.src.lineAt(offset), Args: args}}
}

// unsafe is the fault of JSON that is well formed but would bring other programs down.
func (rd *reader) unsafe(code string, offset int64, raw []byte) *InputError {
	err := rd.fault(code, offset).(*InputError)
	if code == CodeNumber {
		err.Value = cut(string(raw[:scalarLength(raw)]))
	}
	return err
}

// explain names the fault behind an error of the decoder, the unpacker or the source.
func (rd *reader) explain(err error) error {
	var known *InputError
	var sink sinkError
	var packed gzipError
	var syntax *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &sink):
		return sink.error
	case errors.As(err, &known):
		return known
	case errors.As(err, &packed):
		return rd.faultArgs(CodeGzip, rd.src.read, packed.Error())
	case rd.src.failed != nil && errors.Is(err, rd.src.failed):
		return rd.src.failed // the disk's or the network's own
	case errors.Is(err, errTooLarge):
		return rd.fault(CodeTooLarge, rd.offset())
	case errors.As(err, &syntax):
		return rd.syntax(syntax)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return rd.fault(CodeTruncated, rd.src.read)
	}
	return err
}

func (rd *reader) syntax(err *jsontext.SyntacticError) error {
	at := rd.base + err.ByteOffset
	what := err.Err.Error()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return rd.fault(CodeTruncated, at)
	case errors.Is(err, jsontext.ErrDuplicateName):
		return rd.faultArgs(CodeDuplicate, at, err.JSONPointer.LastToken())
	case strings.Contains(what, "UTF-8"):
		return rd.fault(CodeEncoding, at)
	case strings.Contains(what, "depth"):
		return rd.fault(CodeDepth, at)
	}
	if !strings.Contains(what, "in string") {
		at += rd.blanks(err.ByteOffset)
	}
	return rd.faultArgs(CodeSyntax, at, withoutRest(strings.TrimPrefix(what, "jsontext: ")))
}

// withoutRest takes from the decoder's words on an escape what follows it in the text.
func withoutRest(what string) string {
	for begins, size := range map[string]int{"invalid escape sequence ": len(`\x`), "invalid surrogate pair ": len(`\ud800`)} {
		rest, ok := strings.CutPrefix(what, begins)
		if quoted, err := strconv.QuotedPrefix(rest); ok && err == nil {
			text, _ := strconv.Unquote(quoted)
			return begins + text[:min(size, len(text))] + rest[len(quoted):]
		}
	}
	return what
}

// blanks counts what lies between a decoder's offset, which is where the last good token ends, and the next token.
func (rd *reader) blanks(offset int64) int64 {
	in := bufio.NewReader(rd.unread())
	_, _ = in.Discard(int(max(offset-rd.dec.InputOffset(), 0)))
	for n := int64(0); ; n++ {
		if b, err := in.ReadByte(); err != nil || !strings.Contains(blankBytes, string(rune(b))) {
			return n
		}
	}
}

// unexpected turns the end of the input inside a value into what it is.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

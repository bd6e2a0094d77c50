package sheets

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"terang/exporters"
)

// readAll reads rows until there are no more, or text that is no table.
func readAll(in io.Reader) (rows [][]string, err error) {
	return readWith(in, ',')
}

func readWith(in io.Reader, separator byte) (rows [][]string, err error) {
	t, err := textOf(io.NopCloser(in))
	if err != nil {
		return nil, err
	}
	r := newCSVReader(t, separator, t.Close)
	r.utf16 = t.utf16
	for {
		cells, _, err := r.next()
		if err == io.EOF {
			return rows, r.close()
		}
		if err != nil {
			return rows, err
		}
		var row []string
		for _, cell := range cells {
			row = append(row, string(cell))
		}
		rows = append(rows, row)
	}
}

func TestReadCSV(t *testing.T) {
	long := strings.Repeat("é", firstBuffer)
	for name, c := range map[string]struct {
		text string
		want [][]string
	}{
		"plain":                       {"a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		"no line's end":               {"a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}},
		"comma at the end":            {"a,b\n1,", [][]string{{"a", "b"}, {"1", ""}}},
		"CR LF":                       {"a,b\r\n1,2\r\n", [][]string{{"a", "b"}, {"1", "2"}}},
		"CR alone":                    {"a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}},
		"byte order mark":             {"\xef\xbb\xbfa\n1\n", [][]string{{"a"}, {"1"}}},
		"quotes":                      {`"a,""b""","c` + "\n" + `d"` + "\n", [][]string{{`a,"b"`, "c\nd"}}},
		"CR LF within quotes is kept": {"\"a\r\nb\"\r\n", [][]string{{"a\r\nb"}}},
		"quote within a cell":         {`a"b,c` + "\n", [][]string{{`a"b`, "c"}}},
		"empty quotes":                {`"",""""` + "\n", [][]string{{"", `"`}}},
		"empty line":                  {"a\n\nb\n", [][]string{{"a"}, {""}, {"b"}}},
		"empty file":                  {"", nil},
		"Windows-1252":                {"a\nb,\xe9\x80\n", [][]string{{"a"}, {"b", "é€"}}},
		"UTF-16":                      {"\xff\xfea\x00,\x00\xe9\x00", [][]string{{"a", "é"}}},
		"UTF-16, the other way":       {"\xfe\xff\x00a\x00,\x00\xe9", [][]string{{"a", "é"}}},
		"NUL is dropped":              {"a\x00b\n", [][]string{{"ab"}}},
		"longer than the buffer":      {`"` + long + `",` + long + "\n1,2\n", [][]string{{long, long}, {"1", "2"}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, in := range []io.Reader{strings.NewReader(c.text), iotest.OneByteReader(strings.NewReader(c.text))} {
				got, err := readAll(in)
				if err != nil || !slices.EqualFunc(got, c.want, slices.Equal) {
					t.Errorf("%q, %v", got, err)
				}
			}
		})
	}
}

func TestReadCSVFaults(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want cellError
	}{
		"quotes not closed":    {"a,b\n1,\"2\n", cellError{CodeQuote, 2, 2}},
		"text after quotes":    {"\"a\"b,c\n", cellError{CodeQuote, 1, 1}},
		"neither of two":       {"a\nb,\x81\n", cellError{CodeEncoding, 2, 2}},
		"UTF-8, then not":      {"é\nb,\xe9\n", cellError{CodeEncoding, 2, 2}},
		"not UTF-8, then so":   {"\xe9\nb,é\n", cellError{CodeEncoding, 2, 2}},
		"UTF-16 that is cut":   {"\xff\xfea\x00,\x00\xe9", cellError{CodeEncoding, 1, 2}},
		"more cells than fit":  {strings.Repeat(",", mostCells) + "\n", cellError{CodeRowTooLong, 1, mostCells}},
		"row that never stops": {`"` + strings.Repeat("a", longestRow+1), cellError{CodeRowTooLong, 1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var got *cellError
			if _, err := readAll(strings.NewReader(c.text)); !errors.As(err, &got) || *got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
	if _, err := readAll(iotest.ErrReader(io.ErrUnexpectedEOF)); err != io.ErrUnexpectedEOF {
		t.Errorf("the disk's own error became %v", err)
	}
}

// FuzzReadCSV: whatever the bytes are, reading ends; and what is read, written as CSV, is read as the same.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{"", "a,b\n1,\"2\"\"\r\n3\"\n", "\xef\xbb\xbf\"", "a\rb\r\n,\n", "\"a\"b", "\x00,\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		rows, err := readAll(bytes.NewReader(text))
		slow, slowErr := readAll(iotest.OneByteReader(bytes.NewReader(text)))
		if (err == nil) != (slowErr == nil) || !slices.EqualFunc(rows, slow, slices.Equal) {
			t.Fatalf("%q %v, byte by byte %q %v", rows, err, slow, slowErr)
		}
		for _, row := range rows {
			mustReadBack(t, row)
		}
	})
}

func mustReadBack(t *testing.T, row []string) {
	t.Helper()
	table := &exporters.Table{Columns: make([]exporters.Column, len(row))}
	var cells [][]byte
	for _, cell := range row {
		if !utf8.ValidString(cell) {
			t.Fatalf("%q is not UTF-8", cell)
		}
		cells = append(cells, []byte(cell))
	}
	rows := exporters.NewRows(len(row))
	rows.Append(cells)
	var out bytes.Buffer
	w := exporters.NewCSV(&out, table)
	must(t, w.Write(rows))
	must(t, w.Close())
	back, err := readAll(bytes.NewReader(out.Bytes()))
	if bytes.HasPrefix(out.Bytes(), []byte("\xef\xbb\xbf")) || bytes.HasPrefix(out.Bytes(), []byte("\xff\xfe")) {
		return // a heading stands before it in a file
	}
	if err != nil || len(back) != 1 || !slices.Equal(back[0], row) {
		t.Fatalf("%q came back as %q, %v", row, back, err)
	}
}

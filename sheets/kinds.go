package sheets

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf16"
)

// kind is what a file's content is: what can be read, or else the code of the finding that says what it is.
type kind string

const (
	isCSV  kind = "csv"
	isJSON kind = "json"
	isZip  kind = "zip" // workbooks, too, which only their entries tell apart
)

// headSize is how much of a file is looked at to tell what it is.
const headSize = 4 << 10

// magic is how files of a kind begin.
var magic = []struct {
	start string
	kind  kind
}{
	{"PK\x03\x04", isZip},
	{"PK\x05\x06", isZip}, // an empty one
	{"PAR1", CodeParquet},
	{"%PDF", CodePDF},
	{"Rar!", CodeArchive},
	{"7z\xbc\xaf\x27\x1c", CodeArchive},
	{"\x28\xb5\x2f\xfd", CodeArchive}, // zstd
	{"\xfd7zXZ", CodeArchive},
	{"BZh", CodeArchive},
}

// kindOfFile looks at a file on the disk.
func kindOfFile(name string) (kind, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() { // before it is opened, since opening a pipe waits
		return "", unreadable(CodeNotFile, name, 0, info.Mode().Type().String())
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head, err := headOf(f)
	if err != nil {
		return "", err
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return kindOfOffice(io.MultiReader(bytes.NewReader(head), f))
	}
	return kindOf(name, head), nil
}

func headOf(in io.Reader) ([]byte, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(in, head)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	return head[:n], err
}

// kindOf tells what a file is by its first bytes; its name helps only where CSV could look like JSON.
func kindOf(name string, head []byte) kind {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.start)) {
			return m.kind
		}
	}
	if t, err := textOf(io.NopCloser(bytes.NewReader(head))); err == nil { // packed text is text
		unpacked := make([]byte, headSize)
		n, _ := io.ReadFull(t, unpacked) // its end is cut off
		head = unpacked[:n]
	}
	start := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("<")):
		return CodeMarkup
	case looksJSON(start) && (!isNamedCSV(name) || isCertainJSON(start)):
		return isJSON
	case isBinary(head):
		return CodeBinary
	}
	return isCSV
}

func looksJSON(start []byte) bool { return len(start) > 0 && (start[0] == '{' || start[0] == '[') }

// isCertainJSON says that what follows the first bracket is no heading of a table.
func isCertainJSON(start []byte) bool {
	next := bytes.TrimLeft(start[1:], " \t\r\n")
	return len(next) > 0 && bytes.IndexByte([]byte(`"{[`), next[0]) >= 0
}

func isNamedCSV(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return slices.ContainsFunc([]string{".csv", ".tsv", ".tab", ".txt"}, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// isBinary says whether more than a twentieth of the bytes are such as no text has. NUL is found where it stands.
func isBinary(head []byte) bool {
	odd := 0
	for _, c := range head {
		if c > 0 && c < ' ' && bytes.IndexByte([]byte("\t\n\v\f\r\x1a\x1b"), c) < 0 {
			odd++
		}
	}
	return len(head) > 16 && odd*20 > len(head)
}

// kindOfOffice tells a workbook with a password from old files: both are compound files of Office (OLE2).
func kindOfOffice(in io.Reader) (kind, error) {
	const step, most = 1 << 20, 256 << 20
	var mark []byte
	for _, unit := range utf16.Encode([]rune("EncryptedPackage")) {
		mark = append(mark, byte(unit), byte(unit>>8))
	}
	window := make([]byte, 0, step+len(mark))
	for read := 0; read < most; read += step {
		n, err := io.ReadFull(in, window[len(window):len(window)+step])
		if window = window[:len(window)+n]; bytes.Contains(window, mark) {
			return CodeLocked, nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return "", err
		}
		window = append(window[:0], window[len(window)-len(mark):]...)
	}
	return CodeOldExcel, nil
}

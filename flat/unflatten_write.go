package flat

import (
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// packagesWriter puts releases back into the packages and records that they came in.
type packagesWriter struct {
	w        io.Writer
	packages *packages
	records  *restReader // what rest has of records; nil where there is no rest
	found    func(Found)

	open    *packageRow // nil where none is
	next    *packageRow // nil after the last
	left    int         // releases that the open one still has
	entries int         // written of its list
	record  *recordRow  // that is open
	inside  int         // releases written of it
}

// recordRow is what a record says beside its releases.
type recordRow struct {
	words    []byte
	listed   bool // it has a list of releases
	releases int
}

func (p *packagesWriter) begin() (err error) {
	if err = p.packages.begin(); err != nil {
		return err
	}
	if p.records != nil {
		if err = p.records.begin(); err != nil {
			return err
		}
	}
	p.next, err = p.packages.next()
	return err
}

func (p *packagesWriter) close() {
	if p.packages.table != nil {
		_ = p.packages.table.close()
	}
	if p.records != nil {
		_ = p.records.table.close()
	}
}

// release writes the release that comes next. What is beyond the last package's number joins it.
func (p *packagesWriter) release(line []byte) error {
	for p.open == nil || p.left == 0 && p.next != nil {
		if err := p.turn(); err != nil {
			return err
		}
	}
	if p.left > 0 {
		p.left--
	}
	switch p.open.form {
	case FormReleases:
		return p.write(line, []byte("\n"))
	case FormRecordPackage:
		return p.inRecord(line)
	}
	return p.write(p.comma(), line)
}

// turn ends the open package and begins the next; there is one.
func (p *packagesWriter) turn() (err error) {
	if err = p.end(); err != nil {
		return err
	}
	p.open, p.left, p.entries = p.next, p.next.releases, 0
	if p.next, err = p.packages.next(); err != nil || p.open.form == FormReleases {
		return err
	}
	list := `"releases":[`
	if p.open.form == FormRecordPackage {
		list = `"records":[`
	}
	words := p.open.words
	if len(words) <= 2 {
		return p.write([]byte("{"), []byte(list))
	}
	return p.write(words[:len(words)-1], []byte(","), []byte(list))
}

// end ends the open package, after the records that have no releases.
func (p *packagesWriter) end() error {
	if p.open == nil || p.open.form == FormReleases {
		return nil
	}
	if p.open.form == FormRecordPackage {
		for more := true; more; {
			if err := p.endRecord(); err != nil {
				return err
			}
			var err error
			if more, err = p.nextRecord(); err != nil {
				return err
			}
		}
	}
	return p.write([]byte("]}\n"))
}

// finish ends the last package; those that have no releases are written too.
func (p *packagesWriter) finish() error {
	for p.next != nil {
		if err := p.turn(); err != nil {
			return err
		}
	}
	return p.end()
}

func (p *packagesWriter) comma() []byte {
	if p.entries++; p.entries > 1 {
		return []byte(",")
	}
	return nil
}

// inRecord writes a release into the record that it belongs to. A release more than the records say makes one more.
func (p *packagesWriter) inRecord(line []byte) error {
	for p.record == nil || p.inside >= p.record.releases {
		if err := p.endRecord(); err != nil {
			return err
		}
		more, err := p.nextRecord()
		if err != nil {
			return err
		}
		if !more {
			p.record, p.inside = &recordRow{words: []byte("{}"), listed: true, releases: 1}, 0
			if err := p.write(p.comma(), []byte(`{"releases":[`)); err != nil {
				return err
			}
		}
	}
	if p.inside++; p.inside > 1 {
		line = append([]byte(","), line...)
	}
	return p.write(line)
}

// nextRecord begins the package's next record; false where there is none.
func (p *packagesWriter) nextRecord() (bool, error) {
	r := p.records
	if r == nil || r.done {
		return false, nil
	}
	number, pointer := within(r.value.pointer)
	if number != p.open.number {
		return false, nil
	}
	row := &recordRow{words: r.value.json}
	if err := r.next(); err != nil {
		return false, err
	}
	if next, after := within(r.value.pointer); !r.done && next == number && after == pointer+"/releases" {
		n, err := strconv.Atoi(string(r.value.json))
		if row.listed, row.releases = true, n; err != nil {
			p.problem(r.table.File, "it should be the number of a record's releases")
		}
		if err := r.next(); err != nil {
			return false, err
		}
	}
	words := jsontext.Value(row.words)
	if err := words.Compact(); err != nil {
		p.problem(r.table.File, "its JSON is not whole")
		words = jsontext.Value("{}")
	}
	if row.words = words; words.Kind() != '{' {
		return true, p.write(p.comma(), words) // an entry that is no record
	}
	p.record, p.inside = row, 0
	opening := "{"
	if row.listed {
		opening = `{"releases":[`
	}
	return true, p.write(p.comma(), []byte(opening))
}

func (p *packagesWriter) problem(file, what string) {
	f := Found{Finding: rules[CodeRestRow].Finding("", what)}
	f.File = file
	p.found(f)
}

// endRecord writes the record's words, after its releases.
func (p *packagesWriter) endRecord() error {
	row := p.record
	if p.record = nil; row == nil {
		return nil
	}
	members := row.words[1:]
	switch {
	case !row.listed:
		return p.write(members)
	case len(members) <= 1:
		return p.write([]byte("]}"))
	}
	return p.write([]byte("],"), members)
}

func (p *packagesWriter) write(parts ...[]byte) error {
	for _, part := range parts {
		if _, err := p.w.Write(part); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

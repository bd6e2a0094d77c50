package publish

import (
	"fmt"
	"io"
	"sync"
	"time"

	"terang/archive"
	"terang/exporters"
	"terang/schema"
)

// chunk is a part of what a pass makes for one stream: lines, or rows.
type chunk struct {
	lines   []exporters.PackageLine
	rows    *exporters.Rows
	rounded int64 // rows with a rounded amount
}

// line adds a release, or a record whose releases, compiled, are tree.
func (c *chunk) line(text []byte, tree *schema.Value, extensions []string) {
	date, _ := tree.Get("date").Date()
	c.lines = append(c.lines, exporters.PackageLine{Text: text, Date: date, Awards: exporters.CountAwards(tree), Extensions: extensions})
}

// stream takes the chunks of one kind, in order. Rows are kept until the pass is over; lines are packed beside it.
type stream struct {
	table   *exporters.Table
	rows    *exporters.Spool
	rounded int64

	files []*lineFile
}

func rowStream(t *exporters.Table) *stream {
	return &stream{table: t, rows: exporters.NewSpool(len(t.Columns))}
}

func (s *stream) take(c *chunk) error {
	if c.rows != nil {
		s.rounded += c.rounded
		return s.rows.Add(c.rows)
	}
	if len(c.lines) > 0 {
		for _, f := range s.files {
			f.chunks <- c
		}
	}
	return nil
}

// seal ends a stream, also after an error.
func (s *stream) seal() (err error) {
	if s.rows != nil {
		err = s.rows.Seal()
	}
	for _, f := range s.files {
		close(f.chunks)
		f.done.Wait()
		if err == nil {
			err = f.err
		}
	}
	return err
}

func (s *stream) close() {
	if s.rows != nil {
		s.rows.Close()
	}
}

// lineFile is a file of lines, or several, on the way into the archive.
type lineFile struct {
	chunks chan *chunk
	done   sync.WaitGroup
	err    error
}

func newLineFile(write func(<-chan *chunk) error) *lineFile {
	f := &lineFile{chunks: make(chan *chunk, 4)}
	f.done.Go(func() {
		f.err = write(f.chunks)
		for range f.chunks { // after an error, so that the sender is not left waiting
		}
	})
	return f
}

// jsonLines adds a JSON Lines file of the year to what the stream makes.
func (y *year) jsonLines(name string) *lineFile {
	return newLineFile(func(chunks <-chan *chunk) error {
		var rows int64
		f, err := y.Archive.Put(y.ctx, func(w io.Writer) error {
			gz := exporters.NewWriter(w)
			for c := range chunks {
				for _, line := range c.lines {
					if err := gz.Line(line.Text); err != nil {
						return err
					}
				}
			}
			rows = gz.Rows
			return gz.Close()
		})
		if err == nil {
			y.add(made{path: y.folder + name, mediaType: mediaGzip, part: f, rows: rows})
		}
		return err
	})
}

// packages writes what the stream makes as OCDS packages too: releases or records.
func (y *year) packages(member string) *lineFile {
	words := exporters.PackageWords{Member: member, URI: y.version.Publication.BaseURL + "/data/#" + y.folder + "packages/" + member,
		Since: time.Date(y.number, 1, 1, 0, 0, 0, 0, time.UTC), Words: y.words()}
	return newLineFile(func(chunks <-chan *chunk) error {
		var file *archived
		end := func() {
			if file != nil && file.err == nil {
				y.add(made{path: file.path, mediaType: mediaGzip, part: file.file, rows: file.rows})
			}
		}
		p := exporters.NewPackages(words, func(number int) (io.WriteCloser, error) {
			end()
			file = y.newArchived(fmt.Sprintf("%spackages/%s-%04d.json.gz", y.folder, member, number))
			return file, nil
		})
		for c := range chunks {
			for i := range c.lines {
				if err := p.Write(&c.lines[i]); err != nil {
					return err
				}
				file.rows++
			}
		}
		err := p.Close()
		if err == nil {
			end()
		}
		return err
	})
}

// archived is a file that is written piece by piece into the archive.
type archived struct {
	*io.PipeWriter
	path string
	rows int64
	file archive.File
	err  error
	done sync.WaitGroup
}

func (x *export) newArchived(path string) *archived {
	r, w := io.Pipe()
	a := &archived{PipeWriter: w, path: path}
	a.done.Go(func() {
		a.file, a.err = x.Archive.Put(x.ctx, func(to io.Writer) error {
			_, err := io.Copy(to, r)
			return err
		})
		_ = r.CloseWithError(a.err)
	})
	return a
}

// Close ends the file and says what became of it.
func (a *archived) Close() error {
	_ = a.PipeWriter.Close() // never fails
	a.done.Wait()
	if a.err != nil {
		return fmt.Errorf("archive: %w", a.err)
	}
	return nil
}

package exporters

import (
	"fmt"
	"io"
	"time"

	"terang/schema"
)

// Limits are how large a package may be. A line that is larger by itself gets a package of its own.
type Limits struct {
	Packed int64 // bytes with gzip
	Plain  int64 // bytes without
	Awards int   // awards and contracts together
}

// SizeAdvice is how large a package is at most by the guidance of OCDS ("Hosting": bulk downloads).
var SizeAdvice = Limits{Packed: 10e6, Plain: 1e9, Awards: 250_000}

// PackageLine is a release or a record on its way into a package.
type PackageLine struct {
	Text       []byte    // JSON
	Date       time.Time // of the release, or of the newest release of the record; zero where it cannot be read
	Awards     int       // as CountAwards counts them
	Extensions []string  // that the release's, or the record's, packages declare
}

// CountAwards counts the awards and contracts of a release, or of a compiled one.
func CountAwards(release *schema.Value) int {
	return release.Get("awards").Len() + release.Get("contracts").Len()
}

// PackageWords is what every package of a sequence says.
type PackageWords struct {
	Member string    // releases or records
	URI    string    // that the uri of each begins with; its number and a digest of its content follow
	Since  time.Time // publishedDate, where no line has a later date
	*Words
}

// Packages writes lines as a sequence of OCDS packages (OCDS 1.1, "Release package", "Record package"), each a file of
// gzip within the limits. The same lines give the same bytes.
//
// A package's publishedDate is the newest date of its lines: when its content last changed, as the standard has it for
// packages that are made by a programme. So nothing in it depends on the version.
type Packages struct {
	Limits Limits // to be changed before the first line
	Number int    // files so far

	words PackageWords
	open  func(number int) (io.WriteCloser, error)
	file  *packageFile // nil before the first line
}

// NewPackages writes to what open gives for file 1, 2 and so on. Of no lines there is no file. After an error the
// file that was open is closed unfinished: it must not be taken for one.
func NewPackages(w PackageWords, open func(number int) (io.WriteCloser, error)) *Packages {
	return &Packages{Limits: SizeAdvice, words: w, open: open}
}

// Write adds a line.
func (p *Packages) Write(l *PackageLine) error {
	fits := p.file != nil
	if fits {
		var err error
		if fits, err = p.file.fits(l, &p.Limits); err != nil {
			return p.fail(err)
		}
	}
	if !fits {
		if err := p.next(); err != nil {
			return p.fail(err)
		}
	}
	return p.fail(p.file.add(l))
}

// Close ends the last file.
func (p *Packages) Close() error { return p.fail(p.finish()) }

// next ends the file and opens the one that follows.
func (p *Packages) next() error {
	if err := p.finish(); err != nil {
		return err
	}
	p.Number++
	out, err := p.open(p.Number)
	if err != nil {
		return err
	}
	p.file = newPackageFile(out, fmt.Sprintf("%s-%04d-", p.words.URI, p.Number), p.words.Since)
	return p.file.begin(&p.words)
}

func (p *Packages) finish() error {
	if p.file == nil {
		return nil
	}
	f := p.file
	if err := f.end(); err != nil {
		return err
	}
	p.file = nil
	return f.out.Close()
}

// fail closes the file where there was an error, so that nothing is left open, and wraps it.
func (p *Packages) fail(err error) error {
	if err == nil {
		return nil
	}
	if p.file != nil {
		_ = p.file.out.Close()
		p.file = nil
	}
	return fmt.Errorf("write package %d of %s: %w", p.Number, p.words.Member, err)
}

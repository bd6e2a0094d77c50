package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"terang/checks"
	"terang/schema"
	"terang/store"
)

// ingest judges all inputs and appends what is accepted, or nothing.
func (p *Publisher) ingest(ctx context.Context, inputs []Input, o Options, result *Result) error {
	var total, done int64
	for _, in := range inputs {
		total += in.Size
	}
	return p.Store.Append(ctx, func(a *store.Appender) error {
		i := &intake{Publisher: p, appender: a, result: result, changed: map[string]bool{}, audit: checks.NewAudit(p.Schema, p.Options), dryRun: o.DryRun}
		defer i.audit.Close()
		for _, in := range inputs {
			if err := ctx.Err(); err != nil {
				return err
			}
			i.seen = func(n int64) { p.progress("read", done+n, total) }
			if err := i.input(in); err != nil {
				return err
			}
			done += in.Size
		}
		result.Processes = int64(len(i.changed))
		switch {
		case o.DryRun:
			if err := i.preview(); err != nil {
				return err
			}
			return errDryRun
		case result.Stops(o):
			return ErrRefused
		}
		return nil
	})
}

// intake takes judged releases into the ledger, in batches.
type intake struct {
	*Publisher
	appender *store.Appender
	result   *Result
	seen     func(bytes int64)
	batch    []*schema.Release
	changed  map[string]bool // ocids with new releases
	audit    *checks.Audit
	dryRun   bool
	file     Input
	sum      string // SHA-256 of the file, once one of its releases has asked for it
}

// preview asks the rules on the processes as they were handed in, since nothing is merged in a dry run.
func (i *intake) preview() error {
	quality, err := i.audit.Finish(func(found []schema.Finding) error {
		i.result.Report.Add(found...)
		return nil
	})
	i.result.Report.Quality = quality
	return err
}

// input takes in one file. Of a file that cannot be read to its end nothing is kept.
func (i *intake) input(in Input) error {
	before, report := *i.result, i.result.Report.Clone()
	changed := i.changed
	i.changed, i.file, i.sum = map[string]bool{}, in, ""
	err := i.appender.Nested(func() error {
		if err := Check(&schema.Checker{Schema: i.Schema, Inspect: i.audit.Inspect, InspectWords: i.audit.InspectWords}, in, i.seen, i); err != nil {
			return err
		}
		return i.flush()
	})
	i.batch = nil
	var unreadable *schema.InputError
	if errors.As(err, &unreadable) {
		*i.result, i.changed = before, changed
		i.result.Report = report
		i.result.Unreadable = append(i.result.Unreadable, unreadable)
		return nil
	}
	for ocid := range i.changed {
		changed[ocid] = true
	}
	i.changed = changed
	return err
}

// Check reads an input and judges all that is in it; seen is told how many bytes have been read.
func Check(c *schema.Checker, in Input, seen func(total int64), sink schema.Judged) error {
	late, err := schema.FindLate(in.Open)
	if err != nil {
		return fmt.Errorf("open %s: %w", in.Name, err)
	}
	f, err := in.Open()
	if err != nil {
		return fmt.Errorf("open %s: %w", in.Name, err)
	}
	defer f.Close()
	return c.Check(Counted(f, seen), in.Name, late, sink)
}

// Release takes a judged release.
func (i *intake) Release(r *schema.Release, findings []schema.Finding) error {
	i.result.Read++
	findings = slices.DeleteFunc(findings, func(f schema.Finding) bool { return i.confirmed(r, f) })
	if unfit := r.Unfit(); r.Form != schema.FormRelease && len(unfit) > 0 {
		findings = unfit
	}
	i.result.Report.Releases++
	if i.refuses(findings) {
		i.refuse(r, findings)
		return nil
	}
	i.result.Report.Add(findings...)
	if i.dryRun {
		if err := i.audit.Add(r); err != nil {
			return err
		}
	}
	if r.Came != nil && r.Package == nil {
		return i.alone(r)
	}
	i.batch = append(i.batch, r)
	if len(i.batch) < store.BatchSize {
		return nil
	}
	return i.flush()
}

// alone takes a release that came without a package and was upgraded: what is to be said of that stands in a package
// of its own.
func (i *intake) alone(r *schema.Release) error {
	if err := i.flush(); err != nil {
		return err
	}
	r.Package = &schema.Package{Line: []byte("{}"), Place: r.Place}
	i.batch = append(i.batch, r)
	if err := i.flush(); err != nil {
		return err
	}
	return i.closePackage(r.Package)
}

// Record takes a record after its releases; one without any is a refused release.
func (i *intake) Record(w *schema.Wrapper, findings []schema.Finding) error {
	i.result.Report.Records++
	if w.Releases > 0 {
		i.result.Report.Add(findings...)
		return nil
	}
	r := w.Unfit()
	return i.Release(r, r.Findings)
}

// Package takes a package after its releases.
func (i *intake) Package(pkg *schema.Package, findings []schema.Finding) error {
	i.result.Report.Packages++
	i.result.Report.Add(findings...)
	if err := i.flush(); err != nil {
		return err
	}
	if pkg.Upgraded() {
		return i.closePackage(pkg)
	}
	return i.appender.ClosePackage(pkg)
}

// closePackage keeps a package whose releases were upgraded, with what came in.
func (i *intake) closePackage(pkg *schema.Package) (err error) {
	if i.sum == "" {
		if i.sum, err = i.file.sha256(); err != nil {
			return err
		}
	}
	return i.appender.ClosePackage(pkg.UpgradedFrom(i.sum))
}

// flush appends the batch.
func (i *intake) flush() error {
	outcomes, err := i.appender.Add(i.batch)
	if err != nil {
		return err
	}
	for k, o := range outcomes {
		r := i.batch[k]
		switch o.State {
		case store.Appended:
			i.result.New++
			i.changed[r.OCID] = true
		case store.Present:
			i.result.Present++
		case store.Conflict:
			i.refuse(r, []schema.Finding{r.Conflict(o.There, o.SHA256)})
		}
	}
	i.batch = i.batch[:0]
	return nil
}

func (i *intake) refuse(r *schema.Release, findings []schema.Finding) {
	i.result.Refused++
	i.result.Report.Refused++
	i.result.Report.Add(findings...)
	if i.Refused != nil {
		i.Refused(r, findings)
	}
}

// refuses says whether the findings keep the release out: its errors do, and the codes that the policy adds.
func (i *intake) refuses(findings []schema.Finding) bool {
	return slices.ContainsFunc(findings, func(f schema.Finding) bool {
		return f.Severity == schema.Error || slices.Contains(i.Config.Refuse, f.Code)
	})
}

// confirmed says whether the finding was named harmless: only those can be that say what data may mean, not those
// that the standard calls invalid.
func (i *intake) confirmed(r *schema.Release, f schema.Finding) bool {
	if !schema.Confirmable(f.Code) {
		return false
	}
	pointer := schema.GenericPointer(strings.TrimPrefix(f.Pointer, r.Place.Pointer))
	return slices.ContainsFunc(i.Config.Confirm, func(c string) bool {
		code, at, _ := strings.Cut(c, ":")
		return code == f.Code && schema.GenericPointer(at) == pointer
	})
}

// Counted reads r and tells after each read how many bytes have been read in all.
func Counted(r io.Reader, seen func(total int64)) io.Reader { return &counted{r: r, seen: seen} }

type counted struct {
	r    io.Reader
	n    int64
	seen func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.seen(c.n)
	return n, err
}

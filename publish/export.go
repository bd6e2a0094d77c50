package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sync"

	"terang/archive"
	"terang/checks"
	"terang/exporters"
	"terang/store"
)

// Why a file has other bytes than in the version before.
const (
	reasonFirst   = "first version of the file"
	reasonData    = "new releases"
	reasonBuilder = "another builder or schema"
	reasonConfig  = "another base URL"
)

// export makes the version's files: of every year that changed, and the whole ones. history is what was counted of
// processes against the version before. It returns the manifest's digest.
func (p *Publisher) export(ctx context.Context, b *store.Build, v *store.Version, history *checks.Examiner) (string, error) {
	x := &export{Publisher: p, ctx: ctx, build: b, version: v, sum: history}
	if err := x.start(); err != nil {
		return "", err
	}
	years, changed, err := b.Years()
	if err != nil {
		return "", err
	}
	for i, year := range years {
		p.progress("export", int64(i), int64(len(years)))
		if err := x.year(year, changed[year]); err != nil {
			return "", err
		}
	}
	for _, o := range exporters.Outputs {
		if err := x.whole(o); err != nil {
			return "", err
		}
	}
	if err := x.addQuality(); err != nil {
		return "", err
	}
	p.progress("export", int64(len(years)), int64(len(years)))
	return x.finish()
}

// export is the making of one version's files.
type export struct {
	*Publisher
	ctx      context.Context
	build    *store.Build
	version  *store.Version
	previous *exporters.Manifest // of the version before, if any
	manifest *exporters.Manifest
	anew     string                      // why every file is made anew; empty where only changed years are
	heads    map[string]exporters.Part   // first lines, by output
	bodies   map[string][]exporters.File // of the years so far, by output
	sum      *checks.Examiner            // of what was found in the years so far
}

func (x *export) start() error {
	urls, err := x.build.Extensions()
	if err != nil {
		return err
	}
	extensions := make([]exporters.Extension, len(urls))
	for i, url := range urls {
		extensions[i] = exporters.Extension{URL: url, SHA256: x.Schema.ExtensionDigest(url)}
	}
	x.manifest = &exporters.Manifest{
		Version: x.version.ID, Published: x.build.At, Entries: x.build.Entries, Releases: x.version.Releases,
		Records: x.version.Records, Publication: x.version.Publication, Builder: x.Builder,
		Schema: x.Schema.Digest(), Extensions: extensions,
	}
	x.heads, x.bodies = map[string]exporters.Part{}, map[string][]exporters.File{}
	before := x.build.Previous
	if before == nil {
		x.anew = reasonFirst
		return nil
	}
	if x.previous, err = ReadManifest(x.ctx, x.Archive, before); err != nil {
		return err
	}
	x.manifest.Previous = before.ID
	switch {
	case x.previous.Builder != x.Builder || x.previous.Schema != x.manifest.Schema:
		x.anew = reasonBuilder
	case before.Publication.BaseURL != x.version.Publication.BaseURL:
		x.anew = reasonConfig
	}
	return nil
}

// ReadManifest reads a version's manifest from the archive.
func ReadManifest(ctx context.Context, a *archive.Archive, v *store.Version) (*exporters.Manifest, error) {
	text, err := a.Read(ctx, v.Manifest)
	if err != nil {
		return nil, fmt.Errorf("manifest of %s: %w", v.ID, err)
	}
	return exporters.DecodeManifest(text)
}

// year makes the files of a year, or takes those of the version before.
func (x *export) year(year int, changed bool) error {
	folder := fmt.Sprintf("year=%d/", year)
	if !changed && x.anew == "" && x.reuse(folder) {
		return nil
	}
	made := make([]*body, len(exporters.Outputs))
	for i, o := range exporters.Outputs {
		made[i] = x.newBody(o)
	}
	err := x.build.Releases(year, func(l store.Line) error {
		r := &exporters.Release{Seq: l.Seq, OCID: l.OCID, ID: l.ID, SHA256: l.SHA256, Nonce: l.Nonce, Line: l.Line}
		send(made, func(o exporters.Output) [][]byte { return ofRelease(o, r) })
		return nil
	})
	sum := checks.NewExaminer(x.lasting())
	if err == nil {
		err = x.build.Records(year, func(s store.Record) error {
			r, err := x.examined(&s, sum)
			base := x.version.Publication.BaseURL
			send(made, func(o exporters.Output) [][]byte { return ofRecord(o, r, base) })
			return err
		})
	}
	for _, b := range made { // all are closed, also after an error
		if closeErr := b.close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		return fmt.Errorf("export %s: %w", folder, err)
	}
	for _, b := range made {
		if err := x.addYear(folder, b); err != nil {
			return err
		}
	}
	return x.addSummary(folder, sum)
}

func ofRelease(o exporters.Output, r *exporters.Release) [][]byte {
	if o.OfRelease == nil {
		return nil
	}
	return [][]byte{o.OfRelease(r)}
}

func ofRecord(o exporters.Output, r *exporters.Record, base string) [][]byte {
	if o.OfRecord == nil {
		return nil
	}
	return o.OfRecord(r, base)
}

// reuse takes the files of a year as the version before has them.
func (x *export) reuse(folder string) bool {
	for _, o := range exporters.Outputs {
		if _, ok := x.previous.File(folder + o.Name); !ok {
			return false
		}
	}
	if !x.reuseSummary(folder) {
		return false
	}
	for _, o := range exporters.Outputs {
		f, _ := x.previous.File(folder + o.Name)
		x.manifest.Files = append(x.manifest.Files, f)
		x.bodies[o.Name] = append(x.bodies[o.Name], f)
	}
	return true
}

func (x *export) addYear(folder string, b *body) error {
	parts, err := x.withHead(b.output, []exporters.Part{exporters.Part(b.file)})
	if err != nil {
		return err
	}
	f, err := x.file(folder+b.output.Name, b.output, parts, b.rows)
	if err != nil {
		return err
	}
	x.bodies[b.output.Name] = append(x.bodies[b.output.Name], f)
	return nil
}

// whole joins the years' bodies under one head.
func (x *export) whole(o exporters.Output) error {
	var parts []exporters.Part
	var rows int64
	for _, year := range x.bodies[o.Name] {
		parts = append(parts, year.Parts[len(year.Parts)-1])
		rows += year.Rows
	}
	parts, err := x.withHead(o, parts)
	if err != nil {
		return err
	}
	_, err = x.file(o.Name, o, parts, rows)
	return err
}

// withHead puts the first line, packed by itself, before the parts.
func (x *export) withHead(o exporters.Output, parts []exporters.Part) ([]exporters.Part, error) {
	if o.Head == "" {
		return parts, nil
	}
	head, ok := x.heads[o.Name]
	if !ok {
		f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
			gz := exporters.NewWriter(w)
			if err := gz.Line([]byte(o.Head)); err != nil {
				return err
			}
			return gz.Close()
		})
		if err != nil {
			return nil, err
		}
		head = exporters.Part(f)
		x.heads[o.Name] = head
	}
	return append([]exporters.Part{head}, parts...), nil
}

// file adds a file to the manifest, saying since when and why its bytes are these.
func (x *export) file(path string, o exporters.Output, parts []exporters.Part, rows int64) (exporters.File, error) {
	f := exporters.File{Path: path, MediaType: o.MediaType, Rows: rows, Parts: parts, Since: x.version.ID, Reason: x.anew}
	for _, part := range parts {
		f.Bytes += part.Bytes
	}
	before, known := x.previous.File(path)
	if !known {
		f.Reason = reasonFirst
	} else if f.Reason == "" {
		f.Reason = reasonData
	}
	var err error
	if f.SHA256, err = x.digest(parts, before); err != nil {
		return f, err
	}
	if f.SHA256 == before.SHA256 {
		f.Since, f.Reason = before.Since, before.Reason
	}
	x.manifest.Files = append(x.manifest.Files, f)
	return f, nil
}

// digest is the SHA-256 of the parts as one file.
func (x *export) digest(parts []exporters.Part, before exporters.File) (string, error) {
	if len(parts) == 1 {
		return parts[0].SHA256, nil
	}
	if slices.Equal(parts, before.Parts) {
		return before.SHA256, nil
	}
	files := make([]archive.File, len(parts))
	for i, part := range parts {
		files[i] = archive.File(part)
	}
	joined := x.Archive.Join(x.ctx, files)
	defer joined.Close()
	h := sha256.New()
	if _, err := io.Copy(h, joined); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// finish archives the manifest and returns its digest.
func (x *export) finish() (string, error) {
	text, err := x.manifest.Encode()
	if err != nil {
		return "", err
	}
	f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	return f.SHA256, err
}

// body is a file of one year on its way into the archive; it is packed beside the others.
type body struct {
	output exporters.Output
	lines  chan [][]byte
	batch  [][]byte
	size   int // bytes in the batch
	done   sync.WaitGroup
	file   archive.File
	rows   int64
	err    error
}

// batchBytes is about how much is handed to a packer at once.
const batchBytes = 256 << 10

func (x *export) newBody(o exporters.Output) *body {
	b := &body{output: o, lines: make(chan [][]byte, 4)}
	b.done.Go(func() {
		b.file, b.err = x.Archive.Put(x.ctx, b.write)
		for range b.lines { // after an error, so that the sender is not left waiting
		}
	})
	return b
}

func (b *body) write(w io.Writer) error {
	gz := exporters.NewWriter(w)
	for batch := range b.lines {
		for _, line := range batch {
			if err := gz.Line(line); err != nil {
				return err
			}
		}
	}
	b.rows = gz.Rows
	return gz.Close()
}

// send gives each body its lines of one release or record.
func send(bodies []*body, lines func(exporters.Output) [][]byte) {
	for _, b := range bodies {
		for _, line := range lines(b.output) {
			b.batch, b.size = append(b.batch, line), b.size+len(line)
		}
		if b.size >= batchBytes {
			b.flush()
		}
	}
}

func (b *body) flush() {
	b.lines <- b.batch
	b.batch, b.size = nil, 0
}

func (b *body) close() error {
	b.flush()
	close(b.lines)
	b.done.Wait()
	return b.err
}

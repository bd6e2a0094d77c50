// Package archive keeps files by their digest, in a directory or a bucket. What it holds never changes: a file's
// name is the SHA-256 of its bytes.
package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"terang/scratch"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"
)

// Errors that callers tell apart.
var (
	ErrNotFound = errors.New("not in the archive")
	ErrDamaged  = errors.New("the archive is damaged: a file has another digest than its name says; restore it from a backup")
)

// File names a file of the archive.
type File struct {
	SHA256 string `json:"sha256"` // in hex
	Bytes  int64  `json:"bytes"`
}

// Archive is an open archive. It is safe for concurrent use.
type Archive struct {
	bucket *blob.Bucket
	dir    string // of an archive in a directory

	lock      sync.Mutex
	unsettled []string // digests of files that a power cut could still take
}

// Open opens the archive at location: s3://BUCKET with gocloud.dev's parameters (region, endpoint …), or else the
// path of a directory, which is made where there is none.
func Open(ctx context.Context, location string) (*Archive, error) {
	var bucket *blob.Bucket
	var err error
	dir := ""
	if strings.Contains(location, "://") {
		bucket, err = blob.OpenBucket(ctx, location)
	} else {
		dir = location
		// A file appears under its name when it is whole, by a rename within the directory.
		bucket, err = fileblob.OpenBucket(location, &fileblob.Options{
			CreateDir: true, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	}
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", location, err)
	}
	return &Archive{bucket: bucket, dir: dir}, nil
}

// Close frees what the archive holds open.
func (a *Archive) Close() error { return a.bucket.Close() }

// Put keeps what write writes, and says under which digest. It outlasts a power cut only after Settle.
func (a *Archive) Put(ctx context.Context, write func(io.Writer) error) (File, error) {
	// The name is known only when all is written, so the bytes wait in a temporary file.
	temp, err := scratch.New("archive")
	if err != nil {
		return File{}, fmt.Errorf("archive: %w", err)
	}
	defer temp.Close()
	digest := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(digest, temp), 256<<10)
	if err := write(buffered); err != nil {
		return File{}, err
	}
	if err := buffered.Flush(); err != nil {
		return File{}, fmt.Errorf("archive: %w", err)
	}
	size, err := temp.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = temp.Seek(0, io.SeekStart)
	}
	if err != nil {
		return File{}, fmt.Errorf("archive: %w", err)
	}
	file := File{hex.EncodeToString(digest.Sum(nil)), size}
	return file, a.keep(ctx, file, temp)
}

func (a *Archive) keep(ctx context.Context, file File, content io.Reader) error {
	there, err := a.bucket.Attributes(ctx, key(file.SHA256))
	if err != nil || there.Size != file.Bytes {
		err = a.upload(ctx, key(file.SHA256), content)
	}
	if err != nil {
		return fmt.Errorf("archive %s: %w", file.SHA256, err)
	}
	a.lock.Lock()
	defer a.lock.Unlock()
	a.unsettled = append(a.unsettled, file.SHA256)
	return nil
}

// Open opens the file of that digest for reading anywhere in it; ErrNotFound if there is none.
func (a *Archive) Open(ctx context.Context, sha256 string) (io.ReadSeekCloser, error) {
	r, err := a.bucket.NewReader(ctx, key(sha256), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", sha256, err)
	}
	return r, nil
}

// Read reads a small file whole and checks its digest.
func (a *Archive) Read(ctx context.Context, digest string) ([]byte, error) {
	r, err := a.Open(ctx, digest)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if sum := sha256.Sum256(content); err == nil && hex.EncodeToString(sum[:]) != digest {
		err = ErrDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", digest, err)
	}
	return content, nil
}

// key spreads the files over 256 folders.
func key(sha256 string) string { return "sha256/" + sha256[:min(2, len(sha256))] + "/" + sha256 }

// upload keeps a file, or nothing of it: gocloud's own Upload keeps the part that was written before an error.
func (a *Archive) upload(ctx context.Context, key string, content io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := a.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return err
	}
	if _, err = io.Copy(w, content); err != nil {
		cancel() // so that Close removes it
	}
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	return err
}

package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// settlers is how many files are settled at once: a disk settles many in about the time of one.
const settlers = 16

// Settle sees to it that all files that were put, and their names in their folders, outlast a power cut. It must be
// called before anything counts on them. Buckets settle by themselves.
func (a *Archive) Settle() error {
	a.lock.Lock()
	defer a.lock.Unlock()
	var files, folders []string
	for _, digest := range a.unsettled {
		path := filepath.Join(a.dir, filepath.FromSlash(key(digest)))
		files, folders = append(files, path), append(folders, filepath.Dir(path), filepath.Dir(filepath.Dir(path)))
	}
	if a.dir != "" {
		if err := errors.Join(syncAll(files), syncAll(folders)); err != nil {
			return fmt.Errorf("settle the archive: %w", err)
		}
	}
	a.unsettled = nil
	return nil
}

func syncAll(paths []string) error {
	slices.Sort(paths)
	paths = slices.Compact(paths)
	errs := make([]error, settlers)
	var all sync.WaitGroup
	for i := range settlers {
		all.Go(func() {
			for k := i; k < len(paths); k += settlers {
				errs[i] = errors.Join(errs[i], settle(paths[k]))
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func settle(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if runtime.GOOS == "windows" { // which syncs neither folders nor files open for reading
		return nil
	}
	return err
}

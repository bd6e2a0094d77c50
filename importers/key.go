package importers

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const keyLength = 32

// Key reads the secret of which pseudonyms of persons are made, and makes it the first time. Whoever has it can find
// out whether a known number belongs to a pseudonym: it never leaves the publisher.
func Key(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if err == nil && len(key) != keyLength {
		err = fmt.Errorf("%s has %d bytes, not %d: bring it back from a backup, or remove it and all persons get new pseudonyms", path, len(key), keyLength)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return key, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	key = make([]byte, keyLength)
	_, _ = rand.Read(key) // never fails (crypto/rand)
	return key, os.WriteFile(path, key, 0o600)
}

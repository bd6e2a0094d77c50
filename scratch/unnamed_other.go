//go:build !linux

package scratch

import (
	"errors"
	"os"
)

// unnamed says that only Linux can.
func unnamed(string) (*os.File, error) { return nil, errors.ErrUnsupported }

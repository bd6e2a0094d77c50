package store

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxUnpacked bounds what a damaged blob may unpack to: a release is at most 64 MiB, a compiled release of many
// releases can be larger.
const maxUnpacked = 1 << 30

var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked))
)

// pack compresses a line for keeping.
func pack(line []byte) []byte { return packer.EncodeAll(line, nil) }

// unpack gives the line back.
func unpack(packed []byte) ([]byte, error) {
	line, err := unpacker.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack line: %w", err)
	}
	return line, nil
}

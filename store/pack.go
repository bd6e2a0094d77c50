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

// packAny compresses what need not be there.
func packAny(line []byte) []byte {
	if line == nil {
		return nil
	}
	return pack(line)
}

// unpackAny gives it back, nil where there is nothing.
func unpackAny(packed []byte) ([]byte, error) {
	if packed == nil {
		return nil, nil
	}
	return unpack(packed)
}

// unpack gives the line back.
func unpack(packed []byte) ([]byte, error) {
	line, err := unpacker.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack line: %w", err)
	}
	return line, nil
}

package exporters

import (
	"sync"

	"github.com/klauspost/compress/zstd"
	codec "github.com/parquet-go/parquet-go/compress/zstd"
)

// parquetZstd packs pages at level 3, each by itself and in one goroutine. Unlike the library's own it also packs what
// has no repetitions but few different bytes, such as ids in hexadecimal: to little more than half.
type parquetZstd struct{ codec.Codec }

var zstdEncoders = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithAllLitEntropyCompression(true),
		zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(pageText), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are wrong
	}
	return e
}}

// Encode packs a page.
func (*parquetZstd) Encode(into, page []byte) ([]byte, error) {
	e := zstdEncoders.Get().(*zstd.Encoder)
	defer zstdEncoders.Put(e)
	return e.EncodeAll(page, into[:0]), nil
}

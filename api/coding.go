package api

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// coding chooses among the content codings that there are, the better ones first, the one that the request wants
// most (RFC 9110, 12.5.3); empty means the bytes as they are. Of what it wants alike the first is taken, and any
// coding it names rather than none.
func coding(r *http.Request, available ...string) string {
	accepted := r.Header.Values("Accept-Encoding")
	chosen, most := "", weight(accepted, "identity")
	for _, name := range available {
		w := weight(accepted, name)
		if w > most || w == most && w > 0 && chosen == "" {
			chosen, most = name, w
		}
	}
	return chosen
}

// weight is how much a coding is wanted, from 0 to 1, and 0 where it is not named. A * stands for gzip and the bytes
// as they are alone: who writes it seldom can unpack zstd.
func weight(accepted []string, name string) (w float64) {
	for _, list := range accepted {
		for part := range strings.SplitSeq(list, ",") {
			one, parameter, _ := strings.Cut(part, ";")
			one = strings.TrimSpace(one)
			if strings.EqualFold(one, name) {
				return quality(parameter)
			}
			if one == "*" && name != "zstd" {
				w = quality(parameter)
			}
		}
	}
	return w
}

// quality reads the q of a coding: 1 where there is none, 0 where it cannot be read.
func quality(parameter string) float64 {
	key, value, ok := strings.Cut(parameter, "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(key), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) { // NaN neither
		return 0
	}
	return q
}

// Packers take long to make and are used again. That of zstd is a pool by itself, of as many as there are cores; its
// window is within the 8 MB that every client has (RFC 9659).
var (
	gzips = sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is valid
		return w
	}}
	zstds, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithLowerEncoderMem(true)) // the options are valid
	packs    = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

// pack packs the body into the buffer.
func pack(into *bytes.Buffer, body []byte, coding string) {
	into.Reset()
	if coding == "zstd" {
		into.Grow(len(body) / 4)
		into.Write(zstds.EncodeAll(body, into.AvailableBuffer()))
		return
	}
	w := gzips.Get().(*gzip.Writer)
	defer gzips.Put(w)
	w.Reset(into)
	_, _ = w.Write(body) // a buffer takes all
	_ = w.Close()
}

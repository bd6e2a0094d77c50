package api

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/minio/sha256-simd" // the tag purego takes the processor's own from Go's: a fifth of reading a record

	"terang/store"
)

// Values of Cache-Control. What is pinned to a version's id never changes; what is not may change with the next
// version, and may be shown for a minute while a fresh answer is fetched.
const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheMoving  = "public, max-age=5, stale-while-revalidate=60"
)

// version resolves the version that a request asks for, and says in the headers which it is.
func (v *server) version(c echo.Context, ref string) (found *store.Version, err error) {
	ctx := c.Request().Context()
	cache := cacheMoving
	if ref == "" {
		found, err = v.store.Latest(ctx)
		err = missing(err, "Nothing has been published yet.")
	} else if notDay := checkDay("version", ref); notDay != nil {
		return nil, notDay
	} else {
		found, err = v.store.Version(ctx, ref)
		err = missing(err, "There is no version "+ref+", nor one before that day. /api/v1/versions lists all.")
		if err == nil && found.ID == ref {
			cache = cacheForever
		}
	}
	if err != nil {
		return nil, err
	}
	h := c.Response().Header()
	h.Set("Dataset-Version", found.ID)
	h.Set("Ledger-Seq", strconv.FormatInt(found.Entries(), 10))
	h.Set("Cache-Control", cache)
	if strings.HasPrefix(found.Publication.BaseURL, "https://") {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return found, nil
}

// checkDay refuses what looks like a day and is none.
func checkDay(parameter, ref string) error {
	if _, err := time.Parse(time.DateOnly, ref); err != nil && len(ref) == len(time.DateOnly) {
		return invalid(fault{parameter, "invalid", ref + " is not a day of the calendar"})
	}
	return nil
}

// answer sends a JSON body with its validators; it is packed as the client wants it. A request that has these bytes
// already is told so (304).
func answer(c echo.Context, body []byte, modified time.Time) error {
	return answerAs(c, "application/json", body, modified)
}

func answerAs(c echo.Context, mediaType string, body []byte, modified time.Time) error {
	digest := sha256.Sum256(body)
	tag := "sha256-" + hex.EncodeToString(digest[:])
	h := c.Response().Header()
	h.Set("Content-Type", mediaType)
	h.Set("Vary", strings.TrimPrefix(h.Get("Vary")+", Accept-Encoding", ", "))
	h.Set("Accept-Ranges", "none") // only archived files have them
	const worthPacking = 1 << 10
	if len(body) >= worthPacking {
		if coding := coding(c.Request(), "zstd", "gzip"); coding != "" {
			return answerPacked(c, body, coding, tag, modified)
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	h.Set("Repr-Digest", reprDigest(digest[:]))
	keep(c, body, modified)
	return send(c, c.Response(), bytes.NewReader(body), modified)
}

// answerPacked sends the body packed. Each coding is a representation with a tag of its own, known before it is made,
// and a digest of its own (RFC 9530, 3: of the bytes with their content coding).
func answerPacked(c echo.Context, body []byte, coding, tag string, modified time.Time) error {
	h := c.Response().Header()
	h.Set("ETag", `"`+tag+"-"+coding+`"`)
	c.Request().Header.Del("Range") // there are none
	if done, err := decided(c, modified); done {
		return err
	}
	buffer := packs.Get().(*bytes.Buffer)
	defer packs.Put(buffer)
	pack(buffer, body, coding)
	digest := sha256.Sum256(buffer.Bytes())
	h.Set("Content-Encoding", coding)
	h.Set("Repr-Digest", reprDigest(digest[:]))
	keep(c, buffer.Bytes(), modified)
	return send(c, c.Response(), bytes.NewReader(buffer.Bytes()), modified)
}

// reprDigest writes a digest as a header (RFC 9530).
func reprDigest(digest []byte) string {
	return "sha-256=:" + base64.StdEncoding.EncodeToString(digest) + ":"
}

// answerValue sends a value as JSON.
func answerValue(c echo.Context, value any, modified time.Time) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	return answer(c, b.Bytes(), modified)
}

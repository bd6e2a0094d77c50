package exporters

import (
	"bytes"
	"encoding/csv"
	"strconv"
)

// digests is the table by which anyone can check a release: the SHA-256 of the nonce, a line feed, and the
// release's line in releases.jsonl is its digest in the ledger.
var digests = Output{
	Name:      "digests.csv.gz",
	MediaType: gzipType,
	Head:      "seq,ocid,id,nonce,sha256",
	OfRelease: func(r *Release) []byte {
		return csvLine(strconv.FormatInt(r.Seq, 10), r.OCID, r.ID, r.Nonce, r.SHA256)
	},
}

// csvLine is a row of CSV (RFC 4180) without its line end.
func csvLine(cells ...string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // a buffer takes all
	w.Flush()
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
}

package exporters

import "strconv"

// Digests is the table by which anyone can check a release: the SHA-256 of the nonce, a line feed, and the
// release's line in releases.jsonl is its digest in the ledger.
var Digests = &Table{
	Name: "digests", Title: "Digests", TitleID: "Sidik digital",
	Columns: []Column{
		{Name: "seq", Type: Integer, Key: true, Title: "Number in the ledger", TitleID: "Nomor dalam buku besar"},
		{Name: "ocid", Type: Text, Title: "Contracting process", TitleID: "Proses pengadaan"},
		{Name: "id", Type: Text, Title: "Release", TitleID: "Rilis"},
		{Name: "nonce", Type: Text, Title: "Nonce", TitleID: "Nonce",
			Description: "16 random bytes in hex, hashed before the release.", DescriptionID: "16 bita acak dalam heksadesimal, ikut disidik sebelum rilis."},
		{Name: "sha256", Type: Text, Title: "Digest", TitleID: "Sidik digital",
			Description:   "SHA-256 of the nonce, a line feed, and the release's line in releases.jsonl.",
			DescriptionID: "SHA-256 dari nonce, satu ganti baris, dan baris rilis itu dalam releases.jsonl."},
	},
}

// DigestRow adds the release's row of Digests.
func DigestRow(r *Release, out *Rows) {
	out.Append([][]byte{strconv.AppendInt(nil, r.Seq, 10), []byte(r.OCID), []byte(r.ID), []byte(r.Nonce), []byte(r.SHA256)})
}

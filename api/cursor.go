package api

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
)

// A cursor is where a page begins: the place of the last one before it, in one list of one version. Readers need
// not know what is in it, and cannot use it elsewhere: a checksum over the list's path and the version tells.

func encodeCursor(path string, version, after int64) string {
	raw := binary.AppendVarint(nil, after)
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint32(raw, cursorSum(path, version, raw)))
}

func decodeCursor(text, path string, version int64) (after int64, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text) // which passes over line feeds and spare bits
	if err == nil && len(raw) > 4 && base64.RawURLEncoding.EncodeToString(raw) == text {
		body, sum := raw[:len(raw)-4], binary.BigEndian.Uint32(raw[len(raw)-4:])
		after, n := binary.Varint(body)
		if n == len(body) && after >= 0 && sum == cursorSum(path, version, body) {
			return after, nil
		}
	}
	return 0, invalid(fault{"cursor", "invalid",
		"this cursor does not belong to this list and version; follow links.next as it is, or leave the cursor out to begin anew"})
}

func cursorSum(path string, version int64, raw []byte) uint32 {
	sum := crc32.NewIEEE()
	_, _ = sum.Write(binary.AppendVarint([]byte(path+"\n"), version))
	_, _ = sum.Write(raw)
	return sum.Sum32()
}

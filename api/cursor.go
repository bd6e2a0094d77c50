package api

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
)

// A cursor is where a page begins: the place of the last one before it, as some numbers, in one list of one version.
// Readers need not know what is in it, and cannot use it elsewhere: a checksum over the list's address, with what is
// sought in it, and the version tells.

func encodeCursor(list string, version int64, after ...int64) string {
	var raw []byte
	for _, number := range after {
		raw = binary.AppendVarint(raw, number)
	}
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint32(raw, cursorSum(list, version, raw)))
}

// decodeCursor reads a cursor of so many numbers; one that is alone is a place and not negative, of several the first may be
// a value.
func decodeCursor(text, list string, version int64, numbers int) (after []int64, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text) // which passes over line feeds and spare bits
	if err == nil && len(raw) > 4 && base64.RawURLEncoding.EncodeToString(raw) == text {
		body, sum := raw[:len(raw)-4], binary.BigEndian.Uint32(raw[len(raw)-4:])
		if sum == cursorSum(list, version, body) {
			for len(body) > 0 {
				number, n := binary.Varint(body)
				if n <= 0 {
					break
				}
				after, body = append(after, number), body[n:]
			}
			if len(after) == numbers && len(body) == 0 && (numbers > 1 || after[0] >= 0) {
				return after, nil
			}
		}
	}
	return nil, invalid(fault{"cursor", "invalid",
		"this cursor does not belong to this list and version; follow links.next as it is, or leave the cursor out to begin anew"})
}

func cursorSum(list string, version int64, raw []byte) uint32 {
	sum := crc32.NewIEEE()
	_, _ = sum.Write(binary.AppendVarint([]byte(list+"\n"), version))
	_, _ = sum.Write(raw)
	return sum.Sum32()
}

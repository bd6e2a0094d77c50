package exporters

import (
	"fmt"
	"strings"
)

// sheetNames are the names taken in a workbook, in lower case: programs do not tell cases apart.
type sheetNames map[string]bool

func newSheetNames(taken ...string) sheetNames {
	names := sheetNames{"history": true} // Excel keeps it for itself
	for _, n := range taken {
		names[strings.ToLower(n)] = true
	}
	return names
}

// add takes a name, made fit: at most 31 characters, none of []:*?/\', and no other's.
func (n sheetNames) add(name, suffix string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' || r > 0xFFFF {
			return '_'
		}
		return r
	}, name)
	for mark, again := "", 2; ; again++ {
		fit := cutRunes(name, 31-len(suffix+mark)) + suffix + mark
		if !n[strings.ToLower(fit)] {
			n[strings.ToLower(fit)] = true
			return fit
		}
		mark = fmt.Sprintf("~%d", again)
	}
}

func cutRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

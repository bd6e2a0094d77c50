package site

import (
	"slices"
	"strings"
)

// language is one that pages are in, as it stands in addresses.
type language string

// The languages, the publisher's own first.
const (
	indonesian language = "id"
	english    language = "en"
)

var languages = []language{indonesian, english}

func (l language) known() bool { return slices.Contains(languages, l) }

// other is the language that is not this one.
func (l language) other() language {
	if l == indonesian {
		return english
	}
	return indonesian
}

// prefers is the language to suggest to who comes to a page in the first of them: another that their browser names
// before it; empty for none.
func prefers(accepted string) language {
	for one := range strings.SplitSeq(accepted, ",") {
		tag, _, _ := strings.Cut(one, ";")
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		switch l := language(tag); {
		case l == languages[0]:
			return ""
		case l.known():
			return l
		}
	}
	return ""
}

// local is the one of two texts that is in the language; one stands for the other where that is missing.
func (l language) local(en, id string) string {
	if l == english && en != "" || id == "" {
		return en
	}
	return id
}

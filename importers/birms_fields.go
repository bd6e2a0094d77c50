package importers

import (
	"slices"
	"strings"
)

// dropNulls leaves out nulls, which in a release would take back what a former one said (OCDS 1.1, merging).
func dropNulls(w *repairing) {
	w.release.walk("", func(path string, owner *node, m member) {
		if m.value.shape == isValue && string(m.value.json) == "null" {
			owner.remove(m.name)
			w.done(path, "null")
		}
	})
}

// misspelt are codes as BIRMS wrote them, with those of the standard.
var misspelt = map[string]string{"unsuccesful": "unsuccessful", "canceled": "cancelled", "good": "goods", "service": "services", "work": "works"}

// mendCodes puts codes right, in lists too.
func mendCodes(w *repairing) {
	coded := []string{"status", "procurementMethod", "mainProcurementCategory", "awardCriteria", "initiationType"}
	w.release.walk("", func(path string, owner *node, m member) {
		text := m.value.text()
		if right := misspelt[text]; right != "" && slices.Contains(coded, m.name) {
			owner.setText(m.name, right)
			w.done(path, text)
		}
	})
}

// dropContactPoints leaves contact points out: those of BIRMS are of persons (rulings on the data, 9).
func dropContactPoints(w *repairing) {
	w.release.walk("", func(path string, owner *node, m member) {
		if m.name != "contactPoint" {
			return
		}
		owner.remove(m.name)
		w.done(path, "")
		for _, one := range m.value.members {
			if one.value.text() != "" {
				w.withhold(strings.TrimPrefix(path, "/")+"/"+one.name, ruleContact)
			}
		}
	})
}

func mendUnits(w *repairing) {
	w.release.walk("", func(path string, _ *node, m member) {
		if m.name == "unit" && m.value.get("unit").text() != "" && m.value.get("name") == nil {
			m.value.rename("unit", "name")
			w.done(path, "")
		}
	})
}

// mendIDs makes texts of identifiers: as numbers they would be other identifiers to whoever compares bytes.
func mendIDs(w *repairing) {
	w.release.walk("", func(path string, owner *node, m member) {
		isID := m.name == "id" || m.name == "awardID"
		if text := string(m.value.json); isID && m.value.shape == isValue && text != "" && strings.Trim(text, "0123456789") == "" {
			owner.setText(m.name, text)
			w.done(path, text)
		}
	})
}

// joinRepeated joins items of a list that have the same id, as merging would, the later over the earlier: BIRMS
// lists a contract again when its draft is signed.
func joinRepeated(w *repairing) {
	w.release.walk("", func(path string, owner *node, m member) {
		if path == "/contracts" && m.value.shape == isItems {
			w.joinItems(path, m.value)
		}
	})
}

func (w *repairing) joinItems(path string, list *node) {
	joined := &node{shape: isItems}
	for i, item := range list.items {
		at := slices.Index(joined.ids, list.ids[i])
		if at < 0 || list.ids[i] == "" {
			joined.add(list.ids[i], item)
			continue
		}
		for _, m := range item.members {
			joined.items[at].remove(m.name)
			joined.items[at].members = append(joined.items[at].members, m)
		}
		w.done(path, list.ids[i])
	}
	*list = *joined
}

// wordy are members that hold words of people.
var wordy = []string{"title", "description", "project", "rationale", "statusDetails", "procurementMethodDetails", "procurementMethodRationale", "awardCriteriaDetails"}

// cleanTexts frees words of markup, and of numbers of persons.
func cleanTexts(w *repairing) {
	f := &filler{scope: &scope{importer: w.importer}}
	w.release.walk("", func(_ string, owner *node, m member) {
		text := m.value.text()
		if !slices.Contains(wordy, m.name) || text == "" && string(m.value.json) != `""` {
			return
		}
		if clean := f.clean(text); clean == "" {
			owner.remove(m.name)
		} else if clean != text {
			owner.setText(m.name, clean)
		}
	})
}

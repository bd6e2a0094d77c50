package checks

import "strings"

// withheld is the state of a value that a finding must not spread, since it may be a person's: its blanks are the
// outcome's arguments alone.
const withheld State = "withheld"

// passWithheld is pass for such values; the finding shows no more of the text than its beginning.
func passWithheld(ok bool, text []byte) Outcome {
	if ok {
		return Outcome{State: Passed}
	}
	return Outcome{withheld, []string{beginning(string(text))}}
}

// beginning is the first three characters of a text.
func beginning(text string) string {
	const most = 3
	shown := []rune(strings.TrimSpace(text))
	if len(shown) > most {
		shown = append(shown[:most:most], '…')
	}
	return string(shown)
}

// shown is a text as a finding repeats it: cut, and of one that holds a person's telephone number or address no more
// than the beginning.
func shown(text string) string {
	if mobileNumber([]byte(text)) != nil || privateAddress([]byte(text)) != nil {
		return beginning(text)
	}
	return shorten(text)
}

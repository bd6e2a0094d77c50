package schema

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Severity says what a finding means for the data it was found in.
type Severity string

// The severities. An error breaks the standard; a warning is likely wrong; a note is worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Rule is one thing that data is held to.
type Rule struct {
	Code       string   // stable: programs may depend on it
	Severity   Severity // what breaking it means
	Source     string   // its place in the standard, or whose definition it is
	English    string   // what is wrong and what to do; %[n]s stands for the finding's n-th argument
	Indonesian string
}

// Finding makes a finding that the rule is broken at a pointer; args fill its wording.
func (r *Rule) Finding(pointer string, args ...string) Finding {
	return Finding{Code: r.Code, Severity: r.Severity, Pointer: pointer, Args: args, rule: r}
}

// Finding is one fault of the data, with its place and what to do about it.
type Finding struct {
	Code     string   `json:"code"` // stable: programs may depend on it
	Severity Severity `json:"severity"`
	Pointer  string   `json:"pointer"`           // JSON Pointer from the input's top level, with indices
	Value    string   `json:"value,omitempty"`   // the offending value as JSON text, cut to 80 characters
	File     string   `json:"file,omitempty"`    // the input's name
	Line     int      `json:"line,omitempty"`    // line of the input, from 1
	OCID     string   `json:"ocid,omitempty"`    // the process it is about
	Release  string   `json:"release,omitempty"` // the release it is about
	Args     []string `json:"-"`                 // what the message's blanks are filled with

	rule *Rule // of another room; nil where Code is one of this room's own
}

// Codes of the findings that reading, validating and appending make.
const (
	CodeSyntax     = "json_syntax"
	CodeTruncated  = "json_truncated"
	CodeEncoding   = "json_encoding"
	CodeDuplicate  = "json_duplicate_member"
	CodeDepth      = "json_depth"
	CodeNumber     = "json_number"
	CodeNul        = "json_nul"
	CodeTooLarge   = "json_too_large"
	CodeGzip       = "gzip_broken"
	CodeUTF16      = "text_utf16"
	CodeMarkup     = "not_json_markup"
	CodeZip        = "not_json_zip"
	CodeEmpty      = "input_empty"
	CodeNotOCDS    = "not_ocds"
	CodeLinked     = "release_linked"
	CodeCompiled   = "release_compiled"
	CodeNoReleases = "record_without_releases"

	CodeRequired  = "required"
	CodeType      = "type"
	CodeEnum      = "codelist_closed"
	CodeDate      = "date_format"
	CodeURI       = "uri_format"
	CodeFormat    = "format"
	CodeUnique    = "unique"
	CodeMinItems  = "min_items"
	CodeMinLength = "min_length"
	CodePattern   = "pattern"
	CodeMinimum   = "minimum"

	CodeMinProperties = "min_properties"
	CodeSchema        = "schema"

	CodeIdentity = "personal_identity_number"
	CodeAccount  = "personal_bank_account"

	CodeConflict = "release_conflict"
	CodeDiffers  = "release_differs"

	CodeExtensionUnavailable = "extension_unavailable"
	CodeExtensionBroken      = "extension_broken"
	CodeExtensionVersion     = "extension_version"
	CodeExtensionsLate       = "extensions_late"
	CodeUpgraded             = "upgraded_from_1_0"
	CodeVersion              = "version_unknown"
	CodeMixed                = "releases_mixed"

	CodeRepeatedID = "merge_repeated_id"
	CodeMixedType  = "merge_mixed_type"
	CodeUndated    = "merge_undated"
)

// Confirmable says whether a finding of this code may be named harmless by the publisher: it says what data may
// mean, not that the standard is broken.
func Confirmable(code string) bool { return strings.HasPrefix(code, "personal_") }

// Text is the finding in words, in Indonesian ("id") or else in English, with its remedy.
func (f Finding) Text(lang string) string {
	rule := f.rule
	if rule == nil {
		if rule = byCode[f.Code]; rule == nil {
			return f.Code
		}
	}
	if lang == "id" {
		return fill(rule.Indonesian, f.Args)
	}
	return fill(rule.English, f.Args)
}

// fill puts args[n-1] where the wording has %[n]s; unlike fmt it takes arguments that one language does not use.
func fill(wording string, args []string) string {
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, fmt.Sprintf("%%[%d]s", i+1), a)
	}
	return strings.NewReplacer(pairs...).Replace(wording)
}

// MarshalJSON adds the wording in both languages to the finding's members.
func (f Finding) MarshalJSON() ([]byte, error) {
	type plain Finding
	return json.Marshal(struct {
		plain
		Message   string `json:"message"`
		MessageID string `json:"message_id"`
	}{plain(f), f.Text("en"), f.Text("id")})
}

// cut shortens a value for a report.
func cut(s string) string {
	const most = 80
	if len(s) <= most { // bytes, of which there are no fewer than characters
		return s
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// Where is the finding's place in its input, as file:line.
func (f Finding) Where() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// HasError says whether one of the findings is an error.
func HasError(findings []Finding) bool {
	for i := range findings { // which are large
		if findings[i].Severity == Error {
			return true
		}
	}
	return false
}

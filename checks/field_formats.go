package checks

import (
	"strings"

	"terang/schema"
)

var _ = fieldRule("document_format", schema.Note,
	"OCDS 1.1, Document, format; IANA media types; RFC 6838, section 4.2; Pelican document_format_codelist", Words{
		"'%[1]s' is not a media type that IANA has registered. Write the registered name, such as %[2]s; for paper alone offline/print.",
		"'%[1]s' bukan jenis media yang terdaftar di IANA. Tulis nama terdaftarnya, misalnya %[2]s; untuk dokumen kertas saja offline/print."},
	func(p *Place) bool { return p.Name == "format" && p.Inside() == "Document" },
	func(_ *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		right := mediaType(v.Text())
		return pass(right == "", right)
	})

// mediaType judges a media type by its form and by the mistakes that are common, since the register itself is long and
// grows. It is empty where nothing speaks against the type, else the type that seems to be meant, or one for example.
func mediaType(text string) (right string) {
	lower := strings.ToLower(text)
	kind, subtype, split := strings.Cut(lower, "/")
	if !split {
		kind, subtype = "", strings.TrimPrefix(lower, ".")
	}
	meant := meantTypes[strings.TrimPrefix(subtype, "x-")]
	switch {
	case lower == "offline/print" || lower == meant || lower == "text/rtf" || lower == "text/xml":
		return ""
	case meant != "":
		return meant
	case kind == "" && strings.HasPrefix(subtype, "vnd.") && isSubtype(subtype):
		return "application/" + subtype
	case !registeredKinds[kind] || !isSubtype(subtype) || strings.HasPrefix(subtype, "x-") && !registeredUnofficial[subtype]:
		return "application/pdf"
	}
	return ""
}

// isSubtype says whether a text has the form of a registered name (RFC 6838, section 4.2).
func isSubtype(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c)
		if !letter && (i == 0 || strings.IndexByte("!#$&-^_.+", c) < 0) {
			return false
		}
	}
	return name != "" && len(name) <= 127
}

var (
	registeredKinds = wordSet("application audio font haptics image message model multipart text video")
	// registeredUnofficial are the names with x- that are registered all the same.
	registeredUnofficial = wordSet("x-emf x-wmf x-mixed-replace x-pki-message x-www-form-urlencoded x-x509-ca-cert x-x509-ca-ra-cert x-x509-next-ca-cert")
)

// meantTypes are registered types by what is written in their place: endings of file names and names of programs.
var meantTypes = map[string]string{
	"pdf": "application/pdf", "acrobat": "application/pdf",
	"doc": "application/msword", "word": "application/msword", "ms-word": "application/msword",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xls":  "application/vnd.ms-excel", "excel": "application/vnd.ms-excel", "msexcel": "application/vnd.ms-excel", "ms-excel": "application/vnd.ms-excel",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt":  "application/vnd.ms-powerpoint", "powerpoint": "application/vnd.ms-powerpoint", "mspowerpoint": "application/vnd.ms-powerpoint",
	"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"odt":  "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
	"zip": "application/zip", "zip-compressed": "application/zip", "gz": "application/gzip", "gzip": "application/gzip",
	"rar": "application/vnd.rar", "rar-compressed": "application/vnd.rar",
	"jpg": "image/jpeg", "jpeg": "image/jpeg", "pjpeg": "image/jpeg", "png": "image/png", "tif": "image/tiff", "svg": "image/svg+xml",
	"dwg": "image/vnd.dwg", "dxf": "image/vnd.dxf", "kml": "application/vnd.google-earth.kml+xml", "geojson": "application/geo+json",
	"csv": "text/csv", "txt": "text/plain", "htm": "text/html", "html": "text/html", "rtf": "application/rtf",
	"json": "application/json", "xml": "application/xml", "mp3": "audio/mpeg",
	"paper": "offline/print", "print": "offline/print", "hardcopy": "offline/print",
}

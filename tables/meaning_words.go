package tables

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"terang/schema"
)

// fill appends what stands for a name in braces; false where it is not known.
func (e *event) fill(name string, language int) bool {
	switch name {
	case "thing":
		return e.thing(language, e.Thing, e.thingPointer())
	case "whole":
		path, pointer := around(e.Thing, e.thingPointer())
		return e.thing(language, path, pointer)
	case "value":
		return e.value(language)
	case "before":
		return e.shown(language, e.before)
	case "after":
		return e.shown(language, e.after)
	case "by":
		return e.percent(language)
	case "span":
		return e.span(language)
	case "once awarded":
		if e.past.awarded(e.start) {
			e.text = append(e.text, [2]string{", after award", ", setelah penetapan pemenang"}[language]...)
		}
		return true
	case "money":
		return e.amount(language, e.then(e.Pointer+"/value/amount"), content(e.then(e.Pointer+"/value/currency")))
	case "organization":
		return e.organization(e.Pointer)
	case "suppliers", "tenderers":
		return e.organizations(e.thingPointer() + "/" + name)
	case "former":
		return e.party(above(e.Pointer), e.start) && e.anotherName()
	case "present":
		return e.party(above(e.Pointer), e.end)
	case "reason":
		return e.reason()
	case "unit":
		e.unit()
		return true
	}
	panic("no rule may say {" + name + "}") // rules are compiled in and tested
}

// thingPointer is the pointer to what the change belongs to.
func (e *event) thingPointer() string {
	if e.Thing == "" {
		return ""
	}
	return e.Pointer[:len(e.Pointer)-(len(e.Path)-len(e.Thing))]
}

// noun is what people call things of a kind, and the member that names one; where that is empty, its id does.
type noun struct {
	words  sentences
	member string
	alone  bool // there is only one, which needs no name
}

// nouns are by the last name of the things' path.
var nouns = map[string]noun{
	"":                    {words: sentences{"the process", "proses ini"}, alone: true},
	"planning":            {words: sentences{"the plan", "rencana"}, alone: true},
	"tender":              {words: sentences{"the tender", "tender"}, alone: true},
	"details":             {words: sentences{"bid", "penawaran"}},
	"awards":              {words: sentences{"award", "penetapan pemenang"}},
	"contracts":           {words: sentences{"contract", "kontrak"}},
	"transactions":        {words: sentences{"payment", "pembayaran"}},
	"amendments":          {words: sentences{"amendment", "perubahan"}},
	"performanceFailures": {words: sentences{"performance failure", "kegagalan kinerja"}},
	"lots":                {words: sentences{"lot", "lot"}, member: "title"},
	"documents":           {words: sentences{"document", "dokumen"}, member: "title"},
	"milestones":          {words: sentences{"milestone", "tonggak pekerjaan"}, member: "title"},
	"items":               {words: sentences{"item", "barang/jasa"}, member: "description"},
	"parties":             {words: sentences{"organization", "organisasi"}, member: "name"},
}

// thing appends what people call a thing, with its name or id.
func (e *event) thing(language int, path, pointer string) bool {
	n, ok := nouns[baseName(path)]
	if !ok {
		return false
	}
	if e.text = append(e.text, n.words[language]...); n.alone {
		return true
	}
	e.text = append(e.text, ' ')
	if n.member != "" {
		if name := content(e.then(pointer + "/" + n.member)); len(name) > 0 {
			e.quote(name)
			return true
		}
	}
	e.text = append(e.text, unescape(baseName(pointer))...)
	return true
}

// around leads to the thing that a thing is in: paths that name none, such as implementation, are passed over.
func around(path, pointer string) (string, string) {
	path, pointer = above(path), above(above(pointer))
	for path != "" {
		if _, ok := nouns[baseName(path)]; ok {
			break
		}
		path, pointer = above(path), above(pointer)
	}
	return path, pointer
}

// values are amounts of money that have a name of their own; others are called by the schema's title.
var values = map[string]sentences{
	"planning/budget/amount":              {"the budget", "anggaran"},
	"tender/value":                        {"the estimated value of the tender", "nilai perkiraan tender"},
	"awards/value":                        {"the value of {thing}", "nilai {thing}"},
	"contracts/value":                     {"the value of {thing}", "nilai {thing}"},
	"contracts/implementation/finalValue": {"the final value of {thing}", "nilai akhir {thing}"},
}

// value appends which amount of money it is that changed.
func (e *event) value(language int) bool {
	if words, ok := values[above(e.Path)]; ok {
		return e.phrase(language, words[language])
	}
	title := [2]string{e.field.above, e.field.aboveID}[language]
	if title == "" {
		return false
	}
	e.text = append(e.text, title...)
	if e.Thing == "" {
		return true
	}
	e.text = append(e.text, " ("...)
	ok := e.thing(language, e.Thing, e.thingPointer())
	e.text = append(e.text, ')')
	return ok
}

// shown appends a value as people write it.
func (e *event) shown(language int, v *schema.Value) bool {
	switch {
	case e.isMoney():
		return e.amount(language, v, e.currency())
	case v.IsNumber():
		return e.number(language, v)
	case !v.IsText() || v.Empty():
		return false
	case isInstant(v):
		return e.date(language, v)
	}
	if label := e.field.label(content(v), language); label != "" && !strings.HasSuffix(e.Path, "/currency") {
		e.text = append(e.text, label...)
	} else if e.field.list != nil {
		e.text = append(e.text, content(v)...)
	} else if utf8.RuneCount(content(v)) > mostQuoted {
		return false // two long texts can begin alike
	} else {
		e.quote(content(v))
	}
	return true
}

// mostQuoted is how many letters of a text a sentence has.
const mostQuoted = 120

// quote appends a text in quotation marks, on one line, cut where it is long.
func (e *event) quote(text []byte) {
	e.text = append(e.text, "“"...)
	letters := 0
	for len(text) > 0 {
		letter, size := utf8.DecodeRune(text)
		if text = text[size:]; unicode.IsControl(letter) {
			letter = ' '
		}
		if letters++; letters > mostQuoted {
			letter, text = '…', nil
		}
		e.text = utf8.AppendRune(e.text, letter)
	}
	e.text = append(e.text, "”"...)
}

// organization appends the name of an organization that is referred to at a pointer.
func (e *event) organization(pointer string) bool {
	at := e.end
	if e.was(pointer) != nil && e.is(pointer) == nil {
		at = e.start
	}
	return e.party(pointer, at)
}

// party appends the name of an organization by the reference at a pointer, else its id, as they stood before change k.
func (e *event) party(pointer string, k int) bool {
	name := content(e.past.at(pointer+"/name", k))
	if id := idOf(e.past.at(pointer+"/id", k)); len(name) == 0 && len(id) > 0 {
		if name = content(e.past.at("/parties/"+escape(string(id))+"/name", k)); len(name) == 0 {
			name = id
		}
	}
	e.text = append(e.text, name...)
	return len(name) > 0
}

// anotherName says whether an organization that is referred to came to be called otherwise.
func (e *event) anotherName() bool {
	since := len(e.text)
	defer func() { e.text = e.text[:since] }()
	e.party(above(e.Pointer), e.start)
	middle := len(e.text)
	e.party(above(e.Pointer), e.end)
	return string(e.text[since:middle]) != string(e.text[middle:])
}

// organizations appends the names of the organizations in a list, as long as it stayed as it was.
func (e *event) organizations(list string) bool {
	all := e.then(list)
	if all.Len() == 0 || e.past.touched(list, e.end) {
		return false
	}
	for i, one := range all.Items() {
		if i > 0 {
			e.text = append(e.text, "; "...)
		}
		id := idOf(one.Get("id"))
		if len(id) == 0 || !e.party(list+"/"+escape(string(id)), e.end) {
			return false
		}
	}
	return true
}

// unit appends the unit of the item that changed, with a space before it; nothing where it has none.
func (e *event) unit() {
	if name := content(e.is(e.thingPointer() + "/unit/name")); len(name) > 0 {
		e.text = append(append(e.text, ' '), name...)
	}
}

// reason appends why something was amended, in its publisher's words.
func (e *event) reason() bool {
	for _, member := range []string{"/rationale", "/description"} {
		if text := e.is(e.Pointer + member); text.IsText() && !text.Empty() {
			e.quote(content(text))
			return true
		}
	}
	return false
}

package tables

import (
	"bytes"
	"strings"

	"terang/schema"
)

// event is a change with all that rules ask about it.
type event struct {
	*Teller
	*schema.Change
	before, after *schema.Value
	field         *fieldName
	start, end    int // of the changes that the same release brought

	money      []byte // currency of the amounts, once asked for
	moneyKnown bool
}

// was and is are what stood at a pointer with ids before and after the release.
func (e *event) was(pointer string) *schema.Value { return e.past.at(pointer, e.start) }
func (e *event) is(pointer string) *schema.Value  { return e.past.at(pointer, e.end) }

// then is what stood at a pointer when the thing was there: after the release, or before it where it went.
func (e *event) then(pointer string) *schema.Value {
	if e.Kind == schema.Removed {
		return e.was(pointer)
	}
	return e.is(pointer)
}

// isMoney says whether the change is of an amount of money.
func (e *event) isMoney() bool {
	return strings.HasSuffix(e.Path, "/amount") && (e.before == nil || e.before.IsNumber()) && (e.after == nil || e.after.IsNumber())
}

// currency is that of a changed amount; nil where it is none, or where before and after are in different currencies.
func (e *event) currency() []byte {
	if e.moneyKnown {
		return e.money
	}
	e.money, e.moneyKnown = nil, true
	if !e.isMoney() {
		return nil
	}
	pointer := above(e.Pointer) + "/currency"
	was, is := content(e.was(pointer)), content(e.is(pointer))
	switch {
	case e.before == nil || bytes.Equal(was, is):
		e.money = is
	case e.after == nil:
		e.money = was
	}
	return e.money
}

// sameCurrency says whether what was and what is may be compared.
func (e *event) sameCurrency() bool {
	pointer := above(e.Pointer) + "/currency"
	return bytes.Equal(content(e.was(pointer)), content(e.is(pointer)))
}

// rise is negative where the number fell, positive where it rose.
func (e *event) rise() int {
	from, to := e.before.Number(), e.after.Number()
	if from == nil || to == nil {
		return 0
	}
	return to.Cmp(from)
}

func raised(e *event) bool  { return e.isMoney() && e.sameCurrency() && e.rise() > 0 }
func lowered(e *event) bool { return e.isMoney() && e.sameCurrency() && e.rise() < 0 }

func sooner(e *event) bool { return e.delay() < 0 }
func later(e *event) bool  { return e.delay() > 0 }

// to says that a code came to be one of those.
func to(codes ...string) func(*event) bool {
	return func(e *event) bool { return isOneOf(content(e.after), codes) }
}

// has says that a thing that came has one of the codes in a member.
func has(member string, codes ...string) func(*event) bool {
	return func(e *event) bool { return isOneOf(content(e.is(e.Pointer+"/"+member)), codes) }
}

func isOneOf(text []byte, codes []string) bool {
	for _, code := range codes {
		if string(text) == code {
			return true
		}
	}
	return false
}

// alongside says that the same release changed what stands beside the field, too.
func alongside(name string) func(*event) bool {
	return func(e *event) bool {
		pointer := above(e.Pointer) + "/" + name
		for i := e.start; i < e.end; i++ {
			if e.past.changes[i].Pointer == pointer {
				return true
			}
		}
		return false
	}
}

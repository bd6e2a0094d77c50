package indicators

import (
	"strings"

	"terang/schema"
)

// completion is how a contract ended, if it did.
type completion struct {
	handedOver moment // first hand-over (PHO, BAST I)
	handedAt   *schema.Value
	final      moment // final hand-over (FHO), or the only one
	ended      ending
	endedAt    *schema.Value
}

// ending is how a contract ended.
type ending string

const (
	running   ending = "running"
	completed ending = "completed"
	faulted   ending = "fault" // broken off by the supplier's fault (pemutusan kontrak)
	stopped   ending = "other" // ended without fault (penghentian kontrak): force majeure, mutual
	unclear   ending = "unclear"
)

// completionOf finds the hand-overs, and how the contract ended.
func (c *Case) completionOf(k *contract) (d completion) {
	d.ended, d.endedAt = c.endingOf(k)
	var first, last, single *schema.Value
	deliveries := 0
	for _, m := range k.run.Get("milestones").Items() {
		switch {
		case m.Get("type").Text() != "delivery" || m.Get("code").Text() == interimHandOver:
			continue
		case first == nil && names(m, firstHandOver):
			first = m
		case last == nil && names(m, finalHandOver):
			last = m
		}
		if deliveries++; single == nil || due(c, m) >= due(c, single) {
			single = m // of several that nobody names, the last is the hand-over
		}
	}
	switch {
	case first != nil:
		d.met(c, first)
		if last != nil {
			d.final = c.moment(last.Get("dateMet"))
		}
	case deliveries > 0 && single != last:
		d.met(c, single)
		d.final = d.handedOver
	case last != nil:
		d.final = c.moment(last.Get("dateMet"))
	default:
		d.byEnd(c, k)
	}
	if d.ended == unclear && d.handedOver.known {
		d.ended = completed
	}
	return d
}

func (d *completion) met(c *Case, m *schema.Value) {
	if d.handedOver = c.moment(m.Get("dateMet")); d.handedOver.known {
		d.handedAt = m.Get("dateMet")
	}
}

// byEnd takes the end of implementation (contract_completion) for the hand-over where no delivery is planned for, unless
// the contract was broken off.
func (d *completion) byEnd(c *Case, k *contract) {
	end := k.run.Get("endDate")
	if m := c.moment(end); m.known && d.ended != faulted && d.ended != stopped {
		d.handedOver, d.handedAt, d.final = m, end, m
	}
}

func due(c *Case, m *schema.Value) int32 { return c.moment(m.Get("dueDate")).day }

// interimHandOver is the code of a hand-over of a part, such as each month's, which is not the hand-over.
const interimHandOver = "BAST-berkala"

// The codes, and words of titles, by which hand-overs are known.
var (
	firstHandOver = []string{"pho", "bast-1", "bast i", "serah terima pertama", "provisional hand-over"}
	finalHandOver = []string{"fho", "bast-2", "bast ii", "serah terima akhir", "final hand-over"}
)

// names says whether a milestone's code is one of the words or, where it has no code, its title has one as whole words.
func names(m *schema.Value, words []string) bool {
	code, title := strings.ToLower(m.Get("code").Text()), " "+letters(m.Get("title").Text())+" "
	for _, w := range words {
		if code == w || code == "" && strings.Contains(title, " "+letters(w)+" ") {
			return true
		}
	}
	return false
}

// letters are a text's words in small letters, with single spaces between them.
func letters(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}), " ")
}

// endingOf reads how a contract ended. The code terminated means in OCDS that it ended, well or not: words tell.
func (c *Case) endingOf(k *contract) (ending, *schema.Value) {
	for _, v := range [...]*schema.Value{k.Get("statusDetails"), k.run.Get("endDateDetails")} {
		if e := endingIn(v.Text()); e != "" {
			return e, v
		}
	}
	for _, f := range k.run.Get("performanceFailures").Items() {
		if e := endingIn(f.Get("category").Text()); e == faulted || e == stopped {
			return e, f
		}
	}
	if k.status == "terminated" {
		return unclear, k.Get("status")
	}
	return running, k.Get("status")
}

// endingIn reads an ending from the publisher's words; empty where they say none.
func endingIn(words string) ending {
	words = strings.ToLower(words)
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(words, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("pemutusan kontrak", "putus kontrak", "wanprestasi", "terminated for default", "supplier's fault"):
		return faulted
	case has("penghentian kontrak", "force majeure", "keadaan kahar", "mutual agreement"):
		return stopped
	case has("kontrak selesai", "pekerjaan selesai", "serah terima", "diserahterimakan", "completed"):
		return completed
	}
	return ""
}

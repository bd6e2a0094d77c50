package indicators

import "strings"

var shortTitle = &Indicator{
	Method: Method{Code: "short_title", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title:   Words{"Short title", "Judul terlalu pendek"},
		Formula: Words{"tender/title has at most so many letters.", "tender/title paling banyak sekian huruf."},
		Source:  ownSource + "; after ICW's fourth indicator", Needs: []string{"tender/title"},
		Clear:  Words{"The title is long enough to say what is procured.", "Judul cukup panjang untuk menjelaskan apa yang diadakan."},
		Caveat: Words{"Short titles can be clear. This tells how little is told.", "Judul pendek bisa saja jelas. Ini hanya menunjukkan sedikitnya keterangan."}},
	process: func(c *Case, i *Indicator) { c.tellLength(i, "title", c.config.TitleLength) },
}

var shortDescription = &Indicator{
	Method: Method{Code: "short_description", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title:   Words{"Short description", "Uraian terlalu pendek"},
		Formula: Words{"tender/description has fewer than so many letters.", "tender/description kurang dari sekian huruf."},
		Source:  ownSource + "; after ICW's fifth indicator", Needs: []string{"tender/description"},
		Clear:  Words{"The description is long enough to say what is procured.", "Uraian cukup panjang untuk menjelaskan apa yang diadakan."},
		Caveat: shortTitle.Caveat},
	process: func(c *Case, i *Indicator) { c.tellLength(i, "description", c.config.DescriptionWords-1) },
}

// tellLength flags a text of the tender of at most so many letters.
func (c *Case) tellLength(i *Indicator, field string, most int) {
	if c.cancelled || c.tender.Len() == 0 {
		return
	}
	text := strings.TrimSpace(c.tender.Get(field).Text())
	if text == "" {
		c.tell.lacks(i, c.subject(), MissingFields, i.Needs[0])
		return
	}
	n := lettersOf(text)
	if n > most {
		c.tell.clear(i, c.subject(), digits(int64(n)), "letters", digits(int64(most)))
		return
	}
	c.tell.tell(i, c.subject(), Result{State: Flagged, Value: digits(int64(n)), Unit: "letters", Threshold: digits(int64(most)),
		Sentence: say(Words{"All that is told of what is procured is %[1]q.", "Keterangan tentang apa yang diadakan hanya %[1]q."}, text)}, c.evidence(c.tender.Get(field)))
}

const ownSource = "terang's own"

package report

import "html/template"

// lead is the verdict: what the page says first.
type lead struct {
	Mood     string // good, fair or bad: for the look alone
	Sentence template.HTML
}

// lead says in one sentence whether the data can be published.
func (r *Report) lead() lead {
	switch {
	case r.Releases == 0 && r.Errors == 0:
		return lead{"fair", say("There is nothing to judge: the files hold no release.",
			"Tidak ada yang dapat diperiksa: berkas tidak memuat rilis.")}
	case r.Releases == 0:
		return lead{"bad", say("No release could be read. Mend the errors below first.",
			"Tidak ada rilis yang dapat dibaca. Perbaiki dulu kesalahan di bawah.")}
	case r.Refused == r.Releases:
		return lead{"bad", say("None of the releases can be published yet: all %s have errors.",
			"Belum ada rilis yang dapat diterbitkan: semuanya (%s) memuat kesalahan.", r.Releases)}
	case r.Refused > 0:
		return lead{"bad", say("%s of %s releases (%s) cannot be published yet, because they have errors.",
			"%s dari %s rilis (%s) belum dapat diterbitkan karena memuat kesalahan.", r.Refused, r.Releases, share(r.Refused, r.Releases))}
	}
	return r.publishable()
}

// publishable is the verdict where no release has errors.
func (r *Report) publishable() lead {
	switch {
	case r.Errors > 0:
		return lead{"fair", say("All releases (%s) are valid, but there are errors around them.",
			"Semua rilis (%s) sah, tetapi ada kesalahan di luar rilis.", r.Releases)}
	case r.Warnings > 0:
		return lead{"fair", say("All releases (%s) are valid and can be published. Some things in them are likely wrong.",
			"Semua rilis (%s) sah dan dapat diterbitkan. Beberapa hal di dalamnya kemungkinan keliru.", r.Releases)}
	}
	return lead{"good", say("All releases (%s) are valid, and nothing in them needs mending.",
		"Semua rilis (%s) sah dan tidak ada yang perlu diperbaiki.", r.Releases)}
}

// Valid is how many releases have no error.
func (r *Report) Valid() int64 { return r.Releases - r.Refused }

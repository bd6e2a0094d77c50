package api

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"terang/schema"
	"terang/store"
)

// words is a text in both languages.
type words struct{ id, en string }

// item is an entry in words.
type item struct {
	published
	title   string
	summary words
	tags    []tagWords
}

// tagWords is a tag of a release with its words.
type tagWords struct {
	code string
	words
}

// item puts an entry into words.
func (v *server) item(ctx context.Context, p published) (item, error) {
	one := item{published: p}
	switch {
	case p.Type == store.VersionEntry:
		one.say("", words{"Versi " + p.ID + " diterbitkan", "Version " + p.ID + " published"})
		one.summary = versionSummary(p.version)
	case p.Type == store.WithdrawalEntry:
		one.say(p.OCID, words{"Rilis " + p.ID + " ditarik", "Release " + p.ID + " withdrawn"})
	case p.Type == store.KeyEntry:
		one.say(p.ID, words{"Kunci penanda tangan", "Signing key"})
	case p.line == nil:
		one.say(p.OCID, words{"Rilis yang telah ditarik", "Release since withdrawn"})
	default:
		return v.releaseItem(ctx, one)
	}
	return one, nil
}

// say sets the title, and a summary that says as much, of what happened to whom.
func (i *item) say(subject string, what words) {
	i.title, i.summary = what.id+" / "+what.en, what
	if subject != "" {
		i.title += ": " + subject
		i.summary = words{what.id + ": " + subject, what.en + ": " + subject}
	}
}

func versionSummary(v *store.Version) words {
	return words{fmt.Sprintf("Versi %s memuat %s rilis dari %s proses pengadaan.", v.ID, grouped(strconv.FormatInt(v.Releases, 10), ".", ","), grouped(strconv.FormatInt(v.Records, 10), ".", ",")),
		fmt.Sprintf("Version %s holds %s releases of %s contracting processes.", v.ID, grouped(strconv.FormatInt(v.Releases, 10), ",", "."), grouped(strconv.FormatInt(v.Records, 10), ",", "."))}
}

// releaseItem tells of a release: what happened, to which tender, of which buyer, for how much.
func (v *server) releaseItem(ctx context.Context, one item) (item, error) {
	tree, err := schema.Parse(one.line)
	if err != nil {
		return one, fmt.Errorf("entry %d: %w", one.Seq, err)
	}
	title, buyer := tree.Get("tender", "title").Text(), tree.Get("buyer", "name").Text()
	if title == "" || buyer == "" { // the process knows, from a release before
		if title, buyer, err = v.knownOf(ctx, one.published, title, buyer); err != nil {
			return one, err
		}
	}
	var amounts []*schema.Value
	for _, tag := range schema.NewRelease(one.line).Tags {
		one.tags = append(one.tags, v.tagWords(tag))
		if len(amounts) == 0 {
			amounts = amountsOf(tree, tag)
		}
	}
	one.say(title, happened(one.tags))
	one.summary.id += part(". Pembeli: ", buyer) + part(". Nilai: ", listed(amounts, ".", ",")) + "."
	one.summary.en += part(". Buyer: ", buyer) + part(". Value: ", listed(amounts, ",", ".")) + "."
	return one, nil
}

// knownOf fills in what a release does not repeat, from its process as the version has it that published the release.
func (v *server) knownOf(ctx context.Context, p published, title, buyer string) (string, string, error) {
	record, err := v.store.Record(ctx, p.version, p.OCID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", "", err
	}
	if err == nil {
		if compiled, err := schema.Parse(record.Compiled); err == nil {
			title = first(title, compiled.Get("tender", "title").Text())
			buyer = first(buyer, compiled.Get("buyer", "name").Text())
		}
	}
	return first(title, p.OCID), buyer, nil
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func part(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

// tagWords says a tag in the words of the codelist.
func (v *server) tagWords(tag string) tagWords {
	code := v.store.Schema.Codelist("releaseTag.csv").Find(tag)
	if code == nil {
		return tagWords{tag, words{tag, tag}}
	}
	return tagWords{tag, words{first(code.TitleID, code.Title), code.Title}}
}

func happened(tags []tagWords) words {
	var id, en []string
	for _, t := range tags {
		id, en = append(id, t.id), append(en, t.en)
	}
	return words{strings.Join(id, ", "), strings.Join(en, ", ")}
}

// amountsOf lists the values, with their currencies, of the stage that a tag is about.
func amountsOf(release *schema.Value, tag string) (all []*schema.Value) {
	add := func(value *schema.Value) {
		if value.Get("amount").Number() != nil {
			all = append(all, value)
		}
	}
	switch {
	case strings.HasPrefix(tag, "planning"):
		add(release.Get("planning", "budget", "amount"))
	case strings.HasPrefix(tag, "tender"):
		add(release.Get("tender", "value"))
	case strings.HasPrefix(tag, "award"):
		for _, award := range release.Get("awards").Items() {
			add(award.Get("value"))
		}
	case strings.HasPrefix(tag, "contract"), strings.HasPrefix(tag, "implementation"):
		for _, contract := range release.Get("contracts").Items() {
			add(contract.Get("value"))
		}
	}
	return all
}

// listed writes the first few values, exactly.
func listed(values []*schema.Value, thousands, point string) string {
	const most = 3
	var texts []string
	for i, value := range values {
		if i == most {
			texts = append(texts, "…")
			break
		}
		texts = append(texts, strings.TrimSpace(value.Get("currency").Text()+" "+amount(value.Get("amount").Number(), thousands, point)))
	}
	return strings.Join(texts, "; ")
}

// amount writes a number of any size exactly.
func amount(n *big.Rat, thousands, point string) string {
	digits, _ := n.FloatPrec() // exact, of a number that was written as a decimal
	return grouped(n.FloatString(digits), thousands, point)
}

// grouped puts separators into a decimal text.
func grouped(text, thousands, point string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, decimals, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousands + whole[i:]
	}
	return sign + whole + part(point, decimals)
}

package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"terang/importers"
	"terang/publish"
	"terang/schema"
	"terang/store"
)

// trialPrefix stands for the registered prefix of ocids until there is one.
const trialPrefix = "ocds-000000"

func (a *app) importOptions(c *publish.Config, im *importing) (o importers.Options, done func(), err error) {
	done = func() {}
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return o, done, failure{exitUsage, err}
	}
	o = importers.Options{Prefix: c.OCIDPrefix, BaseURL: strings.TrimRight(c.BaseURL, "/"), Zone: zone, Now: time.Now(), Words: wordsOf(c), Key: a.personsKey}
	if o.Prefix == "" {
		o.Prefix = trialPrefix
	}
	if im.all {
		return o, done, nil
	}
	r, err := store.OpenReader(a.ctx, a.storeLocation())
	if errors.Is(err, store.ErrNoStore) {
		return o, done, nil
	}
	if err != nil {
		return o, done, failure{exitImpotence, err}
	}
	latest, err := r.Latest(a.ctx)
	switch {
	case errors.Is(err, store.ErrNotFound):
		err = nil
	case err != nil:
		err = failure{exitImpotence, err}
	default:
		o.Known, o.Published = knownIn(r, latest), publishedIn(r, latest)
	}
	return o, func() { _ = r.Close() }, err
}

func wordsOf(c *publish.Config) map[string]any {
	publisher := map[string]any{"name": c.Publisher.Name}
	for name, text := range map[string]string{"scheme": c.Publisher.Scheme, "uid": c.Publisher.UID, "uri": c.Publisher.URI} {
		if text != "" {
			publisher[name] = text
		}
	}
	words := map[string]any{"publisher": publisher, "uri": strings.TrimRight(c.BaseURL, "/") + "/import"}
	if c.License != "" {
		words["license"] = c.License
	}
	if c.PublicationPolicy != "" {
		words["publicationPolicy"] = c.PublicationPolicy
	}
	return words
}

// knownIn looks the releases of a process up in a version.
func knownIn(r *store.Reader, v *store.Version) func(context.Context, string) ([]*schema.Release, error) {
	return func(ctx context.Context, ocid string) ([]*schema.Release, error) {
		lines, err := r.ReleasesOf(ctx, v, ocid)
		if err != nil {
			return nil, err
		}
		releases := make([]*schema.Release, len(lines[ocid]))
		for i, l := range lines[ocid] {
			releases[i] = schema.NewRelease(l.Line)
		}
		return releases, nil
	}
}

// publishedIn passes the processes of a version.
func publishedIn(r *store.Reader, v *store.Version) func(context.Context, func(string, int)) error {
	return func(ctx context.Context, each func(ocid string, year int)) error {
		for after := int64(0); ; {
			page, err := r.Records(ctx, v, after, 1000)
			if err != nil || len(page) == 0 {
				return err
			}
			for _, record := range page {
				each(record.OCID, record.Year)
				after = record.First
			}
		}
	}
}

// personsKey is the secret of which pseudonyms are made. It is kept in the data directory.
func (a *app) personsKey() ([]byte, error) {
	key, err := importers.Key(filepath.Join(a.data, "keys", "persons.key"))
	if err != nil {
		return nil, failure{exitImpotence, err}
	}
	return key, nil
}

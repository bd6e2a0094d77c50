package main

import (
	"os"
	"path/filepath"
	"time"

	"terang/importers"
	"terang/publish"
	"terang/sample"
	"terang/sheets"
)

// examplesNeed is how many procurements the sample must have for those of which the examples tell to be among them.
const examplesNeed = 150

// importExamples writes the filled tables of the layouts that are our own, as an officer would fill them (proposals,
// progress, scores, debarments, findings, a village's work), imports them and gives the files of releases.
func (a *app) importExamples(c *publish.Config, now time.Time) (paths []string, err error) {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return nil, failure{exitUsage, err}
	}
	o := importers.Options{Prefix: sample.Prefix, BaseURL: c.BaseURL, Zone: zone, Now: now, Words: wordsOf(c), Key: a.personsKey}
	for _, name := range importers.Examples() {
		folder := filepath.Join(a.data, "contoh", name)
		if err := importers.WriteExample(name, folder); err != nil {
			return nil, failure{exitImpotence, err}
		}
		if err := a.importExample(name, folder, o); err != nil {
			return nil, err
		}
		paths = append(paths, folder+".json")
	}
	return paths, nil
}

func (a *app) importExample(name, folder string, o importers.Options) error {
	p, err := a.profile(name)
	if err != nil {
		return err
	}
	sources, err := sheets.Any.Open(folder)
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer func() {
		for _, source := range sources {
			_ = source.Close()
		}
	}()
	f, err := os.Create(folder + ".json")
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer f.Close()
	if _, err := importers.Import(a.ctx, p, sources, f, o); err != nil {
		return failure{exitImpotence, err}
	}
	return f.Close()
}

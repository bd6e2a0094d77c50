package reading

import (
	"fmt"
	"time"

	"terang/schema"
	"terang/store"
	"terang/tables"
)

// Process reads a record as tables do, in a time zone.
func (r *Reader) Process(of *store.Record, zone *time.Location) (*tables.Process, error) {
	compiled, err := schema.Parse(of.Compiled)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", of.OCID, err)
	}
	p := &tables.Process{OCID: of.OCID, Tree: compiled, Schema: r.Schema.With(of.Extensions).Schema, Zone: zone, Tags: of.Tags()}
	if of.History != nil {
		if p.History, err = schema.DecodeHistory(of.History); err != nil {
			return nil, fmt.Errorf("history of %s: %w", of.OCID, err)
		}
	}
	return p, nil
}

// ProcessIn reads a record as tables do, in the time zone that its publisher named for the version; nil of none.
func (r *Reader) ProcessIn(of *store.Record, v *store.Version) (*tables.Process, error) {
	if of == nil {
		return nil, nil
	}
	zone, err := Zone(v)
	if err != nil {
		return nil, err
	}
	return r.Process(of, zone)
}

// Zone is the time zone that the publisher named for a version.
func Zone(v *store.Version) (*time.Location, error) {
	zone, err := time.LoadLocation(v.Publication.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of version %s: %w", v.ID, err)
	}
	return zone, nil
}

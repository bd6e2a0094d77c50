package api

import (
	"fmt"
	"time"

	"terang/store"
	"terang/tables"
)

// processIn reads a record as tables do, in the time zone that its publisher named for the version; nil of none.
func (v *server) processIn(r *store.Record, version *store.Version) (*tables.Process, error) {
	if r == nil {
		return nil, nil
	}
	zone, err := time.LoadLocation(version.Publication.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of version %s: %w", version.ID, err)
	}
	return v.process(r, zone)
}

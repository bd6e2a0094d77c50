package site

import (
	"encoding/json"
	"fmt"

	"terang/indicators"
	"terang/store"
)

// methods are how indicators are computed, by their code.
var methods = func() map[string]*indicators.Method {
	all := map[string]*indicators.Method{}
	for _, m := range indicators.Methods(indicators.Config{}) {
		all[m.Code] = &m
	}
	return all
}()

// results are what indicators say about something, as the store keeps it of the latest version; store.ErrNotKept of
// others.
func (s *Site) results(q *request, about store.About, most int) ([]indicators.Result, error) {
	kept, err := s.read.Results(q.Context(), q.version, about, 0, most)
	if err != nil {
		return nil, err
	}
	all := make([]indicators.Result, len(kept))
	for i := range kept {
		if err := json.Unmarshal(kept[i].Text, &all[i]); err != nil {
			return nil, fmt.Errorf("read a result of version %s: %w", q.version.ID, err)
		}
	}
	return all, nil
}

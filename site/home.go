package site

// home is the first page: what is published, and by whom.
func (s *Site) home(q *request) (*view, error) {
	return &view{template: "home", Title: q.t("home.claim"), Description: q.t("home.claim"), JSON: q.api("/api/v1", nil)}, nil
}

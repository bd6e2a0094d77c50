package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// assets are the files that pages need, by the name under which they are served: it has a part of their digest, so
// that browsers may keep them for ever.
type assets struct {
	files map[string][]byte
	names map[string]string // served, by name
}

func readAssets() (assets, error) {
	a := assets{map[string][]byte{}, map[string]string{}}
	entries, err := assetFiles.ReadDir("assets")
	for _, e := range entries {
		content, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil {
			return a, err
		}
		digest := sha256.Sum256(content)
		ending := path.Ext(e.Name())
		served := strings.TrimSuffix(e.Name(), ending) + "-" + hex.EncodeToString(digest[:4]) + ending
		a.files[served], a.names[e.Name()] = content, served
	}
	return a, err
}

func (a *assets) address(name string) string {
	served, ok := a.names[name]
	if !ok {
		panic("site: there is no asset " + name)
	}
	return "/assets/" + served
}

func (s *Site) asset(w http.ResponseWriter, r *http.Request) {
	content, ok := s.assets.files[r.PathValue("name")]
	if !ok {
		s.fail(w, s.request(r), errNoPage)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(r.PathValue("name"))))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(content)
}

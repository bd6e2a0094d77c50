package api

import (
	"io"
	"io/fs"
	"path"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/reading"
	"terang/schema"
	"terang/store"
)

// extended is the schema with the extensions that a version's packages declare.
func (v *server) extended(c echo.Context) (*store.Version, *reading.Manifest, *schema.Schema, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, nil, nil, err
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return nil, nil, nil, err
	}
	urls := make([]string, len(m.Extensions))
	for i, e := range m.Extensions {
		urls[i] = e.URL
	}
	if !v.made(m) { // another programme, and the next may have other words
		c.Response().Header().Set("Cache-Control", cacheMoving)
	}
	return version, m, v.store.Schema.With(urls).Schema, nil
}

// made says whether the version was made under the very schema and extensions that this server has.
func (v *server) made(m *reading.Manifest) bool {
	for _, e := range m.Extensions {
		if !v.has(e) {
			return false
		}
	}
	return m.Schema == v.store.Schema.Digest()
}

func (v *server) has(e exporters.Extension) bool {
	return e.SHA256 != "" && e.SHA256 == v.store.Schema.ExtensionDigest(e.URL)
}

// usedExtension says of an extension whether the schema that is answered has it. One that the publisher fetched, and
// that is not bundled, the server does not have.
type usedExtension struct {
	exporters.Extension
	Applied bool `json:"applied"`
}

func (v *server) getSchema(c echo.Context) error {
	version, m, s, err := v.extended(c)
	if err != nil {
		return err
	}
	used := make([]usedExtension, len(m.Extensions))
	for i, e := range m.Extensions {
		used[i] = usedExtension{e, v.store.Schema.ExtensionDigest(e.URL) != ""}
	}
	body, err := s.Document(schema.ReleaseFile, map[string]any{
		"x-version": version.ID, "x-extensions": used, "x-same-as-published": v.made(m)})
	if err != nil {
		return err
	}
	return answerAs(c, "application/schema+json", body, version.At)
}

// getQuality answers with the version's quality.json.
func (v *server) getQuality(c echo.Context) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return err
	}
	f, ok := m.File("quality.json.gz")
	if !ok {
		return notFound("Version " + version.ID + " was published by a programme that did not count its quality; ask for a later one.")
	}
	var body []byte
	err = v.store.Unpack(c.Request().Context(), f, func(text io.Reader) error {
		body, err = io.ReadAll(text) // as large as there are rules and fields, not processes
		return err
	})
	if err != nil {
		return err
	}
	return answer(c, body, version.At)
}

// extensionFolder is where bundled extensions are known by; see schema.Bundled.
const extensionFolder = "https://extensions.invalid/extensions/indonesia/v1/"

// getExtension answers with a file of the project's own extension, so that a package that declares it names an address
// that leads somewhere.
func (v *server) getExtension(c echo.Context) error {
	name := param(c, "*")
	files, err := schema.Bundled(extensionFolder + "extension.json")
	if err != nil {
		return err
	}
	text, err := fs.ReadFile(files, name)
	if err != nil { // no such file, or a folder: the files are compiled in
		return notFound("The extension has no file " + name + "; its extension.json names its schemas and codelists.")
	}
	return v.answerFixed(c, extensionTypes[path.Ext(name)], text)
}

// extensionTypes are the media types of an extension's files, by their endings.
var extensionTypes = map[string]string{".json": "application/json", ".csv": csvText, ".md": "text/markdown; charset=utf-8"}

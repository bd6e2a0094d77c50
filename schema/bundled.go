package schema

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// BundledExtensions lists the ids of the extensions that are compiled in.
func BundledExtensions() []string {
	folders, err := fs.ReadDir(embedded, "ocds/extensions")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	ids := make([]string, len(folders))
	for i, f := range folders {
		ids[i] = f.Name()
	}
	return ids
}

// Bundled is the source of the extensions that are compiled in. They are known by their repository, whatever host and
// version a URL names.
func Bundled(url string) (fs.FS, error) {
	for repository, id := range repositories() {
		if strings.Contains(url, "/"+repository+"/") {
			return fs.Sub(embedded, path.Join("ocds/extensions", id))
		}
	}
	return nil, ErrUnknownExtension
}

// repositories finds the ids of bundled extensions by owner and name of their repositories. Most moved from one owner
// to another once, and data names them by either.
var repositories = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, id := range BundledExtensions() {
		data, err := embedded.ReadFile(path.Join("ocds/extensions", id, "extension.json"))
		if err != nil {
			panic(err)
		}
		var e extension
		if err := json.Unmarshal(data, &e); err != nil {
			panic(fmt.Errorf("bundled extension %s: %w", id, err))
		}
		all[e.Repository] = id
		if name, ok := strings.CutPrefix(e.Repository, "open-contracting-extensions/"); ok {
			all["open-contracting/"+name] = id
		}
		if name, ok := strings.CutPrefix(e.Repository, "terang/"); ok { // ours, as the public server serves it
			all["extensions/"+name] = id
		}
	}
	return all
})

// Folder is the source of the extensions in a directory: each in a folder that is named as a part of its URL is, such
// as ocds_bid_extension.
func Folder(files fs.FS) Source {
	return func(url string) (fs.FS, error) {
		parts := strings.Split(strings.TrimSuffix(url, "/extension.json"), "/")
		slices.Reverse(parts)
		for _, part := range parts {
			if !fs.ValidPath(part) || part == "." {
				continue
			}
			if _, err := fs.Stat(files, path.Join(part, "extension.json")); err == nil {
				return fs.Sub(files, part)
			}
		}
		return nil, ErrUnknownExtension
	}
}

// ExtensionURL is the address by which a package declares a bundled extension: that of its repository, and of our own
// that of the publisher's server, which has it under base.
func ExtensionURL(id, base string) string {
	var e extension
	data, err := embedded.ReadFile(path.Join("ocds/extensions", id, "extension.json"))
	if err == nil {
		err = json.Unmarshal(data, &e)
	}
	if err != nil {
		panic(fmt.Errorf("bundled extension %s: %w", id, err)) // who names one that is not compiled in must be mended
	}
	if name, ok := strings.CutPrefix(e.Repository, "terang/"); ok {
		return base + "/extensions/" + name + "/" + e.Version + "/extension.json"
	}
	return "https://raw.githubusercontent.com/" + e.Repository + "/" + e.Version + "/extension.json"
}

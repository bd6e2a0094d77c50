package fetch

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// download asks for extension.json and for what it names, and gives all files by their path.
func (f *Fetcher) download(ctx context.Context, u *url.URL) (map[string][]byte, error) {
	content, err := f.ask(ctx, u, maxExtension)
	if err != nil {
		return nil, err
	}
	names, sure, err := named(u, content)
	if err != nil {
		return nil, err
	}
	files, size := map[string][]byte{extensionFile: content}, len(content)
	for _, name := range names {
		at := u.ResolveReference(&url.URL{Path: name})
		content, err := f.file(ctx, at, name)
		if !sure && missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		files[name] = content
		if size += len(content); size > maxAll {
			return nil, &Error{Reason: TooLarge, URL: u.String(), Detail: strconv.Itoa(maxAll)}
		}
	}
	return files, nil
}

// file gets a schema or a codelist. A schema is a JSON Merge Patch: any other value than an object would replace all
// that is patched.
func (f *Fetcher) file(ctx context.Context, at *url.URL, name string) ([]byte, error) {
	content, err := f.ask(ctx, at, maxFile)
	switch {
	case err != nil:
		return nil, err
	case path.Ext(name) == ".csv" && !isCodelist(content):
		return nil, &Error{Reason: NotCodelist, URL: at.String()}
	case path.Ext(name) == ".json" && !isObject(content):
		return nil, &Error{Reason: NotJSON, URL: at.String()}
	}
	return content, nil
}

func missing(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == NotFound && e.Detail == strconv.Itoa(http.StatusNotFound)
}

// named reads extension.json and gives the paths of the files that it names, each once. Old ones do not name their
// schemas: then sure is false, and there may be a release-schema.json or not.
func named(u *url.URL, content []byte) (paths []string, sure bool, err error) {
	var x struct {
		Schemas   *[]string `json:"schemas"`
		Codelists []string  `json:"codelists"`
	}
	if !isObject(content) || json.Unmarshal(content, &x) != nil {
		return nil, false, &Error{Reason: NotJSON, URL: u.String()}
	}
	sure = x.Schemas != nil
	if !sure {
		x.Schemas = &[]string{"release-schema.json"}
	}
	if len(*x.Schemas) > maxSchemas || len(x.Codelists) > maxCodelists {
		return nil, false, &Error{Reason: TooManyFiles, URL: u.String(), Detail: strconv.Itoa(maxSchemas + maxCodelists)}
	}
	for _, name := range *x.Schemas {
		if !plain(name, ".json") || strings.EqualFold(name, extensionFile) {
			return nil, false, &Error{Reason: BadName, URL: u.String(), Detail: strconv.QuoteToASCII(name)}
		}
		paths = append(paths, name)
	}
	for _, name := range x.Codelists {
		if !plain(name, ".csv") {
			return nil, false, &Error{Reason: BadName, URL: u.String(), Detail: strconv.QuoteToASCII(name)}
		}
		paths = append(paths, "codelists/"+name)
	}
	slices.Sort(paths)
	return slices.Compact(paths), sure, nil
}

// plain says whether a name is one of a file and nothing more, on every system.
func plain(name, suffix string) bool {
	strange := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`/\:*?"<>|`, r) }
	return strings.HasSuffix(name, suffix) && len(name) <= maxName && name[0] != '.' &&
		!strings.ContainsFunc(name, strange) && filepath.IsLocal(name)
}

// isObject says whether all of the content is one JSON object.
func isObject(content []byte) bool {
	var members map[string]json.RawMessage
	return utf8.Valid(content) && json.Unmarshal(content, &members) == nil && members != nil
}

// isCodelist says whether the content is CSV, all rows as long as the first, with a column Code (OCDS 1.1,
// "Codelists"). A server's page of excuses is not.
func isCodelist(content []byte) bool {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	return utf8.Valid(content) && err == nil && len(rows) > 0 && slices.Contains(rows[0], "Code")
}

package api_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"terang/publish/publishtest"
)

// curlLine is a line for the command line, and webLink a link, as the reference page prints them.
var (
	curlLine = regexp.MustCompile(`<pre class="line"><code>(curl [^<]*)</code></pre>`)
	webLink  = regexp.MustCompile(`<a href="(https?://[^"]*)"`)
)

// testExamples: each line and link that the reference page prints works as it is printed, and each operation has one.
func testExamples(t *testing.T, w *world) {
	for _, lang := range []string{"en", "id"} {
		body := string(w.ok(t, "/docs?lang="+lang).body)
		var addresses []string
		for _, found := range curlLine.FindAllStringSubmatch(body, -1) {
			addresses = append(addresses, w.runs(t, html.UnescapeString(found[1])))
		}
		for _, found := range webLink.FindAllStringSubmatch(body, -1) {
			w.ok(t, html.UnescapeString(found[1]))
		}
		if w.early == nil { // a world of one release has not all that there are examples of
			continue
		}
		w.testParameterExamples(t, addresses)
		for _, item := range contract().Paths.Map() {
			if !slices.ContainsFunc(addresses, func(a string) bool { return routeOf(a).Operation == item.Get }) {
				t.Errorf("%s: no line for %s", lang, item.Get.OperationID)
			}
		}
	}
}

// testParameterExamples asks for each address with each example that the contract has for one of its parameters.
func (w *world) testParameterExamples(t *testing.T, addresses []string) {
	t.Helper()
	for _, address := range slices.Compact(slices.Sorted(slices.Values(addresses))) {
		route := routeOf(address)
		for _, p := range slices.Concat(route.PathItem.Parameters, route.Operation.Parameters) {
			if p.Value.In != openapi3.ParameterInQuery || p.Value.Example == nil {
				continue
			}
			value := fmt.Sprint(p.Value.Example)
			if p.Value.Name == "version" || p.Value.Name == "changedSince" {
				value = w.latest(t)
			}
			w.ok(t, address+"?"+url.Values{p.Value.Name: {value}}.Encode())
		}
	}
}

// runs asks what a printed line asks, and gives the escaped path of its address.
func (w *world) runs(t *testing.T, line string) string {
	t.Helper()
	parts := regexp.MustCompile(`^curl (?:(-[ON]) )?'(\S+)'$`).FindStringSubmatch(line)
	if parts == nil || !strings.HasPrefix(parts[2], base+"/") {
		t.Fatalf("%s cannot be run", line)
	}
	address := publishtest.Must[*url.URL](t)(url.Parse(parts[2]))
	if parts[1] == "-N" { // it never ends; ask whether it begins
		return address.EscapedPath()
	}
	kind := w.ok(t, parts[2]).header.Get("Content-Type")
	binary := !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "json") && !strings.Contains(kind, "xml") && !strings.Contains(kind, "yaml")
	if binary != (parts[1] == "-O") {
		t.Errorf("%s answers %s", line, kind)
	}
	return address.EscapedPath()
}

// TestContractIsWhole: each operation and parameter is told in both languages, and each operation has an example: of
// its parameters, and of what it answers where that is text.
func TestContractIsWhole(t *testing.T) {
	t.Parallel()
	for path, item := range contract().Paths.Map() {
		o := item.Get
		told(t, o.OperationID, "summary", o.Summary, o.Extensions)
		if o.Description != "" {
			told(t, o.OperationID, "description", o.Description, o.Extensions)
		}
		for _, p := range o.Parameters {
			told(t, o.OperationID+"."+p.Value.Name, "description", p.Value.Description, p.Value.Extensions)
			if p.Value.In == openapi3.ParameterInPath && p.Value.Example == nil {
				t.Errorf("%s: %s has no example", path, p.Value.Name)
			}
		}
		for _, p := range item.Parameters {
			told(t, path+"."+p.Value.Name, "description", p.Value.Description, p.Value.Extensions)
			if p.Value.Example == nil {
				t.Errorf("%s: %s has no example", path, p.Value.Name)
			}
		}
		ok := o.Responses.Value(fmt.Sprint(http.StatusOK)).Value
		told(t, o.OperationID+".200", "description", *ok.Description, ok.Extensions)
		if m := ok.Content["application/json"]; m != nil && o.OperationID != "getFile" && m.Example == nil && m.Schema.Value.Example == nil {
			t.Errorf("%s: no example of its answer", o.OperationID)
		}
	}
	for _, tag := range contract().Tags {
		told(t, "tag "+tag.Name, "description", tag.Description, tag.Extensions)
	}
}

func told(t *testing.T, where, name, english string, members map[string]any) {
	t.Helper()
	indonesian, _ := members["x-"+name+"-id"].(string)
	if english == "" || indonesian == "" {
		t.Errorf("%s: its %s is %q in English, and %q in Indonesian (x-%s-id)", where, name, english, indonesian, name)
	}
}

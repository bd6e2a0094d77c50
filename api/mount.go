package api

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"
)

// mount makes a route of every operation of the contract, checked before its handler runs.
func (v *server) mount(e *echo.Echo) error {
	handlers := v.operations()
	for path, item := range v.contract.Paths.Map() {
		for method, operation := range item.Operations() {
			handler := handlers[operation.OperationID]
			if handler == nil || method != http.MethodGet {
				return fmt.Errorf("%s %s: no handler for operation %q", method, path, operation.OperationID)
			}
			delete(handlers, operation.OperationID)
			checked := v.checked(path, item, operation, handler)
			if !isKept(operation) {
				checked = unkept(checked)
			}
			e.GET(echoPath(path), checked)
			e.HEAD(echoPath(path), checked)
		}
	}
	for id := range handlers {
		return fmt.Errorf("handler %q has no operation in the contract", id)
	}
	return nil
}

// echoPath writes a path of the contract as echo wants it; a parameter named path takes all the rest.
func echoPath(path string) string {
	path = strings.ReplaceAll(path, "{path}", "*")
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// checked runs the handler on requests that keep the contract, and answers others with every fault.
func (v *server) checked(path string, item *openapi3.PathItem, operation *openapi3.Operation, handler echo.HandlerFunc) echo.HandlerFunc {
	// The parameters are of one plain type each, which the library checks alike for OpenAPI 3.0, without compiling a
	// JSON Schema for each of them at each request: that took most of the time of reading a record.
	plain := *v.contract
	plain.OpenAPI = "3.0.3"
	route := &routers.Route{Spec: &plain, Path: path, PathItem: item, Method: http.MethodGet, Operation: operation}
	return func(c echo.Context) error {
		params := pathParameters(c)
		if slices.Contains(slices.Collect(maps.Values(params)), "") { // /api/v1/records/ is no address
			return echo.ErrNotFound
		}
		faults := append(strangeText(params, c.Request().URL.RawQuery), strangeParameters(item, operation, c.QueryParams())...)
		err := openapi3filter.ValidateRequest(c.Request().Context(), &openapi3filter.RequestValidationInput{
			Request: c.Request(), PathParams: params, QueryParams: c.QueryParams(), Route: route,
			Options: &openapi3filter.Options{MultiError: true, SkipSettingDefaults: true},
		})
		faults = append(faults, contractFaults(err)...)
		if len(faults) > 0 {
			return invalid(faults...)
		}
		return handler(c)
	}
}

// pathParameters gives the path parameters by their names in the contract.
func pathParameters(c echo.Context) map[string]string {
	params := map[string]string{}
	for _, name := range c.ParamNames() {
		key := name
		if name == "*" {
			key = "path"
		}
		params[key] = param(c, name)
	}
	return params
}

// param gives a path parameter unescaped. Echo routes by the escaped path where there is one (so that an ocid may
// contain a slash) and leaves the parameters as they stand in it.
func param(c echo.Context, name string) string {
	raw := c.Param(name)
	if c.Request().URL.RawPath == "" {
		return raw
	}
	if text, err := url.PathUnescape(raw); err == nil {
		return text
	}
	return raw
}

// strangeText finds what no database takes as text, and a query that cannot be read; net/url passes over the parts
// of one that it cannot.
func strangeText(params map[string]string, query string) (faults []fault) {
	look := func(name, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			faults = append(faults, fault{name, "invalid", "give UTF-8 text without NUL, percent-encoded"})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		look(name, params[name])
	}
	values, err := url.ParseQuery(query)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		look(name, strings.Join(values[name], ""))
	}
	if err != nil {
		faults = append(faults, fault{"", "invalid", "the part after ? cannot be read: write name=value pairs, joined by &, percent-encoded"})
	}
	return faults
}

// strangeParameters finds parameters that the operation does not have, or that are given twice: what is ignored
// silently is how readers come to wrong answers.
func strangeParameters(item *openapi3.PathItem, operation *openapi3.Operation, query url.Values) (faults []fault) {
	var known []string
	for _, p := range slices.Concat(item.Parameters, operation.Parameters) {
		if p.Value.In == "query" {
			known = append(known, p.Value.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(known, name) {
			detail := "this address takes no parameters"
			if len(known) > 0 {
				detail = "there is no such parameter here; there are " + strings.Join(known, ", ")
			}
			faults = append(faults, fault{name, "unknown", detail})
		} else if len(query[name]) > 1 {
			faults = append(faults, fault{name, "repeated", "give it once"})
		}
	}
	return faults
}

// contractFaults puts what the library found into our words: which parameter, what was given, what is wanted.
func contractFaults(err error) (faults []fault) {
	switch e := err.(type) { // not errors.As, which would find the causes within a fault
	case nil:
		return nil
	case openapi3.MultiError:
		for _, one := range e {
			faults = append(faults, contractFaults(one)...)
		}
		return faults
	case *openapi3filter.RequestError:
		if p := e.Parameter; p != nil {
			detail := "this value is not allowed here"
			if p.Schema.Value.Type.Is(openapi3.TypeInteger) {
				detail = wholeNumber(p.Schema.Value)
			}
			return []fault{{p.Name, "invalid", strings.TrimSpace(detail + ". " + p.Description)}}
		}
		return []fault{{"", "invalid", e.Reason}}
	}
	return []fault{{"", "invalid", "the request does not keep the contract; see /openapi.yaml"}}
}

// wholeNumber says which numbers the schema allows.
func wholeNumber(s *openapi3.Schema) string {
	if s.Min != nil && s.Max != nil {
		return fmt.Sprintf("give a whole number from %g to %g", *s.Min, *s.Max)
	}
	return "give a whole number"
}

package fetch

import (
	"errors"
	"strings"
)

// Reason says in one word why an extension was not fetched.
type Reason string

// The reasons, with what Error.Detail holds.
const (
	Malformed         Reason = "malformed"         // cannot be read as an address, or names a user
	NotExtension      Reason = "notExtension"      // the address does not end in /extension.json
	NotHTTPS          Reason = "notHTTPS"          //
	Unlisted          Reason = "unlisted"          // the host, with its port if one is named
	Private           Reason = "private"           // the network address
	Redirect          Reason = "redirect"          // the address that it leads to; Err says why not there
	NotFound          Reason = "notFound"          // the HTTP status, any but 200
	TimedOut          Reason = "timedOut"          //
	Unreachable       Reason = "unreachable"       // no connection, no trust, or a broken answer; Err says which
	TooLarge          Reason = "tooLarge"          // the limit in bytes
	TooManyFiles      Reason = "tooManyFiles"      // the limit
	TooManyExtensions Reason = "tooManyExtensions" // the limit
	NotJSON           Reason = "notJSON"           //
	NotCodelist       Reason = "notCodelist"       //
	BadName           Reason = "badName"           // the name, quoted
)

// Error is why an extension was not fetched, as one English line: what, and the remedy.
type Error struct {
	Reason Reason
	URL    string // the address that was asked or refused: the extension's, or of one of its files
	Detail string // see the reasons
	Err    error  // the cause, if there is one
}

const orGive = ", or give the extension with --extensions DIR"

var texts = map[Reason]struct{ what, remedy string }{
	Malformed:         {"{url} cannot be read as an address, or names a user", "correct it" + orGive},
	NotExtension:      {"{url} does not end in /extension.json", "name the extension by the address of its extension.json"},
	NotHTTPS:          {"{url} does not begin with https://", "name the extension by its https address" + orGive},
	Unlisted:          {"host {detail} is not on the list", "add it to extensionHosts in terang.yaml" + orGive},
	Private:           {"{url} leads to {detail}, which is no public network address", "move it to a public server" + orGive},
	Redirect:          {"{url} leads on to {detail}, which is not followed ({cause})", "name the extension by its final address" + orGive},
	NotFound:          {"{url} is not there (HTTP status {detail})", "correct the address, try again later" + orGive},
	TimedOut:          {"{url} does not answer in time", "try again later" + orGive},
	Unreachable:       {"{url} cannot be read ({cause})", "try again later" + orGive},
	TooLarge:          {"{url} is larger than {detail} bytes", "make it smaller" + orGive},
	TooManyFiles:      {"{url} names more than {detail} files", "name fewer" + orGive},
	TooManyExtensions: {"{url} is one more than the {detail} extensions that are fetched in one run", "run again, when those are in the cache" + orGive},
	NotJSON:           {"{url} is not a JSON object of the right form", "correct the file or its address" + orGive},
	NotCodelist:       {"{url} is not a codelist: CSV with a column Code", "correct the file or its address" + orGive},
	BadName:           {"{url} names the file {detail}", "give schemas plain names that end in .json, and codelists in .csv" + orGive},
}

// Error gives what and remedy.
func (e *Error) Error() string { return e.what() + ": " + texts[e.Reason].remedy }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func (e *Error) what() string {
	return strings.NewReplacer("{url}", e.URL, "{detail}", e.Detail, "{cause}", e.cause()).Replace(texts[e.Reason].what)
}

// cause is short: of an error of ours, the remedy would be said twice.
func (e *Error) cause() string {
	var ours *Error
	switch {
	case e.Err == nil:
		return ""
	case errors.As(e.Err, &ours):
		return ours.what()
	}
	return e.Err.Error()
}

// Package terang holds the contract of the public API; the rooms of the programme are the folders beside it.
package terang

import _ "embed"

// Contract is openapi.yaml: every route of the public server, written by hand. The server is mounted from it.
//
//go:embed openapi.yaml
var Contract []byte

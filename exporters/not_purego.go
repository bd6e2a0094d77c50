//go:build !purego

package exporters

// Portable says whether this programme was built with the tag purego; see purego.go.
const Portable = false

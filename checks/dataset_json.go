package checks

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
)

// packed is a Dataset as JSON: a summary is mostly keys in their order, which packing makes a fraction as large.
type packed struct {
	Form int    `json:"form"`
	Data []byte `json:"data"` // the summary as JSON, packed with DEFLATE (RFC 1951)
}

const (
	form        = 1        // of the summary: another where it is no longer read as it was written
	mostSummary = 64 << 20 // bytes of an unpacked summary
)

// MarshalJSON writes what was gathered.
func (d *Dataset) MarshalJSON() ([]byte, error) {
	plain, err := json.Marshal(&d.seen)
	if err != nil {
		return nil, fmt.Errorf("write summary: %w", err)
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return nil, fmt.Errorf("pack summary: %w", err)
	}
	if _, err = w.Write(plain); err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("pack summary: %w", err)
	}
	return json.Marshal(packed{form, out.Bytes()})
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what d has gathered.
func (d *Dataset) UnmarshalJSON(data []byte) error {
	var p packed
	if err := json.Unmarshal(data, &p); err != nil {
		return fmt.Errorf("read summary: %w", err)
	}
	if p.Form != form {
		return fmt.Errorf("read summary: it has form %d, this programme reads form %d; gather it again from the processes", p.Form, form)
	}
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(p.Data)), mostSummary))
	if err != nil {
		return fmt.Errorf("unpack summary: %w; gather it again from the processes", err)
	}
	var read Dataset
	if err := json.Unmarshal(plain, &read.seen); err != nil {
		return fmt.Errorf("read summary: %w; gather it again from the processes", err)
	}
	*d = *NewDataset()
	d.Merge(&read) // into one that is whole, and within its bounds
	return nil
}

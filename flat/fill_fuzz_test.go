package flat

import (
	"bytes"
	"errors"
	"testing"

	"terang/schema"
)

// FuzzFilled: whatever people fill in, reading it ends, what comes of it is JSON, and every row is accounted for.
func FuzzFilled(f *testing.F) {
	f.Add([]byte("Daftar\nocid;ID rilis;Tender:value:amount\no-1;1;Rp 1.000,-\n"), []byte("version,1.1\nextensions,a,b\n"))
	f.Add([]byte("#,skipRows 1,headerRows 2\n\nocid,id,x/0,ocid\n#,,\n,1,#REF!,o\n"), []byte("uri,version,license\nu,1.1,\n"))
	f.Add([]byte("ocid,id,tender/items,tender/items/0/0/id,:,//,tag/1\na,1,2,3,4,5,6\n"), []byte("\n,\n#\n"))
	f.Fuzz(func(t *testing.T, table, meta []byte) {
		sources, err := OpenFilled(folderOf(t, map[string]string{"a.csv": string(table), "Meta.csv": string(meta)}))
		var unreadable *schema.InputError
		if errors.As(err, &unreadable) {
			return
		}
		must(t, err)
		defer closeAll(sources)
		var out bytes.Buffer
		how := Filled{Schema: schema.Default(), Moment: wib, Judge: schema.Default().ValidateRelease, Found: func(f Found) { _ = f.Cell.String() + f.Text("id") }}
		report, err := how.Unflatten(sources[0], &out)
		if errors.As(err, &unreadable) {
			return
		}
		must(t, err)
		if line := bytes.TrimSpace(out.Bytes()); !schema.Equal(line, append(bytes.Clone(line), ' ')) {
			t.Fatalf("%s is not JSON", line)
		}
		for _, c := range report.Files {
			rows := c.Used
			for _, s := range c.Skipped {
				rows += s.Rows
			}
			if rows != c.Rows {
				t.Fatalf("%d rows are not %d", rows, c.Rows)
			}
		}
	})
}

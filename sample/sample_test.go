package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var demo = Options{Seed: 1, Processes: 300}

func TestSameOptionsSameBytes(t *testing.T) {
	first, second := all(t, demo), all(t, demo)
	if !bytes.Equal(first, second) {
		t.Error("two runs differ")
	}
	if bytes.Equal(first, all(t, Options{Seed: 2, Processes: 300})) {
		t.Error("another seed gives the same sample")
	}
}

// The digest was made once and must be the same on any machine. It changes when the inventions are changed.
func TestSameBytesAnywhere(t *testing.T) {
	const want = "d38b124758949909d1675b5abbcef2fe2bde65895423d2139b7129480d4e212b"
	digest := sha256.Sum256(all(t, Options{Seed: 7, Processes: 60}))
	if got := hex.EncodeToString(digest[:]); got != want {
		t.Errorf("digest of the sample is %s, want %s", got, want)
	}
}

func TestLargerSampleBeginsWithSmaller(t *testing.T) {
	small, large := all(t, Options{Seed: 3, Processes: 25}), all(t, Options{Seed: 3, Processes: 70})
	if !bytes.HasPrefix(large, bytes.TrimSuffix(small, []byte("\n]}\n"))) {
		t.Error("the first 25 procurements of 70 are not those of 25")
	}
}

func TestHandInsTogetherAreAll(t *testing.T) {
	var together []string
	after := time.Time{}
	for handIn := range HandIns {
		var out bytes.Buffer
		if err := Write(&out, demo, handIn); err != nil {
			t.Fatal(err)
		}
		releases := lines(out.Bytes())
		if len(releases) == 0 {
			t.Errorf("hand-in %d is empty", handIn)
		}
		for _, r := range read(t, out.Bytes()).Releases {
			if date := instant(t, r.Date); !date.After(after) || date.After(handIns[handIn]) {
				t.Errorf("hand-in %d has a release of %s", handIn, r.Date)
			}
		}
		after = handIns[handIn]
		together = append(together, releases...)
	}
	want := lines(all(t, demo))
	slices.Sort(together)
	slices.Sort(want)
	if !slices.Equal(together, want) {
		t.Errorf("the hand-ins have %d releases, the whole sample %d, and not the same", len(together), len(want))
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, handIn := range []int{-1, HandIns} {
		if err := Write(new(bytes.Buffer), demo, handIn); err == nil {
			t.Errorf("hand-in %d was written", handIn)
		}
	}
	full := errors.New("disk full")
	if err := WriteAll(fullDisk{full}, demo); !errors.Is(err, full) {
		t.Errorf("a writer's error is %v, want %v", err, full)
	}
}

func TestEverythingIsMarked(t *testing.T) {
	p := read(t, all(t, demo))
	if !strings.Contains(p.Publisher.Name, "(DATA CONTOH / SAMPLE)") {
		t.Errorf("publisher is %q", p.Publisher.Name)
	}
	for _, r := range p.Releases {
		if !strings.HasPrefix(r.OCID, "ocds-contoh-99") {
			t.Errorf("ocid %s", r.OCID)
		}
		if r.Tender != nil && r.Tender.Title != "" && !strings.HasSuffix(r.Tender.Title, mark) {
			t.Errorf("%s: title %q", r.ID, r.Tender.Title)
		}
		for _, party := range r.Parties {
			if !strings.Contains(strings.ToLower(party.ID+party.Name), "contoh") {
				t.Errorf("%s: party %s %q", r.ID, party.ID, party.Name)
			}
			if mail := party.ContactPoint.Email; mail != "" && !strings.HasSuffix(mail, ".example.id") {
				t.Errorf("%s: e-mail %s", r.ID, mail)
			}
		}
	}
}

func TestNoNumberLooksLikeAnIdentity(t *testing.T) {
	if found := regexp.MustCompile(`[0-9]{12,}`).Find(all(t, demo)); found != nil {
		t.Errorf("a number of %d digits: %s", len(found), found)
	}
}

func TestNamesAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	distinct := func(name string) {
		if seen[name] {
			t.Errorf("%s twice", name)
		}
		seen[name] = true
	}
	for nth := range 2000 {
		distinct(companyAt(nth).Name[3:])
	}
	for _, place := range Regencies() {
		distinct(place.Name)
		for district, name := range place.districts {
			distinct(name)
			for village := range villagesPerDistrict {
				distinct(place.village(district, village))
			}
		}
	}
}

func BenchmarkWriteAll(b *testing.B) {
	for b.Loop() {
		var count counter
		if err := WriteAll(&count, Options{Seed: 1, Processes: 1000}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(count))
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

type fullDisk struct{ err error }

func (b fullDisk) Write([]byte) (int, error) { return 0, b.err }

func all(t *testing.T, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteAll(&out, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type releasePackage struct {
	head
	Releases []release `json:"releases"`
}

func read(t *testing.T, content []byte) releasePackage {
	t.Helper()
	var p releasePackage
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p
}

// lines gives the releases of a package as they stand there, a line each.
func lines(content []byte) []string {
	rows := strings.Split(strings.TrimSuffix(string(content), "\n]}\n"), "\n")[1:]
	for i := range rows {
		rows[i] = strings.TrimSuffix(rows[i], ",")
	}
	return rows
}

func instant(t *testing.T, date string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, date)
	if err != nil || !strings.HasSuffix(date, "+07:00") {
		t.Fatalf("date %q: %v", date, err)
	}
	return at
}

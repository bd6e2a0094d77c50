package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"terang/checks"
	"terang/indicators"
	"terang/store"
)

// ConfigFile is the name of the configuration in a data directory.
const ConfigFile = "terang.yaml"

// Config is terang.yaml: what a publisher says of itself, and its policy. It is an input of every version.
type Config struct {
	Publisher struct {
		Name   string `yaml:"name"`
		Scheme string `yaml:"scheme,omitempty"`
		UID    string `yaml:"uid,omitempty"`
		URI    string `yaml:"uri,omitempty"`
	} `yaml:"publisher"`
	OCIDPrefix        string   `yaml:"ocidPrefix,omitempty"` // registered; without one everything is a trial
	BaseURL           string   `yaml:"baseURL"`
	TimeZone          string   `yaml:"timeZone"` // IANA name
	License           string   `yaml:"license,omitempty"`
	PublicationPolicy string   `yaml:"publicationPolicy,omitempty"`
	Contact           Contact  `yaml:"contact,omitempty"`  // for readers' questions; published
	Contacts          Contacts `yaml:"contacts,omitempty"` // for particular matters; published
	Refuse            []string `yaml:"refuse,omitempty"`   // codes of findings that refuse a release, besides errors
	Confirm           []string `yaml:"confirm,omitempty"`  // CODE:POINTER of findings that are named harmless

	Profiles       []string `yaml:"profiles,omitempty"`       // further rules: indonesia
	ExtensionHosts []string `yaml:"extensionHosts,omitempty"` // that may be asked for extensions, over HTTPS
	Rates          string   `yaml:"rates,omitempty"`          // file with rates of exchange, from the data directory

	Complaints []Complaint `yaml:"complaints,omitempty"` // where reports and complaints about a process go; published

	Thresholds yaml.Node `yaml:"indicators,omitempty"` // what indicators compare with, where that is not their default
}

// Trial is the configuration where there is none: everything works, marked as a trial.
func Trial() Config {
	c := Config{BaseURL: store.TrialBaseURL, TimeZone: "Asia/Jakarta"}
	c.Publisher.Name = "Penerbit belum diatur / publisher not yet set"
	return c
}

// LoadConfig reads a configuration; where the file does not exist, it is Trial.
func LoadConfig(path string) (Config, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Trial(), nil
	}
	if err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	c := Trial()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&c); err != nil && !errors.Is(err, io.EOF) {
		return Config{}, fmt.Errorf("%s: %w: mend the line, or see terang init --help for what may stand there", path, err)
	}
	if err := c.Check(); err != nil {
		return Config{}, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

var prefixForm = regexp.MustCompile(`^ocds-[a-z0-9]{6}$`)

// Check finds all that is wrong with the configuration.
func (c *Config) Check() error {
	var all []error
	fault := func(format string, args ...any) { all = append(all, fmt.Errorf(format, args...)) }
	if c.Publisher.Name == "" {
		fault("publisher.name is missing: give the organization's name")
	}
	if c.OCIDPrefix != "" && !prefixForm.MatchString(c.OCIDPrefix) {
		fault("ocidPrefix %q is not of the form ocds-abc123: give the registered prefix, or leave it out for a trial", c.OCIDPrefix)
	}
	if u, err := url.Parse(c.BaseURL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		fault("baseURL %q is not a web address: write it as https://data.example.go.id", c.BaseURL)
	}
	if _, err := time.LoadLocation(c.TimeZone); err != nil || c.TimeZone == "" {
		fault("timeZone %q is not known: write it as Asia/Jakarta, Asia/Makassar or Asia/Jayapura", c.TimeZone)
	}
	all = append(all, c.contactFaults()...)
	all = append(all, c.complaintFaults()...)
	for _, confirmed := range c.Confirm {
		if code, pointer, ok := strings.Cut(confirmed, ":"); !ok || code == "" || !strings.HasPrefix(pointer, "/") {
			fault("confirm %q is not of the form CODE:/POINTER", confirmed)
		}
	}
	for _, code := range c.Refuse {
		if !checks.Refusable(code) {
			fault("refuse %q is not the code of a rule on releases: terang validate --rules lists them", code)
		}
	}
	if _, err := c.Indicators(time.Time{}); err != nil {
		all = append(all, err)
	}
	for _, profile := range c.Profiles {
		if profile != checks.Indonesia {
			fault("profile %q is not known: there is %s", profile, checks.Indonesia)
		}
	}
	return errors.Join(all...)
}

// Indicators are what indicators compare with, as seen from a day: their defaults, but for what terang.yaml says.
func (c *Config) Indicators(asOf time.Time) (indicators.Config, error) {
	i := indicators.Defaults(asOf)
	if c.Thresholds.IsZero() {
		return i, nil
	}
	text, err := yaml.Marshal(&c.Thresholds)
	if err != nil {
		return i, fmt.Errorf("indicators: %w", err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&i); err != nil && !errors.Is(err, io.EOF) {
		return i, fmt.Errorf("indicators: %w: terang indicators --methods lists what there is", err)
	}
	return i, nil
}

// Encode writes the configuration as terang.yaml.
func (c *Config) Encode() ([]byte, error) {
	text, err := yaml.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write configuration: %w", err)
	}
	return text, nil
}

// Publication is what a version keeps of the configuration.
func (c *Config) Publication() store.Publication {
	p := store.Publication{
		Publisher:  store.Publisher{Name: c.Publisher.Name, Scheme: c.Publisher.Scheme, UID: c.Publisher.UID, URI: c.Publisher.URI},
		BaseURL:    strings.TrimRight(c.BaseURL, "/"),
		Contact:    store.Contact(c.Contact),
		Contacts:   c.Contacts.publication(),
		Complaints: c.complaints(),
		License:    c.License,
		Policy:     c.PublicationPolicy,
		TimeZone:   c.TimeZone,
		OCIDPrefix: c.OCIDPrefix,
		Trial:      c.OCIDPrefix == "",
		Confirmed:  c.Confirm,
	}
	if thresholds, err := c.Indicators(time.Time{}); err == nil { // Check has refused others
		p.Indicators = thresholds.Encode()
	}
	if p.Trial { // marked wherever the publisher is named, which is every package and page
		p.Publisher.Name += " (UJI COBA / TRIAL)"
	}
	return p
}

// location is the publisher's time zone.
func (c *Config) location() *time.Location {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return time.UTC // Check has refused it
	}
	return zone
}

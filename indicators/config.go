package indicators

import "time"

// Config is what indicators compare with. Every number has a default with its source (see Config.thresholds); its shape
// is plain, so that terang.yaml can hold it.
type Config struct {
	AsOf     time.Time `yaml:"-"` // the day from which things are seen: results never move with the clock
	Only     []string  `yaml:"-"` // codes of the indicators to ask; empty for all
	Notable  bool      `yaml:"-"` // pass only what is flagged or computed; the rest is only counted in the coverage
	Evidence int       `yaml:"evidence"`

	MinimumN     int `yaml:"minimumN"`     // of a rate over several contracts
	MinimumFence int `yaml:"minimumFence"` // of values from which quartiles are made

	ExcludedMethods []string   `yaml:"excludedMethods"` // procurementMethodDetails left out of Cardinal's indicators
	NoPriceMethods  []string   `yaml:"noPriceMethods"`  // procurementMethodDetails in which prices are not compared
	Holidays        []string   `yaml:"holidays"`        // days, YYYY-MM-DD
	R003            R003Config `yaml:"R003"`
	R018Methods     []string   `yaml:"R018Methods"` // of procurementMethod
	R025Percentile  int        `yaml:"R025Percentile"`
	R035Least       int        `yaml:"R035Least"` // disqualified tenderers
	R038            R038Config `yaml:"R038"`
	R048            R048Config `yaml:"R048"`

	ICWFlagAt        int              `yaml:"icwFlagAt"` // the score of ICW's bands from which a flag is raised
	TitleLength      int              `yaml:"titleLength"`
	DescriptionWords int              `yaml:"descriptionLength"` // letters
	YearEnd          string           `yaml:"yearEnd"`           // MM-DD
	SameWinner       SameWinnerConfig `yaml:"sameWinner"`
	BidWindows       []BidWindow      `yaml:"bidWindows"`
	Split            SplitConfig      `yaml:"split"`
	Limits           []Limit          `yaml:"limits"`
	AddendumCeiling  int              `yaml:"addendumCeiling"` // per cent above the value that was signed
	PenaltyPerMille  int              `yaml:"penaltyPerMille"` // of the contract's value, for each day late
	PenaltiesKept    bool             `yaml:"penaltiesKept"`   // the publisher's sources can record penalties
	Load             int              `yaml:"load"`            // contracts at a time
	_                struct{}         // named members only
}

// R003Config is when a submission period is short, in days.
type R003Config struct {
	Days     int            `yaml:"days"`
	Methods  []string       `yaml:"methods"`  // of procurementMethod; empty for all
	ByMethod map[string]int `yaml:"byMethod"` // days by procurementMethodDetails
}

// R038Config is how much there must be for a share of disqualified bids.
type R038Config struct {
	MinimumBids      int `yaml:"minimumBids"`      // of a tenderer
	MinimumProcesses int `yaml:"minimumProcesses"` // of a buyer or procuring entity
}

// R048Config is when items are of different kinds, and how often a supplier must have won.
type R048Config struct {
	Digits           int `yaml:"digits"` // of the classification that count
	MinimumProcesses int `yaml:"minimumProcesses"`
}

// SameWinnerConfig is when one supplier has a procuring entity's category to itself.
type SameWinnerConfig struct {
	Years  int `yaml:"years"`  // one after the other
	Share  int `yaml:"share"`  // per cent of the value awarded in each
	Awards int `yaml:"awards"` // at least in each year
}

// SplitConfig is when contracts look like one that was split to stay below a threshold.
type SplitConfig struct {
	Days   int `yaml:"days"`   // from the first award to the last
	Share  int `yaml:"share"`  // per cent of the threshold that each reaches at least
	Awards int `yaml:"awards"` // at least
}

// Limit is a legal threshold of a method, from a day on until another limit of the same method and category replaces it.
type Limit struct {
	Method     string `yaml:"method"`     // with which procurementMethodDetails begins
	Category   string `yaml:"category"`   // of mainProcurementCategory
	Consulting bool   `yaml:"consulting"` // of services, those with consultingServices alone
	From       string `yaml:"from"`       // YYYY-MM-DD
	Amount     int64  `yaml:"amount"`     // rupiah; what is equal is within
	Source     string `yaml:"source"`
}

// BidWindow is the least time for bids that the law gives, in working days.
type BidWindow struct {
	Method        string `yaml:"method"`        // with which procurementMethodDetails begins
	Qualification string `yaml:"qualification"` // with which tender.qualificationDetails begins; empty for any
	WorkingDays   int    `yaml:"workingDays"`
	Source        string `yaml:"source"`
}

// Defaults are the thresholds from their sources, seen from a day.
func Defaults(asOf time.Time) Config {
	const law2018, law2025 = "Perpres 16/2018 jo. 12/2021", "Perpres 46/2025"
	return Config{
		AsOf: asOf, Evidence: 20, MinimumN: 5, MinimumFence: 20,
		R003: R003Config{Days: 15}, R018Methods: []string{"open", "selective"}, R025Percentile: 75, R035Least: 1,
		R038: R038Config{MinimumBids: 2, MinimumProcesses: 2}, R048: R048Config{Digits: 2, MinimumProcesses: 20},
		ICWFlagAt: 5, TitleLength: 20, DescriptionWords: 60, YearEnd: "12-01",
		SameWinner: SameWinnerConfig{Years: 3, Share: 50, Awards: 3},
		Split:      SplitConfig{Days: 30, Share: 50, Awards: 2},
		Limits: []Limit{
			{"Pengadaan Langsung", "goods", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "works", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "works", false, "2025-04-30", 400_000_000, law2025},
			{"Pengadaan Langsung", "services", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "services", true, "2018-07-01", 100_000_000, law2018},
		},
		AddendumCeiling: 10, PenaltyPerMille: 1, Load: 5,
	}
}

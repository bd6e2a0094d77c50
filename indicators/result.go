package indicators

// State is what came of asking an indicator.
type State string

// The states. What is not computable is never the same as what is not flagged.
const (
	Flagged       State = "flagged"
	NotFlagged    State = "not_flagged"
	Computed      State = "computed" // a figure, which flags nothing
	NotComputable State = "not_computable"
)

// Reason is why something is not computable.
type Reason string

// The reasons.
const (
	MissingFields    Reason = "missing_fields"
	MixedCurrencies  Reason = "mixed_currencies"
	ZeroAmount       Reason = "zero_amount"       // a ratio to it says nothing
	UnreadableAmount Reason = "unreadable_amount" // more than 18 digits
	NotFinal         Reason = "not_final"         // an award is still pending
	BelowMinimum     Reason = "below_minimum"     // too few for a rate, or for quartiles
	EqualValues      Reason = "equal_values"      // quartiles coincide, so nothing stands out
)

// Result is one answer of one indicator about one subject: a plain row.
type Result struct {
	Indicator string   `json:"indicator"`
	Variant   string   `json:"variant,omitempty"` // original or amended end date, kind of amendment …
	Subject   Subject  `json:"subject"`
	State     State    `json:"state"`
	Reason    Reason   `json:"reason,omitempty"`  // of what is not computable
	Missing   []string `json:"missing,omitempty"` // paths of the fields that would make it computable

	Value     string `json:"value,omitempty"` // decimal; ratios are rounded to four digits from their exact value
	Unit      string `json:"unit,omitempty"`  // ratio, days, count, score, or a currency
	Threshold string `json:"threshold,omitempty"`
	Part      string `json:"part,omitempty"`  // of a ratio, the numerator
	Whole     string `json:"whole,omitempty"` // and the denominator

	N        int    `json:"n,omitempty"`       // how many things were counted
	Of       int    `json:"of,omitempty"`      // how many there are: n of them could be counted
	LeftOut  []Left `json:"leftOut,omitempty"` // why the others could not
	AsOf     string `json:"asOf"`              // the day, YYYY-MM-DD
	Method   string `json:"method"`            // code and version
	Fence    *Fence `json:"fence,omitempty"`   // what a value was held against, where that comes from the dataset
	Sentence Words  `json:"sentence"`
	Caveat   Words  `json:"caveat"`

	Evidence      []Evidence `json:"evidence,omitempty"`
	EvidenceCount int        `json:"evidenceCount,omitempty"` // where there is more than is listed
}

// Coverage is how many of how many could be counted, as a ratio with four digits; empty where that was no question.
func (r *Result) Coverage() string {
	switch {
	case r.Of == 0:
		return ""
	case r.N == r.Of:
		return "1.0000"
	}
	return ratio(fraction(int64(r.N), int64(r.Of)))
}

// Left says for how many things a field or a reason stood in the way.
type Left struct {
	Why   string `json:"why"`
	Count int    `json:"count"`
}

// Subject is what a result is about. Only the members that its kind needs are filled, and the process that it is in.
type Subject struct {
	Kind         SubjectKind `json:"kind"`
	OCID         string      `json:"ocid,omitempty"`
	Contract     string      `json:"contract,omitempty"` // its id within the process
	Supplier     string      `json:"supplier,omitempty"` // {scheme}-{id}; several, of a joint operation, joined with "; "
	SupplierName string      `json:"supplierName,omitempty"`
	Buyer        string      `json:"buyer,omitempty"` // a procuring entity where the kind says so
	BuyerName    string      `json:"buyerName,omitempty"`
	Category     string      `json:"category,omitempty"`
	Year         string      `json:"year,omitempty"`
}

// SubjectKind is what kind of thing a result is about.
type SubjectKind string

// The kinds of subjects.
const (
	OfProcess          SubjectKind = "process"
	OfContract         SubjectKind = "contract"
	OfSupplier         SubjectKind = "supplier"
	OfSupplierBuyer    SubjectKind = "supplier_buyer"
	OfSupplierCategory SubjectKind = "supplier_category"
	OfSupplierYear     SubjectKind = "supplier_year"
	OfBuyer            SubjectKind = "buyer"
	OfProcuringEntity  SubjectKind = "procuring_entity"
	OfSupplierEntity   SubjectKind = "supplier_procuring_entity"
)

// Evidence is where the data is that a result rests on.
type Evidence struct {
	OCID    string `json:"ocid"`
	Release string `json:"release,omitempty"` // the latest in which it stood; empty where the releases are not known
	Seq     int64  `json:"seq,omitempty"`     // of that release in the ledger; 0 where there is none
	Pointer string `json:"pointer"`           // JSON Pointer into the compiled release; of a change, with ids in place of indices
}

// Fence is what the values of a dataset say is far out (Tukey's fences on quartiles of Hyndman and Fan's type 8).
type Fence struct {
	Q1    string `json:"q1"`
	Q3    string `json:"q3"`
	Fence string `json:"fence"`
	N     int    `json:"n"`
}

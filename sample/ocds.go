package sample

// The parts of an OCDS 1.1.5 release which the sample uses, in the order in which they are written. Amounts are whole
// rupiah; dates are RFC 3339 texts.

type release struct {
	OCID             string           `json:"ocid"`
	ID               string           `json:"id"`
	Date             string           `json:"date"`
	Tag              []string         `json:"tag"`
	InitiationType   string           `json:"initiationType"`
	Language         string           `json:"language"`
	Parties          []organization   `json:"parties,omitempty"`
	Buyer            reference        `json:"buyer,omitzero"`
	Planning         *planning        `json:"planning,omitempty"`
	Tender           *tender          `json:"tender,omitempty"`
	Bids             *bids            `json:"bids,omitempty"`
	Awards           []*award         `json:"awards,omitempty"`
	Contracts        []*contract      `json:"contracts,omitempty"`
	RelatedProcesses []relatedProcess `json:"relatedProcesses,omitempty"`
}

type organization struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Identifier   identifier   `json:"identifier,omitzero"`
	Address      address      `json:"address,omitzero"`
	ContactPoint contactPoint `json:"contactPoint,omitzero"`
	Roles        []string     `json:"roles"`
	Details      details      `json:"details,omitzero"`
}

type identifier struct {
	Scheme    string `json:"scheme"`
	ID        string `json:"id"`
	LegalName string `json:"legalName"`
}

type address struct {
	StreetAddress string `json:"streetAddress,omitempty"`
	Locality      string `json:"locality,omitempty"`
	Region        string `json:"region,omitempty"`
	CountryName   string `json:"countryName,omitempty"`
}

type contactPoint struct {
	Name      string `json:"name,omitempty"`
	Email     string `json:"email,omitempty"`
	Telephone string `json:"telephone,omitempty"`
}

type details struct {
	Scale string `json:"scale,omitempty"`
}

type reference struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type value struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

type period struct {
	StartDate      string `json:"startDate,omitempty"`
	EndDate        string `json:"endDate,omitempty"`
	DurationInDays int    `json:"durationInDays,omitempty"`
}

type planning struct {
	Rationale string `json:"rationale,omitempty"`
	Budget    budget `json:"budget"`
}

type budget struct {
	ID          string `json:"id,omitempty"`
	Description string `json:"description,omitempty"`
	Amount      value  `json:"amount"`
	Project     string `json:"project,omitempty"`
	ProjectID   string `json:"projectID,omitempty"`
}

type tender struct {
	ID                   string      `json:"id"`
	Title                string      `json:"title,omitempty"`
	Description          string      `json:"description,omitempty"`
	Status               string      `json:"status,omitempty"`
	ProcuringEntity      reference   `json:"procuringEntity,omitzero"`
	Items                []item      `json:"items,omitempty"`
	Value                value       `json:"value,omitzero"`
	Method               string      `json:"procurementMethod,omitempty"`
	MethodDetails        string      `json:"procurementMethodDetails,omitempty"`
	MethodRationale      string      `json:"procurementMethodRationale,omitempty"`
	MainCategory         string      `json:"mainProcurementCategory,omitempty"`
	AdditionalCategories []string    `json:"additionalProcurementCategories,omitempty"`
	AwardCriteria        string      `json:"awardCriteria,omitempty"`
	AwardCriteriaDetails string      `json:"awardCriteriaDetails,omitempty"`
	SubmissionMethod     []string    `json:"submissionMethod,omitempty"`
	TenderPeriod         period      `json:"tenderPeriod,omitzero"`
	EnquiryPeriod        period      `json:"enquiryPeriod,omitzero"`
	AwardPeriod          period      `json:"awardPeriod,omitzero"`
	ContractPeriod       period      `json:"contractPeriod,omitzero"`
	NumberOfTenderers    *int        `json:"numberOfTenderers,omitempty"` // none and unknown are different
	Tenderers            []reference `json:"tenderers,omitempty"`
	Documents            []document  `json:"documents,omitempty"`
	Milestones           []milestone `json:"milestones,omitempty"`
	Amendments           []amendment `json:"amendments,omitempty"`
}

type item struct {
	ID              string         `json:"id"`
	Description     string         `json:"description"`
	Classification  classification `json:"classification"`
	Quantity        int            `json:"quantity"`
	Unit            unit           `json:"unit"`
	DeliveryAddress address        `json:"deliveryAddress,omitzero"`
}

type classification struct {
	Scheme      string `json:"scheme"`
	ID          string `json:"id"`
	Description string `json:"description"`
}

type unit struct {
	Name string `json:"name"`
}

type document struct {
	ID            string `json:"id"`
	DocumentType  string `json:"documentType"`
	Title         string `json:"title"`
	Description   string `json:"description,omitempty"`
	URL           string `json:"url"`
	DatePublished string `json:"datePublished"`
	Language      string `json:"language"`
}

type milestone struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Type         string `json:"type"`
	Description  string `json:"description,omitempty"`
	Code         string `json:"code"`
	DueDate      string `json:"dueDate"`
	DateMet      string `json:"dateMet,omitempty"`
	DateModified string `json:"dateModified,omitempty"`
	Status       string `json:"status"`
}

type amendment struct {
	ID              string `json:"id"`
	Date            string `json:"date"`
	Rationale       string `json:"rationale"`
	Description     string `json:"description"`
	AmendsReleaseID string `json:"amendsReleaseID"`
	ReleaseID       string `json:"releaseID"`
}

type bids struct {
	Statistics []bidStatistic `json:"statistics,omitempty"`
	Details    []bid          `json:"details,omitempty"`
}

type bidStatistic struct {
	ID      string `json:"id"`
	Measure string `json:"measure"`
	Value   int    `json:"value"`
	Notes   string `json:"notes,omitempty"`
}

type bid struct {
	ID        string      `json:"id"`
	Date      string      `json:"date"`
	Status    string      `json:"status,omitempty"`
	Tenderers []reference `json:"tenderers"`
	Value     value       `json:"value"`
}

type award struct {
	ID         string      `json:"id"`
	Title      string      `json:"title,omitempty"`
	Status     string      `json:"status"`
	Date       string      `json:"date"`
	Value      value       `json:"value,omitzero"`
	Suppliers  []reference `json:"suppliers,omitempty"`
	Items      []item      `json:"items,omitempty"`
	RelatedBid string      `json:"relatedBid,omitempty"`
}

type contract struct {
	ID             string         `json:"id"`
	AwardID        string         `json:"awardID"`
	Title          string         `json:"title,omitempty"`
	Description    string         `json:"description,omitempty"`
	Status         string         `json:"status"`
	Period         period         `json:"period,omitzero"`
	Value          value          `json:"value,omitzero"`
	DateSigned     string         `json:"dateSigned,omitempty"`
	Documents      []document     `json:"documents,omitempty"`
	Guarantees     []guarantee    `json:"guarantees,omitempty"`
	Implementation implementation `json:"implementation,omitzero"`
	Amendments     []amendment    `json:"amendments,omitempty"`
}

type guarantee struct {
	ID          string `json:"id"`
	Type        string `json:"type"`
	Date        string `json:"date"`
	Obligations string `json:"obligations"`
	Value       value  `json:"value"`
	Period      period `json:"period"`
}

type implementation struct {
	Transactions        []transaction        `json:"transactions,omitempty"`
	Milestones          []milestone          `json:"milestones,omitempty"`
	Documents           []document           `json:"documents,omitempty"`
	Metrics             []metric             `json:"metrics,omitempty"`
	PerformanceFailures []performanceFailure `json:"performanceFailures,omitempty"`
	EndDate             string               `json:"endDate,omitempty"`
	EndDateDetails      string               `json:"endDateDetails,omitempty"`
	FinalValue          value                `json:"finalValue,omitzero"`
	FinalValueDetails   string               `json:"finalValueDetails,omitempty"`
}

type transaction struct {
	ID    string    `json:"id"`
	Date  string    `json:"date"`
	Value value     `json:"value"`
	Payer reference `json:"payer"`
	Payee reference `json:"payee"`
}

type metric struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Observations []observation `json:"observations"`
}

type observation struct {
	ID      string `json:"id"`
	Period  period `json:"period"`
	Value   value  `json:"value,omitzero"`
	Measure *int   `json:"measure,omitempty"` // nothing done and nothing said are different
	Unit    *unit  `json:"unit,omitempty"`
	Notes   string `json:"notes,omitempty"`
}

type performanceFailure struct {
	ID                string `json:"id"`
	Category          string `json:"category"`
	Period            period `json:"period"`
	Events            int    `json:"events"`
	PenaltyContracted string `json:"penaltyContracted"`
	PenaltyImposed    string `json:"penaltyImposed"`
	PenaltyPaid       bool   `json:"penaltyPaid"`
}

type relatedProcess struct {
	ID           string   `json:"id"`
	Relationship []string `json:"relationship"`
	Title        string   `json:"title"`
	Scheme       string   `json:"scheme"`
	Identifier   string   `json:"identifier"`
}

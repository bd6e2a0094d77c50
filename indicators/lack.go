package indicators

// lack is why a contract or process adds nothing to a figure; small, so that each figure of a million can have one.
type lack uint8

const (
	nothing lack = iota // it adds something
	noEnd
	noOriginalEnd
	noHandOver
	noHistory
	noAmendments
	noValue
	noTransactions
	noPayment
	noFinalHandOver
	noMilestones
	noDueMilestones
	noPenalty
	noPenaltyAmount
	noEnding
	stillRunning
	noDebarments
	noAwardDate
	noValidity
	noIdentifier
	noScore
	noBids
	noEstimate
	noAwardValue
	currenciesDiffer
	amountZero
	amountTooLong
	awardPending
	notAsked // the figure has nothing to do with it
	lackings // how many there are
)

// lackings says of each lack the reason, and the field that would help.
var lacks = [lackings]struct {
	reason Reason
	field  string
}{
	noEnd:            {MissingFields, "contracts/period/endDate"},
	noOriginalEnd:    {MissingFields, "releases (history of contracts/period/endDate)"},
	noHandOver:       {MissingFields, handOverFields},
	noHistory:        {MissingFields, "releases (history of contracts/value)"},
	noAmendments:     {MissingFields, "contracts/amendments"},
	noValue:          {MissingFields, "contracts/value"},
	noTransactions:   {MissingFields, "contracts/implementation/transactions"},
	noPayment:        {MissingFields, "contracts/implementation/transactions/value"},
	noFinalHandOver:  {MissingFields, handOverFields},
	noMilestones:     {MissingFields, "contracts/implementation/milestones"},
	noDueMilestones:  {MissingFields, "contracts/implementation/milestones/dueDate"},
	noPenalty:        {MissingFields, "contracts/implementation/performanceFailures"},
	noPenaltyAmount:  {MissingFields, "contracts/implementation/performanceFailures/penaltyValue"},
	noEnding:         {MissingFields, "contracts/statusDetails | contracts/implementation/endDateDetails"},
	stillRunning:     {NotFinal, ""},
	noDebarments:     {MissingFields, "contracts/implementation/documents (debarments)"},
	noAwardDate:      {MissingFields, "awards/date"},
	noValidity:       {MissingFields, "contracts/implementation/documents/validityPeriod (debarments)"},
	noIdentifier:     {MissingFields, "parties/identifier"},
	noScore:          {MissingFields, "contracts/implementation/metrics (kinerja-total)"},
	noBids:           {MissingFields, "tender/numberOfTenderers | bids/details"},
	noEstimate:       {MissingFields, "tender/value"},
	noAwardValue:     {MissingFields, "awards/value"},
	currenciesDiffer: {MixedCurrencies, ""},
	amountZero:       {ZeroAmount, ""},
	amountTooLong:    {UnreadableAmount, ""},
	awardPending:     {NotFinal, ""},
}

const handOverFields = "contracts/implementation/milestones/dateMet | contracts/implementation/endDate"

// why is the lack in a word: the field, or the reason.
func (l lack) why() string {
	if field := lacks[l].field; field != "" {
		return field
	}
	return string(lacks[l].reason)
}

// unable says of a subject that a figure cannot be computed.
func (t *teller) unable(i *Indicator, variant string, s Subject, l lack) {
	r := Result{State: NotComputable, Variant: variant, Reason: lacks[l].reason}
	if field := lacks[l].field; field != "" {
		r.Missing = missingField[l]
	}
	t.tell(i, s, r)
}

// missingField has a list of the one field of each lack.
var missingField = func() (all [lackings][]string) {
	for l := range all {
		all[l] = []string{lacks[l].field}
	}
	return all
}()

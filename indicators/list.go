package indicators

// list is every indicator, in the order in which results are told. A new one is a file of its own and a line here.
var list = []*Indicator{
	// How contractors performed.
	onTime, daysLate, openPastEnd, costGrowth, amended, addendumOver, milestonesMet, paid, penalty, penaltyExpected, terminated,
	debarred, officialScore, bidsPerTender, singleBid, priceToEstimate, winShare, concentration, load,
	// Cardinal's.
	shortSubmission, singleTenderer, closePrice, losingBidder, identicalPrice, lateBidWon, othersDisqualified,
	lowestDisqualified, manyDisqualified, manyKinds, heavyDiscount,
	// ICW's.
	icwDays, icwSaving, icwValue,
	// Our own.
	shortTitle, shortDescription, yearEnd, sameWinner, bidWindow, awardAboveEstimate, split, tenderChanged, paidBeforeWork,
	silentExtension,
}

// Families of methods.
const (
	ofPerformance     = "contractor performance"
	cardinalFamily    = "Cardinal"
	icwFamily         = "ICW"
	ownFamily         = "terang"
	performanceSource = "terang, from fields of OCDS 1.1.5 and its extensions"
)

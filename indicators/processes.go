package indicators

import "slices"

// onOrganizations are the red flags on suppliers and buyers, for what they did in many processes: none of these is
// flagged for it by itself.
var onOrganizations = []*Indicator{losingBidder, manyDisqualified, manyKinds, sameWinner, split}

// OfProcesses are the methods of the red flags on single processes, their contracts, awards and bids, in the order of
// the list.
func OfProcesses() (all []Method) {
	for _, i := range list {
		if i.Kind == RedFlag && !slices.Contains(onOrganizations, i) {
			all = append(all, i.Method)
		}
	}
	return all
}

package site

import (
	"math/big"
	"net/url"
	"slices"
	"strings"

	"terang/search"
)

// regionLevel are the regions of one level, in order of their codes, which go by where they are; or of their names.
type regionLevel struct {
	Name  string // of the level: province, regency, district, village, or named for those without a code
	Tiles []tile
	More  int
}

// tile is a region with its sum.
type tile struct {
	groupRow
	Amount string
	Shade  int // 1 to 5, the darkest; 0 without an amount
}

// levels are the levels of Kemendagri's codes, by the number of their digits, and those of names without a code, by what
// they begin with. The same region may stand under its code and its name: they are never added up.
var levels = []struct {
	name   string
	digits int
	begins []string
}{
	{name: "province", digits: 2}, {name: "namedProvince", begins: []string{"Provinsi "}},
	{name: "regency", digits: 4}, {name: "namedRegency", begins: []string{"Kabupaten ", "Kota "}},
	{name: "district", digits: 6}, {name: "village", digits: 10}, {name: "named"},
}

// mostTiles is how many regions of a level are shown.
const mostTiles = 40

// regions are the regions that the data name, as tiles of which the shade is by their share of the largest of the level.
func (s *Site) regions(q *request, e *exploring, filters url.Values, amount search.MoneyKind) error {
	e.RegionsCSV = q.statistics("csv", filters, search.Region)
	groups, err := s.groups(q, filters, search.Region)
	if err != nil {
		return err
	}
	byLevel := map[string][]tile{}
	for _, row := range q.groupRows(groups, filters) {
		if row.Currency == e.Currency || row.Currency == "" {
			name := levelOf(row.Value)
			byLevel[name] = append(byLevel[name], tile{groupRow: row, Amount: row.Money[amount]})
		}
	}
	for _, level := range levels {
		if tiles := byLevel[level.name]; len(tiles) > 0 {
			shown := tiles[:min(len(tiles), mostTiles)]
			shade(shown)
			e.Regions = append(e.Regions, &regionLevel{level.name, shown, len(tiles) - len(shown)})
		}
	}
	return nil
}

func levelOf(value string) string {
	isCode := strings.Trim(value, "0123456789") == ""
	for _, l := range levels {
		if isCode && l.digits > 0 && l.digits == len(value) || slices.ContainsFunc(l.begins, func(begin string) bool { return strings.HasPrefix(value, begin) }) {
			return l.name
		}
	}
	return "named"
}

// shade gives each tile a fifth: of the largest amount.
func shade(tiles []tile) {
	most := new(big.Rat)
	amounts := make([]*big.Rat, len(tiles))
	for i, t := range tiles {
		if amount, ok := new(big.Rat).SetString(t.Amount); ok && amount.Sign() > 0 {
			if amounts[i] = amount; amount.Cmp(most) > 0 {
				most = amount
			}
		}
	}
	for i, amount := range amounts {
		if amount != nil {
			fifths := new(big.Rat).Quo(new(big.Rat).Mul(amount, big.NewRat(5, 1)), most)
			tiles[i].Shade = 1
			for step := int64(1); step < 5 && fifths.Cmp(big.NewRat(step, 1)) > 0; step++ {
				tiles[i].Shade++
			}
		}
	}
}

package indicators

import "math/big"

var heavyDiscount = &Indicator{
	Method: Method{Code: "R058", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Heavily discounted bid", "Penawaran pemenang jauh lebih murah"},
		Formula: Words{
			"d as in R024; d ≥ Q3 + 1.5 (Q3 − Q1) over the dataset, where that fence is positive.",
			"d seperti pada R024; d ≥ Q3 + 1,5 (Q3 − Q1) dalam dataset, bila batas itu positif."},
		Source: cardinalSource + " R058", Needs: bidFields,
		Clear: Words{"The winner's bid was not unusually far below the next.", "Penawaran pemenang tidak luar biasa jauh di bawah penawaran berikutnya."},
		Caveat: Words{
			"The fence depends on the other processes of the dataset. A low bid may be a good one.",
			"Batasnya bergantung pada proses lain dalam dataset. Penawaran rendah bisa saja memang baik."}},
	process: (*Case).tellNoContest,
	dataset: func(d *dataset, i *Indicator, t *teller) {
		f := upperFence(distances(d), d.config.MinimumFence)
		d.tellContests(i, t, f, func(distance *big.Rat) bool { return f.at.Sign() > 0 && distance.Cmp(f.at) >= 0 }, Words{
			"The next lowest bid was %[1]s above the winner's; in this dataset %[2]s or more is unusually far.",
			"Penawaran terendah berikutnya %[1]s di atas pemenang; dalam dataset ini %[2]s atau lebih tergolong luar biasa jauh."}, false)
	},
}

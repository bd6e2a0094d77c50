package tables

var toldOfValues = []told{
	{"values, before and after award", []string{
		`"planning":{"budget":{"amount":{"amount":0,"currency":"IDR"}}},"tender":{"id":"T","value":{"amount":1000000.5,"currency":"IDR"}},"awards":[{"id":"A","status":"pending","value":{"amount":2e6,"currency":"IDR"}}]`,
		`"planning":{"budget":{"amount":{"amount":5}}},"tender":{"id":"T","value":{"amount":1380000.69}},"awards":[{"id":"A","status":"active"}]`,
		`"awards":[{"id":"A","value":{"amount":1999999}}],"contracts":[{"id":"C","value":{"amount":3,"currency":"USD"},"implementation":{"finalValue":{"currency":"USD"}}}]`,
		`"awards":[{"id":"A","status":"cancelled"}],"contracts":[{"id":"C","value":{"amount":2},"implementation":{"finalValue":{"amount":1234.50}}}]`,
		`"contracts":[{"id":"C","value":{"amount":4},"implementation":{"finalValue":{"amount":1234}}}]`,
	}, []string{
		"value_raised: The budget was raised, from IDR 0 to IDR 5.",
		"value_raised: The estimated value of the tender was raised by 38.0%, from IDR 1,000,000.5 to IDR 1,380,000.69.",
		"winner_set: A winner was set (award A).",
		"value_lowered: The value of award A was lowered by less than 0.1%, from IDR 2,000,000 to IDR 1,999,999, after award.",
		"contract_added: Contract C of USD 3 was published.",
		"award_cancelled: Award A was cancelled.",
		"value_lowered: The value of contract C was lowered by 33.3%, from USD 3 to USD 2, after award.",
		"final_value_stated: The final value of contract C was stated: USD 1,234.50.",
		"value_raised: The value of contract C was raised by 100.0%, from USD 2 to USD 4.",
		"value_lowered: The final value of contract C was lowered by less than 0.1%, from USD 1,234.50 to USD 1,234.",
	}, []string{
		"value_raised: Anggaran naik, dari Rp0 menjadi Rp5.",
		"value_raised: Nilai perkiraan tender naik 38,0%, dari Rp1.000.000,5 menjadi Rp1.380.000,69.",
		"winner_set: Pemenang ditetapkan (penetapan pemenang A).",
		"value_lowered: Nilai penetapan pemenang A turun kurang dari 0,1%, dari Rp2.000.000 menjadi Rp1.999.999, setelah penetapan pemenang.",
		"contract_added: Kontrak C senilai USD 3 diumumkan.",
		"award_cancelled: Penetapan pemenang A dibatalkan.",
		"value_lowered: Nilai kontrak C turun 33,3%, dari USD 3 menjadi USD 2, setelah penetapan pemenang.",
		"final_value_stated: Nilai akhir kontrak C diumumkan: USD 1.234,50.",
		"value_raised: Nilai kontrak C naik 100,0%, dari USD 2 menjadi USD 4.",
		"value_lowered: Nilai akhir kontrak C turun kurang dari 0,1%, dari USD 1.234,50 menjadi USD 1.234.",
	}},
	{"another currency: the amounts are not compared", []string{
		`"tender":{"id":"T","value":{"amount":100,"currency":"USD"}}`,
		`"tender":{"id":"T","value":{"amount":1500000,"currency":"IDR"}}`,
	}, []string{
		"currency_changed: The currency of the estimated value of the tender was changed from USD to IDR.",
	}, []string{
		"currency_changed: Mata uang nilai perkiraan tender diubah dari USD menjadi IDR.",
	}},
	{"more digits than a float has, and too many for a sentence", []string{
		`"tender":{"id":"T","value":{"amount":9007199254740993.01,"currency":"IDR"},"minValue":{"amount":0.1234567890123456789,"currency":"IDR"}}`,
		`"tender":{"id":"T","value":{"amount":9007199254740993.02},"minValue":{"amount":1}}`,
	}, []string{
		"value_raised: The estimated value of the tender was raised by less than 0.1%, from IDR 9,007,199,254,740,993.01 to IDR 9,007,199,254,740,993.02.",
	}, []string{
		"value_raised: Nilai perkiraan tender naik kurang dari 0,1%, dari Rp9.007.199.254.740.993,01 menjadi Rp9.007.199.254.740.993,02.",
	}},
	{"an amount that is the same, and one that is no number", []string{
		`"tender":{"id":"T","value":{"amount":1.0,"currency":"IDR"},"minValue":{"amount":"1"}}`,
		`"tender":{"id":"T","value":{"amount":1.00},"minValue":{"amount":"2"}}`,
	}, nil, nil},
	{"payments", []string{
		`"contracts":[{"id":"C","implementation":{"transactions":[{"id":"x"}]}}]`,
		`"contracts":[{"id":"C","implementation":{"transactions":[{"id":"y","value":{"amount":1,"currency":"IDR"}},{"id":"z"}]}}]`,
		`"contracts":[{"id":"C","implementation":{"transactions":[{"id":"y","value":{"amount":2}}]}}]`,
		`"contracts":[{"id":"C","implementation":{"transactions":null}}]`,
	}, []string{
		"transaction_added: A payment of IDR 1 under contract C was published.",
		"transaction_added: Payment z under contract C was published, without an amount.",
		"value_raised: Amount paid (payment y) was raised by 100.0%, from IDR 1 to IDR 2.",
		"transaction_removed: Payment x was taken out of contract C.",
		"transaction_removed: Payment y was taken out of contract C.",
		"transaction_removed: Payment z was taken out of contract C.",
	}, []string{
		"transaction_added: Pembayaran sebesar Rp1 untuk kontrak C diumumkan.",
		"transaction_added: Pembayaran z untuk kontrak C diumumkan tanpa nilai.",
		"value_raised: Nilai pembayaran (pembayaran y) naik 100,0%, dari Rp1 menjadi Rp2.",
		"transaction_removed: Pembayaran x dihapus dari kontrak C.",
		"transaction_removed: Pembayaran y dihapus dari kontrak C.",
		"transaction_removed: Pembayaran z dihapus dari kontrak C.",
	}},
	{"quantities and numbers", []string{
		`"tender":{"id":"T","numberOfTenderers":1200,"items":[{"id":"i","description":"Laptop","quantity":1000,"unit":{"name":"unit"}},{"id":"j","quantity":1}]}`,
		`"tender":{"id":"T","numberOfTenderers":3,"items":[{"id":"i","quantity":1500.5},{"id":"j","quantity":2}]}`,
	}, []string{
		"bidder_count_changed: The number of bidders was changed from 1,200 to 3.",
		"item_quantity_changed: The quantity of item “Laptop” in the tender was changed from 1,000 to 1,500.5 unit.",
		"item_quantity_changed: The quantity of item j in the tender was changed from 1 to 2.",
	}, []string{
		"bidder_count_changed: Jumlah peserta diubah dari 1.200 menjadi 3.",
		"item_quantity_changed: Jumlah barang/jasa “Laptop” dalam tender diubah dari 1.000 menjadi 1.500,5 unit.",
		"item_quantity_changed: Jumlah barang/jasa j dalam tender diubah dari 1 menjadi 2.",
	}},
}

package importers

// birms repairs the OCDS 1.1.3 releases of Kota Bandung's BIRMS (2013 to 2018): one release a process, without its history.
// Repairs come in this order, since later ones rely on earlier ones.
var birms = Profile{
	Name: "birms",
	Title: Words{EN: "BIRMS: repairs the OCDS releases that Kota Bandung published until 2018",
		ID: "BIRMS: memperbaiki rilis OCDS yang diterbitkan Kota Bandung sampai 2018"},
	Help: Words{EN: "Give the files with releases, one a line or in a package. Each kind of repair is counted; ocids stay as they are.",
		ID: "Sebutkan berkas berisi rilis, satu per baris atau dalam paket. Setiap jenis perbaikan dihitung; ocid tidak diubah."},
	Source: Source{ID: "birms", Name: "BIRMS Kota Bandung"},
	Stages: []string{"planning", "tender", "award", "contract", "implementation"},
	repairs: []repair{
		{"recent", Words{"items of the page of recent things made releases", "butir halaman terbaru dijadikan rilis"}, false, mendRecent},
		{"null", Words{"nulls left out", "nilai null dihapus"}, false, dropNulls},
		{"code", Words{"codes spelt as the standard has them", "kode ditulis sesuai standar"}, true, mendCodes},

		{"impossible-date", Words{"dates of the year -1, 201 or 2106 and the like, left out", "tanggal dengan tahun mustahil (-1, 201, 2106), dihapus"}, true, dropImpossibleDates},
		{"export-clock", Words{"dates that had the clock of the export as their time, made days again", "tanggal yang jamnya jam ekspor, dikembalikan menjadi hari"}, true, dropExportClock},
		{"false-utc", Words{"local times written as UTC, given their zone", "waktu setempat yang ditulis sebagai UTC, diberi zona yang benar"}, true, mendZone},

		{"contact-point", Words{"contact points left out", "narahubung dihapus"}, false, dropContactPoints},
		{"unit", Words{"units whose name was called unit", "satuan yang namanya tertulis sebagai unit"}, false, mendUnits},
		{"text-id", Words{"identifiers that were numbers, made texts", "identitas berupa angka dijadikan teks"}, false, mendIDs},
		{"tender-id", Words{"plans whose tender had the id 0, given the number of the plan", "rencana dengan tender ber-ID 0, diberi nomor rencananya"}, true, mendTenderID},
		{"repeated-id", Words{"items of one id joined, of which the later counts", "butir dengan ID yang sama digabung, yang belakangan dipakai"}, true, joinRepeated},

		{"tenderers-early", Words{"lists of tenderers withheld, since no award is known", "daftar peserta tidak dimuat karena belum ada pemenang"}, true, withholdTenderers},
		{"tenderer-details", Words{"tenderers that stood only in the tender, now among the parties", "peserta yang hanya tercantum di tender, kini ada di daftar pihak"}, false, moveTenderers},
		{"party-joined", Words{"parties that stood there once for each role, joined", "pihak yang ditulis sekali per peran, digabung"}, false, joinParties},
		{"party-id", Words{"parties without an id, given one of their name", "pihak tanpa ID, diberi ID dari namanya"}, false, nil},
		{"identifier-scheme", Words{"identifiers without scheme, given one by their form (ID-DJP, work units of Kota Bandung)", "identitas tanpa skema, diberi skema menurut bentuknya (ID-DJP, SKPD Kota Bandung)"}, false, nil},
		{"party-number", Words{"numbers of parties that no scheme has, left out", "nomor pihak yang tidak sesuai skema mana pun, dihapus"}, true, nil},

		{"tender-value", Words{"estimates (tender.value) that were the negotiated price or 0, left out; the award has the price", "nilai perkiraan (tender.value) yang ternyata harga negosiasi atau 0, dihapus; harganya ada di penetapan"}, true, mendTenderValue},
		{"tenderers-zero", Words{"counts of 0 tenderers where none are listed, left out", "jumlah peserta 0 tanpa daftar peserta, dihapus"}, true, dropNoTenderers},
		{"tender-title", Words{"tenders without title, given that of the package", "tender tanpa judul, diberi nama paketnya"}, false, mendTitle},
		{"tender-status", Words{"tender.status set from what the release says", "tender.status diisi dari isi rilis"}, false, setStatus},
		{"tender-status-unknown", Words{"tenders begun, of which neither a winner nor the end is known: without status", "tender yang belum diketahui pemenang atau akhirnya: tanpa status"}, true, tellNoStatus},
		{"milestone-status", Words{"milestones with a date on which they were met, called met", "tonggak yang sudah ada tanggal tercapainya, dinyatakan tercapai"}, true, mendMilestones},
		{"budget-source", Words{"sources of budget said several times (APBD, APBD), said once", "sumber dana yang berulang (APBD, APBD), ditulis sekali"}, true, mendBudgetSource},

		{"zero-budget", Words{"budgets of 0, kept", "anggaran 0, dibiarkan"}, true, tellZeroBudget},
		{"zero-award", Words{"awards of 0, kept", "penetapan bernilai 0, dibiarkan"}, true, tellZeroAwards},
		{"many-awards", Words{"processes of more than 20 awards, kept", "proses dengan lebih dari 20 penetapan, dibiarkan"}, true, tellManyAwards},
		{"award-supplier", Words{"awards without supplier, kept", "penetapan tanpa penyedia, dibiarkan"}, true, tellNoSupplier},
		{"texts", Words{"texts freed of markup and of what is private", "teks dibersihkan"}, false, cleanTexts},
		{"release-date", Words{"releases dated before what they tell of (the planned start), dated by the newest of it", "rilis bertanggal sebelum isinya (rencana mulai), diberi tanggal kejadian terbaru"}, true, mendReleaseDate},
		{"release-undated", Words{"releases without any date, dated by this import", "rilis tanpa tanggal apa pun, diberi tanggal impor ini"}, true, nil},
	},
}

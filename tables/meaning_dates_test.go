package tables

var toldOfDates = []told{
	{"a deadline by days", []string{
		`"tender":{"id":"T","tenderPeriod":{"startDate":"2025-03-01T09:00:00+07:00","endDate":"2025-03-20T16:00:00+07:00"},"enquiryPeriod":{"endDate":"2025-03-10T16:00:00+07:00"},"contractPeriod":{"endDate":"2025-12-31T23:59:59Z"}}`,
		`"tender":{"id":"T","tenderPeriod":{"startDate":"2025-02-27T09:00:00+07:00","endDate":"2025-03-11T16:00:00+07:00"},"enquiryPeriod":{"endDate":"2025-03-09T16:00:00+07:00"},"contractPeriod":{"endDate":"2025-12-01T00:00:00Z"}}`,
		`"tender":{"id":"T","tenderPeriod":{"startDate":"2025-03-02T09:00:00+07:00","endDate":"2025-03-12T16:00:00+07:00"},"enquiryPeriod":{"endDate":"2025-03-11T16:00:00+07:00"},"contractPeriod":{"endDate":"2029-12-01T00:00:00Z"}}`,
	}, []string{
		"tender_start_moved: The start of the tender was brought forward by 2 days, from 1 March 2025 to 27 February 2025.",
		"tender_deadline_shortened: The tender deadline was shortened by 9 days, from 20 March 2025 to 11 March 2025.",
		"enquiry_deadline_shortened: The deadline for questions was shortened by 1 day, from 10 March 2025 to 9 March 2025.",
		"planned_end_date_shortened: The planned end of the contract was brought forward by 30 days, from 31 December 2025 to 1 December 2025.",
		"tender_start_moved: The start of the tender was put back by 3 days, from 27 February 2025 to 2 March 2025.",
		"tender_deadline_extended: The tender deadline was extended by 1 day, from 11 March 2025 to 12 March 2025.",
		"enquiry_deadline_extended: The deadline for questions was extended by 2 days, from 9 March 2025 to 11 March 2025.",
		"planned_end_date_extended: The planned end of the contract was put back by 1,461 days, from 1 December 2025 to 1 December 2029.",
	}, []string{
		"tender_start_moved: Awal pemasukan penawaran dimajukan 2 hari, dari 1 Maret 2025 menjadi 27 Februari 2025.",
		"tender_deadline_shortened: Batas akhir pemasukan penawaran dimajukan 9 hari, dari 20 Maret 2025 menjadi 11 Maret 2025.",
		"enquiry_deadline_shortened: Batas akhir pengajuan pertanyaan dimajukan 1 hari, dari 10 Maret 2025 menjadi 9 Maret 2025.",
		"planned_end_date_shortened: Rencana akhir kontrak dimajukan 30 hari, dari 31 Desember 2025 menjadi 1 Desember 2025.",
		"tender_start_moved: Awal pemasukan penawaran diundur 3 hari, dari 27 Februari 2025 menjadi 2 Maret 2025.",
		"tender_deadline_extended: Batas akhir pemasukan penawaran diperpanjang 1 hari, dari 11 Maret 2025 menjadi 12 Maret 2025.",
		"enquiry_deadline_extended: Batas akhir pengajuan pertanyaan diperpanjang 2 hari, dari 9 Maret 2025 menjadi 11 Maret 2025.",
		"planned_end_date_extended: Rencana akhir kontrak diundur 1.461 hari, dari 1 Desember 2025 menjadi 1 Desember 2029.",
	}},
	{"a deadline in UTC is counted in local days", []string{
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T16:30:00Z"}}`,
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T17:30:00Z"}}`,
	}, []string{
		"tender_deadline_extended: The tender deadline was extended by 1 day, from 20 March 2025 to 21 March 2025.",
	}, []string{
		"tender_deadline_extended: Batas akhir pemasukan penawaran diperpanjang 1 hari, dari 20 Maret 2025 menjadi 21 Maret 2025.",
	}},
	{"within one day", []string{
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T16:00:00+07:00"}}`,
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T10:00:00+07:00"}}`,
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T04:30:00Z"}}`,
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-20T04:30:01Z"}}`,
	}, []string{
		"tender_deadline_shortened: The tender deadline was shortened by 6 hours, from 20 March 2025, 16:00 to 20 March 2025, 10:00.",
		"tender_deadline_extended: The tender deadline was extended by 90 minutes, from 20 March 2025, 10:00 to 20 March 2025, 11:30.",
		"tender_deadline_extended: The tender deadline was extended by 1 second, from 20 March 2025, 11:30:00 to 20 March 2025, 11:30:01.",
	}, []string{
		"tender_deadline_shortened: Batas akhir pemasukan penawaran dimajukan 6 jam, dari 20 Maret 2025 pukul 16.00 menjadi 20 Maret 2025 pukul 10.00.",
		"tender_deadline_extended: Batas akhir pemasukan penawaran diperpanjang 90 menit, dari 20 Maret 2025 pukul 10.00 menjadi 20 Maret 2025 pukul 11.30.",
		"tender_deadline_extended: Batas akhir pemasukan penawaran diperpanjang 1 detik, dari 20 Maret 2025 pukul 11.30.00 menjadi 20 Maret 2025 pukul 11.30.01.",
	}},
	{"what means nothing: a whole day written otherwise, the same instant, what is no date", []string{
		`"tender":{"id":"T","tenderPeriod":{"startDate":"2025-03-20T16:00:00+07:00","endDate":"2025-03-20T00:00:00Z"},"enquiryPeriod":{"endDate":"soon"},"contractPeriod":{"endDate":"2025-03-20T16:00:00.1Z"}}`,
		`"tender":{"id":"T","tenderPeriod":{"startDate":"2025-03-20T09:00:00Z","endDate":"2025-03-20T23:59:59Z"},"enquiryPeriod":{"endDate":"2025-03-20T16:00:00Z"},"contractPeriod":{"endDate":"2025-03-20T16:00:00.2Z"}}`,
	}, nil, nil},
	{"two zones in which days and instants say the opposite", []string{
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-02T00:30:00+09:00"}}`,
		`"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-01T23:00:00+07:00"}}`,
	}, []string{
		"tender_deadline_extended: The tender deadline was extended by 30 minutes, from 2 March 2025, 00:30 to 1 March 2025, 23:00.",
	}, []string{
		"tender_deadline_extended: Batas akhir pemasukan penawaran diperpanjang 30 menit, dari 2 Maret 2025 pukul 00.30 menjadi 1 Maret 2025 pukul 23.00.",
	}},
	{"a contract", []string{
		`"contracts":[{"id":"C/1","period":{"endDate":"2025-06-01T00:00:00Z"}}]`,
		`"contracts":[{"id":"C/1","dateSigned":"2025-02-02T09:00:00+07:00","period":{"endDate":"2025-06-30T00:00:00Z"}}]`,
		`"contracts":[{"id":"C/1","dateSigned":"2025-02-03T09:00:00+07:00","period":{"endDate":"2025-06-29T00:00:00Z"},"implementation":{"endDate":"2025-06-28T00:00:00Z"}}]`,
	}, []string{
		"end_date_extended: The term of contract C/1 was extended by 29 days: it ends on 30 June 2025 instead of 1 June 2025.",
		"contract_signed: Contract C/1 was signed on 2 February 2025.",
		"end_date_shortened: The term of contract C/1 was shortened by 1 day: it ends on 29 June 2025 instead of 30 June 2025.",
		"date_signed_changed: The signing date of contract C/1 was changed from 2 February 2025 to 3 February 2025.",
		"work_ended: The work under contract C/1 ended on 28 June 2025.",
	}, []string{
		"end_date_extended: Masa kontrak C/1 diperpanjang 29 hari: berakhir 30 Juni 2025, semula 1 Juni 2025.",
		"contract_signed: Kontrak C/1 ditandatangani pada 2 Februari 2025.",
		"end_date_shortened: Masa kontrak C/1 dipersingkat 1 hari: berakhir 29 Juni 2025, semula 30 Juni 2025.",
		"date_signed_changed: Tanggal tanda tangan kontrak C/1 diubah dari 2 Februari 2025 menjadi 3 Februari 2025.",
		"work_ended: Pekerjaan kontrak C/1 berakhir pada 28 Juni 2025.",
	}},
	{"milestones", []string{
		`"contracts":[{"id":"C","implementation":{"milestones":[{"id":"m","title":"Serah\nterima","dueDate":"2025-06-01T00:00:00Z","status":"scheduled"},{"id":"n","status":"scheduled","dueDate":"2025-06-01T00:00:00Z"},{"id":"o"}]}}]`,
		`"contracts":[{"id":"C","implementation":{"milestones":[{"id":"m","dueDate":"2025-06-03T00:00:00Z","status":"notMet"},{"id":"n","status":"met","dueDate":"2025-05-31T00:00:00Z"},{"id":"o","title":null,"description":null},{"id":"p"}]}}]`,
		`"contracts":[{"id":"C","implementation":{"milestones":[{"id":"m","status":"partiallyMet"}]}}]`,
	}, []string{
		"milestone_moved: The due date of milestone “Serah terima” was put back by 2 days, from 1 June 2025 to 3 June 2025.",
		"milestone_missed: Milestone “Serah terima” was not reached (contract C).",
		"milestone_met: Milestone n was reached (contract C).",
		"milestone_moved: The due date of milestone n was brought forward by 1 day, from 1 June 2025 to 31 May 2025.",
		"milestone_added: Milestone p was added to contract C.",
		"status_changed: The status of milestone “Serah terima” was changed from Not met to Partly met.",
	}, []string{
		"milestone_moved: Tenggat tonggak pekerjaan “Serah terima” diundur 2 hari, dari 1 Juni 2025 menjadi 3 Juni 2025.",
		"milestone_missed: Tonggak pekerjaan “Serah terima” belum tercapai (kontrak C).",
		"milestone_met: Tonggak pekerjaan n tercapai (kontrak C).",
		"milestone_moved: Tenggat tonggak pekerjaan n dimajukan 1 hari, dari 1 Juni 2025 menjadi 31 Mei 2025.",
		"milestone_added: Tonggak pekerjaan p ditambahkan pada kontrak C.",
		"status_changed: Status tonggak pekerjaan “Serah terima” berubah dari Belum tercapai menjadi Tercapai sebagian.",
	}},
}

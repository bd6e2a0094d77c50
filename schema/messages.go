package schema

// message is the wording of a finding in each language; %[n]s is its n-th argument.
type message struct{ en, id string }

var messages = map[string]message{
	CodeSyntax: {
		"This is not well-formed JSON: %[1]s. Mend the text here, or export the file again.",
		"Bukan JSON yang benar: %[1]s. Perbaiki teks di tempat ini, atau ekspor ulang berkasnya."},
	CodeTruncated: {
		"The JSON ends too early: the file was cut off. Download or export it again.",
		"JSON berakhir terlalu awal: berkas terpotong. Unduh atau ekspor ulang."},
	CodeEncoding: {
		"The text is not UTF-8 here. Save or export the file as UTF-8.",
		"Teks di sini bukan UTF-8. Simpan atau ekspor berkas sebagai UTF-8."},
	CodeDuplicate: {
		"The member %[1]s is given twice in one object, so readers disagree on which counts. Keep one.",
		"Anggota %[1]s ditulis dua kali dalam satu objek, sehingga pembaca bisa berbeda tafsir. Sisakan satu."},
	CodeDepth: {
		"Objects and lists are nested more than 100 deep here. Flatten the data.",
		"Objek dan daftar bersarang lebih dari 100 tingkat di sini. Ratakan datanya."},
	CodeNumber: {
		"This number is too large or too long for other programs to read. Give it plainly, within 100 digits and below 1e308, or leave it out.",
		"Angka ini terlalu besar atau terlalu panjang untuk dibaca program lain. Tulis biasa, paling banyak 100 digit dan di bawah 1e308, atau hapus."},
	CodeNul: {
		`The text holds the character NUL (\u0000), which most programs cannot keep. Remove it.`,
		`Teks memuat karakter NUL (\u0000) yang tidak dapat disimpan kebanyakan program. Hapus.`},
	CodeTooLarge: {
		"One release is larger than 64 MiB. Split its lists over several releases.",
		"Satu rilis lebih besar dari 64 MiB. Bagi daftar di dalamnya menjadi beberapa rilis."},
	CodeGzip: {
		"The gzip file is broken or cut off: %[1]s. Download or pack it again.",
		"Berkas gzip rusak atau terpotong: %[1]s. Unduh atau kemas ulang."},
	CodeUTF16: {
		"The file is UTF-16 text. Save it as UTF-8 (in Notepad: Save as, Encoding UTF-8).",
		"Berkas ini teks UTF-16. Simpan sebagai UTF-8 (di Notepad: Simpan sebagai, Encoding UTF-8)."},
	CodeMarkup: {
		"This is a web page or XML, not JSON: perhaps an error page was saved in place of the file. Download the JSON itself.",
		"Ini halaman web atau XML, bukan JSON: mungkin halaman galat yang tersimpan sebagai berkas. Unduh berkas JSON-nya."},
	CodeZip: {
		"This is a workbook or a ZIP file, not JSON. Unpack a ZIP first; of a workbook, give its data as OCDS JSON.",
		"Ini buku kerja (workbook) atau berkas ZIP, bukan JSON. Ekstrak dulu berkas ZIP; untuk workbook, berikan datanya sebagai JSON OCDS."},
	CodeEmpty: {
		"There is nothing in this file. Give a release package, a record package or releases.",
		"Berkas ini kosong. Berikan paket rilis, paket record, atau rilis."},
	CodeNotOCDS: {
		"This is JSON, but not a release, release package or record package of OCDS. Give an object with `releases`, with `records`, or with `ocid`.",
		"Ini JSON, tetapi bukan rilis, paket rilis atau paket record OCDS. Berikan objek dengan `releases`, `records`, atau `ocid`."},
	CodeLinked: {
		"The record only links to this release (%[1]s) and terang opens no addresses found in data. Give the release itself.",
		"Record hanya menautkan rilis ini (%[1]s) dan terang tidak membuka alamat yang ada di dalam data. Berikan rilisnya."},
	CodeCompiled: {
		"This is a compiled release, a summary made from releases. Give the releases it was made from, and terang compiles them.",
		"Ini rilis terkompilasi, ringkasan dari beberapa rilis. Berikan rilis asalnya; terang yang akan mengompilasi."},
	CodeNoReleases: {
		"The record holds no releases. Give the releases of the process; a compiled or versioned release cannot be taken in their place.",
		"Record tidak memuat rilis. Berikan rilis-rilis prosesnya; rilis terkompilasi atau berversi tidak dapat menggantikannya."},
	CodeRequired: {
		"'%[1]s' is missing%[2]s but required. Add it.",
		"'%[1]s' wajib ada%[3]s tetapi tidak diisi. Tambahkan."},
	CodeType: {
		"'%[1]s' should be %[2]s, but is %[3]s. Write %[4]s.",
		"'%[1]s' seharusnya %[5]s, tetapi berisi %[6]s. Tulis %[7]s."},
	CodeEnum: {
		"'%[1]s' is not a code of this closed list. Use one of: %[2]s.",
		"'%[1]s' bukan kode dari daftar tertutup ini. Gunakan salah satu: %[2]s."},
	CodeDate: {
		"'%[1]s' is not a date-time with its zone. Write it as 2025-03-31T09:00:00+07:00.",
		"'%[1]s' bukan tanggal-waktu dengan zona waktunya. Tulis seperti 2025-03-31T09:00:00+07:00."},
	CodeURI: {
		"'%[1]s' is not a whole web address. Write it with its scheme, as https://example.org/page.",
		"'%[1]s' bukan alamat web yang lengkap. Tulis dengan skemanya, seperti https://contoh.id/halaman."},
	CodeFormat: {
		"'%[1]s' is not in the format %[2]s.",
		"'%[1]s' tidak sesuai format %[2]s."},
	CodeUnique: {
		"Items %[1]s and %[2]s of the list are the same. Remove one.",
		"Butir %[1]s dan %[2]s dalam daftar sama. Hapus salah satu."},
	CodeMinItems: {
		"The list is empty, but must have at least %[1]s item. Fill it or leave the field out.",
		"Daftar kosong, padahal harus memuat paling sedikit %[1]s butir. Isi atau hapus kolomnya."},
	CodeMinLength: {
		"The text is empty. Fill it or leave the field out.",
		"Teks kosong. Isi atau hapus kolomnya."},
	CodePattern: {
		"'%[1]s' does not have the form %[2]s.",
		"'%[1]s' tidak sesuai bentuk %[2]s."},
	CodeSchema: {
		"The value breaks the schema: %[1]s.",
		"Nilai melanggar skema: %[1]s."},
	CodeIdentity: {
		"This has the form of a person's identity number (NIK), which must never be published. Remove it; if it is something else, name it harmless with --confirm personal_identity_number:POINTER.",
		"Ini berbentuk nomor induk kependudukan (NIK) yang tidak boleh diterbitkan. Hapus; bila ini nomor lain, nyatakan aman dengan --confirm personal_identity_number:POINTER."},
	CodeAccount: {
		"This is, by its name or text, a bank account, which must never be published. Remove it; if it is something else, name it harmless with --confirm personal_bank_account:POINTER.",
		"Menurut nama atau teksnya ini nomor rekening bank yang tidak boleh diterbitkan. Hapus; bila ini hal lain, nyatakan aman dengan --confirm personal_bank_account:POINTER."},
	CodeConflict: {
		"A release with this ocid and id, but other content, is in the ledger already (SHA-256 %[1]s there, %[2]s here). Releases are never edited: give the change a new id and date.",
		"Rilis dengan ocid dan id ini, tetapi isi berbeda, sudah ada di buku besar (SHA-256 %[1]s di sana, %[2]s di sini). Rilis tidak pernah diubah: beri id dan tanggal baru untuk perubahannya."},
	CodeRepeatedID: {
		"Two items of one list have the id %[1]s; the later overwrote the earlier, field by field. Give each its own id.",
		"Dua butir dalam satu daftar memakai id %[1]s; yang belakangan menimpa yang lebih dulu. Beri id yang berbeda."},
	CodeMixedType: {
		"An earlier release has an object or list here, this one another kind of value (or the reverse); the later replaces the earlier whole.",
		"Rilis sebelumnya berisi objek atau daftar di sini, rilis ini jenis nilai lain (atau sebaliknya); yang belakangan menggantikan seluruhnya."},
	CodeUndated: {
		"A release of this process has no readable date, so its releases were put in order of the text of their dates. Give every release a date-time with its zone.",
		"Ada rilis proses ini tanpa tanggal yang terbaca, sehingga urutannya memakai teks tanggal. Beri setiap rilis tanggal-waktu dengan zonanya."},
}

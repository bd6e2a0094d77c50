package sheets

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"

	"terang/schema"
)

// Codes of what makes a file or a table unreadable.
const (
	CodeEncoding   = "table_encoding"
	CodeQuote      = "table_quotes"
	CodeRowTooLong = "table_row_too_long"
	CodeParquet    = "table_parquet"
	CodeNoTables   = "no_tables"
	CodeZip        = "zip_broken"
	CodeZipLimit   = "zip_too_large"
	CodeZipInZip   = "zip_within_zip"
	CodeZipLocked  = "zip_password"
	CodeWorkbook   = "workbook_broken"
	CodeLocked     = "workbook_password"
	CodeOldExcel   = "workbook_old"
	CodeODS        = "workbook_ods"
	CodeXLSB       = "workbook_binary"
	CodePDF        = "table_pdf"
	CodeMarkup     = "table_markup"
	CodeBinary     = "table_binary"
	CodeNotFile    = "not_a_file"
	CodeArchive    = "archive_unknown"
	CodeJSON       = "table_json_syntax"
	CodeJSONDepth  = "table_json_depth"
	CodeJSONRows   = "table_json_rows"
	CodeJSONCells  = "table_json_cells"
)

// Codes of warnings: the table was read.
const (
	CodeWindows    = "table_windows_1252"
	CodeNul        = "table_nul"
	CodeMacros     = "workbook_macros"
	CodeNoHeadings = "table_without_headings"
	CodePassedOver = "file_passed_over"
)

const limits = "limits of terang"

// rules are everything that is found in files of tables, by code.
var rules = map[string]*schema.Rule{
	CodeEncoding: {Severity: schema.Error, Source: "OCDS 1.1, CSV serialization",
		English:    "the cell in column %[1]s is not UTF-8: save the file as CSV UTF-8",
		Indonesian: "sel di kolom %[1]s bukan UTF-8: simpan berkas sebagai CSV UTF-8"},
	CodeQuote: {Severity: schema.Error, Source: "RFC 4180",
		English:    "the quotes of the cell in column %[1]s are not closed, or text follows them: a quote within a cell is written twice",
		Indonesian: "tanda kutip sel di kolom %[1]s tidak ditutup, atau diikuti teks: tanda kutip di dalam sel ditulis dua kali"},
	CodeRowTooLong: {Severity: schema.Error, Source: limits,
		English:    "the row has more than 64 MB or 16,384 cells: is a quote missing?",
		Indonesian: "baris ini lebih dari 64 MB atau 16.384 sel: apakah ada tanda kutip yang hilang?"},
	CodeParquet: {Severity: schema.Error, Source: limits,
		English:    "Parquet is written, but not read: give the CSV or XLSX files of the same tables",
		Indonesian: "Parquet hanya ditulis, tidak dibaca: beri berkas CSV atau XLSX dari tabel yang sama"},
	CodeNoTables: {Severity: schema.Error, Source: limits,
		English:    "there is no table in it: give %[1]s files, or a folder or zip of them",
		Indonesian: "tidak ada tabel di dalamnya: beri berkas %[2]s, atau folder atau zip yang berisi berkas itu"},
	CodeZip: {Severity: schema.Error, Source: limits,
		English:    "the zip cannot be read (%[1]s): get the file again",
		Indonesian: "zip tidak terbaca (%[1]s): ambil ulang berkasnya"},
	CodeZipLimit: {Severity: schema.Error, Source: limits,
		English:    "unpacked, the file would be beyond all measure (%[1]s): pack fewer tables into one file, or give them unpacked",
		Indonesian: "setelah dibuka kompresinya berkas ini terlalu besar (%[1]s): kurangi tabel di dalamnya, atau beri berkas tanpa kompresi"},
	CodeZipInZip: {Severity: schema.Error, Source: limits,
		English:    "in the zip is another zip or a workbook: unpack it, and give what is in it",
		Indonesian: "di dalam zip ada zip lain atau buku kerja: ekstrak dulu, lalu beri isinya"},
	CodeZipLocked: {Severity: schema.Error, Source: limits,
		English:    "the zip has a password: unpack it, and give what is in it",
		Indonesian: "zip ini memakai kata sandi: ekstrak dulu, lalu beri isinya"},
	CodeWorkbook: {Severity: schema.Error, Source: "ISO/IEC 29500",
		English:    "the workbook cannot be read (%[1]s): open and save it as XLSX without a password",
		Indonesian: "buku kerja tidak terbaca (%[1]s): buka lalu simpan sebagai XLSX tanpa kata sandi"},
	CodeLocked: {Severity: schema.Error, Source: limits,
		English:    "the workbook has a password: open it, and save it without password",
		Indonesian: "buku kerja ini memakai kata sandi: buka, lalu simpan tanpa kata sandi"},
	CodeOldExcel: {Severity: schema.Error, Source: limits,
		English:    "this is an old Excel file (.xls) or another Office file: open it, and save it as Excel Workbook (.xlsx)",
		Indonesian: "ini berkas Excel lama (.xls) atau berkas Office lain: buka, lalu simpan sebagai Buku Kerja Excel (.xlsx)"},
	CodeODS: {Severity: schema.Error, Source: limits,
		English:    "this is an OpenDocument file (.ods): open it, and save it as Excel Workbook (.xlsx)",
		Indonesian: "ini berkas OpenDocument (.ods): buka, lalu simpan sebagai Buku Kerja Excel (.xlsx)"},
	CodeXLSB: {Severity: schema.Error, Source: limits,
		English:    "this is a binary workbook (.xlsb): open it, and save it as Excel Workbook (.xlsx)",
		Indonesian: "ini buku kerja biner (.xlsb): buka, lalu simpan sebagai Buku Kerja Excel (.xlsx)"},
	CodePDF: {Severity: schema.Error, Source: limits,
		English:    "this is a PDF, of which no table can be read: ask for the Excel or CSV file that it was made from",
		Indonesian: "ini PDF, tabelnya tidak dapat dibaca: mintalah berkas Excel atau CSV asalnya"},
	CodeMarkup: {Severity: schema.Error, Source: limits,
		English:    "this is a web page or XML, even if its name ends in .xls: open it in Excel or LibreOffice, and save it as Excel Workbook (.xlsx)",
		Indonesian: "ini halaman web (HTML) atau XML, walaupun namanya berakhiran .xls: buka di Excel atau LibreOffice, lalu simpan sebagai Buku Kerja Excel (.xlsx)"},
	CodeBinary: {Severity: schema.Error, Source: limits,
		English:    "this is no text, workbook or JSON: save the table as CSV UTF-8 or as Excel Workbook (.xlsx)",
		Indonesian: "ini bukan teks, buku kerja atau JSON: simpan tabelnya sebagai CSV UTF-8 atau Buku Kerja Excel (.xlsx)"},
	CodeNotFile: {Severity: schema.Error, Source: limits,
		English:    "this is no file that can be read (%[1]s): give a file or a folder of files",
		Indonesian: "ini bukan berkas yang dapat dibaca (%[1]s): beri berkas, atau folder berisi berkas"},
	CodeArchive: {Severity: schema.Error, Source: limits,
		English:    "this is an archive that is not read (RAR, 7-Zip …): unpack it, and give what is in it",
		Indonesian: "arsip jenis ini tidak dibaca (RAR, 7-Zip …): ekstrak dulu, lalu beri isinya"},
	schema.CodeGzip: {Severity: schema.Error, Source: "RFC 1952",
		English:    "the file cannot be unpacked (%[1]s): get it again",
		Indonesian: "berkas tidak dapat dibuka kompresinya (%[1]s): ambil ulang"},
	CodeJSON: {Severity: schema.Error, Source: "RFC 8259",
		English:    "the JSON cannot be read at %[1]s: get the file again; it must be whole, and UTF-8",
		Indonesian: "JSON tidak terbaca di %[1]s: ambil ulang berkasnya; harus utuh, dan UTF-8"},
	CodeJSONDepth: {Severity: schema.Error, Source: limits,
		English:    "at %[1]s the JSON is nested more than 64 deep: give a list of plain rows",
		Indonesian: "di %[1]s JSON bersarang lebih dari 64 tingkat: beri daftar baris yang sederhana"},
	CodeJSONRows: {Severity: schema.Error, Source: limits,
		English:    "the JSON has no list of rows at %[1]s: give a list of objects, an object whose member data is one, or JSON Lines",
		Indonesian: "JSON ini tidak berisi daftar baris di %[1]s: beri daftar objek, objek dengan anggota data berupa daftar, atau JSON Lines"},
	CodeJSONCells: {Severity: schema.Error, Source: limits,
		English:    "this is JSON, not a table of cells: save it as CSV UTF-8",
		Indonesian: "ini JSON, bukan tabel: simpan sebagai CSV UTF-8"},

	CodeWindows: {Severity: schema.Warning, Source: limits,
		English:    "the file is not UTF-8, so it was read as Windows-1252: look whether names with accents are right, or save it as CSV UTF-8",
		Indonesian: "berkas ini bukan UTF-8, sehingga dibaca sebagai Windows-1252: periksa huruf beraksen, atau simpan sebagai CSV UTF-8"},
	CodeNul: {Severity: schema.Warning, Source: limits,
		English:    "the cell in column %[1]s has NUL characters, which were left out, as in any other cell: look whether its text is whole",
		Indonesian: "sel di kolom %[1]s memuat karakter NUL; karakter itu dihapus, juga di sel lain: periksa apakah teksnya utuh"},
	CodeMacros: {Severity: schema.Warning, Source: limits,
		English:    "the workbook has macros, which are never run; its cells were read: save it as .xlsx to be sure of the values",
		Indonesian: "buku kerja ini berisi makro yang tidak pernah dijalankan; isi selnya dibaca: simpan sebagai .xlsx agar nilainya pasti"},
	CodeNoHeadings: {Severity: schema.Warning, Source: limits,
		English:    "no row with headings was found among the first 21, so the table was passed over: write the headings of all columns in one row above the values",
		Indonesian: "tidak ada baris judul kolom di antara 21 baris pertama, sehingga tabel dilewati: tulis judul semua kolom dalam satu baris di atas isinya"},
	CodePassedOver: {Severity: schema.Warning, Source: limits,
		English:    "the file was passed over: %[1]s",
		Indonesian: "berkas ini dilewati: %[2]s"},
}

func init() {
	for code, rule := range rules {
		rule.Code = code
	}
}

func finding(code, file string, row int, args ...string) schema.Finding {
	f := rules[code].Finding("", args...)
	f.File, f.Line = file, row
	return f
}

// unreadable says that a file or table cannot be read (on), at a row where that is known.
func unreadable(code, file string, row int, args ...string) error {
	return &schema.InputError{Finding: finding(code, file, row, args...)}
}

// cellError is what is wrong with the text of a table, at a row and column, both from 1.
type cellError struct {
	code        string
	row, column int
}

func (e *cellError) Error() string { return e.code }

// fault makes an *schema.InputError of what reading said.
func (s *Sheet) fault(err error, row int) error {
	var known *schema.InputError
	var wrong *cellError
	var large *tooLarge
	var disk *fs.PathError
	switch {
	case errors.As(err, &known), errors.As(err, &disk):
		return err
	case errors.As(err, &large):
		return unreadable(CodeZipLimit, s.File, row, large.what)
	case errors.As(err, &wrong):
		return unreadable(wrong.code, s.File, wrong.row, ColumnName(wrong.column-1))
	case s.Kind == Workbook:
		return unreadable(CodeWorkbook, s.File, row, err.Error())
	case isPacking(err):
		return unreadable(schema.CodeGzip, s.File, row, err.Error())
	}
	return unreadable(CodeNotFile, s.File, row, err.Error())
}

// isPacking says whether the packing of a file is broken or cut off.
func isPacking(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.As(err, &corrupt) || isZipFault(err)
}

// ColumnName is a column's letter, from 0, as spreadsheets show it: A, B, … AA.
func ColumnName(column int) string {
	var name []byte
	for column++; column > 0; column = (column - 1) / 26 {
		name = append([]byte{byte('A' + (column-1)%26)}, name...)
	}
	return string(name)
}

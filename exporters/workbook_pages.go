package exporters

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	readmeSheet     = "README"
	dictionarySheet = "dictionary"
)

// writePages writes the sheets before the tables.
func (b *Workbook) writePages() error {
	if err := b.book.SetSheetName("Sheet1", readmeSheet); err != nil {
		return err
	}
	if _, err := b.book.NewSheet(dictionarySheet); err != nil {
		return err
	}
	b.book.Pkg.Store("docProps/core.xml", coreProperties(b.about))
	if err := b.writeReadme(); err != nil {
		return err
	}
	return b.writeDictionary()
}

// coreProperties are what a file's properties show. excelize's own would name a day on which no workbook was made.
func coreProperties(a *About) []byte {
	title, creator := appendXText(nil, []byte(a.TitleID)), appendXText(nil, []byte(a.Publisher))
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:creator>%s</dc:creator></cp:coreProperties>`, title, creator)
}

func (b *Workbook) writeReadme() error {
	p := &bookPage{book: b.book, sheet: readmeSheet}
	p.setWidths(28, 62, 62, 14)
	p.add(styleTitle, b.about.TitleID)
	p.add(styleNone, b.about.Title)
	p.row++
	p.add(styleHeading, "", "Bahasa Indonesia", "English", "")
	for _, line := range b.readmeLines() {
		if line[1]+line[2] != "" {
			p.add(styleWrapped, line[0], line[1], line[2])
		}
	}
	p.row++
	p.add(styleHeading, "Lembar / Sheet", "Isi", "Contents", "Baris / Rows")
	p.add(styleWrapped, dictionarySheet, "Kamus data: arti setiap kolom", "Data dictionary: what each column means")
	p.link(dictionarySheet)
	for _, s := range b.sheets {
		for i, part := range s.parts {
			id, en := s.table.TitleID, s.table.Title
			if i > 0 {
				id, en = id+" (lanjutan)", en+" (continued)"
			}
			p.add(styleWrapped, part.name, id, en)
			p.link(part.name)
			p.try(p.book.SetCellInt(p.sheet, p.cell(3), int64(part.rows-1)))
			p.try(p.book.SetCellStyle(p.sheet, p.cell(3), p.cell(3), styleWrapped))
		}
	}
	p.printed()
	return p.err
}

// readmeLines are what the first sheet tells: label, Indonesian, English.
func (b *Workbook) readmeLines() [][3]string {
	a := b.about
	contact := strings.Trim(a.Email+"\n"+a.ContactURL, "\n")
	return [][3]string{
		{"Perhatian / Notice", a.NoticeID, a.Notice},
		{"Penerbit / Publisher", a.Publisher, a.Publisher},
		{"Lisensi / Licence", a.License, a.License},
		{"Kontak / Contact", contact, contact},
		{"Alamat / Address", a.BaseURL, a.BaseURL},
		{"Versi / Version", "Nomor versi tidak dicantumkan di buku kerja ini supaya berkas yang isinya tidak berubah tetap sama di setiap " +
			"versi. Nomornya adalah nama folder di alamat tempat berkas ini diunduh; tercantum pula di manifest.json dan README.md di folder itu.",
			"The version is not named in this workbook, so that a file whose contents did not change stays the same in every version. " +
				"It is the name of the folder in the address this file was downloaded from; manifest.json and README.md there name it too."},
		{"Sel kosong / Empty cells", "Penerbit tidak menyatakan nilainya. Sel kosong bukan nol.", "The publisher did not state the value. Empty is not zero."},
		{"Waktu / Time", "Kolom tanggal dan jam ditulis dalam UTC (WIB = UTC+7, WITA = UTC+8, WIT = UTC+9). Kolom berakhiran _local berisi tanggal setempat. " +
			"Bagian detik yang lebih kecil dari milidetik hanya ada di berkas CSV dan Parquet.",
			"Columns of dates with hours are in UTC. Columns that end in _local hold the local date. Parts of a second smaller than a millisecond stand in the CSV and Parquet files only."},
		{"Angka / Numbers", "Angka dengan lebih dari 15 digit, dan tanggal sebelum 1 Maret 1900, ditulis sebagai teks supaya tidak berubah.",
			"Numbers of more than 15 digits, and dates before 1 March 1900, are written as text so that they stay as they are."},
		b.longLine(),
	}
}

// longLine counts the texts that are too long for a cell; it is empty where there are none.
func (b *Workbook) longLine() [3]string {
	long := int64(0)
	for _, s := range b.sheets {
		long += s.long
	}
	if long == 0 {
		return [3]string{}
	}
	return [3]string{"Teks panjang / Long texts",
		"Teks yang terlalu panjang untuk satu sel (lebih dari 32.767 karakter): " + grouped(long, ".") +
			". Di tempatnya ada keterangan; teks lengkapnya ada di berkas CSV dan Parquet.",
		"Texts too long for a cell (more than 32,767 characters): " + grouped(long, ",") +
			". A note stands in their place; they stand in full in the CSV and Parquet files."}
}

func (b *Workbook) writeDictionary() error {
	p := &bookPage{book: b.book, sheet: dictionarySheet}
	p.setWidths(16, 30, 12, 30, 30, 55, 55, 40)
	p.add(styleHeading, "sheet", "column", "type", "title_id", "title_en", "description_id", "description_en", "pointer")
	for _, s := range b.sheets {
		for _, c := range s.table.Columns {
			p.add(styleWrapped, s.name, c.Name, string(c.Type), c.TitleID, c.Title, c.DescriptionID, c.Description, c.Pointer)
		}
	}
	p.try(p.book.SetPanes(p.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	p.try(p.book.AutoFilter(p.sheet, fmt.Sprintf("A1:H%d", p.row), nil))
	p.printed()
	return p.err
}

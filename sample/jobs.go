package sample

import (
	"fmt"
	"strings"
)

// category is what is bought.
type category int

const (
	works category = iota
	goods
	services
	consulting
)

// A job is something that regencies buy again and again. In its title {…} stands for a place of the regency.
type job struct {
	agency   int
	category category
	class    classification
	unit     string
	title    string
}

func unspsc(id, description string) classification { return classification{"UNSPSC", id, description} }

// The classes of the United Nations Standard Products and Services Code into which the jobs fall.
var (
	roadWork     = unspsc("72141000", "Jasa konstruksi jalan dan jembatan")
	waterWork    = unspsc("72141100", "Jasa konstruksi bangunan air dan irigasi")
	building     = unspsc("72121400", "Jasa konstruksi gedung pemerintah dan fasilitas umum")
	repair       = unspsc("72102900", "Jasa pemeliharaan dan perbaikan fasilitas")
	medical      = unspsc("42180000", "Alat pemeriksaan dan diagnosis pasien")
	medicine     = unspsc("51100000", "Obat dan vaksin")
	computers    = unspsc("43211500", "Komputer")
	furniture    = unspsc("56121500", "Mebel sekolah dan kantor")
	stationery   = unspsc("44120000", "Perlengkapan kantor")
	vehicles     = unspsc("25101500", "Kendaraan penumpang dan operasional")
	farmInput    = unspsc("10170000", "Pupuk, benih, dan sarana produksi pertanian")
	lighting     = unspsc("39111600", "Penerangan luar ruang")
	cleaning     = unspsc("76111500", "Jasa kebersihan gedung")
	guarding     = unspsc("92121500", "Jasa pengamanan")
	catering     = unspsc("90101600", "Jasa boga")
	connectivity = unspsc("81112100", "Jasa internet")
	events       = unspsc("80141600", "Jasa penyelenggaraan kegiatan")
	engineering  = unspsc("81101500", "Jasa konsultansi teknik sipil dan arsitektur")
	advice       = unspsc("80101500", "Jasa konsultansi manajemen dan kajian")
	training     = unspsc("86101700", "Jasa pelatihan")
)

var greatWorks = []job{
	{publicWorks, works, roadWork, "paket", "Peningkatan Struktur Jalan Ruas {desa} - {desa lain} Kecamatan {kecamatan}"},
	{publicWorks, works, roadWork, "paket", "Pembangunan Jembatan Kali {kali} Ruas {desa} - {desa lain}"},
	{publicWorks, works, waterWork, "paket", "Normalisasi dan Perkuatan Tebing Sungai {kali}"},
	{publicWorks, works, waterWork, "paket", "Pembangunan SPAM Jaringan Perpipaan Kecamatan {kecamatan}"},
	{hospital, works, building, "paket", "Pembangunan Gedung Rawat Inap Kelas III RSUD {daerah}"},
	{housing, works, building, "paket", "Revitalisasi Pasar Rakyat {kecamatan}"},
}

var largeWorks = []job{
	{publicWorks, works, roadWork, "paket", "Peningkatan Jalan Ruas {desa} - {desa lain} Kecamatan {kecamatan}"},
	{publicWorks, works, roadWork, "paket", "Pemeliharaan Berkala Jalan {desa} - {desa lain}"},
	{publicWorks, works, roadWork, "paket", "Penggantian Jembatan Kali {kali} Ruas {desa} - {desa lain}"},
	{publicWorks, works, waterWork, "paket", "Rehabilitasi Jaringan Irigasi D.I. {kali} Kecamatan {kecamatan}"},
	{publicWorks, works, building, "paket", "Pembangunan Gedung Kantor Kecamatan {kecamatan}"},
	{education, works, building, "paket", "Pembangunan Ruang Kelas Baru (RKB) SMPN {nomor} {kecamatan}"},
	{education, works, building, "paket", "Rehabilitasi Berat Ruang Kelas SDN {nomor} {desa} beserta Perabotnya"},
	{health, works, building, "paket", "Pembangunan Gedung Puskesmas {kecamatan}"},
	{housing, works, building, "paket", "Penataan Kawasan Permukiman Kumuh {sebutan} {desa}"},
	{transport, works, lighting, "paket", "Pemasangan Penerangan Jalan Umum Kecamatan {kecamatan}"},
	{farming, works, building, "paket", "Pembangunan Rumah Potong Hewan Kecamatan {kecamatan}"},
}

var smallWorks = []job{
	{publicWorks, works, roadWork, "paket", "Pemeliharaan Rutin Jalan {desa} - {desa lain}"},
	{publicWorks, works, roadWork, "paket", "Pembangunan Tembok Penahan Tanah (TPT) Jalan {desa}"},
	{publicWorks, works, waterWork, "paket", "Rehabilitasi Saluran Drainase {sebutan} {desa}"},
	{publicWorks, works, waterWork, "paket", "Rehabilitasi Pintu Air D.I. {kali}"},
	{housing, works, roadWork, "paket", "Pembangunan Jalan Lingkungan (Paving Blok) {sebutan} {desa} Kecamatan {kecamatan}"},
	{housing, works, waterWork, "paket", "Pembangunan Sumur Dalam dan Menara Air {sebutan} {desa}"},
	{education, works, building, "paket", "Pembangunan Jamban Siswa/Guru SDN {nomor} {desa}"},
	{education, works, building, "paket", "Pemagaran SDN {nomor} {desa}"},
	{health, works, repair, "paket", "Rehabilitasi Ringan Puskesmas Pembantu {desa}"},
	{environment, works, building, "paket", "Pembangunan TPS3R {sebutan} {desa}"},
	{farming, works, roadWork, "paket", "Pembangunan Jalan Usaha Tani {sebutan} {desa}"},
	{secretariat, works, repair, "paket", "Pemeliharaan Gedung Kantor Sekretariat Daerah"},
}

var largeSupplies = []job{
	{health, goods, medical, "paket", "Belanja Alat Kesehatan Puskesmas {kecamatan}"},
	{hospital, goods, medical, "paket", "Pengadaan Alat Kedokteran Ruang Operasi RSUD {daerah}"},
	{hospital, goods, medicine, "paket", "Belanja Obat-obatan dan Bahan Medis Habis Pakai RSUD {daerah}"},
	{education, goods, computers, "unit", "Pengadaan Komputer Laboratorium SMPN Kecamatan {kecamatan}"},
	{education, goods, furniture, "set", "Pengadaan Mebel Ruang Kelas SDN se-Kecamatan {kecamatan}"},
	{informatics, goods, computers, "paket", "Pengadaan Perangkat Jaringan dan Server Pusat Data {daerah}"},
	{environment, goods, vehicles, "paket", "Pengadaan Kendaraan Pengangkut Sampah (Arm Roll)"},
	{transport, goods, lighting, "unit", "Belanja Lampu Penerangan Jalan Umum Tenaga Surya Kecamatan {kecamatan}"},
}

var supplies = []job{
	{health, goods, medical, "paket", "Belanja Alat Kesehatan Puskesmas {kecamatan}"},
	{health, goods, medicine, "paket", "Belanja Obat-obatan dan Bahan Medis Habis Pakai Puskesmas {kecamatan}"},
	{education, goods, computers, "unit", "Belanja Komputer Administrasi SMPN {nomor} {kecamatan}"},
	{education, goods, furniture, "set", "Pengadaan Mebel Ruang Kelas SDN {nomor} {desa}"},
	{informatics, goods, computers, "unit", "Belanja Perangkat Jaringan Kantor Kecamatan {kecamatan}"},
	{secretariat, goods, stationery, "paket", "Belanja Alat Tulis Kantor Sekretariat Daerah"},
	{farming, goods, farmInput, "paket", "Belanja Benih Padi dan Pupuk Kelompok Tani Kecamatan {kecamatan}"},
	{transport, goods, lighting, "unit", "Belanja Lampu Penerangan Jalan Umum Kecamatan {kecamatan}"},
	{social, goods, stationery, "paket", "Belanja Paket Bantuan Tanggap Darurat Bencana"},
}

var labour = []job{
	{secretariat, services, cleaning, "bulan", "Belanja Jasa Tenaga Kebersihan Kantor Pemerintah Daerah"},
	{hospital, services, cleaning, "bulan", "Jasa Kebersihan Gedung RSUD {daerah}"},
	{hospital, services, catering, "bulan", "Belanja Makan dan Minum Pasien RSUD {daerah}"},
	{secretariat, services, guarding, "bulan", "Belanja Jasa Tenaga Keamanan Komplek Perkantoran"},
	{informatics, services, connectivity, "bulan", "Belanja Kawat/Faksimili/Internet/TV Berlangganan Perangkat Daerah"},
	{environment, services, cleaning, "bulan", "Jasa Pengangkutan Sampah Kecamatan {kecamatan}"},
}

var errands = []job{
	{social, services, events, "kegiatan", "Belanja Jasa Penyelenggaraan Acara Hari Jadi {daerah}"},
	{planningBoard, services, catering, "kegiatan", "Belanja Makanan dan Minuman Rapat Musrenbang Kecamatan {kecamatan}"},
	{education, services, events, "kegiatan", "Penyelenggaraan Festival Seni Pelajar {daerah}"},
	{transport, services, repair, "paket", "Belanja Pemeliharaan Kendaraan Dinas Operasional"},
	{health, services, training, "kegiatan", "Pelatihan Kader Posyandu Kecamatan {kecamatan}"},
}

var advisers = []job{
	{publicWorks, consulting, engineering, "paket", "Perencanaan Teknis (DED) Peningkatan Jalan {desa} - {desa lain}"},
	{publicWorks, consulting, engineering, "paket", "Pengawasan Rehabilitasi Jaringan Irigasi D.I. {kali}"},
	{publicWorks, consulting, advice, "paket", "Penyusunan Materi Teknis RDTR dan KLHS Wilayah Perencanaan {kecamatan}"},
	{education, consulting, engineering, "paket", "Pengawasan Pembangunan Ruang Kelas Baru SMPN {nomor} {kecamatan}"},
	{hospital, consulting, engineering, "paket", "Perencanaan Pembangunan Gedung Rawat Inap RSUD {daerah}"},
	{planningBoard, consulting, advice, "paket", "Penyusunan Kajian Penanggulangan Kemiskinan {daerah}"},
	{informatics, consulting, advice, "paket", "Penyusunan Arsitektur SPBE {daerah}"},
	{environment, consulting, advice, "paket", "Penyusunan Dokumen Lingkungan (UKL-UPL) Pasar {kecamatan}"},
}

var emergencies = []job{
	{publicWorks, works, waterWork, "paket", "Penanganan Darurat Tanggul Jebol Sungai {kali} {sebutan} {desa}"},
	{publicWorks, works, roadWork, "paket", "Penanganan Darurat Longsor Ruas Jalan {desa} - {desa lain}"},
	{social, goods, stationery, "paket", "Pengadaan Logistik Korban Banjir Kecamatan {kecamatan}"},
	{health, goods, medicine, "paket", "Pengadaan Logistik Penanganan Kejadian Luar Biasa Kecamatan {kecamatan}"},
}

var ownWork = []job{
	{education, services, training, "kegiatan", "Bimbingan Teknis Pengelolaan Dana BOS {daerah}"},
	{health, services, events, "kegiatan", "Sosialisasi Pencegahan Stunting Kecamatan {kecamatan}"},
	{environment, services, repair, "kegiatan", "Gerakan Bersih Sungai {kali}"},
	{planningBoard, services, advice, "kegiatan", "Survei Kepuasan Layanan Publik {daerah}"},
	{farming, services, training, "kegiatan", "Sekolah Lapang Petani Kecamatan {kecamatan}"},
	{publicWorks, works, roadWork, "paket", "Padat Karya Pemeliharaan Saluran Irigasi {sebutan} {desa}"},
}

var villageWorks = []job{
	{0, works, roadWork, "paket", "Pembangunan Rabat Beton Jalan Dusun {dusun} Desa {desa}"},
	{0, works, waterWork, "paket", "Pembangunan Drainase Dusun {dusun} Desa {desa}"},
	{0, works, building, "paket", "Rehabilitasi Gedung Posyandu Dusun {dusun} Desa {desa}"},
	{0, works, waterWork, "paket", "Pembangunan Sarana Air Bersih Dusun {dusun} Desa {desa}"},
}

var villageSupplies = []job{
	{0, goods, stationery, "paket", "Belanja Alat Tulis Kantor Desa {desa}"},
	{0, goods, computers, "unit", "Belanja Laptop Pelayanan Administrasi Desa {desa}"},
	{0, goods, farmInput, "paket", "Belanja Bibit Ternak Ketahanan Pangan Desa {desa}"},
	{0, goods, building, "paket", "Belanja Bahan Material Rumah Tidak Layak Huni Desa {desa}"},
	{0, goods, furniture, "set", "Belanja Meja Kursi Balai Desa {desa}"},
}

var rivers = []string{"Cikirana", "Wuluhan", "Cibestari", "Kalidamar", "Way Prana", "Lumbir", "Cisewarna", "Brangwetan",
	"Talunrejo", "Sanggarupa", "Kedungsari Wetan", "Ciratala"}

var hamlets = []string{"Krajan", "Lor", "Kidul", "Wetan", "Kulon", "Tengah", "Pojok", "Sawahan"}

// name fills a job's title with places of the regency.
func (n *procurement) name(j job) string {
	village := n.place.village(n.district, n.village)
	other := n.place.village(n.district, (n.village+1+n.below(villagesPerDistrict-1))%villagesPerDistrict)
	kind := "Desa"
	if n.place.isCity() {
		kind = "Kelurahan"
	}
	return strings.NewReplacer(
		"{kecamatan}", n.place.districts[n.district],
		"{desa lain}", other,
		"{desa}", village,
		"{sebutan}", kind,
		"{daerah}", n.place.short(),
		"{kali}", pick(n.dice, rivers),
		"{dusun}", pick(n.dice, hamlets),
		"{nomor}", fmt.Sprint(n.between(1, 5)),
	).Replace(j.title)
}

package sample

import (
	"fmt"
	"strings"
)

// scheme names the invented register in which every organization of the sample stands.
const scheme = "XE-EXAMPLE"

func invented(id, name string) organization {
	return organization{ID: id, Name: name, Identifier: identifier{scheme, id, name}}
}

func (o organization) reference() reference { return reference{o.ID, o.Name} }

// government is the regency itself, the buyer of all that its agencies procure.
func (r Regency) government() organization {
	o := invented("CONTOH-"+r.number(), "Pemerintah "+r.Name)
	o.Address = r.address("Jalan Balai Contoh Nomor 1")
	o.ContactPoint = r.office("ukpbj", "Unit Kerja Pengadaan Barang/Jasa", 100)
	return o
}

func (r Regency) office(mailbox, name string, extension int) contactPoint {
	return contactPoint{
		Name:      name,
		Email:     mailbox + "@" + strings.ToLower(r.short()) + ".example.id",
		Telephone: fmt.Sprintf("+62 990 555-%d%03d", r.index, extension),
	}
}

const (
	publicWorks = iota
	education
	health
	housing
	farming
	transport
	environment
	informatics
	hospital
	secretariat
	planningBoard
	social
)

// agencies are the offices of every regency: %s stands for its bare name.
var agencies = []struct{ name, mailbox string }{
	publicWorks:   {"Dinas Pekerjaan Umum dan Penataan Ruang %s", "dpupr"},
	education:     {"Dinas Pendidikan dan Kebudayaan %s", "disdikbud"},
	health:        {"Dinas Kesehatan %s", "dinkes"},
	housing:       {"Dinas Perumahan dan Kawasan Permukiman %s", "disperkim"},
	farming:       {"Dinas Pertanian dan Ketahanan Pangan %s", "distan"},
	transport:     {"Dinas Perhubungan %s", "dishub"},
	environment:   {"Dinas Lingkungan Hidup %s", "dlh"},
	informatics:   {"Dinas Komunikasi dan Informatika %s", "diskominfo"},
	hospital:      {"Rumah Sakit Umum Daerah %s", "rsud"},
	secretariat:   {"Sekretariat Daerah %s", "setda"},
	planningBoard: {"Badan Perencanaan Pembangunan Daerah %s", "bappeda"},
	social:        {"Dinas Sosial dan Pemberdayaan Masyarakat %s", "dinsos"},
}

func (r Regency) agency(nth int) organization {
	of := r.Name
	if nth == hospital {
		of = r.short()
	}
	o := invented(fmt.Sprintf("CONTOH-%s-%02d", r.number(), nth+1), fmt.Sprintf(agencies[nth].name, of))
	o.Address = r.address(fmt.Sprintf("Jalan Balai Contoh Nomor %d", 2*nth+3))
	o.ContactPoint = r.office(agencies[nth].mailbox, "Pejabat Pembuat Komitmen", nth+1)
	return o
}

// villageGovernment is a village as a buyer.
func (r Regency) villageGovernment(district, number int) organization {
	id := fmt.Sprintf("CONTOH-%s-D%02d%02d", r.number(), district+1, number+1)
	o := invented(id, fmt.Sprintf("Pemerintah Desa %s, Kecamatan %s", r.village(district, number), r.districts[district]))
	o.Address = r.address("Kantor Desa " + r.village(district, number))
	o.ContactPoint = r.office("desa-"+strings.ToLower(r.village(district, number)), "Kantor Desa", 800+10*district+number)
	return o
}

// unit is an executing unit of self-managed work: a village team, a citizens' group, another body.
func (r Regency) unit(id, name string) organization {
	o := invented("CONTOH-"+r.number()+"-"+id, name)
	o.Address = r.address("")
	return o
}

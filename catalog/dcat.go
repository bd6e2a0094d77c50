package catalog

import (
	"net/url"
	"strconv"
	"time"

	"terang/store"
)

// context names the vocabularies. It stands in the document, since a reader must not have to fetch another to understand it.
var context = node{
	"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
	"owl": "http://www.w3.org/2002/07/owl#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "spdx": "http://spdx.org/rdf/terms#",
	"vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}

// DCAT writes the catalogue (DCAT 3): one dataset with its main files and the API, and the versions that it has had.
// Portals make a dataset of their own of each dcat:Dataset, so versions are plain resources. Their number does not grow:
// Dataset.Earlier bounds it.
func DCAT(d *Dataset) ([]byte, error) {
	p := &d.Version.Publication
	catalogue := node{
		"@context": context, "@id": d.base() + "/catalog.jsonld", "@type": "dcat:Catalog",
		"dct:title": both("Open contracting catalogue of "+p.Publisher.Name, "Katalog pengadaan terbuka "+p.Publisher.Name),
		"dct:description": both("What "+p.Publisher.Name+" publishes of its procurement, as files and through an API.",
			"Data pengadaan yang diterbitkan "+p.Publisher.Name+", berupa berkas dan melalui API."),
		"dct:publisher": d.agent(), "dct:language": languages, "dct:modified": instant(d.Version.At),
		"foaf:homepage": link(d.base() + "/"), "dcat:dataset": d.dataset(), "dcat:service": d.service(),
	}
	catalogue.put("dct:license", d.licence())
	return catalogue.encode()
}

func (d *Dataset) datasetID() string { return d.base() + "/catalog.jsonld#dataset" }

func (d *Dataset) dataset() node {
	n := node{
		"@id": d.datasetID(), "@type": "dcat:Dataset", "dct:identifier": d.datasetID(),
		"dct:title": both(d.title(), d.titleID()), "dct:description": both(d.description(), d.descriptionID()),
		"dct:publisher": d.agent(), "dct:creator": d.agent(), "dct:language": languages, "dcat:keyword": keywords,
		"dcat:theme":   link("http://publications.europa.eu/resource/authority/data-theme/GOVE"),
		"dct:modified": instant(d.Version.At),
		"dct:conformsTo": []node{
			{"@id": "https://standard.open-contracting.org/1.1/en/", "@type": "dct:Standard", "dct:title": "Open Contracting Data Standard 1.1"},
		},
		"dct:accessRights": link("http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
		"dcat:landingPage": link(d.base() + "/docs"), "dcat:version": d.Version.ID, "owl:versionInfo": d.Version.ID,
		"dcat:hasCurrentVersion": link(d.versionID(d.Version)), "dcat:hasVersion": d.versions(), "dcat:distribution": d.distributions(),
	}
	n.put("dct:license", d.licence())
	n.put("dcat:contactPoint", d.contact())
	n.put("dct:temporal", d.period())
	n.put("dct:issued", d.issued())
	if isWebAddress(d.Version.Publication.Policy) {
		n["foaf:page"] = link(d.Version.Publication.Policy)
	}
	return n
}

func (d *Dataset) versionID(v *store.Version) string { return d.base() + "/api/v1/versions/" + v.ID }

// issued is when the dataset first appeared; nothing where so many versions came since that the first is not told of.
func (d *Dataset) issued() node {
	for _, v := range append([]*store.Version{d.Version}, d.Earlier...) {
		if v.N == 1 {
			return instant(v.At)
		}
	}
	return nil
}

// versions are this one and those before it, each leading to the one before.
func (d *Dataset) versions() (all []node) {
	list := append([]*store.Version{d.Version}, d.Earlier...)
	for i, v := range list {
		n := node{"@id": d.versionID(v), "@type": "dcat:Resource", "dcat:version": v.ID, "dct:title": d.title() + ", " + v.ID,
			"dct:issued": instant(v.At), "dcat:isVersionOf": link(d.datasetID())}
		if i+1 < len(list) {
			n["dcat:previousVersion"] = link(d.versionID(list[i+1]))
		}
		all = append(all, n)
	}
	return all
}

func (d *Dataset) distributions() (all []node) {
	for _, o := range d.offers() {
		n := node{
			"@id": d.base() + "/catalog.jsonld#" + url.PathEscape(o.Path), "@type": "dcat:Distribution",
			"dct:title": both(o.name, o.nameID), "dct:format": o.format, "dcat:byteSize": literal(strconv.FormatInt(o.Bytes, 10), "nonNegativeInteger"),
			"dcat:accessURL": link(d.file(o.Path)), "dcat:downloadURL": link(d.file(o.Path)), "dct:modified": instant(d.Version.At),
			"spdx:checksum": node{"@type": "spdx:Checksum", "spdx:algorithm": link("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
				"spdx:checksumValue": literal(o.SHA256, "hexBinary")},
		}
		if o.mediaType != "" {
			n["dcat:mediaType"] = mediaType(o.mediaType)
		}
		if o.packed() {
			n["dcat:compressFormat"] = mediaType("application/gzip")
		}
		n.put("dct:license", d.licence())
		all = append(all, n)
	}
	return all
}

func (d *Dataset) service() node {
	n := node{
		"@id": d.base() + "/catalog.jsonld#api", "@type": "dcat:DataService", "dct:publisher": d.agent(),
		"dct:title":        both("API of "+d.title(), "API "+d.titleID()),
		"dct:description":  both("Read-only, without keys: records, releases and versions, each read pinned to a version at will.", "Hanya untuk dibaca, tanpa kunci: record, rilis, dan versi; setiap permintaan dapat dikunci ke suatu versi."),
		"dcat:endpointURL": link(d.base() + "/"), "dcat:endpointDescription": link(d.base() + "/openapi.yaml"),
		"dcat:landingPage": link(d.base() + "/docs"), "dcat:servesDataset": link(d.datasetID()),
	}
	n.put("dct:license", d.licence())
	n.put("dcat:contactPoint", d.contact())
	return n
}

// languages are those of the words: the codes of the Library of Congress, as DCAT recommends.
var languages = []node{link("http://id.loc.gov/vocabulary/iso639-1/id"), link("http://id.loc.gov/vocabulary/iso639-1/en")}

func link(address string) node { return node{"@id": address} }

func literal(text, kind string) node { return node{"@type": "xsd:" + kind, "@value": text} }

func instant(t time.Time) node { return literal(t.UTC().Format(time.RFC3339), "dateTime") }

func mediaType(name string) node {
	return link("https://www.iana.org/assignments/media-types/" + name)
}

// both is a text in both languages.
func both(english, indonesian string) []node {
	return []node{{"@language": "en", "@value": english}, {"@language": "id", "@value": indonesian}}
}

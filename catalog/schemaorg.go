package catalog

import (
	"fmt"
	"time"
)

// SchemaOrg writes the dataset as search engines for data read it (schema.org/Dataset): a document by itself, or to be put
// into a page.
func SchemaOrg(d *Dataset) ([]byte, error) {
	p := &d.Version.Publication
	n := node{
		"@context": "https://schema.org/", "@type": "Dataset", "@id": d.base() + "/dataset.jsonld", "identifier": d.file("manifest.json"),
		"name": d.title(), "alternateName": d.titleID(), "description": d.description() + " / " + d.descriptionID(),
		"url": d.base() + "/docs", "version": d.Version.ID, "dateModified": d.Version.At.UTC().Format(time.RFC3339),
		"isAccessibleForFree": true, "inLanguage": []string{"id", "en"}, "keywords": keywords,
		"creator": d.organization(), "publisher": d.organization(), "distribution": d.downloads(),
		"includedInDataCatalog": node{"@type": "DataCatalog", "name": "Open contracting catalogue of " + p.Publisher.Name, "url": d.base() + "/catalog.jsonld"},
		"citation":              fmt.Sprintf("%s. %s, %s. %s", p.Publisher.Name, d.title(), d.Version.ID, d.file("")),
	}
	n.put("license", p.License)
	if first, last := d.years(); first != "" {
		n["temporalCoverage"] = first + "/" + last
	}
	return n.encode()
}

func (d *Dataset) organization() node {
	p := &d.Version.Publication
	n := node{"@type": "GovernmentOrganization", "name": p.Publisher.Name}
	if isWebAddress(p.Publisher.URI) {
		n["url"] = p.Publisher.URI
	}
	if c := p.Contact; c.Email != "" || c.Telephone != "" {
		point := node{"@type": "ContactPoint", "contactType": "customer support"}
		point.put("email", c.Email)
		point.put("telephone", c.Telephone)
		n["contactPoint"] = point
	}
	return n
}

func (d *Dataset) downloads() (all []node) {
	for _, o := range d.offers() {
		n := node{"@type": "DataDownload", "name": o.name, "contentUrl": d.file(o.Path), "contentSize": fmt.Sprintf("%d B", o.Bytes), "sha256": o.SHA256}
		n["encodingFormat"] = o.mediaType
		if o.packed() {
			n["encodingFormat"] = "application/gzip"
		}
		all = append(all, n)
	}
	return all
}

// Package flat writes releases as tables from which the same releases can be made again, value for value.
//
// The tables are those of flatten-tool's reading (OCDS 1.1, "CSV serialization"): one table for the releases and one for
// each list of objects; objects stay in the row of what they belong to; headings are JSON Pointers without their leading
// slash, in which 0 stands for every index of a list. Rows are joined by the ids of everything above them, which they
// repeat.
//
//	releases:      ocid,id,date,tag,…,tender/id,tender/title,…
//	awards:        ocid,id,awards/0/id,awards/0/title,…
//	awards_items:  ocid,id,awards/0/id,awards/0/items/0/id,awards/0/items/0/quantity,…
//
// A cell holds what flatten-tool, with the same schema, makes the same value of. Whatever a cell cannot carry exactly
// stands in one more table, rest, as JSON: a row says of which release it is, the pointer to the value, and the value.
// That is so of null, {}, [] and ""; of values whose type is not that of their column; of numbers too long for it; of
// lists of texts that hold ; or a comma; of texts with control characters or longer than a workbook's cell; of fields
// whose name cannot be a heading (see fits); and of items of a list that have no id, or one that the list has already.
// A cell may show such a value all the same, as text. A place is one thing, a value, an object or a list of objects: what the
// schema says, or else what the first release has there; what others have stands in rest.
//
// Columns exist where a release uses the place. Where the data name more fields than the limits in dialect.go allow, those
// stay that were used first; the others stand in rest.
//
// # Reading rest
//
// Rows of rest stand in the order of the release. Read a release from the tables first, then apply its rows of rest one
// after the other. Of the last token of a pointer:
//
//   - where its parent is a list, the value is a whole item, which the tables do not have: insert it at that index;
//   - where its parent is an object, the value is that of the member, whether the tables show one or not;
//   - an empty pointer is the whole release.
//
// The parent of every value is in the tables, or in a row before: of an object or list of which the tables show nothing,
// rest has the whole. What is longer than Longest bytes is cut: a row whose JSON is not whole goes on in the row after it.
//
// A release without an ocid or id, or with those of another, cannot be joined. It is an empty row of releases, and
// one of rest with the empty pointer and neither ocid nor id; the first empty row belongs to the first such row of rest,
// and so on. So releases has a row for each release, in their order.
//
// # Packages
//
// The table packages has a row for each package that was read, or each run of releases that came in none: its number
// from 0, what it was (release package, record package, releases), how many of the next rows of releases are its own, the file, and what a package
// says of itself. What that cannot carry stands in rest with neither ocid nor id, and a pointer whose first token is the
// package's number: /0/links. A record's own words, with its compiled and versioned release, stand there with its
// ocid, without an id, as /0/records/1, followed by /0/records/1/releases with the number of the next releases that it
// has; it has none where that row is missing.
package flat

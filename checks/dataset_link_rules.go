package checks

import "terang/schema"

// This file has the rules on what processes say of each other.

var _ = datasetRule("related_process_identifier", schema.Note, "Pelican reference.related_process_identifier", Words{
	"%[1]s references to other processes name an ocid that is not in the data, such as '%[2]s'. Publish those processes as well, or correct the ocid.",
	"%[1]s rujukan ke proses lain menyebut ocid yang tidak ada dalam data, misalnya '%[2]s'. Umumkan juga proses tersebut, atau perbaiki ocid-nya."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		var asked, found int64
		var missing []string
		for ocid, l := range d.seen.Links.Kept {
			asked += l.Asked
			if l.Known {
				found += l.Asked
			} else {
				missing = append(missing, ocid)
			}
		}
		return r.references(d, asked, found, missing, &Text{"share of references to processes in the data", "porsi rujukan ke proses dalam data"})
	})

var _ = datasetRule("related_process_title", schema.Note, "Pelican consistent.related_process_title", Words{
	"%[1]s references give another process a title that its tender does not have, such as that in '%[2]s'. Write the title as it is there, or correct the ocid of the reference.",
	"%[1]s rujukan memberi proses lain judul yang berbeda dari judul tendernya, misalnya pada '%[2]s'. Tulis judul sesuai tender tersebut, atau perbaiki ocid rujukannya."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		var given, same int64
		var different []string
		for _, l := range d.seen.Links.Kept {
			if l.Title == 0 {
				continue
			}
			for _, t := range l.Titles {
				given += t.N
				if t.Hash == l.Title {
					same += t.N
				} else {
					different = append(different, t.Source)
				}
			}
		}
		return r.references(d, given, same, different, &Text{"share of titles that are the tender's", "porsi judul yang sama dengan judul tender"})
	})

// references makes the result of a rule on references, of which all should be right.
func (r *Rule) references(d *Dataset, n, right int64, wrong []string, measure *Text) *Result {
	if n == 0 {
		return r.idle(0, nothingThere)
	}
	result := r.result(n)
	result.Measure, result.Value, result.Limit = measure, fraction(share(right, n)), "= 1"
	result.Sampled, result.Examples = d.seen.Links.sampled(), firstOf(wrong)
	if right == n {
		return result
	}
	return result.holds(false, atLeast(n-right, result.Sampled), result.Examples[0])
}

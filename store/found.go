package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Word is a block of the documents in which a word stands.
type Word struct {
	Word  string
	Block int64
	Docs  []byte
}

// lastDoc is the number of the newest document, 0 where there is none.
func lastDoc(ctx context.Context, tx *sql.Tx) (doc int64, err error) {
	err = tx.QueryRowContext(ctx, "select coalesce(max(doc), 0) from found").Scan(&doc)
	return doc, err
}

// putFound keeps the facts of records that begin with this version, and gives them the numbers of documents.
func (b *Build) putFound(records []Record) error {
	rows := make([]any, 0, 5*len(records))
	for i := range records {
		b.doc++
		records[i].Doc = b.doc
		rows = append(rows, b.doc, records[i].OCID, records[i].Since, records[i].until, append([]byte{}, records[i].Facts...))
	}
	return inserter{b.ctx, b.tx, b.store.dialect}.rows("insert into found (doc, ocid, since, until, facts) values ", 5, "", "", rows)
}

// PutFound keeps the facts of records that earlier versions put without them (Unfound), and sets their Doc.
func (b *Build) PutFound(records []Record) error {
	if err := b.putFound(records); err != nil {
		return fmt.Errorf("put facts: %w", err)
	}
	return nil
}

// Unfound passes all records of earlier versions, in batches of at most size, oldest version first, if none of them has
// facts: an older terang made them. f may write.
func (b *Build) Unfound(size int, f func(batch []Record) error) error {
	if b.doc > 0 || b.Previous == nil {
		return nil
	}
	since, ocid := int64(0), ""
	for {
		rows, err := b.tx.QueryContext(b.ctx, `
			select `+recordColumns+`, r.until from records r join processes p on p.ocid = r.ocid
			where (r.since, r.ocid) > ($1, $2) order by r.since, r.ocid limit $3`, since, ocid, size)
		batch, err := collect(rows, err, "records without facts", func(row scanner) (r Record, err error) {
			var until int64
			r, err = scanRecordAnd(row, &until)
			r.until = until
			return r, err
		})
		if err != nil || len(batch) == 0 {
			return err
		}
		last := batch[len(batch)-1]
		since, ocid = last.Since, last.OCID
		if err := f(batch); err != nil {
			return err
		}
	}
}

// Words gives what a block has of the words, by word.
func (b *Build) Words(block int64, words []string) (map[string][]byte, error) {
	there := map[string][]byte{}
	if b.doc == 0 {
		return there, nil
	}
	for part := range slices.Chunk(words, b.store.dialect.parameters-1) {
		rows, err := b.tx.QueryContext(b.ctx, "select word, block, docs from words where block = $1 and word in "+parameters(2, len(part)),
			append([]any{block}, anys(part)...)...)
		found, err := collect(rows, err, "words", scanWord)
		if err != nil {
			return nil, err
		}
		for _, w := range found {
			there[w.Word] = w.Docs
		}
	}
	return there, nil
}

// PutWords puts blocks in the place of those that there are.
func (b *Build) PutWords(words []Word) error {
	rows := make([]any, 0, 3*len(words))
	for _, w := range words {
		rows = append(rows, w.Word, w.Block, w.Docs)
	}
	err := inserter{b.ctx, b.tx, b.store.dialect}.rows("insert into words (word, block, docs) values ", 3, "",
		" on conflict (word, block) do update set docs = excluded.docs", rows)
	if err != nil {
		return fmt.Errorf("put words: %w", err)
	}
	return nil
}

func scanWord(row scanner) (w Word, err error) { return w, row.Scan(&w.Word, &w.Block, &w.Docs) }

// Words gives all blocks of the words.
func (r *Reader) Words(ctx context.Context, words []string) (all []Word, err error) {
	const most = 50
	for part := range slices.Chunk(words, most) {
		rows, err := r.db.QueryContext(ctx, "select word, block, docs from words where word in "+parameters(1, len(part)), anys(part)...)
		found, err := collect(rows, err, "words", scanWord)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// Found passes the facts of all records that a version has, of documents behind the given one, in order of their numbers.
func (r *Reader) Found(ctx context.Context, v *Version, after int64, pass func(doc int64, facts []byte) error) error {
	rows, err := r.db.QueryContext(ctx, "select doc, facts from found where doc > $1 and since <= $2 and until > $2 order by doc", after, v.N)
	if err != nil {
		return fmt.Errorf("read facts: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var doc int64
		var facts sql.RawBytes
		if err := rows.Scan(&doc, &facts); err != nil {
			return fmt.Errorf("read facts: %w", err)
		}
		if err := pass(doc, facts); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read facts: %w", err)
	}
	return nil
}

// Ended lists the documents that version a still has, or one after it had, and b has no more.
func (r *Reader) Ended(ctx context.Context, a, b int64) ([]int64, error) {
	rows, err := r.db.QueryContext(ctx, "select doc from found where until > $1 and until <= $2", a, b)
	return collect(rows, err, "documents that ended", func(row scanner) (doc int64, err error) { return doc, row.Scan(&doc) })
}

// Documents gives the records of documents, in the order of the list.
func (r *Reader) Documents(ctx context.Context, docs []int64, parts ...Part) ([]Record, error) {
	columns, scan := reading(parts)
	byDoc := make(map[int64]Record, len(docs))
	const most = 50
	for part := range slices.Chunk(docs, most) {
		rows, err := r.db.QueryContext(ctx, `
			select `+columns+`, f.doc from found f join records r on r.ocid = f.ocid and r.since = f.since
			join processes p on p.ocid = f.ocid where f.doc in `+parameters(1, len(part)), anys(part)...)
		records, err := collect(rows, err, "documents", func(row scanner) (Record, error) {
			var doc int64
			record, err := scan(withMore{row, []any{&doc}})
			record.Doc = doc
			return record, err
		})
		if err != nil {
			return nil, err
		}
		for _, record := range records {
			byDoc[record.Doc] = record
		}
	}
	all := make([]Record, 0, len(docs))
	for _, doc := range docs {
		if record, ok := byDoc[doc]; ok {
			all = append(all, record)
		}
	}
	return all, nil
}

// withMore scans more columns behind those that it is asked for.
type withMore struct {
	scanner
	more []any
}

// Scan implements scanner.
func (w withMore) Scan(columns ...any) error { return w.scanner.Scan(append(columns, w.more...)...) }

// DocsOf gives the document that a version has of each process, by ocid; processes that it has not are left out.
func (r *Reader) DocsOf(ctx context.Context, v *Version, ocids []string) (map[string]int64, error) {
	docs := make(map[string]int64, len(ocids))
	const most = 60
	for part := range slices.Chunk(ocids, most) {
		rows, err := r.db.QueryContext(ctx, "select ocid, doc from found where since <= $1 and until > $1 and ocid in "+parameters(2, len(part)),
			append([]any{v.N}, anys(part)...)...)
		_, err = collect(rows, err, "documents of processes", func(row scanner) (_ struct{}, err error) {
			var ocid string
			var doc int64
			err = row.Scan(&ocid, &doc)
			docs[ocid] = doc
			return struct{}{}, err
		})
		if err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// LastDoc is the number of the newest document that a version has.
func (r *Reader) LastDoc(ctx context.Context, v *Version) (doc int64, err error) {
	err = r.db.QueryRowContext(ctx, `select doc from found where since = (select max(since) from found where since <= $1)
		order by doc desc limit 1`, v.N).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("last document of version %s: %w", v.ID, err)
	}
	return doc, nil
}

package store

// WriteWith runs a statement on a reader's connection, for the test that it is refused.
func WriteWith(r *Reader, query string) error {
	_, err := r.db.db.Exec(query)
	return err
}

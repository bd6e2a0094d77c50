package exporters

// block is the rows whose columns become pages together. It shares the memory of the batches that they came in.
type block struct {
	parts []part
	rows  int
	text  int // bytes of the cells
	cells int
}

// part is rows of one batch.
type part struct {
	batch    *Rows
	from, to int
}

// take adds rows of the batch, until the block is full or has limit rows; it returns the first that it left.
func (b *block) take(batch *Rows, from, limit int) int {
	to := from
	for to < batch.Len() && !b.full(limit) {
		b.text += rowSize(batch, to)
		b.cells += batch.width
		b.rows++
		to++
	}
	if to > from {
		b.parts = append(b.parts, part{batch, from, to})
	}
	return to
}

// steps gives the rows in order, at most stepRows at once.
func (b *block) steps(yield func(part) bool) {
	for _, p := range b.parts {
		for from := p.from; from < p.to; from += stepRows {
			if !yield(part{p.batch, from, min(from+stepRows, p.to)}) {
				return
			}
		}
	}
}

func (b *block) full(limit int) bool {
	return b.rows >= min(blockRows, limit) || b.text+cellSize*b.cells >= blockSize
}

func (b *block) empty() {
	clear(b.parts) // lets the batches go
	*b = block{parts: b.parts[:0]}
}

// rowSize is how many bytes the cells of a row have.
func rowSize(r *Rows, row int) int {
	end := r.ends[(row+1)*r.width-1]
	if row == 0 {
		return int(end)
	}
	return int(end - r.ends[row*r.width-1])
}

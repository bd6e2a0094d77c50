//go:build purego

package exporters

// Portable says whether this programme was built with the tag purego, as the product is: then Parquet files have the
// same bytes whatever processor wrote them. Without it they have the same rows, but where the processor has AVX2 the
// library looks in another way for runs of one value in a column with a dictionary, and cuts them elsewhere
// (github.com/parquet-go/parquet-go/encoding/rle).
const Portable = true

package checks

import (
	"maps"
	"math/big"
	"slices"
)

// histogram holds how amounts are distributed. A bucket is at most 1/128 as wide as the amounts in it; its count and
// its sum are exact (to the ten-thousandth part of the currency's unit, to which amounts are rounded).
type histogram struct {
	Buckets map[uint16]*bucket `json:"buckets"`
}

type bucket struct {
	N   int64    `json:"n"`
	Sum *big.Int `json:"sum"` // in parts of the currency's unit
}

const (
	leadBits   = 7  // bits that tell the buckets of one power of two apart
	widest     = 96 // bits of an amount; larger ones share the last bucket
	unit       = 10_000
	lastBucket = (widest - leadBits + 1) << leadBits
)

func newHistogram() *histogram { return &histogram{map[uint16]*bucket{}} }

// parts is an amount in ten-thousandths of its unit, rounded half away from zero.
func parts(amount *big.Rat) *big.Int {
	if amount.IsInt() && amount.Num().BitLen() < 48 { // nearly always
		return big.NewInt(amount.Num().Int64() * unit)
	}
	scaled := new(big.Int).Mul(amount.Num(), big.NewInt(unit))
	if amount.IsInt() {
		return scaled
	}
	half := new(big.Int).Rsh(amount.Denom(), 1)
	if scaled.Sign() < 0 {
		half.Neg(half)
	}
	return scaled.Quo(scaled.Add(scaled, half), amount.Denom())
}

// add counts an amount that is not below zero.
func (h *histogram) add(amount *big.Rat) {
	n := parts(amount)
	i := bucketOf(n)
	if b := h.Buckets[i]; b != nil {
		b.N++
		b.Sum.Add(b.Sum, n)
		return
	}
	h.Buckets[i] = &bucket{1, n}
}

// bucketOf numbers the buckets: small numbers have one each; of the others the leading bits decide.
func bucketOf(n *big.Int) uint16 {
	bits := n.BitLen()
	if bits > widest {
		return lastBucket
	}
	shift := max(bits-leadBits-1, 0)
	if n.IsUint64() {
		return uint16(shift<<leadBits) + uint16(n.Uint64()>>shift)
	}
	return uint16(shift<<leadBits) + uint16(new(big.Int).Rsh(n, uint(shift)).Uint64())
}

// bounds gives the least and the most that a number in the bucket can be.
func bounds(i uint16) (least, most *big.Int) {
	shift := max(int(i>>leadBits)-1, 0)
	lead := int64(i) - int64(shift<<leadBits)
	least = new(big.Int).Lsh(big.NewInt(lead), uint(shift))
	most = new(big.Int).Lsh(big.NewInt(lead+1), uint(shift))
	return least, most.Sub(most, big.NewInt(1))
}

func (h *histogram) merge(other *histogram) {
	if other == nil {
		return
	}
	for i, from := range other.Buckets {
		if from == nil || from.Sum == nil {
			continue
		}
		b := h.Buckets[i]
		if b == nil {
			b = &bucket{Sum: new(big.Int)}
			h.Buckets[i] = b
		}
		b.N += from.N
		b.Sum.Add(b.Sum, from.Sum)
	}
}

// total gives how many amounts there are, and their sum in parts.
func (h *histogram) total() (n int64, sum *big.Int) {
	sum = new(big.Int)
	for _, b := range h.Buckets {
		n += b.N
		sum.Add(sum, b.Sum)
	}
	return n, sum
}

// top gives between what bounds the sum of the n largest amounts lies. They are equal where no bucket has to be divided.
func (h *histogram) top(n int64) (least, most *big.Int) {
	least, most = new(big.Int), new(big.Int)
	indices := slices.Sorted(maps.Keys(h.Buckets))
	for _, i := range slices.Backward(indices) {
		b := h.Buckets[i]
		if b.N >= n {
			low, high := b.top(n, i)
			return least.Add(least, low), most.Add(most, high)
		}
		n -= b.N
		least.Add(least, b.Sum)
		most.Add(most, b.Sum)
	}
	return least, most
}

// top is the same for one bucket: the n largest are above its average, and the others are within its bounds.
func (b *bucket) top(n int64, i uint16) (least, most *big.Int) {
	if n == b.N {
		return b.Sum, b.Sum
	}
	low, high := bounds(i)
	count, others := big.NewInt(n), big.NewInt(b.N-n)
	least = new(big.Int).Mul(b.Sum, count)
	least.Add(least, big.NewInt(b.N-1)).Quo(least, big.NewInt(b.N))
	most = new(big.Int).Sub(b.Sum, new(big.Int).Mul(low, others))
	if i == lastBucket {
		return least, most
	}
	return larger(least, new(big.Int).Sub(b.Sum, new(big.Int).Mul(high, others))), smaller(most, new(big.Int).Mul(high, count))
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func smaller(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

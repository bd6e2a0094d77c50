package sample

import "math/rand/v2"

// dice are the chances of one procurement. They are drawn from the source's bits alone, in whole numbers, so that they
// fall the same on every machine.
type dice struct{ source *rand.PCG }

func throw(seed, number uint64) dice { return dice{rand.NewPCG(seed, number)} }

// below gives 0 to n-1.
func (d dice) below(n int) int { return int(d.source.Uint64() % uint64(n)) }

// between gives low to high, both included.
func (d dice) between(low, high int) int { return low + d.below(high-low+1) }

// chance is true in so many of a hundred cases.
func (d dice) chance(percent int) bool { return d.below(100) < percent }

func pick[T any](d dice, list []T) T { return list[d.below(len(list))] }

// weighed picks an element as often as its share says.
func weighed[T interface{ weight() int }](d dice, list []T) T {
	total := 0
	for _, one := range list {
		total += one.weight()
	}
	left := d.below(total)
	for _, one := range list {
		if left -= one.weight(); left < 0 {
			return one
		}
	}
	return list[len(list)-1]
}

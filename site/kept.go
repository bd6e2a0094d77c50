package site

import (
	"context"
	"slices"
	"sync"

	"terang/reading"
)

// kept are things that take long to make and are the same for all who ask: each is made once, by the first who asks.
// When there are too many, the one that nobody has asked for the longest goes. What failed is made anew.
type kept struct {
	most int

	lock sync.Mutex
	all  []*making // the last asked for at the end
}

// making is a thing while it is made, and then.
type making struct {
	key   string
	done  chan struct{}
	value any
	err   error
}

// How many things are kept: of each version there are some dozens that are small, and a few that have something of each
// of its organizations, 60 MB where there are 200,000.
const mostKept, mostLarge = 512, 8

// keep gives what is kept under a key, or makes it. It is made for the next who asks, too, so it goes on when this one
// has gone away; its context ends with nobody's.
func keep[T any](ctx context.Context, k *kept, key string, produce func(context.Context) (T, error)) (value T, err error) {
	m := k.of(key, func() (any, error) { return produce(context.WithoutCancel(ctx)) })
	select {
	case <-m.done:
		if m.err != nil {
			return value, m.err
		}
		return m.value.(T), nil
	case <-ctx.Done():
		return value, reading.ErrBeingRead
	}
}

func (k *kept) of(key string, produce func() (any, error)) *making {
	k.lock.Lock()
	defer k.lock.Unlock()
	if i := slices.IndexFunc(k.all, func(m *making) bool { return m.key == key }); i >= 0 {
		m := k.all[i]
		k.all = append(slices.Delete(k.all, i, i+1), m)
		return m
	}
	m := &making{key: key, done: make(chan struct{})}
	k.all = append(k.all, m)
	if len(k.all) > k.most {
		k.all = slices.Delete(k.all, 0, 1)
	}
	go func() {
		defer close(m.done)
		if m.value, m.err = produce(); m.err != nil {
			k.forget(m)
		}
	}()
	return m
}

func (k *kept) forget(m *making) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.all = slices.DeleteFunc(k.all, func(other *making) bool { return other == m })
}

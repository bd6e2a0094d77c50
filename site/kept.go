package site

import (
	"context"
	"sync"

	"terang/reading"
)

// kept are things that take long to make and are the same for all who ask: each is made once, by the first who asks,
// and goes when there are too many. What failed is made anew.
type kept struct {
	lock sync.Mutex
	all  map[string]*making
}

// making is a thing while it is made, and then.
type making struct {
	done  chan struct{}
	value any
	err   error
}

// mostKept is how many things are kept; of each version there are some dozens.
const mostKept = 512

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
	if m := k.all[key]; m != nil {
		return m
	}
	if k.all == nil || len(k.all) >= mostKept {
		k.all = map[string]*making{}
	}
	m := &making{done: make(chan struct{})}
	k.all[key] = m
	go func() {
		defer close(m.done)
		if m.value, m.err = produce(); m.err != nil {
			k.forget(key, m)
		}
	}()
	return m
}

func (k *kept) forget(key string, m *making) {
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.all[key] == m {
		delete(k.all, key)
	}
}

package api

import (
	"context"
	"sync/atomic"
	"time"

	"terang/store"
)

// Brief gives streams that end by themselves soon, where a test says nothing else of them.
func Brief(o Options) Options {
	if o.streams == (streamLimits{}) {
		o.streams = usualStreams
		o.streams.life = 300 * time.Millisecond
	}
	return o
}

// StreamTest says how streams are in a test; what is zero is as usual.
type StreamTest struct {
	All, Each                       int
	Life, Heartbeat, Poll, Patience time.Duration
}

// Streams puts it into options.
func (s StreamTest) Streams(o Options) Options {
	o.streams = usualStreams
	for to, value := range map[*int]int{&o.streams.all: s.All, &o.streams.each: s.Each} {
		if value != 0 {
			*to = value
		}
	}
	for to, value := range map[*time.Duration]time.Duration{&o.streams.life: s.Life, &o.streams.heartbeat: s.Heartbeat,
		&o.streams.poll: s.Poll, &o.streams.patience: s.Patience} {
		if value != 0 {
			*to = value
		}
	}
	return o
}

// CountedStreams makes streams that look for versions so often, and tells how often they have looked.
func CountedStreams(ctx context.Context, latest func(context.Context) (*store.Version, error), poll time.Duration) (looks func() int64, join func(string) (func(), error)) {
	var n atomic.Int64
	limits := usualStreams
	limits.poll = poll
	s := newStreams(ctx, limits, func(ctx context.Context) (*store.Version, error) {
		n.Add(1)
		return latest(ctx)
	})
	return n.Load, s.join
}

package site

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"terang/reading"
)

func TestWhatIsKeptIsMadeOnce(t *testing.T) {
	k := kept{most: 8}
	var made atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			n, err := keep(t.Context(), &k, "a", func(context.Context) (int32, error) { return made.Add(1), nil })
			if n != 1 || err != nil {
				t.Error(n, err)
			}
		})
	}
	all.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

func TestWhatFailedIsMadeAnew(t *testing.T) {
	k := kept{most: 8}
	fault := errors.New("fault")
	if _, err := keep(t.Context(), &k, "a", func(context.Context) (int, error) { return 0, fault }); !errors.Is(err, fault) {
		t.Error(err)
	}
	if n, err := keep(t.Context(), &k, "a", func(context.Context) (int, error) { return 2, nil }); n != 2 || err != nil {
		t.Error(n, err)
	}
}

// TestWhoGoesAwayStopsNobody: what is being made is there for the next who asks.
func TestWhoGoesAwayStopsNobody(t *testing.T) {
	k := kept{most: 8}
	gone, goAway := context.WithCancel(t.Context())
	goAway()
	proceed := make(chan struct{})
	_, err := keep(gone, &k, "a", func(ctx context.Context) (int, error) { <-proceed; return 1, ctx.Err() })
	if !errors.Is(err, reading.ErrBeingRead) {
		t.Error(err)
	}
	close(proceed)
	if n, err := keep(t.Context(), &k, "a", func(context.Context) (int, error) { return 2, nil }); n != 1 || err != nil {
		t.Error(n, err)
	}
}

func TestNotMoreIsKeptThanFits(t *testing.T) {
	k := kept{most: 8}
	for i := range 3 * k.most {
		if _, err := keep(t.Context(), &k, fmt.Sprint(i), func(context.Context) (int, error) { return i, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if len(k.all) != k.most || k.all[0].key != fmt.Sprint(2*k.most) {
		t.Errorf("%d are kept, from %s on", len(k.all), k.all[0].key)
	}
}

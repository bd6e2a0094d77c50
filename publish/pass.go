package publish

import (
	"errors"
	"runtime"
	"sync"
)

// errStopped ends the reading of a pass that failed further on.
var errStopped = errors.New("stopped")

// inOrder works on what read reads, on all cores, and hands what was made of it to take in the order in which it was
// read. worker is from 0 to the number of cores; one is at work once at a time. The first error ends all.
func inOrder[T, R any](read func(yield func(T) error) error, work func(worker int, t T) (R, error), take func(R) error) error {
	p := pass[T, R]{jobs: make(chan job[T, R]), queue: make(chan chan result[R], 2*runtime.GOMAXPROCS(0)), stop: make(chan struct{})}
	var all sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for j := range p.jobs {
				value, err := work(worker, j.of)
				j.made <- result[R]{value, err}
			}
		})
	}
	var readErr error
	all.Go(func() {
		readErr = read(p.submit)
		close(p.jobs)
		close(p.queue)
	})
	err := p.take(take)
	all.Wait()
	if err == nil {
		err = readErr
	}
	return err
}

type pass[T, R any] struct {
	jobs  chan job[T, R]
	queue chan chan result[R] // in the order of reading
	stop  chan struct{}
}

type job[T, R any] struct {
	of   T
	made chan result[R]
}

type result[R any] struct {
	value R
	err   error
}

func (p *pass[T, R]) submit(t T) error {
	j := job[T, R]{t, make(chan result[R], 1)}
	select {
	case p.queue <- j.made:
	case <-p.stop:
		return errStopped
	}
	p.jobs <- j // workers take all that is queued, also after an error
	return nil
}

// take takes results until one fails; the rest is waited for and let go.
func (p *pass[T, R]) take(take func(R) error) (err error) {
	for made := range p.queue {
		m := <-made
		if err != nil {
			continue
		}
		if err = m.err; err == nil {
			err = take(m.value)
		}
		if err != nil {
			close(p.stop)
		}
	}
	return err
}

package solver

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls work for 0 to n-1 on at most so many threads, no more than there are processors; worker is the number of the
// thread. What work does may depend on i alone.
func parallel(threads, n int, work func(worker, i int)) {
	workers := min(threads, n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			work(0, i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				work(worker, int(i))
			}
		})
	}
	wg.Wait()
}

// job is work that is done beside that of others, and its end, for which it waits its turn.
type job struct {
	work func(w *pricer)
	end  func()
	long bool // its turn is when all others are over
}

// pipeline makes jobs, one thread for each pricer at most and no more than there are processors. next and end are called one at a
// time, in an order that depends on what they do alone: next begins a job while fewer than ahead are under way, long ones apart; if
// there are as many, or next says that none can be begun now, the job that was begun first is ended. When none is under way and
// none can be begun, the long ones are ended. The work of a job may depend on what next gave it alone.
func pipeline(pricers []pricer, ahead int, next func() (job, bool)) {
	type underway struct {
		job
		done chan struct{}
	}
	queue := make(chan underway, ahead)
	var wg sync.WaitGroup
	for i := range min(len(pricers), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for u := range queue {
				u.work(&pricers[i])
				close(u.done)
			}
		})
	}
	var short, long []underway
	for {
		if len(short) < ahead {
			if j, ok := next(); ok {
				u := underway{j, make(chan struct{})}
				if j.long {
					long = append(long, u)
				} else {
					short = append(short, u)
				}
				queue <- u
				continue
			}
		}
		if len(short) == 0 {
			break
		}
		<-short[0].done
		short[0].end()
		short = short[1:]
	}
	close(queue)
	for _, u := range long {
		<-u.done
		u.end()
	}
	wg.Wait()
}

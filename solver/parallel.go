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

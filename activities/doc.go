// Package activities holds the steps of a run, the only doors to the outside world: artifacts, catalog, run folder,
// heartbeat. A step reads artifacts, calls one of the pure packages below, and keeps what it found under a URL that follows
// from its input, so that a step cut off by a crash is carried out again and a finished one is found again.
package activities

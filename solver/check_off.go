//go:build !check

package solver

const checking = false

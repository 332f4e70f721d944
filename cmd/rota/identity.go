package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"rota/activities/catalog"
)

// requestOf returns the request for a run, with its name: the hash of the kind, the arguments that decide the
// result, the content of the programme, of a plan and of a schedule that is changed, and rota's version. Where the folder goes and how
// many threads work is not part of it.
func requestOf(w wanted, f runFlags) catalog.Request {
	first, last := w.program.Span()
	identity := []any{w.kind, version, w.program.Hash(), f.seed, f.candidates, f.rounds, f.budget}
	if w.base != nil {
		identity = append(identity, w.of, *w.base)
	}
	if w.ofBlock() {
		identity = append(identity, w.plan)
		for _, b := range w.program.Blocks {
			if b.Block == w.plan.Block {
				first, last = b.FirstDay, b.LastDay
			}
		}
	}
	r := catalog.Request{
		Kind: w.kind, Version: version, Program: w.program.Name(), FirstDay: first.String(), LastDay: last.String(),
		Seed: f.seed, Candidates: f.candidates, Rounds: f.rounds, Time: f.budget, Of: w.of, Base: w.base,
	}
	text, err := json.Marshal(identity)
	if err != nil {
		panic(err) // strings and numbers only
	}
	sum := sha256.Sum256(text)
	r.Name = catalog.Name(w.kind, w.program.Name(), hex.EncodeToString(sum[:6]))
	return r
}

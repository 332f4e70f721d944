package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"rota/activities/catalog"
	"rota/datasets"
)

// requestOf returns the request for a run, with its name: the hash of the kind, the arguments that decide the
// result, the programme's content and rota's version. Where the folder goes and how many threads work is not part of it.
func requestOf(kind string, p *datasets.Program, f runFlags) catalog.Request {
	first, last := p.Span()
	r := catalog.Request{
		Kind: kind, Version: version, Program: p.Name(), FirstDay: first.String(), LastDay: last.String(),
		Seed: f.seed, Candidates: f.candidates, Rounds: f.rounds, Time: f.budget,
	}
	identity, err := json.Marshal([]any{kind, version, p.Hash(), f.seed, f.candidates, f.rounds, f.budget})
	if err != nil {
		panic(err) // strings and numbers only
	}
	sum := sha256.Sum256(identity)
	r.Name = catalog.Name(kind, p.Name(), hex.EncodeToString(sum[:6]))
	return r
}

// Package solver builds rosters of people x periods x duties: a problem in columns, an exact score, a deterministic
// search. It knows no resident, no file and no clock; it could serve nurses or pilots.
package solver

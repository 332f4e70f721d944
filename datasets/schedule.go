package datasets

// Stay is a row of annual.parquet: one person on one rotation, from FirstDay to LastDay, both included. A combined
// rotation is two stays, one a half-block.
type Stay struct {
	Candidate int    `parquet:"candidate"`
	Person    string `parquet:"person"`
	Role      Role   `parquet:"role"`
	PGY       int    `parquet:"pgy"` // level on FirstDay
	Block     int    `parquet:"block"`
	Half      *int   `parquet:"half,optional"` // 0 whole block, 1, 2; nil for a stay that is no block or half-block
	FirstDay  Day    `parquet:"first_day,date"`
	LastDay   Day    `parquet:"last_day,date"`
	Rotation  string `parquet:"rotation"`
	Pinned    bool   `parquet:"pinned"`
}

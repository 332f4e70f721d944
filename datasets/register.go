package datasets

// register is what the tables can be asked for by key while they are checked. Keys of rows with other defects count.
type register struct {
	person   map[string]Person
	rotation map[string][]Rotation // its rows
	service  map[string][]Rotation // the rows that serve it
	block    map[int]Block
	planned  []Block // blocks 1 and on
}

func newRegister(p *Program) register {
	r := register{person: map[string]Person{}, rotation: map[string][]Rotation{}, service: map[string][]Rotation{}, block: map[int]Block{}}
	for _, person := range p.People {
		r.person[person.Person] = person
	}
	for _, rotation := range p.Rotations {
		r.rotation[rotation.Rotation] = append(r.rotation[rotation.Rotation], rotation)
		r.service[rotation.Service] = append(r.service[rotation.Service], rotation)
	}
	for _, b := range p.Blocks {
		r.block[b.Block] = b
		if b.Block > 0 {
			r.planned = append(r.planned, b)
		}
	}
	return r
}

// rotationOrService returns the rows that a name of prerequisites.csv or neighbours.csv stands for.
func (r register) rotationOrService(name string) []Rotation {
	if rows := r.rotation[name]; len(rows) > 0 {
		return rows
	}
	return r.service[name]
}

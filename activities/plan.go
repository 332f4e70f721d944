package activities

import (
	"encoding/json"
	"fmt"

	"rota/activities/catalog"
	"rota/solver/residency"
)

// WritePlan keeps what a block rests on beside the programme's tables.
func (a *Artifacts) WritePlan(plan residency.Plan) (catalog.Artifact, error) {
	content, err := json.Marshal(plan)
	if err != nil {
		return catalog.Artifact{}, fmt.Errorf("activities: plan: %w", err)
	}
	return a.Write("plan/"+Digest(content)+".json", len(plan.Stays)+len(plan.Shifts), content)
}

// ReadPlan returns the plan of an artifact, an empty one of none; ErrLost if it is not what was written.
func (a *Artifacts) ReadPlan(artifact catalog.Artifact) (plan residency.Plan, err error) {
	if artifact.URL == "" {
		return plan, nil
	}
	content, err := a.Read(artifact)
	if err != nil {
		return plan, err
	}
	if err := json.Unmarshal(content, &plan); err != nil {
		return plan, fmt.Errorf("activities: %s: %w", artifact.URL, err)
	}
	return plan, nil
}

package residency
import ("testing";"fmt";"time";"rota/datasets";"rota/solver")
func TestZZ(t *testing.T){
 for _,name := range []string{"fm18","fm45"} {
  prog,err := datasets.Sample(name,1); if err!=nil {t.Fatal(err)}
  p,err := Annual(prog); if err!=nil {t.Fatal(err)}
  fmt.Println(name,len(p.People),len(p.Periods),len(p.Duties),"sums",len(p.Sums.Rule),"demands",len(p.Demands.Rule),"succ",len(p.Successions.Rule),"prec",len(p.Precedences.Rule),"wishes",len(p.Wishes.Rule),"bars",len(p.Bars.Rule))
  for seed := uint64(1); seed<=3; seed++ {
    s:=time.Now(); r:=solver.Construct(p,seed); line:=fmt.Sprint(seed," ",solver.Evaluate(p,r), " ",time.Since(s))
    for round:=range 8 { var pr solver.Progress; r,pr = solver.Improve(p,r,seed,round); line+=fmt.Sprintf(" | %d/%d/%d %.1fs", pr.After.Hard,pr.After.Cover,pr.After.Soft,time.Since(s).Seconds()) }
    fmt.Println(line)
  }
 }
}

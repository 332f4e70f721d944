#!/usr/bin/env python3
"""OR-Tools CP-SAT on a problem of package solver, stated table by table as problem.go tells them.

usage: cpsat.py PROBLEM.arrow SECONDS THREADS ROSTER.json      (needs: pip install -r requirements.txt)

Prints one line of JSON: status (OPTIMAL: every level is proven; FEASIBLE; UNKNOWN: no roster), hard, cover, soft of the
roster (null if there is none), bounds (of Hard, Cover, Soft in this order, up to the first level that is not proven: below
it nothing is known), seconds and version. Writes the roster, if there is one, as a JSON list: element
person x periods + period is a duty. A table or a column that this script does not know is an error, not left out.
"""
import json
import math
import sys
import threading
import time

import ortools
import pyarrow as pa
from ortools.sat.python import cp_model

from statement import LEVELS, SOFT, TABLES, columns, state

FORMAT = b"problem 5"
SETS = "people periods duties minutes groups classes rules".split()
PATIENCE = 0.8  # share of the time in which a roster has to be found that costs nothing on any level but the last


def read(path):
    """The problem as a dictionary; dies on what this script does not know."""
    with pa.memory_map(path) as source:
        table = pa.ipc.open_file(source).read_all()
    if (table.schema.metadata or {}).get(b"rota.format") != FORMAT or table.num_rows != 1:
        sys.exit(f"{path}: format={table.schema.metadata} rows={table.num_rows}; expected one row of format {FORMAT.decode()!r}")
    problem = table.to_pylist()[0]
    for name, held in problem.items():
        if name in SETS:
            continue
        if name not in TABLES:
            if any(held.values()):
                sys.exit(f"{path}: table {name} has rows; expected none in a table that this script does not know")
        elif set(held) != columns(name):
            sys.exit(f"{path}: table {name} has columns {sorted(held)}; expected {sorted(columns(name))}")
    return problem


class Impatience(cp_model.CpSolverSolutionCallback):
    """Ends a search that has no roster after some seconds."""

    def __init__(self, solver, seconds):
        super().__init__()
        self.timer = threading.Timer(seconds, solver.stop_search)
        self.timer.start()

    def on_solution_callback(self):
        self.timer.cancel()


class Peer:
    """Level after level: each is made as small as the time allows and then held while the next one is made small."""

    def __init__(self, problem, deadline, threads):
        self.problem, self.deadline, self.threads = problem, deadline, threads
        self.s, self.roster, self.bounds, self.proven = None, None, [], False

    def solve(self, level, limits, seconds, patience=None):
        """Minimises a level while others keep their limits; returns status and bound."""
        s = self.s
        model = s.model.clone() if limits else s.model
        for held, limit in limits.items():
            model.add(sum(s.costs[held]) <= limit)
        model.minimize(sum(s.costs[level]))
        if self.roster is not None:
            for vs, k in self.cells():
                model.add_hint(vs[0], k)  # there are more only in the first search
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
        solver.parameters.num_workers = self.threads
        callback = Impatience(solver, patience) if patience else None
        status = solver.solve(model, callback)
        if callback:
            callback.timer.cancel()
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.roster = [next(d for d, vs in cell.items() if any(solver.value(v) for v in vs)) for line in s.x for cell in line]
        elif status == cp_model.MODEL_INVALID:
            sys.exit("the model is invalid: " + model.validate())
        return status, math.ceil(max(0, solver.best_objective_bound) - 1e-6)

    def cells(self):
        """The Booleans of each duty of each cell, and whether the roster holds it."""
        for cell, held in zip((cell for line in self.s.x for cell in line), self.roster):
            yield from ((vs, duty == held) for duty, vs in cell.items())

    def left(self):
        return self.deadline - time.time()

    def run(self):
        # Nothing is below 0, so if all levels but the last can be 0, they are held there, and the last has all of the time.
        *upper, last = used(self.problem) or [SOFT]
        begin = time.time()
        self.s = state(self.problem, upper)
        again = (1 - PATIENCE) * self.left() > 2 * (time.time() - begin)  # what may be broken takes longer to state
        status, bound = self.solve(last, {}, self.left(), PATIENCE * self.left() if upper and again else None)
        if self.roster is not None:
            self.proven, self.bounds = status == cp_model.OPTIMAL, [0] * last + [bound]
            return
        if not upper or not again:
            return
        self.s = state(self.problem)
        limits, proven, levels = {}, True, upper + [last]
        for i, level in enumerate(levels):
            status, bound = self.solve(level, limits, self.left() / (len(levels) - i))
            if proven:  # below a level that is not proven, a bound would say nothing
                self.bounds += [0] * (level - len(self.bounds)) + [bound]
            proven = proven and status == cp_model.OPTIMAL
            if self.roster is None:
                return
            limits[level] = self.score()[level]
        self.proven = proven

    def score(self):
        """The cost of the roster on each level: with its cells fixed, every amount shrinks to what it is."""
        s = self.s
        model = s.model.clone()
        for vs, k in self.cells():
            model.add(sum(vs) == k)
        model.minimize(sum(sum(cost) for cost in s.costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.threads
        if solver.solve(model) != cp_model.OPTIMAL:
            sys.exit("the cost of a roster with all cells fixed could not be computed")
        return [solver.value(sum(cost)) for cost in s.costs]


def used(problem):
    """The levels on which something can cost."""
    rules = {rule for name in TABLES for rule in problem[name]["rule"]}
    return [level for level in LEVELS if any(problem["rules"]["level"][rule] == level for rule in rules)]


def main(path, seconds, threads, out):
    begin = time.time()
    peer = Peer(read(path), begin + seconds, threads)
    peer.run()
    took, score, status = time.time() - begin, [None] * 3, "UNKNOWN"
    if peer.roster is not None:
        score, status = peer.score(), "OPTIMAL" if peer.proven else "FEASIBLE"
        with open(out, "w") as f:
            json.dump(peer.roster, f)
    bounds = peer.bounds + [0] * (3 - len(peer.bounds)) if peer.proven else peer.bounds
    print(json.dumps(dict(status=status, hard=score[0], cover=score[1], soft=score[2], bounds=bounds, seconds=round(took, 2), version=ortools.__version__)))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4])

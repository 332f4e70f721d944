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

HARD, COVER, SOFT = LEVELS = range(3)
FORMAT = b"problem 3"


class Statement:
    """The model while it is stated: a Boolean for each person, period and duty, and the cost of each level."""

    def __init__(self, problem):
        self.problem, self.model = problem, cp_model.CpModel()
        self.people, self.periods, self.duties = (len(problem[k]) for k in ("people", "periods", "duties"))
        self.groups, self.classes = sets(problem["groups"]), sets(problem["classes"])
        self.x = [[[self.model.new_bool_var("") for _ in range(self.duties)] for _ in range(self.periods)] for _ in range(self.people)]
        for line in self.x:
            for cell in line:
                self.model.add_exactly_one(cell)
        self.literals = {}
        self.costs = [[] for _ in LEVELS]

    def terms(self, person, period, group):
        """The duties of the group in a cell, as (coefficient, Boolean)."""
        return [(coef, self.x[person][period][duty]) for duty, coef in self.groups[group].items()]

    def inside(self, person, period, group):
        """1 if the person holds a duty of the group in the period, as a linear expression."""
        return sum(v for _, v in self.terms(person, period, group))

    def holds(self, person, period, group):
        """The same as one literal."""
        members, cell = frozenset(self.groups[group]), self.x[person][period]
        others = frozenset(range(self.duties)) - members
        if len(members) == 1:
            return cell[min(members)]
        if len(others) == 1:
            return cell[min(others)].negated()
        key = person, period, members
        if key not in self.literals:
            v = self.model.new_bool_var("")
            self.model.add(sum(cell[d] for d in members) == v)
            self.literals[key] = v
            self.literals[person, period, others] = v.negated()
        return self.literals[key]

    def charge(self, rule, weight, amount):
        """An amount costs weight on the level of its rule. Amounts may be larger than they need be: solving makes them small."""
        if weight:
            self.costs[self.problem["rules"]["level"][rule]].append(weight * amount)

    def breach(self, rule, weight):
        """A Boolean that costs weight, for a condition to be broken by."""
        v = self.model.new_bool_var("")
        self.charge(rule, weight, v)
        return v

    def between(self, terms, least, most, rule, under, over):
        """The sum of terms, (coefficient, Boolean) each, lies between bounds, or the distance to them is charged."""
        low, high = sum(min(0, c) for c, _ in terms), sum(max(0, c) for c, _ in terms)
        total = sum(c * v for c, v in terms)
        if least > low and under:
            below = self.model.new_int_var(0, least - low, "")
            self.model.add(total + below >= least)
            self.charge(rule, under, below)
        if most < high and over:
            above = self.model.new_int_var(0, high - most, "")
            self.model.add(total - above <= most)
            self.charge(rule, over, above)


def sets(table):
    """A dictionary from member to coefficient for each set."""
    first, member, coef = table["first"], table["member"], table["coef"]
    return [dict(zip(member[a:b], coef[a:b])) for a, b in zip(first, first[1:])]


def bar(s, rule, weight, person, first, last, group):
    for t in range(first, last + 1):
        cell, members = s.x[person][t], s.groups[group]
        if len(members) == 1:
            s.charge(rule, weight, cell[min(members)])
        elif members:  # as a clause: presolve would spread a sum over the objective, whose bound then hardly rises
            s.model.add_bool_or([v for d, v in enumerate(cell) if d not in members] + [s.breach(rule, weight)])


def wish(s, rule, weight, person, period, group):
    refused = s.breach(rule, weight)
    for t, g in zip(period, group):
        s.model.add_bool_or([v for _, v in s.terms(person, t, g)] + [refused])


def sums(s, rule, weight, person, first, last, group, least, most):
    terms = [term for t in range(first, last + 1) for term in s.terms(person, t, group)]
    s.between(terms, least, most, rule, weight, weight)


def succession(s, rule, weight, person, before, after, gap):
    for t in range(s.periods - gap):
        s.model.add(s.inside(person, t, before) + s.inside(person, t + gap, after) <= 1 + s.breach(rule, weight))


def precedence(s, rule, weight, person, before, after, gap):
    prepared = 0
    for t in range(s.periods):
        if t >= gap:
            now = s.model.new_bool_var("")
            s.model.add(now <= prepared + s.inside(person, t - gap, before))
            prepared = now
        s.model.add(s.inside(person, t, after) <= prepared + s.breach(rule, weight))


def run(s, rule, weight, person, group, least, most, open, carried):
    on, end = [s.holds(person, t, group) for t in range(s.periods)], s.periods
    for t in range(end):  # the run that t belongs to is too long at t: so many periods up to t are in it
        stretch = most + 1 if t >= most else t + 1 if carried + t + 1 > most else None
        if stretch:
            s.model.add_bool_or([v.negated() for v in on[t + 1 - stretch : t + 1]] + [s.breach(rule, weight)])
    for start in range(end + 1):  # a run from start up to stop is too short
        before = carried if start == 0 else 0
        for stop in range(start, min(end, start + least - before - 1) + 1):
            length = before + stop - start
            if length == 0 or open and (start == 0 or stop == end):
                continue
            ends = [on[start - 1]] * (start > 0) + on[stop : stop + 1]
            s.model.add_bool_or(ends + [v.negated() for v in on[start:stop]] + [s.breach(rule, weight * (least - length))])


def window(s, rule, weight, person, group, first, length, every, least, most):
    worked = []
    for start in range(first, s.periods, every):
        v, days = s.model.new_bool_var(""), [s.holds(person, t, group) for t in range(start, min(s.periods, start + length))]
        for day in days:
            s.model.add_implication(day, v)
        if least > 0:
            s.model.add_bool_or(days + [v.negated()])
        worked.append((1, v))
    s.between(worked, least, most, rule, weight, weight)


def demand(s, rule, period, class_, group, least, most, under, over):
    terms = [(heads * coef, v) for c, g in zip(class_, group) for person, heads in s.classes[c].items() for coef, v in s.terms(person, period, g)]
    s.between(terms, least, most, rule, under, over)


# For each table: the function that states one row, its columns, and those that hold a list for each row.
TABLES = {
    "bars": (bar, "rule weight person first last group", ""),
    "wishes": (wish, "rule weight person", "period group"),
    "sums": (sums, "rule weight person first last group least most", ""),
    "successions": (succession, "rule weight person before after gap", ""),
    "precedences": (precedence, "rule weight person before after gap", ""),
    "runs": (run, "rule weight person group least most open carried", ""),
    "windows": (window, "rule weight person group first length every least most", ""),
    "demands": (demand, "rule period least most under over", "class group"),
}
SETS = "people periods duties minutes groups classes rules".split()


def read(path):
    """The problem as a dictionary; dies on what this script does not know."""
    with pa.memory_map(path) as source:
        table = pa.ipc.open_file(source).read_all()
    if (table.schema.metadata or {}).get(b"rota.format") != FORMAT or table.num_rows != 1:
        sys.exit(f"{path}: format={table.schema.metadata} rows={table.num_rows}; expected one row of format {FORMAT.decode()!r}")
    problem = table.to_pylist()[0]
    for name, columns in problem.items():
        if name in SETS:
            continue
        if name not in TABLES:
            if any(columns.values()):
                sys.exit(f"{path}: table {name} has rows; expected none in a table that this script does not know")
            continue
        _, plain, nested = TABLES[name]
        expected = set(plain.split()) | set(nested.split()) | ({"terms"} if nested else set())
        if set(columns) != expected:
            sys.exit(f"{path}: table {name} has columns {sorted(columns)}; expected {sorted(expected)}")
    return problem


def rows(table, plain, nested):
    for i in range(len(table["rule"])):
        row = {name: table[name][i] for name in plain.split()}
        for name in nested.split():
            row["class_" if name == "class" else name] = table[name][table["terms"][i] : table["terms"][i + 1]]
        yield row


def state(problem):
    s = Statement(problem)
    for name, (function, plain, nested) in TABLES.items():
        for row in rows(problem[name], plain, nested):
            function(s, **row)
    return s


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

    def __init__(self, statement, deadline, threads):
        self.s, self.deadline, self.threads = statement, deadline, threads
        self.roster, self.bounds, self.proven = None, [], False

    def solve(self, level, limits, seconds, patience=None):
        """Minimises a level while others keep their limits; returns status and bound."""
        s = self.s
        model = s.model.clone()
        for held, limit in limits.items():
            model.add(sum(s.costs[held]) <= limit)
        model.minimize(sum(s.costs[level]))
        cells = [v for line in s.x for cell in line for v in cell]
        if self.roster is not None:
            for v, k in zip(cells, (d == held for held in self.roster for d in range(s.duties))):
                model.add_hint(v, k)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
        solver.parameters.num_workers = self.threads
        callback = Impatience(solver, patience) if patience else None
        status = solver.solve(model, callback)
        if callback:
            callback.timer.cancel()
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.roster = [next(d for d, v in enumerate(cell) if solver.value(v)) for line in s.x for cell in line]
        elif status == cp_model.MODEL_INVALID:
            sys.exit("the model is invalid: " + model.validate())
        return status, math.ceil(max(0, solver.best_objective_bound) - 1e-6)

    def left(self):
        return self.deadline - time.time()

    def run(self):
        *upper, last = [level for level in LEVELS if self.s.costs[level]] or [SOFT]
        # Nothing is below 0, so if all levels but the last can be 0, they are solved, and the last has all of the time.
        status, bound = self.solve(last, {level: 0 for level in upper}, self.left(), self.left() * 0.6 if upper else None)
        if self.roster is not None:
            self.proven, self.bounds = status == cp_model.OPTIMAL, [0] * last + [bound]
            return
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
        for cell, duty in zip((cell for line in s.x for cell in line), self.roster):
            model.add(cell[duty] == 1)
        model.minimize(sum(sum(cost) for cost in s.costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.threads
        if solver.solve(model) != cp_model.OPTIMAL:
            sys.exit("the cost of a roster with all cells fixed could not be computed")
        return [solver.value(sum(cost)) for cost in s.costs]


def main(path, seconds, threads, out):
    begin = time.time()
    peer = Peer(state(read(path)), begin + seconds, threads)
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

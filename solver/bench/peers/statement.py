"""The rule tables of a problem of package solver, stated to OR-Tools CP-SAT row by row, as problem.go tells them."""
from collections import defaultdict

from ortools.sat.python import cp_model

HARD, COVER, SOFT = LEVELS = range(3)


class Statement:
    """The model while it is stated: for each duty of a cell the Booleans of which one is true if it is held, and the cost of each level.

    The levels in zero are held at 0: what costs something there is forbidden, not charged. Amounts may be larger than they need
    be: solving makes them small.
    """

    def __init__(self, problem, zero=()):
        self.problem, self.model, self.zero = problem, cp_model.CpModel(), zero
        self.people, self.periods, self.duties = (len(problem[k]) for k in ("people", "periods", "duties"))
        self.groups, self.classes = sets(problem["groups"]), sets(problem["classes"])
        self.shut, self.stretch = self.bars(), self.stretches()
        self.longest, once = self.sums()
        self.begins = {}  # person, duty, period, where the stretch that begins there has all its periods
        self.x = [[{} for _ in range(self.periods)] for _ in range(self.people)]
        for person, line in enumerate(self.x):
            self.lay(person, line)
        self.once = [{duties: self.once_done(person, duties) for duties in once[person]} for person in range(self.people)]
        self.always = self.model.new_constant(1)
        self.literals = {}
        self.costs = [[] for _ in LEVELS]
        self.pooled = set(problem["pools"]["of"])
        self.borne, self.bearable = defaultdict(list), defaultdict(int)  # by rule and person, rules of pools only; and its limit

    def level(self, rule):
        return self.problem["rules"]["level"][rule]

    def strict(self, table):
        """The rows of a table that are held at 0."""
        return (row for row in rows(table, self.problem[table]) if self.level(row["rule"]) in self.zero)

    def bars(self):
        """The duties that are taken out of a cell, by person and period."""
        shut = defaultdict(set)
        for row in self.strict("bars"):
            for t in range(row["first"], row["last"] + 1):
                shut[row["person"], t].update(self.groups[row["group"]])
        return shut

    def sums(self):
        """What sums over all periods allow at most: periods of a duty, by person and duty; and the groups of which a person does
        one duty at most, and that in one stretch."""
        longest, once = {}, defaultdict(list)
        for row in self.strict("sums"):
            person, group = row["person"], self.groups[row["group"]]
            if row["first"] > 0 or row["last"] < self.periods - 1 or any(coef <= 0 for coef in group.values()):
                continue
            for duty, coef in group.items():
                longest[person, duty] = min(longest.get((person, duty), self.periods), row["most"] // coef)
            lengths = {coef * self.stretch.get((person, duty), 1) for duty, coef in group.items()}
            if len(set(group.values())) == len(lengths) == 1 and 2 * min(lengths) > row["most"] > 0:
                once[person].append(frozenset(group))
        return longest, once

    def once_done(self, person, duties):
        """A Boolean for such a group: he does one of its duties."""
        done = self.model.new_bool_var("")
        self.model.add(sum(v for t in range(self.periods) for v in self.entries(person, t, duties)) == done)
        return done

    def stretches(self):
        """The length of a duty that is held for so many periods in a row, no more and no less, by person and duty."""
        stretch = {}
        for row in self.strict("runs"):
            if row["least"] == row["most"] > 1 and not row["open"] and not row["carried"] and len(self.groups[row["group"]]) == 1:
                stretch.setdefault((row["person"], min(self.groups[row["group"]])), row["most"])
        return stretch

    def lay(self, person, line):
        """Lays the cells of a line. A stretch is told by where it begins, by which bounds are much better than by its periods."""
        for duty in range(self.duties):
            may = [duty not in self.shut[person, t] for t in range(self.periods)]
            length = self.stretch.get((person, duty), 1)
            begins = {t: self.model.new_bool_var("") for t in range(self.periods - length + 1) if all(may[t : t + length])}
            for t, cell in enumerate(line):
                if may[t]:
                    cell[duty] = [begins[b] for b in range(t - length + 1, t + 1) if b in begins]
            if length > 1:
                self.begins.update({(person, duty, t): v for t, v in begins.items()})
                if self.longest.get((person, duty), self.periods) > length:
                    for t in range(self.periods - length):  # nor do two follow each other at once
                        self.model.add_at_most_one(begins[b] for b in range(t, t + length + 1) if b in begins)
        for cell in line:
            self.model.add_exactly_one(v for vs in cell.values() for v in vs)

    def terms(self, person, period, group):
        """The duties of the group in a cell, as (coefficient, Boolean)."""
        cell = self.x[person][period]
        return [(coef, v) for duty, coef in self.groups[group].items() for v in cell.get(duty, ())]

    def others(self, person, period, group):
        """The Booleans of all other duties."""
        return [v for duty, vs in self.x[person][period].items() if duty not in self.groups[group] for v in vs]

    def cell(self, person, period, coefs, heads=1):
        """A cell for between: the duties that count, and 0, if the person may hold another one."""
        cell = self.x[person][period]
        terms = [(heads * coef, v) for duty, coef in coefs.items() for v in cell.get(duty, ())]
        return terms + [(0, 0)] * (not terms or any(vs and duty not in coefs for duty, vs in cell.items()))

    def inside(self, person, period, group):
        """1 if the person holds a duty of the group in the period, as a linear expression."""
        return sum(v for _, v in self.terms(person, period, group))

    def entries(self, person, period, duties):
        """Booleans of which one is true if the person holds one of the duties in the period and not the same before it, and none
        if he holds none."""
        cell, here = self.x[person][period], []
        for duty in duties:
            if (person, duty) not in self.stretch:
                here += cell.get(duty, [])
            elif (person, duty, period) in self.begins:
                here.append(self.begins[person, duty, period])
        return here

    def enters(self, person, period, group):
        """The same as a linear expression."""
        return sum(self.entries(person, period, self.groups[group]))

    def cells(self, person, first, last, group):
        """For between: what the person holds of a group in some periods. Where these are all, duties that he does once are one term,
        without which the search may find no roster at all."""
        coefs, done = dict(self.groups[group]), []
        if first == 0 and last == self.periods - 1:
            for duties, v in self.once[person].items():
                each = {coefs.get(d, 0) * self.stretch.get((person, d), 1) for d in duties}
                if len(each) == 1 and duties <= coefs.keys():
                    done.append([(0, 0), (each.pop(), v)])
                    coefs = {d: coef for d, coef in coefs.items() if d not in duties}
        return done + ([self.cell(person, t, coefs) for t in range(first, last + 1)] if coefs else [])

    def holds(self, person, period, group):
        """inside as one literal."""
        members, others = [v for _, v in self.terms(person, period, group)], self.others(person, period, group)
        if not others:
            return self.always
        if not members:
            return self.always.negated()
        if len(members) == 1:
            return members[0]
        if len(others) == 1:
            return others[0].negated()
        key = person, period, frozenset(self.groups[group])
        if key not in self.literals:
            v = self.model.new_bool_var("")
            self.model.add(sum(members) == v)
            self.literals[key] = v
            self.literals[person, period, frozenset(range(self.duties)) - key[2]] = v.negated()
        return self.literals[key]

    def charge(self, rule, weight, amount, most, person=None):
        """An amount, at most as large as most, costs weight on the level of its rule."""
        if not weight:
            return
        if self.level(rule) in self.zero:
            self.model.add(amount <= 0)
            return
        self.costs[self.level(rule)].append(weight * amount)
        if person is not None and rule in self.pooled:
            self.borne[rule, person].append(weight * amount)
            self.bearable[rule, person] += weight * most

    def breach(self, rule, weight, person):
        """What a condition may be broken by: a Boolean that costs weight, or nothing; as a list."""
        if self.level(rule) in self.zero:
            return []
        v = self.model.new_bool_var("")
        self.charge(rule, weight, v, 1, person)
        return [v]

    def between(self, cells, least, most, rule, under, over, person=None, per=1):
        """The sum of cells, divided by per and rounded down, lies between bounds, or the distance to them is charged.

        A cell is a list of (coefficient, Boolean), of which one holds.
        """
        low, high = (sum(f(c for c, _ in cell) for cell in cells) // per for f in (min, max))
        under, over = under if least > low else 0, over if most < high else 0
        if not under and not over:
            return
        coefs, booleans = defaultdict(int), {}
        for coef, v in (term for cell in cells for term in cell if term[0]):
            coefs[v.index] += coef
            booleans[v.index] = v
        if all(coef % per == 0 for coef in coefs.values()):
            coefs, per = {i: coef // per for i, coef in coefs.items()}, 1
        total = sum(coef * booleans[i] for i, coef in coefs.items())
        if self.level(rule) in self.zero:
            below = above = 0
        elif per == 1 and under and high <= least:  # always too few: the distance itself
            self.charge(rule, under, least - total, least - low, person)
            return
        elif per == 1 and over and low >= most:
            self.charge(rule, over, total - most, high - most, person)
            return
        else:
            below, above = (self.model.new_int_var(0, max(0, n), "") for n in (least - low, high - most))
            self.charge(rule, under, below, least - low, person)
            self.charge(rule, over, above, high - most, person)
        # Both bounds in one row, which proofs feel far more than two.
        amount = total + per * below - per * above
        zero = self.level(rule) in self.zero and least < most
        if not over or under and zero:
            self.model.add(amount >= per * least)
        if not under or over and zero:
            self.model.add(amount <= per * most + per - 1)
        if over and under and not zero:
            self.model.add_linear_constraint(amount, per * least, per * most + per - 1)


def sets(table):
    """A dictionary from member to coefficient for each set."""
    first, member, coef = table["first"], table["member"], table["coef"]
    return [dict(zip(member[a:b], coef[a:b])) for a, b in zip(first, first[1:])]


def bar(s, rule, weight, person, first, last, group):
    if s.level(rule) in s.zero:
        return  # such duties are not in the cells
    for t in range(first, last + 1):
        members = s.terms(person, t, group)
        if len(members) == 1:
            s.charge(rule, weight, members[0][1], 1, person)
        elif members:  # as a clause: presolve would spread a sum over the objective, whose bound then hardly rises
            s.model.add_bool_or(s.others(person, t, group) + s.breach(rule, weight, person))


def wish(s, rule, weight, person, period, group):
    cells = [s.terms(person, t, g) for t, g in zip(period, group)]
    if len(cells) == 1 and len(cells[0]) == 1:
        s.charge(rule, weight, 1 - cells[0][0][1], 1, person)
        return
    refused = s.breach(rule, weight, person)
    for cell in cells:
        s.model.add_bool_or([v for _, v in cell] + refused)


def sums(s, rule, weight, person, first, last, group, least, most):
    quotient(s, rule, weight, person, first, last, group, 1, least, most)


def quotient(s, rule, weight, person, first, last, group, per, least, most):
    s.between(s.cells(person, first, last, group), least, most, rule, weight, weight, person, per)


def succession(s, rule, weight, person, before, after, gap):
    for t in range(s.periods - gap):
        if s.terms(person, t, before) and s.terms(person, t + gap, after):
            s.model.add(s.inside(person, t, before) + s.inside(person, t + gap, after) <= 1 + sum(s.breach(rule, weight, person)))


def precedence(s, rule, weight, person, before, after, gap):
    prepared = 0
    for t in range(s.periods):
        if t >= gap:
            prepared += s.enters(person, t - gap, before)
        if s.level(rule) in s.zero:
            s.model.add(s.enters(person, t, after) <= prepared)
        elif s.terms(person, t, after):
            s.model.add(s.inside(person, t, after) <= prepared + s.breach(rule, weight, person)[0])


def run(s, rule, weight, person, group, least, most, open, carried):
    only, zero = min(s.groups[group], default=None), s.level(rule) in s.zero
    if zero and least == most == s.stretch.get((person, only)) and not open and not carried and len(s.groups[group]) == 1:
        return  # it is laid so
    on, end = [s.holds(person, t, group) for t in range(s.periods)], s.periods
    for t in range(end):  # the run that t belongs to is too long at t: so many periods up to t are in it
        length = most + 1 if t >= most else t + 1 if carried + t + 1 > most else None
        if length and not (zero and len(s.groups[group]) == 1 and s.longest.get((person, only), end) < length):
            s.model.add_bool_or([v.negated() for v in on[t + 1 - length : t + 1]] + s.breach(rule, weight, person))
    for start in range(end + 1):  # a run from start up to stop is too short
        before = carried if start == 0 else 0
        for stop in range(start, min(end, start + least - before - 1) + 1):
            length = before + stop - start
            if length == 0 or open and (start == 0 or stop == end):
                continue
            ends = [on[start - 1]] * (start > 0) + on[stop : stop + 1]
            s.model.add_bool_or(ends + [v.negated() for v in on[start:stop]] + s.breach(rule, weight * (least - length), person))


def window(s, rule, weight, person, group, first, last, length, every, least, most):
    starts = range(first, last + 1, every)
    done = s.once[person].get(frozenset(s.groups[group]))
    if first == 0 and length >= s.periods and done is not None:
        s.between([[(0, 0), (1, done)]], least, most, rule, weight, weight, person)
        return
    worked = []
    for start in starts:
        v, days = s.model.new_bool_var(""), range(start, min(s.periods, start + length))
        if most < len(starts):
            for t in days:
                s.model.add_implication(s.holds(person, t, group), v)
        if least > 0:
            s.model.add(v <= s.inside(person, start, group) + sum(s.enters(person, t, group) for t in days[1:]))
        worked.append([(0, 0), (1, v)])
    s.between(worked, least, most, rule, weight, weight, person)


def change(s, rule, weight, person, group, most, carried):
    places = set(s.groups[group].values())
    first = s.groups[group].get(carried)
    last, moves = {k: int(k == first) for k in places}, []  # last[k]: his last place up to now is k
    for t in range(s.periods):
        here = {k: sum(v for coef, v in s.terms(person, t, group) if coef == k) for k in places}
        if t > 0 or first is not None:
            moved = s.model.new_bool_var("")
            for k in places:
                s.model.add(moved >= here[k] + sum(last[j] for j in places if j != k) - 1)
            moves.append([(0, 0), (1, moved)])
        now = {k: s.model.new_bool_var("") for k in places}
        for k in places:
            s.model.add(now[k] >= here[k])
            s.model.add(now[k] >= last[k] - sum(here.values()))
        s.model.add(sum(now.values()) <= 1)
        last = now
    s.between(moves, 0, most, rule, weight, weight, person)


def wait(s, rule, weight, person, group, most):
    later, waits = None, []  # later: he holds a duty of the group in a later period
    for t in reversed(range(s.periods - 1)):
        now, waited = s.model.new_bool_var(""), s.model.new_bool_var("")
        s.model.add_implication(s.holds(person, t + 1, group), now)
        if later is not None:
            s.model.add_implication(later, now)
        s.model.add_bool_or([now.negated(), s.holds(person, t, group), waited])
        waits.append([(0, 0), (1, waited)])
        later = now
    s.between(waits, 0, most, rule, weight, weight, person)


def demand(s, rule, period, class_, group, least, most, under, over):
    cells = [s.cell(person, t, s.groups[g], heads) for t, c, g in zip(period, class_, group) for person, heads in s.classes[c].items()]
    s.between(cells, least, most, rule, under, over)


def pool(s, rule, weight, of, person, above):
    bears = [(more + sum(sum(s.borne[r, p]) for r in of), more + sum(s.bearable[r, p] for r in of)) for p, more in zip(person, above)]
    most = max(0, *(limit for _, limit in bears))
    worst = s.model.new_int_var(0, most, "")
    for amount, _ in bears:
        s.model.add(worst >= amount)
    s.charge(rule, weight, worst, most)


# For each table, in the order of stating: the function that states one row, its columns, and those that hold a list for each
# row, by the column that tells where it begins. Runs come first because others ask where they begin, pools last because they
# count the costs of others.
TABLES = {
    "bars": (bar, "rule weight person first last group", {}),
    "runs": (run, "rule weight person group least most open carried", {}),
    "wishes": (wish, "rule weight person", {"terms": "period group"}),
    "sums": (sums, "rule weight person first last group least most", {}),
    "successions": (succession, "rule weight person before after gap", {}),
    "precedences": (precedence, "rule weight person before after gap", {}),
    "windows": (window, "rule weight person group first last length every least most", {}),
    "quotients": (quotient, "rule weight person first last group per least most", {}),
    "changes": (change, "rule weight person group most carried", {}),
    "waits": (wait, "rule weight person group most", {}),
    "demands": (demand, "rule least most under over", {"terms": "period class group"}),
    "pools": (pool, "rule weight", {"rules": "of", "terms": "person above"}),
}


def columns(name):
    """All columns of a table."""
    _, plain, lists = TABLES[name]
    return set(plain.split()) | set(lists) | {column for nested in lists.values() for column in nested.split()}


def rows(name, table):
    _, plain, lists = TABLES[name]
    for i in range(len(table["rule"])):
        row = {column: table[column][i] for column in plain.split()}
        for first, nested in lists.items():
            for column in nested.split():
                row["class_" if column == "class" else column] = table[column][table[first][i] : table[first][i + 1]]
        if row.get("weight", 1):  # what weighs nothing costs nothing
            yield row


def state(problem, zero=()):
    s = Statement(problem, zero)
    for name, (function, _, _) in TABLES.items():
        for row in rows(name, problem[name]):
            function(s, **row)
    return s

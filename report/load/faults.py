"""The problems of a table: each at its cell, and of those that a whole column has the first few, with how many follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from report.intake.grid import Grid
from report.problems import Problem, Rule

MOST = 10
"""Problems of one rule in one column that are told of."""


class Faults:
    """Collects what is wrong with the cells of a table."""

    def __init__(self, grid: Grid, problems: list[Problem]) -> None:
        self.grid = grid
        self.any = False
        self._problems = problems
        self._counts: Counter[tuple[str, int]] = Counter()
        self._rest: dict[tuple[str, int], Problem] = {}

    def add(self, rule: Rule, row: int, column: int, sentence: str, hint: str) -> None:
        """Take note of a problem at a cell; the row -1 is the head."""
        self.any = True
        key = (rule.id, column)
        self._counts[key] += 1
        if self._counts[key] > MOST + 1:
            return
        named = self.grid.named(row, column)
        problem = rule.at(self.grid.place(row, column), f"{f'{named}: ' if named else ''}{sentence}", hint=hint)
        if self._counts[key] <= MOST:
            self._problems.append(problem)
        else:
            self._rest[key] = problem

    def close(self) -> None:
        """Say of how many cells of a column nothing is told."""
        for key, problem in self._rest.items():
            more = self._counts[key] - MOST
            if more > 1:
                name = self.grid.head[key[1]] if key[1] < len(self.grid.head) else ""
                cells, have = ("cell", "has") if more == 2 else ("cells", "have")
                of_column = f" of “{name}”" if name else ""
                sentence = f"{problem.sentence}; {more - 1:,} more {cells}{of_column} {have} the same fault"
                self._problems.append(replace(problem, sentence=sentence))
            else:
                self._problems.append(problem)
        self._rest.clear()

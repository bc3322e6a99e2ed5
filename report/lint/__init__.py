"""Pure checks of an article: what is claimed and how, what is counted, what is shown, how it hangs together.

A rule is a function that is named for the defect and finds it, with a `Rule` of the same name, in capitals, beside it. Ids
begin at 101 in each family; below that stand the loader's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from report.lint.explain import explain_record, find_uses
from report.model.article import Article
from report.model.survey import Survey
from report.problems import Problem, Rule, in_order

Finder = Callable[[Survey], Iterator[Problem]]


def _rules() -> Iterator[Finder]:
    for module in (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)):
        names = (name for name, value in vars(module).items() if isinstance(value, Rule))
        rules = (getattr(module, name.lower(), None) for name in names)
        yield from (rule for rule in rules if rule is not None and rule.__module__ == module.__name__)


RULES: tuple[Finder, ...] = tuple(_rules())


def lint(article: Article) -> list[Problem]:
    """Return every problem of the article, in the order of its files; nothing is read, drawn or changed."""
    survey = Survey.of(article)
    return in_order([problem for rule in RULES for problem in rule(survey)])


__all__ = ["RULES", "explain_record", "find_uses", "lint"]

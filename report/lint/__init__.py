"""Pure checks of an article: what is claimed and how, what is counted, what is shown, how it hangs together.

A rule is a function that is named for the defect and finds it, with a `Rule` of the same name, in capitals, beside it. What is
found where it is reckoned or read, in the model, is an objection, which names its rule: `objections` of a module yields those
whose rules stand beside it. Ids begin at 101 in each family; below that stand the loader's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from report.lint.explain import explain_record, find_uses
from report.model.article import Article
from report.model.reckoned import Objection
from report.model.survey import Survey
from report.problems import Problem, Rule, in_order

Finder = Callable[[Survey], Iterator[Problem]]


def _objected(
    survey: Survey, objections: Callable[[Survey], Iterator[Objection]], rules: Mapping[str, Rule]
) -> Iterator[Problem]:
    return (rules[one.rule].at(one.place, one.sentence, hint=one.hint) for one in objections(survey))


def _finders() -> Iterator[Finder]:
    for module in (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)):
        rules = {name.lower(): value for name, value in vars(module).items() if isinstance(value, Rule)}
        finders = (getattr(module, name, None) for name in rules)
        yield from (find for find in finders if find is not None and find.__module__ == module.__name__)
        if objections := getattr(module, "objections", None):
            yield partial(_objected, objections=objections, rules=rules)


FINDERS: tuple[Finder, ...] = tuple(_finders())


def lint(article: Article) -> list[Problem]:
    """Return every problem of the article, in the order of its files; nothing is read, drawn or changed."""
    survey = Survey.of(article)
    return in_order([problem for find in FINDERS for problem in find(survey)])


__all__ = ["FINDERS", "explain_record", "find_uses", "lint"]

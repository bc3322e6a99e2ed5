"""What holds for every rule, and for every article."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint_samples import (
    account,
    directive,
    event,
    fact,
    heading,
    ids,
    image,
    make,
    observation,
    paragraph,
    party,
    series,
    source,
    statement,
    term,
    words,
)  # fmt: skip
from support.soak import LONG, times

import report.lint
import report.model
from report.lint import FINDERS, explain_record, find_uses, lint
from report.model.article import Article
from report.model.operations import OPERATIONS
from report.model.prose import visible
from report.problems import Rule, Severity, in_order

MODULES = [importlib.import_module(f"report.lint.{module.name}") for module in pkgutil.iter_modules(report.lint.__path__)]
DECLARED = {
    name: value for module in MODULES for name, value in vars(module).items() if isinstance(value, Rule) and name.isupper()
}


MAKERS = {"Objection", "fault", "_fault"}
SPOKEN = {
    node.value
    for file in Path(report.model.__path__[0]).rglob("*.py")
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(call, ast.Call) and call.args and getattr(call.func, "id", getattr(call.func, "attr", "")) in MAKERS
    for node in call.args[:1]
    if isinstance(node, ast.Constant)
}
"""The rules that objections of the model name."""
FUNCTIONS = [find for find in FINDERS if not isinstance(find, partial)]


def test_every_rule_has_a_function_of_its_name_or_an_objection_that_names_it() -> None:
    named = [find.__name__ for find in FUNCTIONS]
    assert len(set(named)) == len(named)
    assert SPOKEN.isdisjoint(named)
    assert {rule.upper() for rule in {*SPOKEN, *named}} == set(DECLARED)


def test_objections_are_asked_for_where_their_rules_stand() -> None:
    asked = [find.keywords["rules"] for find in FINDERS if isinstance(find, partial)]
    assert SPOKEN - {rule for rules in asked for rule in rules} == set()


def test_every_rule_has_help() -> None:
    for rule in DECLARED.values():
        assert len(rule.help) > 60, rule.id
        assert rule.help.endswith("."), rule.id
        assert rule.title[0].isupper(), rule.id
    for function in FUNCTIONS:
        assert (function.__doc__ or "").startswith("Find "), function.__name__


def test_problems_come_in_the_order_of_the_files() -> None:
    article = make(text="The regime and 99 and {value}`nowhere`", sources=[source("book")])
    assert lint(article) == in_order(lint(article))
    assert sorted(ids(lint(article))) == ["CLM-101", "CLM-121", "CLM-151", "STR-102"]


def test_lint_draws_nothing() -> None:
    code = "import sys, report.lint; print(*sorted({'weasyprint', 'matplotlib', 'babel'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


# Any small article, however wrong

IDS = st.sampled_from(
    ["origin", "raid", "move", "said", "area", "dead", "count", "count.y2018", "a", "b", "c", "zz", "main", "speaker"]
)
WORDS = st.text(st.sampled_from('ab 3٣½.,“”"\n’é\u00ad[]…{}`|'), max_size=12)
ONE_LINE = WORDS.filter(lambda text: visible(text) and "\n" not in text.strip())
ROLES = st.builds(
    lambda name, id_, form: f"{{{name}}}`{id_}{form}`",
    st.sampled_from(["value", "date", "cite", "quote", "term", "ref", "literal", "other"]),
    IDS | st.just("") | st.just("a, b,,c"),
    st.sampled_from(["", "|year", "|month", "|bare", "|x", "|"]),
)
PROSE = st.lists(WORDS | ROLES | st.sampled_from(["one death", "20 June 2023", "2300", "so-called", "“quoted”"]), max_size=4).map(
    " ".join
)
FIELD = PROSE.filter(visible).map(words)
NAMES = st.sampled_from(["chart", "table", "timeline", "statement", "accounts", "image", "note", "lead", "key-figure", "other"])
PARAGRAPHS = PROSE.map(paragraph)
DIRECTIVES = st.builds(
    lambda name, arguments, options, body: directive(name, *arguments, body=tuple(body), **options),
    NAMES,
    st.lists(IDS, max_size=3),
    st.dictionaries(st.sampled_from(["title", "caption", "events", "id"]), PROSE, max_size=2)
    | st.sampled_from(["timeline", "bars"]).map(lambda form: {"form": form, "title": "t"}),
    st.lists(PARAGRAPHS, max_size=1),
)
BLOCKS = st.lists(PARAGRAPHS | DIRECTIVES | PROSE.map(heading), max_size=4)
DATES = st.sampled_from(["2013", "2019-07-13", "2020-02~", "2013/..", "../2014", "2030"])
QUANTITIES = st.sampled_from(["1", "2300", "-4", "2.5"]).map(lambda n: {"number": n}) | st.just({"qualifier": "dozens of"})
UNITS = st.sampled_from(["hectare", "mile", "XXZ", "nonsense", "death|deaths", "ALL"])
SOMETIMES = st.none() | IDS
DERIVED = st.fixed_dictionaries(
    {
        "by": st.sampled_from(list(OPERATIONS)),
        "of": st.lists(IDS, max_size=3),
    }
)


def _fact(kind: str) -> st.SearchStrategy[Any]:
    if kind == "derived":
        return st.fixed_dictionaries({"derived": DERIVED}, optional={"unit": UNITS})
    return st.fixed_dictionaries({"quantity": QUANTITIES, "unit": UNITS}, optional={"basis": st.just("all"), "date": DATES})


FACTS = st.sampled_from(["derived", "quantity"]).flatmap(_fact)
WHEN = st.fixed_dictionaries({"words": st.just("a week later"), "after": IDS})
EVENTS = st.fixed_dictionaries({"what": FIELD}) | st.fixed_dictionaries({"what": FIELD, "when": WHEN})
STATEMENTS = st.fixed_dictionaries({
    "paraphrase": FIELD, "exact": st.none() | ONE_LINE, "answers": SOMETIMES, "contradicts": SOMETIMES,
    "set_beside": SOMETIMES, "source": st.lists(IDS, max_size=2),
})  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> Article:
    first, second, third = draw(st.permutations(["a", "b", "c"]))
    brief = {"standfirst": draw(FIELD), "events": draw(st.lists(IDS, max_size=2)), "text": ["main"]}
    shown = series(
        observations={"y2018": observation(quantity=draw(QUANTITIES), date=draw(DATES), basis=draw(IDS.filter(str.isalpha)))}
    )
    article = make(
        *draw(BLOCKS),
        title=draw(PROSE),
        footnotes=(("n", (paragraph(draw(PROSE)),)),),
        series=shown,
        meta={"brief": draw(st.sampled_from([None, brief])), "edition": {"number": "1", "date": draw(DATES)}},
        facts=[fact(id_, **draw(FACTS)) for id_ in (first, "fact-x")],
        events=[event(id_, **draw(EVENTS)) for id_ in (second, "event-x")],
        statements=[statement(id_, **draw(STATEMENTS)) for id_ in (third, "statement-x")],
        accounts=[account("account-x", *draw(st.lists(IDS, min_size=2, max_size=3)), note=draw(FIELD))],
        sources=[source("source-x", via=draw(IDS), title=draw(st.none() | WORDS.filter(visible)))],
        people=[party("party-x", name=draw(WORDS.filter(visible)))],
        glossary=[term("term-x", draw(WORDS.filter(visible)))],
        images=[image("image-x", alternative_text=draw(FIELD))],
    )
    return replace(article, texts={"origin": draw(WORDS)}, left_out=draw(st.sampled_from([frozenset(), frozenset({"zz"})])))


@settings(max_examples=times(25, 600), deadline=None, derandomize=not LONG, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_lint_never_raises_and_says_everything_in_words(article: Article) -> None:
    problems = lint(article)
    assert problems == in_order(problems)
    for problem in problems:
        assert problem.sentence
        assert problem.hint
        assert problem.place.path
        assert problem.severity in Severity
    for id_ in find_uses(article):
        assert explain_record(article, id_)

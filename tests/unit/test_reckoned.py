"""Values that follow from others are reckoned once: what rules say of them and what is printed can't differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint_samples import fact, make, observation, series

from report.compose.values import quantity_of
from report.lint import lint
from report.model import reckoned
from report.model.article import Article
from report.model.evidence import Fact
from report.model.operations import OPERATIONS
from report.problems import ProblemsFound

IDS = ["count.y2018", "count.y2022", "count", "raid", "nowhere", "area", "words", "a", "b", "c"]
AMOUNTS = st.sampled_from(["0", "1", "2300", "2.50", "-4"]).map(lambda n: {"number": n}) | st.sampled_from(
    [{"number": "-2", "upper": "0"}, {"number": "3", "qualifier": "about"}, {"qualifier": "dozens of"}]
)
DERIVED = st.fixed_dictionaries(
    {
        "by": st.sampled_from(list(OPERATIONS)),
        "of": st.lists(st.sampled_from(IDS), max_size=3),
    }
)
FACTS = st.fixed_dictionaries({"derived": DERIVED}, optional={"unit": st.sampled_from(["hectare", "acre", "member|members"])})


@st.composite
def articles(draw: st.DrawFn) -> Article:
    made = [fact(id_, **draw(FACTS)) for id_ in ("a", "b", "c")]
    observed: dict[str, Any] = {"y2018": observation(), "y2022": observation(date="2022", quantity=draw(AMOUNTS))}
    text = "{value}`a` {value}`b` {value}`c` {value}`words` {value}`count.y2022`"
    return make(text=text, facts=[*made, fact("words")], series=series(observations=observed))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_what_rules_let_pass_is_printed_and_what_is_refused_has_the_words_of_a_rule(article: Article) -> None:
    told = {problem.sentence for problem in lint(article) if problem.severity == "error"}
    for id_, record in article.facts.items():
        known = article.reckoned.get(id_)
        printed, refused = None, []
        try:
            printed = quantity_of(article, id_, record)
        except ProblemsFound as found:
            refused = found.problems
        exact = reckoned.quantity_of(article, id_)
        assert exact == (known and known.quantity)
        assert bool(refused) == (record.derived is not None and exact is None)
        assert all(problem.rule == "CLM-901" or problem.sentence in told for problem in refused)
        assert not refused or told
        assert printed == exact or (printed and exact and printed.amount == exact.amount.to(exact.decimals))
    for known in article.reckoned.values():
        assert {fault.sentence for fault in known.faults} <= told


def test_bounds_that_end_at_nothing_are_bounds() -> None:
    thaw = fact("thaw", quantity={"number": "-5", "upper": "0"}, unit="celsius")
    made: Fact = fact("made", derived={"by": "sum", "of": ["thaw", "thaw"]})
    article = make(text="{value}`made` {value}`thaw`", facts=[thaw, made])
    amount = quantity_of(article, "made", made).amount  # type: ignore[union-attr]
    assert (amount.number, amount.upper) == (Decimal(-10), Decimal(0))

"""What {ref} may point at: rules and pages know the same names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lint_samples import account, directive, fact, heading, make

from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.plan import plan
from report.compose.select import Selection
from report.lint.crossrefs import targets
from report.model.article import Article
from report.model.document import PartKind
from report.model.slugs import slug
from report.model.survey import Survey

TYPED = st.text(st.sampled_from("abßÉéﬁ½3٣²‘’'\"-–. \u00a0…&©xÄاд"), min_size=1, max_size=12).filter(str.strip)
HEADINGS = TYPED.map(heading) | st.just(heading("Of {value}`area`")) | st.just(heading("Same words", id_="own"))
DIRECTIVES = st.builds(
    lambda name, of, options: directive(name, *of, **options),
    st.sampled_from(["table", "timeline", "accounts"]),
    st.just(()),
    st.sampled_from([{}, {"id": "given"}]),
) | st.sampled_from(
    [
        directive("chart", "count"),
        directive("chart", "area", form="bars"),
        directive("chart", form="timeline"),
        directive("chart", "count", id="again"),
        directive("table", "count"),
        directive("table", "area"),
        directive("accounts", "differ"),
    ]
)


def planned(article: Article) -> Desk:
    sections = article.sections
    desk = Desk(article, Selection(sections, (PartKind.SECTION,) * len(sections)), Language("en"), Labels("en"))
    plan(desk)
    return desk


@settings(max_examples=150, deadline=None)
@given(st.lists(HEADINGS | DIRECTIVES, max_size=5))
def test_what_rules_let_be_pointed_at_is_there(blocks: list) -> None:  # type: ignore[type-arg]
    article = make(*blocks, accounts=[account("differ", "count.y2018", "count.y2022")], facts=[fact("extra")])
    known, there = targets(Survey.of(article)), planned(article).targets
    assert known <= set(there)
    of_roles = {name for name in set(there) - known if name.startswith("of-") or name == "heading"}
    assert set(there) - known == of_roles


def test_slugs_have_letters_and_digits_of_latin_alone() -> None:
    assert slug("Über „Größe“: 3 m²") == "uber-grosse-3-m2"
    assert slug("اشرف") == ""

"""A language that the program has no words in: signs within sentences, and what stays English is marked as such."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report.compose import compose
from report.compose.dates import date_text
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.numbers import qualified, spelled
from report.compose.wording import fill, plain
from report.model.dates import EdtfDate
from report.model.document import DefinitionList, Text
from report.model.quantities import Qualifier
from tests.support.small_article import A4, small_article
from tests.unit.test_compose_document import nodes


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2013~", "~2013"),
        ("2013?", "2013 (?)"),
        ("2013/2015", "2013–2015"),
        ("2013-05/..", "maggio 2013 –"),
        ("../2013", "– 2013"),
    ],
)
def test_dates_have_signs_instead_of_words(date: str, printed: str) -> None:
    assert date_text(EdtfDate.parse(date), Language("it"), Labels("it")).replace("\u00a0", " ") == printed


def test_numbers_have_signs_and_are_not_spelled() -> None:
    labels = Labels("it")
    assert qualified("1.200", Qualifier.ABOUT, labels) == "~1.200"
    assert qualified("5", Qualifier.AT_LEAST, labels) == "≥ 5"
    assert spelled(Decimal(5), labels) is None
    assert spelled(Decimal(5), Labels("de")) == "fünf"
    assert qualified("5", Qualifier.AT_LEAST, Labels("de")) == "mindestens 5"


def test_english_within_a_pattern_is_marked() -> None:
    labels = Labels("it")
    pattern = labels.gettext("named in {source}")
    made = fill(pattern, labels, source="El País")
    assert made == (Text("named in", "en"), Text(" "), Text("El País"))
    assert plain(made) == "named in El País"
    english = Labels("en-GB")
    assert fill(english.gettext("named in {source}"), english, source="x") == (Text("named in "), Text("x"))


@pytest.mark.parametrize(("language", "marked"), [("it", True), ("de", False), ("en", False)])
def test_titles_of_parts_are_marked_where_they_are_english(language: str, marked: bool) -> None:
    document = compose(small_article(language=language), A4)
    texts = [node for part in document.parts for node in part.title if isinstance(node, Text)]
    assert any(node.language == "en" for node in texts) is marked


@pytest.mark.parametrize(
    ("language", "printed"), [("de", "Bericht in A4"), ("en", "A4 report"), ("it", "A4 report"), ("de-AT", "Bericht in A4")]
)
def test_the_imprint_names_the_format_in_the_language(language: str, printed: str) -> None:
    document = compose(small_article(language=language), A4.model_copy(update={"title": "A4 report"}))
    (listed,) = (block for part in document.parts if part.kind == "imprint" for block in part.blocks)
    assert isinstance(listed, DefinitionList)
    (named,) = (said for _, said in listed.items if plain(said) in {"A4 report", "Bericht in A4"})
    assert named == (Text(printed, "en" if language == "it" else ""),)
    own = compose(small_article(language=language), A4.model_copy(update={"title": "Poster"}))
    assert Text("Poster") in [node for part in own.parts for block in part.blocks for node in nodes(block)]

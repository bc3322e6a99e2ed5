"""Words and values stand apart from what is around them where that is written from the other side."""

from __future__ import annotations

import pytest

from report import markup
from report.markup import At
from report.model import document as doc

PERSIAN = "ما آمدیم. آیا شما هم آمدید؟ بله (در سال ۱۳۹۵)!"


def at(language: str, *, xml: bool = False) -> At:
    return At(
        xml=xml, words={}, href=lambda target: f"#{target}", picture=str, size=lambda _: "", notes={}, caps=str, language=language
    )


def made(language: str, *nodes: doc.Inline) -> str:
    return str(markup.inlines(at(language), nodes))


@pytest.mark.parametrize(
    ("node", "tag"),
    [
        (doc.Quotation(f"“{PERSIAN}”", "fa"), "q"),
        (doc.Text(PERSIAN, "fa"), "span"),
        (doc.CrossReference("there", PERSIAN, language="fa"), "a"),
        (doc.Foreign(PERSIAN, "fa", "rtl"), "span"),
    ],
)
def test_a_run_in_another_direction_says_which(node: doc.Inline, tag: str) -> None:
    found = made("en-GB", doc.Text("She said "), node)
    assert found.startswith(f"She said <{tag}")
    assert ' dir="rtl"' in found.partition(">")[0]


def test_a_run_of_the_same_direction_is_as_it_was() -> None:
    assert made("en-GB", doc.Quotation("“Es ist still.”", "de")) == '<q lang="de">“Es ist still.”</q>'


def test_exact_words_set_apart_run_from_their_own_side() -> None:
    entry = doc.StatementEntry("s", (doc.Text("A miller"),), (), doc.Quotation(f"“{PERSIAN}”", "fa"), (), None)
    part = doc.Part("p", doc.PartKind.SECTION, doc.Matter.BODY, (), (doc.StatementGroup("g", (entry,)),))
    assert '<blockquote lang="fa" xml:lang="fa" dir="rtl">' in markup.part(at("en-GB"), part)


VALUE = doc.Value("2,000–3,500", "count")


@pytest.mark.parametrize(
    ("language", "before", "isolated"),
    [
        ("en-GB", doc.Text("At اشرف "), ' dir="ltr"'),
        ("en-GB", doc.Emphasis((doc.Text("اشرف "),)), ' dir="ltr"'),
        ("en-GB", doc.Text("At Ashraf "), ""),
        ("fa", doc.Text("در اشرف "), ' dir="rtl"'),
        ("fa", doc.Text("در Ashraf "), ' dir="rtl"'),
    ],
)
def test_a_value_is_isolated_where_directions_meet(language: str, before: doc.Inline, isolated: str) -> None:
    value = f'<span class="value" data-record="count"{isolated}>2,000–3,500</span>'
    assert value in made(language, before, VALUE, doc.Text(" lived"))
    strong = made(language, before, doc.Strong((VALUE,)))
    assert f"<strong>{value}</strong>" in strong


@pytest.mark.parametrize(
    ("language", "way", "named"),
    [
        ("he", "rtl", ' class="foreign script-Hebr"'),
        ("hi", "ltr", ' class="script-Deva"'),
        ("fa", "rtl", ' class="foreign"'),
        ("de", "ltr", ""),
    ],
)
def test_words_in_another_script_name_it_so_that_a_theme_can_scale_them(language: str, way: str, named: str) -> None:
    assert made("en-GB", doc.Foreign("x", language, way)).startswith(f'<span{named} lang="{language}"')

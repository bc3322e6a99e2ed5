"""What is foreign in one edition is at home in another: a title and a term in the language of the edition itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.small_article import A4, BRIEF, SOURCES, first_section, keyed, prose, run, small_article, with_blocks

from report.compose import compose
from report.model import document as doc
from report.model.format import Format
from report.model.prose import Para, RoleCall
from report.model.sources import Source


def test_the_native_title_stands_where_the_title_is_in_another_language() -> None:
    assert compose(small_article(), A4).cover.native == doc.Foreign("پل", "fa", "rtl")
    assert compose(small_article(language="fa"), A4).cover.native is None


@pytest.mark.parametrize(("language", "foreign"), [("en", True), ("fa", False)])
def test_a_term_is_foreign_where_its_language_is_another_one(language: str, foreign: bool) -> None:
    article = with_blocks(Para(run("So ", RoleCall("term", "ura"), ".")), language=language)
    (paragraph,) = (block for block in first_section(compose(article, A4)).blocks if isinstance(block, doc.Paragraph))
    assert any(isinstance(node, doc.Foreign) for node in paragraph.inlines) is foreign
    assert "پل" in "".join(node.text for node in paragraph.inlines if isinstance(node, doc.Foreign | doc.Text))


@pytest.mark.parametrize("form", [A4, BRIEF])
@pytest.mark.parametrize(("own", "told"), [("fr", True), ("en", False)])
def test_a_translation_says_who_made_it_and_the_original_does_not(form: Format, own: str, told: bool) -> None:
    article = small_article()
    meta = article.meta.model_copy(update={"translation_note": prose("It was made by hand.")})
    document = compose(replace(article, meta=meta, own_language=own), form)
    assert ("It was made by hand." in repr(document)) is told


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_number_in_a_title_holds_on_to_its_word_in_every_language(language: str) -> None:
    paper = keyed(Source, survey={"type": "report", "title": "Lager Aschraf 3", "language": language})
    blocks = (Para(run("So.", RoleCall("cite", "survey"))),)
    assert "Lager Aschraf 3" not in repr(compose(with_blocks(*blocks, sources={**SOURCES, **paper}), A4).parts)

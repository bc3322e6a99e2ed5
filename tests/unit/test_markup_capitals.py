"""Abbreviations are marked for small capitals, whether they come by role or are typed; they stay capitals."""

from __future__ import annotations

import re

import pytest
from support.small_article import A4, keyed, run, with_blocks

from report.compose import compose
from report.markup import publication
from report.model.evidence import Fact
from report.model.prose import Paragraph, Role


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("The MEK met.", ["MEK"]),
        ("The MEK’s guests", ["MEK"]),
        ("a U.S. guest of AP News", ["U.S.", "AP"]),
        ("US–Albania, CC BY-SA", ["US", "CC", "BY", "SA"]),
        ("ÖBB & SBB", ["ÖBB", "SBB"]),
        ("I met A. Ortiz, McCain and GmbHs", []),
        ("A4 and B12", []),
    ],
)
def test_words_in_capitals_are_marked(typed: str, marked: list[str]) -> None:
    page = publication(compose(with_blocks(Paragraph(run(typed))), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert re.findall(r'<span class="caps">(.*?)</span>', paragraph) == marked
    assert re.sub("<.*?>", "", paragraph).replace("\u00a0", " ").replace("&amp;", "&") == typed


def test_a_role_and_the_keyboard_give_the_same() -> None:
    blocks = (Paragraph(run(Role("term", "board"))), Paragraph(run(Role("term", "board"))), Paragraph(run("VWB")))
    page = publication(compose(with_blocks(*blocks), A4), A4)
    first, *others = re.findall(r'<p id="only-p\d">(.*?)</p>', page)
    assert '<span class="caps">VWB</span>' in first
    assert [re.findall(r'<span class="caps">VWB</span>', other) for other in others] == [['<span class="caps">VWB</span>']] * 2


def test_a_value_is_set_as_the_words_around_it() -> None:
    board = keyed(Fact, who={"what": "Who keeps the bridge", "words": "the VWB and 3 others", "source": "survey"})
    page = publication(compose(with_blocks(Paragraph(run(Role("value", "who"))), facts=board, accounts={}), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert re.search(r'<a class="value"[^>]*>the <span class="caps">VWB</span> and 3', paragraph)

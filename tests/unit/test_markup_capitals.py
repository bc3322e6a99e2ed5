"""Abbreviations are marked for small capitals, whether they come by role or are typed; they stay capitals."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from support.small_article import A4, SOURCES, in_book, keyed, run, with_blocks

from report.compose import compose
from report.look.capitals import capitals
from report.look.fonts import prepare
from report.markup import inlines, marker, publication
from report.model import document as doc
from report.model.evidence import Fact
from report.model.prose import Para, RoleCall
from report.model.sources import Source


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("The MEK met.", ["MEK"]),
        ("The MEK’s guests", ["MEK"]),
        ("a U.S. guest of AP News", ["U.S.", "AP"]),
        ("US–Albania, CC BY-SA", ["US", "CC", "BY-SA"]),
        ("ÖBB & SBB", ["ÖBB", "SBB"]),
        ("I met A. Ortiz, McCain and GmbHs", []),
        ("A4 and B12", []),
        ("AT&T, КГБ, TÜİK, NATO, R&D and ΟΗΕ", ["AT&T", "КГБ", "TÜİK", "NATO", "R&D", "ΟΗΕ"]),
        ("Е\u0301ОС U.S.S.R and TCP/IP, X-RAY", ["Е\u0301ОС", "U.S.S.R", "TCP/IP", "X-RAY"]),
        ("US-led, AFP/dpa, AT&T’s (NATO)", ["US", "AFP", "AT&T", "NATO"]),
        ("A/B, I and K-P", []),
        ("doi:10.1000/ABCDEF, 10.1000/ABCDEF and (DOI:10.1000/ABCDEF)", []),
        ("https://example.org/page?ID=XYZW www.EXAMPLE.org/AB", []),
        ("example.org/ABC, desk@NATO.int, AB_CD, C:\\DIR and ?KEY=AB", []),
        ("A/RES/70/1, S/PV.1234, CELEX:32016R0679, ABC-123-XYZ, isbn:978-3-16-148410-X", []),
    ],
)
def test_words_in_capitals_are_marked(typed: str, marked: list[str]) -> None:
    page = publication(compose(with_blocks(Para(run(typed))), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert [unescape(word) for word in re.findall(r'<span class="caps">(.*?)</span>', paragraph)] == marked
    assert unescape(re.sub("<.*?>", "", paragraph)).replace("\u00a0", " ") == typed


def test_a_role_and_the_keyboard_give_the_same() -> None:
    blocks = (Para(run(RoleCall("term", "board"))), Para(run(RoleCall("term", "board"))), Para(run("VWB")))
    page = publication(compose(with_blocks(*blocks), A4), A4)
    first, *others = re.findall(r'<p id="only-p\d">(.*?)</p>', page)
    assert '<span class="caps">VWB</span>' in first
    assert [re.findall(r'<span class="caps">VWB</span>', other) for other in others] == [['<span class="caps">VWB</span>']] * 2


def test_a_value_is_set_as_the_words_around_it() -> None:
    board = keyed(Fact, who={"what": "Who keeps the bridge", "words": "the VWB and 3 others", "source": "survey"})
    page = publication(compose(with_blocks(Para(run(RoleCall("value", "who"))), facts=board, accounts={}), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert re.search(r'<a class="value"[^>]*>the <span class="caps">VWB</span> and 3', paragraph)


@pytest.mark.parametrize(
    ("fact", "kept"),
    [
        ({"quantity": "12", "unit": {"symbol": "µg/m³"}}, ["µg/m³"]),
        ({"quantity": {"number": "1", "upper": "2"}, "unit": {"symbol": "kWh/m²/a"}}, ["kWh/m²/a"]),
        ({"quantity": "12", "unit": {"symbol": "m³"}}, []),
        ({"words": "from https://example.org/a/very/long/address and/or elsewhere"}, []),
    ],
)
def test_no_line_ends_inside_of_a_unit(fact: dict[str, object], kept: list[str]) -> None:
    facts = keyed(Fact, air={"what": "Air", "source": "survey", **fact})
    page = publication(compose(with_blocks(Para(run(RoleCall("value", "air"))), facts=facts, accounts={}), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert re.findall(r'<span class="whole">(.*?)</span>', paragraph) == kept


@pytest.mark.parametrize(
    ("language", "kept"), [("sq", ["MEK-ut", "Kingsley-t"]), ("pl", ["MEK-ut", "Kingsley-t"]), ("en-GB", [])]
)
def test_no_line_ends_between_a_name_and_the_ending_of_its_case(language: str, kept: list[str]) -> None:
    typed = "anëtarë të MEK-ut, ish-i i <b>, Kingsley-t, pro-NATO dhe SHBA–Shqipëri"
    document = compose(with_blocks(Para(run(typed)), language=language), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', publication(document, A4, marker(document)))
    found = re.findall(r'<span class="whole">(?:<span class="caps">)?(\w+)(?:</span>)?(-\w+)</span>', paragraph)
    assert ["".join(one) for one in found] == kept
    assert unescape(re.sub("<.*?>", "", paragraph)).replace("\u00a0", " ") == typed


def test_addresses_in_the_list_of_sources_stay_as_they_are() -> None:
    paper = keyed(Source, survey={"type": "report", "title": "On NATO", "DOI": "10.1000/ABCDEF", "URL": "https://e.org/?ID=XYZ"})
    page = publication(compose(with_blocks(Para(run("So.", RoleCall("cite", "survey"))), sources={**SOURCES, **paper}), A4), A4)
    (entry,) = re.findall(r'<li id="source-survey">(.*?)</li>', page)
    assert re.findall(r'<span class="caps">(.*?)</span>', entry) == ["NATO"]
    assert "doi:10.1000/ABCDEF" in entry


def test_where_a_face_lacks_one_letter_none_is_marked() -> None:
    document = compose(with_blocks(Para(run("NATO and КГБ"))), A4)
    asked: list[str] = []

    def small(letters: str) -> bool:
        asked.append(letters)
        return False

    assert "caps" not in publication(document, A4, marker(document, small))
    assert set("NATOКГБ") <= set(asked[0])


def test_an_e_book_is_set_in_readers_faces_so_that_only_common_letters_are_marked() -> None:
    for typed, marked in (("NATO and ÖBB", 2), ("NATO and КГБ", 0), ("NATO and TÜİK", 0)):
        document = compose(with_blocks(Para(run(typed))), A4)
        assert inlines(in_book(document), (doc.Text(typed),)).count("caps") == marked


def test_the_shipped_faces_have_small_capitals_for_every_alphabet_that_they_know() -> None:
    fonts = prepare()
    for family in ("Source Serif 4", "Source Sans 3"):
        assert fonts.has_small(family, "AZÄÖÜĞİŁŐŠΑΩБЖЯЇЂ")
    assert not fonts.has_small("Almarai", "A")
    assert not fonts.has_small("Source Serif 4", "A\N{ARMENIAN CAPITAL LETTER AYB}")
    assert not fonts.has_small("No such family", "A")


@pytest.mark.parametrize(
    "worst", ["A", "A.", "A&", "A-", "A\u0301", "A1", "-A1", "A.a.", "10.", "(“", "1-", "AA ", "A&a", "a.aa"]
)
def test_capitals_are_found_in_linear_time(worst: str) -> None:
    text = worst * (100_000 // len(worst)) + "1A"
    begin = time.process_time()
    capitals(text)
    assert time.process_time() - begin < 5

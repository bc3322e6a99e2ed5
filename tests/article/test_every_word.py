"""Every word that an edition prints is in its language: one of the catalogue or of the program, or marked as another's.

A Persian article is said in English letters, one for one; what is still in Persian ones was left out of the catalogue.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from support.catalogues import add_languages
from support.command import here

from report.copies import find

PERSIAN = Path(__file__).resolve().parents[1] / "golden" / "languages" / "fa"
LETTERS = re.compile("[\u0621-\u064a\u0671-\u06d3]")
LATIN = "abcdefghijklmnoprstuvwxyz"
LOANS = """\
چه,سال,شمار,گروه
رمان A,2021,310,کتاب
رمان A,2022,325,کتاب
رمان A,2023,301,کتاب
شعر B,2021,45,کتاب
شعر B,2022,52,کتاب
شعر B,2023,61,کتاب
فیلم C,2021,12,دیدنی
فیلم C,2022,18,دیدنی
فیلم C,2023,27,دیدنی
"""
SERIES = """\
title: امانت‌ها
unit: جلد|جلد
basis: {counted: آنچه امانت رفت, label: امانت}
by: staff
source: annual-report
data: {file: data/loans.csv, date: سال, value: شمار, line: چه, group: گروه}
chart:
  title: امانت‌ها در سه سال
  subtitle: شمار امانت‌ها
  highlight: [a]
"""
SOURCES = """\
leaflet:
  type: article-magazine
  author: [{family: نمونه‌ای, given: آزاده}]
  title: برگه‌ای برای خوانندگان
  container-title: مجلهٔ کوچه
  publisher: خانهٔ کتاب
  publisher-place: کوچه
  genre: یادداشت
  issued: 2024
"""
STATEMENT = """\
late:
  speaker: visitor
  paraphrase: کتابخانه دیر باز می‌شود.
  hedge: گویا
  occasion: گفت‌وگویی در کوچه
  source: leaflet
  at: رویهٔ پشت
"""
SECTION = """\
# امانت‌ها

## شعر و رمان

:::{statement} late
:::

نگاه کنید به {ref}`the-loans` و نیز به نمودار.

:::{chart} loans
:::

:::{chart} loans
:form: multiples
:id: panels
:title: هر گروه جدا
:subtitle: شمار امانت‌ها
:by: group
:::

:::{chart} loans
:form: bars
:at: 2023
:id: bars
:title: سال پایانی
:subtitle: شمار امانت‌ها
:highlight: a
:::

:::{table} loans
:id: the-loans
:caption: شمار امانت‌ها
:across: date
:down: line = چیز
:only: line = رمان A, b
:sort: -2023
:::

:::{table} data/loans.csv
:source: annual-report
:caption: چنان که در پرونده است
:columns: چه, گروه = نوع, سال
:only: گروه = کتاب
:sort: چه
:::
"""


def latin(text: str) -> str:
    """Say the same in Latin letters; what comes from records is left to them."""
    return LETTERS.sub(lambda letter: LATIN[ord(letter[0]) % len(LATIN)], text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("every-word")
    folder = shutil.copytree(PERSIAN, home / "article")
    (folder / "data").mkdir()
    (folder / "data" / "loans.csv").write_text(LOANS, encoding="utf-8", newline="\n")
    (folder / "series" / "loans.yaml").write_text(SERIES, encoding="utf-8", newline="\n")
    (folder / "sections" / "lent.md").write_text(SECTION, encoding="utf-8", newline="\n")
    with (folder / "sources.yaml").open("a", encoding="utf-8", newline="\n") as sources:
        sources.write(SOURCES)
    with (folder / "statements.yaml").open("a", encoding="utf-8", newline="\n") as statements:
        statements.write(STATEMENT)
    file = folder / "article.yaml"
    text = file.read_text(encoding="utf-8").replace("dates, accounts]", "dates, accounts, lent]")
    file.write_text(text.replace("brief, epub]", "brief, epub, web]"), encoding="utf-8", newline="\n")
    add_languages(folder, "en", say=latin)
    done = here("build", folder, "--out", home, "--lang", "en", "--jobs", "1", "--format", "epub", "--format", "web")
    assert (done.status, done.errors) == (0, "")
    return home / "library-fa"


def spoken(root: etree._Element, language: str) -> Iterator[str]:
    """Yield texts and labels of a page that are in a language, by the nearest mark around them."""
    for element in root.iter(etree.Element):
        marks = (
            one.get("lang") or one.get("{http://www.w3.org/XML/1998/namespace}lang")
            for one in (element, *element.iterancestors())
        )
        here = next(filter(None, marks), "")
        if here == language:
            yield from (
                text for text in (element.text, element.get("alt"), element.get("title"), element.get("aria-label")) if text
            )
            yield from (child.tail for child in element if child.tail)


def pages(path: Path) -> Iterator[etree._Element]:
    if path.suffix == ".html":
        yield html.parse(path).getroot()
        return
    with zipfile.ZipFile(path) as book:
        yield from (etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xhtml", ".svg", ".ncx")))


@pytest.mark.parametrize("name", ["library-fa-en.html", "library-fa-en.epub"])
def test_no_word_is_left_in_the_article_s_own_language(built: Path, name: str) -> None:
    said = [" ".join(text.split()) for page in pages(built / name) for text in spoken(page, "en")]
    assert len(said) > 300
    assert [text for text in said if any(unicodedata.name(sign, "").startswith("ARABIC LETTER") for sign in text)] == []


def test_its_copy_carries_the_tables_own_names_and_is_built_again_the_same(built: Path, tmp_path: Path) -> None:
    name = "library-fa-en.epub"
    carried = find(built / name).files
    assert "رمان A,2021" in carried["article/data/loans.csv"].decode("utf-8")
    assert 'msgctxt "data"\nmsgid "رمان A"' in carried["article/locale/en.po"].decode("utf-8")
    done = here("rebuild", built / name, "--out", tmp_path)
    assert (done.status, done.errors) == (0, "")
    assert (tmp_path / "library-fa" / name).read_bytes() == (built / name).read_bytes()

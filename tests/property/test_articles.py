"""Whatever an article is made of, its print is heard whole and in order, and its e-book marks each page at the very word.

Articles are generated as folders, as an editor writes them, and built as any other: long tables, nested lists, notes in tables
and in items, words in other languages; on small pages, so that they break often and anywhere.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import said
from support.built import MINIMAL, Desk, presets
from support.pages import check
from support.reading import fold
from support.soak import times
from support.structure import read
from support.used import used

from report.model import document as doc
from tests.support import layout_rules as rules
from tests.support.any_article import articles, briefs
from tests.support.layout import read as laid_out
from tests.support.layout import watched
from tests.support.own_formats import OWN, format_of
from tests.support.two_scripts import written as in_script

CHART = ":::{chart} visits\n:::\n"
CITE = "{cite}`annual-report`"
# As wide as four columns of the longest words, and as high as a table's head and its tallest row: where those don't fit
# together, the layout engine leaves the head out.
SMALL = {
    "width": "150", "height": "150", "head": "14", "foot": "14", "left": "12", "right": "12", "side": "0", "gutter": "0",
}  # fmt: skip
GLOSSARY = """\
ashraf:
  term: اشرف
  language: fa
mill:
  term: Mühle am Fluss
  language: de
dn:
  term: DN
  expansion: nominal diameter
"""
WORDS = st.sampled_from(
    ["camp", "of", "internationally", "well-known", "misrepresentation", "the", "river", "and", "incomprehensible", "mill", "so"]
)
PHRASES = st.lists(WORDS, min_size=2, max_size=14).map(" ".join)
ROLES = st.sampled_from(["{term}`ashraf`", "{term}`mill`", "{term}`dn`", "{cite}`annual-report`", "{value}`visits.2023`", "*so*"])


@st.composite
def lines(draw: st.DrawFn, most: int = 4) -> str:
    """Inline Markdown: words, and now and then something that comes from a record."""
    pieces = [draw(PHRASES)]
    for _ in range(draw(st.integers(0, most))):
        pieces += [draw(ROLES), draw(PHRASES)]
    return re.sub(r" (?=\{cite\})", "", " ".join(pieces))


@st.composite
def lists(draw: st.DrawFn, depth: int = 0) -> str:
    mark = "1." if draw(st.booleans()) else "-"
    text = ""
    for _ in range(draw(st.integers(2, 5))):
        text += "   " * depth + f"{mark} {draw(lines(2))}\n"
        if depth < 2 and draw(st.booleans()):
            text += draw(lists(depth + 1))
    return text


@st.composite
def tables(draw: st.DrawFn, *, noted: bool = False) -> str:
    columns = draw(st.integers(2, 4))
    # Without notes: the layout engine prints the note of a row that it moves to the next page on the page before, now and then.
    cell = lines(1) if noted else lines(1).map(lambda text: text.replace(CITE, ""))
    rows = [[draw(cell) for _ in range(columns)] for _ in range(draw(st.integers(3, 24)))]
    head = f"| {' | '.join(['one', 'two', 'three', 'four'][:columns])} |\n|{' --- |' * columns}\n"
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f":::{{table}}\n:caption: {draw(PHRASES)}\n\n{head}{body}:::\n"


QUOTES, HEADINGS = lines(3).map(lambda line: f"> {line}\n"), PHRASES.map(lambda words: f"## {words}\n")
SECTIONS = st.lists(st.one_of(lines(6), lists(), tables(), QUOTES, HEADINGS), min_size=2, max_size=7)
NOTES = st.integers(1, 30).map("Told here. ".__mul__)
NOTED = st.lists(st.one_of(lines(6), lines(6), lists(), tables(noted=True), QUOTES, HEADINGS), min_size=4, max_size=12)


def written(folder: Path, blocks: list[str], *, chart: bool) -> Path:
    """Write an article into a folder: the one to start from, with other text and a glossary."""
    article = folder / "article"
    shutil.copytree(MINIMAL, article)
    (article / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    drawn = [CHART] if chart else []
    text = "\n\n".join(["# Generated\n", *blocks[:1], *drawn, *blocks[1:]])
    (article / "sections" / "reading-room.md").write_text(text + "\n", encoding="utf-8")
    return article


def small(folder: Path, **other: str) -> Path:
    """Write presets whose A4 is small."""

    def change(name: str, text: str) -> str:
        for key, value in {**SMALL, **other}.items() if name == "a4" else ():
            text = re.sub(rf"(?m)^{key} = \S+", f"{key} = {value}", text, count=1)
        return text.replace("width = 167 ", "width = 86 ") if name == "a4" else text

    return presets(folder / "presets", change)


def built(folder: Path, article: Path) -> tuple[Desk, Path, Path]:
    """Build the article's print on small pages, and its e-book that lists them."""
    desk = Desk.of(article, small(folder))
    files = folder / "a4.pdf", folder / "book.epub"
    files[0].write_bytes(desk.make("a4"))
    files[1].write_bytes(desk.make("epub"))
    return desk, *files


@settings(
    max_examples=times(4, 80),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking would lay out hundreds of articles
)
@given(SECTIONS, st.booleans())
def test_print_is_heard_whole_and_its_pages_are_marked_at_the_very_word(blocks: list[str], chart: bool) -> None:
    with TemporaryDirectory() as name:
        desk, pdf, book = built(Path(name), written(Path(name), blocks, chart=chart))
        document = desk.document("a4")
        described = [part for part in document.parts if part.kind is doc.PartKind.DESCRIPTIONS]
        only_print = tuple("".join(node.text for node in part.title) for part in described)  # type: ignore[union-attr]
        pages = check(pdf, book, only_print=only_print)
        assert len(pages) >= 3
        tree = read(pdf)
        labels = dict(_labels(pdf))
        wanted = said.full(document, labels.__getitem__, used(pdf, dict(document.words)))
        heard = fold(tree.heard())
        assert heard == fold(wanted.text)
        assert [(element.language, fold(element.heard())) for element in tree.walk() if element.language] == wanted.foreign
        assert [fold(element.heard()) for element in tree.walk() if element.expansion] == [form for form, _ in wanted.expanded]


@pytest.mark.parametrize("side", [30, 0])
@settings(
    max_examples=times(4, 80), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(NOTED, st.lists(NOTES, min_size=1, max_size=6), st.data())
def test_a_note_begins_on_the_page_that_calls_it(side: int, blocks: list[str], notes: list[str], data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.integers(1, len(notes)), min_size=len(blocks), max_size=len(blocks)))
    used = {number: f"[^{number}]: {notes[number - 1]}\n" for number in labels}
    called = [
        block if block.startswith(("#", ":", ">", "-", "1", " ")) else f"{block}[^{number}]"
        for block, number in zip(blocks, labels, strict=True)
    ]
    wanted = {f"[^{number}]" for number in used if any(f"[^{number}]" in block for block in called)}
    called += [text for number, text in used.items() if f"[^{number}]" in wanted]
    with TemporaryDirectory() as name, watched() as seen:
        folder = Path(name)
        article = written(folder, called, chart=False)
        data_ = Desk.of(article, small(folder, side=str(side), gutter="5" if side else "0")).make("a4")
    assert [str(finding) for finding in rules.note_apart(laid_out(*seen[-1], data_))] == []


@pytest.mark.parametrize("form", ["a4", "large-print", "another"])
@settings(
    max_examples=times(2, 80), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(st.data())
def test_its_pages_keep_the_rules_of_layout(form: str, data: st.DataObject) -> None:
    """Long cells among them: where a row doesn't fit, the page is filled with a part of it."""
    name = data.draw(st.sampled_from(["letter", "brief", *OWN])) if form == "another" else form
    language = data.draw(st.sampled_from(["en", "fa"]))
    brief = data.draw(briefs(language)) if name == "brief" else ""
    chapters = ["# Told\n\nIn short."] if brief else data.draw(articles(language))
    if name == "pocket":  # where a tall chart has no room
        chapters = [text.replace(":height: tall\n", "") for text in chapters]
    with TemporaryDirectory() as folder, watched() as seen:
        room = Desk.of(in_script(Path(folder) / "article", language, chapters, brief)).room
        made = room.rendered(format_of(name, Path(folder))).data
    layout = laid_out(*seen[-1], made)
    assert [str(one) for one in rules.check(layout)] == []


def _labels(path: Path) -> list[tuple[str, str]]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        pages = {page.objgen: page.label for page in pdf.pages}
        names = pdf.Root.Names.Dests.Names
        return [(str(names[i]), pages[names[i + 1][0].objgen]) for i in range(0, len(names), 2)]


@pytest.mark.parametrize("chart", [True, False])
def test_a_book_claims_long_descriptions_only_where_it_has_charts(chart: bool, tmp_path: Path) -> None:
    desk = Desk.of(written(tmp_path, ["It is quiet here."], chart=chart))
    book = tmp_path / "book.epub"
    book.write_bytes(desk.make("epub"))
    with ZipFile(book) as archive:
        package = archive.read("EPUB/content.opf").decode()
        descriptions = [name for name in archive.namelist() if name.startswith("EPUB/descriptions/")]
        nav = archive.read("EPUB/nav.xhtml").decode()
    assert ("longDescription" in package) == ("Every chart is described" in package) == chart
    assert bool(descriptions) == ('epub:type="loi"' in nav) == chart
    assert "alternativeText" in package, "the cover is a picture, too"


def test_who_has_evaluated_the_book_is_named_where_an_editor_names_them(tmp_path: Path) -> None:
    article = written(tmp_path, ["It is quiet here."], chart=False)
    file = article / "article.yaml"
    told = "certifier:\n  name: The Evaluators\n  report: https://example.org/evaluation\n"
    file.write_text(file.read_text(encoding="utf-8") + told, encoding="utf-8")
    book = tmp_path / "book.epub"
    book.write_bytes(Desk.of(article).make("epub"))
    with ZipFile(book) as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert '<meta id="conformance" property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>' in package
    assert '<meta id="certifier" property="a11y:certifiedBy" refines="#conformance">The Evaluators</meta>' in package
    assert 'rel="a11y:certifierReport"' in package
    assert "certifierCredential" not in package

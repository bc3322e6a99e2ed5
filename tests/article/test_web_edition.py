"""The web edition of each article says what its e-book and its print say, in their order, and can be cited by their pages."""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from support.command import here
from support.edited import minimal as minimal_article
from support.pages import page_marks, printed_pages
from support.reading import documents, fold, page_tree, paragraphs_of, publication, said
from support.web_editions import EDITIONS, edition

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.compose.labels import Labels
from report.verify import structure, verify

XHTML = "{http://www.w3.org/1999/xhtml}"


class Editions:
    """An article as web edition, e-book and print."""

    def __init__(self, name: str) -> None:
        self.web, self.print = edition(name), edition(name, "a4")
        self.page = page_tree(self.web)
        self.book = documents(edition(name, "epub"))
        label = Labels(self.page.get("lang") or "").gettext
        kinds = "|".join(map(label, ("E-book", "Web edition")))
        self.own = re.compile(rf"{kinds}|urn:uuid:[0-9a-f-]+")
        """What each format says of itself."""
        self.carried = " ".join(said(footer) for footer in self.page.iter(f"{XHTML}footer"))

    def by_id(self, id_: str) -> etree._Element:
        (found,) = (element for element in self.page.iter() if element.get("id") == id_)
        return found


@pytest.fixture(scope="session", params=EDITIONS)
def editions(request: pytest.FixtureRequest) -> Editions:
    return Editions(request.param)


def words(element: etree._Element, *without: str) -> str:
    """Return what an element says, without the elements of a path below it."""
    element = deepcopy(element)
    for path in without:
        for found in element.findall(path):
            found.clear(keep_tail=True)
    return fold(said(element))


def divided(tree: etree._Element) -> list[str]:
    """Return what stands in parts in a document of an e-book: a web edition has it in one piece, as paper that is large has."""
    return [id_ for element in tree.iter() if re.search(r"-(?:part-)?2$", id_ := element.get("id", "")) and _in_parts(element)]


def _in_parts(element: etree._Element) -> bool:
    return element.tag in {f"{XHTML}figure", f"{XHTML}table"} and bool(re.search(r"\(.* 2 .* 2\)", fold(said(element))))


def test_every_part_says_what_the_book_says(editions: Editions) -> None:
    parts = {name: tree for name, tree in editions.book.items() if "/text/" in name}
    assert len(parts) > 3
    compared = 0
    order = []
    for tree in parts.values():
        (part,) = tree.findall(f"{XHTML}body/{XHTML}section")
        order.append(part.get("id"))
        if divided(tree):
            continue
        compared += 1
        page = editions.by_id(part.get("id", ""))
        told, book = words(page, f".//{XHTML}details[@class='told']"), words(part, f".//{XHTML}a[@class='details']")
        assert editions.own.sub("…", told) == editions.own.sub("…", book)
    sections = [section.get("id") for section in editions.page.iterfind(f".//{XHTML}main/{XHTML}section")]
    assert [id_ for id_ in sections if id_ != "contents"] == order
    assert compared >= len(parts) - 3


def test_every_paragraph_is_heard_in_print(editions: Editions) -> None:
    """Pages, uses and notes apart, each of which stands elsewhere there, and what a format says of itself."""
    heard = publication(editions.print).text
    page = deepcopy(editions.page)
    for path in (f".//{XHTML}nav", f".//{XHTML}footer", f".//{XHTML}details[@class='told']", ".//*[@class='uses epub-only']"):
        for element in page.findall(path):
            element.clear(keep_tail=True)
    found = [words for words in paragraphs_of(page) if words not in heard]
    assert [words for words in found if not editions.own.fullmatch(words)] == []


def test_the_places_that_print_a_value_are_told_by_their_chapters(editions: Editions) -> None:
    """Where paper says the pages: one link a chapter, to the first place in it."""
    for tree in (editions.page, *editions.book.values()):
        for uses in tree.iterfind(".//*[@class='uses epub-only']"):
            links = uses.findall(f"{XHTML}a")
            named = [said(link) for link in links]
            assert named
            assert len(set(named)) == len(named)
            assert not [name for name in named if name.isdigit()]


def test_every_chart_is_told_as_the_book_tells_it(editions: Editions) -> None:
    parts = [tree for name, tree in editions.book.items() if "/text/" in name]
    pieces = {figure.removesuffix("-part-2") for tree in parts for figure in divided(tree)}
    described = {
        name: tree
        for name, tree in editions.book.items()
        if "/descriptions/" in name and not any(f"/{figure}" in name for figure in pieces)
    }
    assert described
    for name, tree in described.items():
        figure = name.rpartition("/")[2].removesuffix(".xhtml")
        (section,) = tree.findall(f"{XHTML}body/{XHTML}section")
        told = words(section, f"{XHTML}h1", f"{XHTML}p[@class='way-back']")
        assert words(editions.by_id(f"{figure}-description")) == told


def test_each_page_of_print_begins_at_its_anchor(editions: Editions) -> None:
    pages, found = printed_pages(editions.print), page_marks(editions.web)
    assert [mark.label for mark in found] == [page.label for page in pages]
    everything = found[0].before + found[0].behind
    looked_for = 0
    for page, mark in zip(pages, found, strict=True):
        assert page.label in mark.name.split()
        if page.words in fold(everything) and not page.place:
            assert fold(mark.behind).startswith(page.words), page.label
            looked_for += 1
        if page.place == "back":  # which a web edition hasn't: behind all that it has
            assert not set(fold(mark.behind).split()) - set(fold(editions.carried).split())
    assert looked_for >= len(pages) - 6


def test_every_value_leads_to_where_it_comes_from(editions: Editions) -> None:
    values = [link for link in editions.page.iter(f"{XHTML}a") if link.get("class") == "value"]
    assert values
    for link in values:
        row = editions.by_id(link.get("href", "")[1:])
        sourced = row.find(f".//{XHTML}span[@class='from']") is not None
        assert sourced or any(above.get("class") == "sources" for above in row.iterancestors())
        if link.get("id"):
            chapter = next(above for above in link.iterancestors(f"{XHTML}section") if above.getparent().tag == f"{XHTML}main")
            backs = [editions.by_id(back.get("href", "")[1:]) for back in row.iterfind(".//*[@class='uses epub-only']/*")]
            assert any(chapter in back.iterancestors() for back in backs), "no way back into its chapter"


def test_it_passes_our_own_checks(editions: Editions) -> None:
    verdict = verify([editions.web], judges=[structure.JUDGE])
    assert (verdict.problems, verdict.passed) == ([], True)


def test_ids_and_bytes_are_the_same_whoever_builds_beside(tmp_path: Path) -> None:
    folder = minimal_article(tmp_path / "article")
    alone = build(Request((folder,), ("web",), out=tmp_path / "alone", jobs=1))
    beside = build(Request((folder,), ("letter", "web", "epub"), out=tmp_path / "beside", jobs=2))
    assert alone.problems == beside.problems == []
    found = {output.format: output.sha256 for output in beside.outputs}
    assert found["web"] == alone.outputs[0].sha256 == hashlib.sha256(alone.outputs[0].path.read_bytes()).hexdigest()
    assert alone.outputs[0].path.name == "minimal.html"


def test_it_is_rebuilt_to_the_byte_extracted_and_compared(tmp_path: Path) -> None:
    folder = minimal_article(tmp_path / "article")
    (first,) = build(Request((folder,), ("web",), out=tmp_path / "out")).outputs
    again = rebuild(first.path, tmp_path / "again")
    assert (again.same, again.differences, again.versions) == (True, (), ())
    assert here("extract", first.path, tmp_path / "taken").status == 0
    assert (tmp_path / "taken" / "article" / "article.yaml").is_file()
    edits = {"series_visits": ("1450", "1500"), "article": ("number: 1\n", "number: 2\n")}
    (second,) = build(Request((minimal_article(tmp_path / "second", **edits),), ("web",), out=tmp_path / "new")).outputs
    done = here("diff", first.path, second.path)
    assert done.status == 1
    assert "1,450" in done.output or "1450" in done.output
    assert here("diff", first.path, folder).status == 0


@pytest.mark.parametrize("command", ["extract", "rebuild"])
def test_a_page_of_others_carries_nothing(tmp_path: Path, command: str) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!DOCTYPE html><title>A page</title><p>It isn’t ours.", encoding="utf-8")
    done = here(command, file, *([tmp_path / "out"] if command == "extract" else []))
    assert done.status == 1
    assert done.errors == (
        f"{file}: CPY-001 the file carries no article\n"
        "  hint: take the file as it was published; printing or converting it loses what it carries\n"
    )


def test_a_table_too_wide_for_print_is_no_fault_of_the_page(tmp_path: Path) -> None:
    from test_unpaged_book import WIDE, article

    result = build(Request((article(tmp_path / "article", WIDE),), ("web",), out=tmp_path / "out"))
    (problem,) = result.problems
    assert problem.rule == "CFG-067"
    assert problem.sentence.startswith("the web edition lists no pages, since those of “A4 report” can't be laid out: ")
    assert 'id="nav-pages"' not in result.outputs[0].path.read_text(encoding="utf-8")

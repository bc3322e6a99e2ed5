"""Every printed copy, walked as a screen reader walks it: it says the article's text, all of it, once and in order.

What has to be heard is read from the composed document by a reader of its own (support/said.py), what is heard from the
file (support/structure.py); neither knows of the other, nor of the program that makes the one into the other.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from ruamel.yaml import YAML
from support import said
from support.built import (
    MINIMAL,
    PERSIAN,
    TRANSLATED,
    Desk,
    minimal,
    minimal_files,
    persian,
    persian_files,
    translated,
    translated_file,
)
from support.built import shipped as shipped_desk
from support.compact import compact
from support.reading import fold
from support.shipped import FURTHER, shipped
from support.structure import Element, read
from support.used import elements, led_to, used

from report.model import document as doc
from report.model.cldr import separator
from report.system import places

FOLDERS = {"shipped": places.shipped_article(), "minimal": MINIMAL, "persian": PERSIAN}
PRINTED = [
    f"{article}-{name}"
    for article, folder in FOLDERS.items()
    for name in YAML(typ="safe").load(folder / "article.yaml")["formats"]
    if name not in {"epub", "web"}
]
PRINTED += [f"{language}-{name}" for language in FURTHER for name in ("a4", "large-print", "brief")]
PRINTED += [f"{language}-a4" for language in TRANSLATED]
NAME = "اشرف"


class Copy:
    """A printed copy: the file, its tree, and the document that it was made from."""

    def __init__(self, desk: Desk, name: str, path: Path) -> None:
        self.format = name
        self.path = path
        self.document = desk.document(name)
        self.used = used(path, dict(self.document.words), separator(", ", self.document.language))
        self.tree = read(path)
        with pikepdf.open(path) as pdf:
            self.labels = [page.label for page in pdf.pages]
            pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
            names = pdf.Root.Names.Dests.Names
            self.named = {str(names[i]): pages[names[i + 1][0].objgen] for i in range(0, len(names), 2)}

    def page(self, id_: str) -> str:
        """Return the label of the page that a name leads to."""
        return self.labels[self.named[id_]]

    def said(self) -> said.Said:
        return (said.brief if self.document.format == "brief" else said.full)(self.document, self.page, self.used)


@pytest.fixture(scope="session")
def copies() -> Callable[[str], Copy]:
    """Return a printed copy by its article's name, or the language of the one that ships, and its format's."""
    known: dict[str, Copy] = {}

    def get(name: str) -> Copy:
        if name not in known:
            article, _, form = name.partition("-")
            files, desk = {
                "shipped": lambda: (shipped().files, shipped_desk()),
                **{tag: lambda tag=tag: (shipped(tag).files, shipped_desk(tag)) for tag in FURTHER},
                "minimal": lambda: (minimal_files(), minimal()),
                "persian": lambda: (persian_files(), persian()),
                **{tag: partial(_translated, tag, form) for tag in TRANSLATED},
            }[article]()
            known[name] = Copy(desk, form, files[form])
        return known[name]

    return get


def _translated(language: str, form: str) -> tuple[dict[str, Path], Desk]:
    return {form: translated_file(language, form)}, translated(language)


@pytest.fixture(params=PRINTED)
def copy(request: pytest.FixtureRequest, copies: Callable[[str], Copy]) -> Copy:
    return copies(request.param)


def parted(heard: str, wanted: str) -> tuple[str, str] | None:
    """Return a few words of both texts from where they part; None where they are the same."""
    pairs = zip_longest(heard.split(), wanted.split())
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
    if at is None:
        return None
    few = slice(max(0, at - 6), at + 8)
    return " ".join(heard.split()[few]), " ".join(wanted.split()[few])


def test_the_article_is_heard_whole_once_and_in_order(copy: Copy) -> None:
    assert parted(fold(copy.tree.heard()), fold(copy.said().text)) is None


def test_words_in_another_language_say_so(copy: Copy) -> None:
    heard = [(element.language, fold(element.heard())) for element in copy.tree.walk() if element.language]
    wanted = [(language, fold(words)) for language, words in copy.said().foreign]
    if not dict(copy.document.words).get("language"):
        assert heard == wanted
        return
    assert Counter(wanted) <= Counter(heard), "the program's own words are English there, too"


def test_short_forms_are_expanded_at_their_first_use_alone(copy: Copy) -> None:
    heard = [(fold(element.heard()), element.expansion) for element in copy.tree.walk() if element.expansion]
    assert heard == copy.said().expanded
    first = {form: fold(copy.tree.heard()).find(form) for form, _ in heard}
    assert all(at >= 0 for at in first.values())
    assert max(Counter(form for form, _ in heard).values(), default=1) == 1


def test_tree_has_no_noise(copy: Copy) -> None:
    for element in copy.tree.walk():
        assert element.type != "NonStruct"
        assert element.kids or element.links or element.type in {"TD", "TH"}, f"{element.type} holds nothing"


def below(element: Element) -> Iterator[Element]:
    return (kid for kid in element.kids if isinstance(kid, Element))


def test_each_table_is_one_element_with_its_headers(copy: Copy) -> None:
    wanted = [block for block in said.blocks(copy.document.parts) if isinstance(block, doc.Table)]
    in_figures = [block.data for block in said.blocks(copy.document.parts) if isinstance(block, doc.Figure) and block.data]
    printed = [table for table in wanted if table not in in_figures]  # a figure's data has an element of its own id in print
    tables = [element for element in copy.tree.walk() if element.type == "Table"]
    assert len(tables) == len(printed)
    for element, table in zip(tables, printed, strict=True):
        types = Counter(under.type for under in element.walk())
        assert types["Caption"] == types["THead"] == types["TBody"] == 1
        assert types["TR"] == len(table.rows) + 1
        heads = {under.id for under in element.walk() if under.type == "TH"}
        for cell in element.walk():
            if cell.type == "TH":
                assert cell.attributes["Scope"] in {"Column", "Row"}
                assert cell.id
            elif cell.type == "TD":
                assert cell.attributes["Headers"].split(",")
                assert set(cell.attributes["Headers"].split(",")) <= heads
        scopes = Counter(under.attributes["Scope"] for under in element.walk() if under.type == "TH")
        assert scopes == {"Column": len(table.columns), **({"Row": len(table.rows)} if table.row_headers else {})}


def test_each_link_says_in_words_where_it_leads(copy: Copy) -> None:
    ids = {block.id for block in said.blocks(copy.document.parts) if getattr(block, "id", "")} | set(copy.named)
    links = [element for element in copy.tree.walk() if element.type == "Link"]
    assert links
    for link in links:
        assert link.links, "a link leads nowhere"
        assert not any(under.type == "Link" for kid in below(link) for under in kid.walk()), "a link stands in a link"
        for words in link.links:
            assert re.search(r"[^\W\d_]{2}", re.sub(r", page \S+$", "", words)), f"“{words}” aren't words"
            assert not re.match(r"(\w+:/|#|urn:|www\.|mailto:)", words), f"“{words}” is an address"
            assert words not in ids, f"“{words}” is an id"


def test_every_annotation_belongs_to_a_link(copy: Copy) -> None:
    with pikepdf.open(copy.path) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                assert owners[int(annotation.StructParent)].S == "/Link"
                left, bottom, right, top = map(float, annotation.Rect)
                assert min(abs(right - left), abs(top - bottom)) > 1, f"“{annotation.Contents}” is too small to be pressed"


def references(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the notes' elements and the references, which aren't in a list of contents, with their links' annotations."""
    for element in elements(pdf):
        if element.S == "/Note" or (element.S == "/Reference" and element.P.S != "/TOCI"):
            yield str(element.S), element


def test_notes_and_their_calls_lead_to_each_other(copy: Copy) -> None:
    wanted = {note.id: note for part in copy.document.parts for note in part.notes}
    of_call = {id_: note for note, said in wanted.items() for id_ in (note, *(f"{call}-note" for call in said.calls))}
    calls: dict[str, list[int]] = {}
    notes: dict[str, tuple[str, int]] = {}
    with pikepdf.open(copy.path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for kind, element in references(pdf):
            if kind == "/Reference":
                here = pages[element.K[0].Pg.objgen]
                assert copy.named[led_to(element)] == here, "a note is printed on each page that calls it"
                calls.setdefault(of_call[led_to(element)], []).append(here)
            else:
                assert str(element.K[0].S) == "/Lbl"
                notes[str(element.ID)] = led_to(element.K[0]), pages[element.K[0].K[0].Pg.objgen]
    assert set(calls) == set(notes) == set(wanted)
    assert all(len(calls[id_]) == len(note.calls) for id_, note in wanted.items())
    for id_, (back, page) in notes.items():
        assert copy.named[back] == min(calls[id_]), f"note {id_} leads back to another page than that of its call"
        assert copy.named[id_] == page


def test_contents_are_a_list_of_contents(copy: Copy) -> None:
    listed = [entries for entries in (copy.document.figures, copy.document.tables) if len(entries) >= 6]
    wanted = [entry.text for entries in (copy.document.contents, *listed) for entry in flat(entries)]
    items = [element for element in copy.tree.walk() if element.type == "TOCI"]
    if copy.document.format == "brief":
        assert items == []
        return
    assert len(items) == len(wanted)
    for item, text in zip(items, wanted, strict=True):
        reference = next(below(item))
        assert reference.type == "Reference"
        assert fold(reference.heard()).startswith(fold(text))
    assert all(kid.type == "TOCI" for element in copy.tree.walk() if element.type == "TOC" for kid in below(element))


def flat(entries: tuple[doc.ContentsEntry, ...]) -> Iterator[doc.ContentsEntry]:
    for entry in entries:
        yield entry
        yield from flat(entry.entries)


def test_bookmarks_are_the_contents(copy: Copy) -> None:
    with pikepdf.open(copy.path) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def nested(items: list[pikepdf.OutlineItem]) -> list[tuple[str, int, object]]:
            return [(item.title, pages[item.destination[0].objgen], nested(item.children)) for item in items]

        found = nested(outline.root)

    def wanted(entries: tuple[doc.ContentsEntry, ...]) -> list[tuple[str, int, object]]:
        return [(entry.text, copy.named[entry.target], wanted(entry.entries)) for entry in entries]

    if copy.document.format == "brief":  # it has no contents; its headings are its bookmarks
        texts = [fold(said.Said(copy.document, copy.page, copy.used).line(part.title)) for part in copy.document.parts]
        assert {fold(str(title)) for _, _, children in found for title, *_ in children} >= set(texts[1:])  # type: ignore[attr-defined]
        return
    imprint = [part for part in copy.document.parts if part.kind is doc.PartKind.IMPRINT]
    before = [
        copy.document.contents_title,
        *(said.Said(copy.document, copy.page, copy.used).line(part.title) for part in imprint),
    ]
    assert [title for title, *_ in found[: len(before)]] == before
    assert found[len(before) :] == wanted(copy.document.contents)


def test_names_that_links_from_outside_use_are_the_articles_own_ids(copy: Copy) -> None:
    figures_data = [block.data for block in said.blocks(copy.document.parts) if isinstance(block, doc.Figure)]
    kinds = (doc.Part, doc.Heading, doc.Figure, doc.Table)
    wanted = [block.id for block in said.blocks(copy.document.parts) if isinstance(block, kinds) and block not in figures_data]
    assert len(wanted) == len(set(wanted))
    assert set(wanted) <= set(copy.named)


def test_pages_have_labels_of_their_own(copy: Copy) -> None:
    assert len(set(copy.labels)) == len(copy.labels)
    assert all(copy.labels)


def test_what_it_carries_is_listed_once(copy: Copy) -> None:
    with pikepdf.open(copy.path) as pdf:
        listed = [file.objgen for file in pdf.Root.get("/AF", [])]
        embedded = pdf.Root.Names.get("/EmbeddedFiles", pikepdf.Dictionary(Names=[])).Names
        named = {str(embedded[i]): embedded[i + 1].objgen for i in range(0, len(embedded), 2)}
        assert listed, "a copy carries the article that it was made from"
        assert len(listed) == len(set(listed))
        assert set(listed) == set(named.values())
        assert len(listed) == len(named)


def test_metadata_say_the_same_in_both_places(copy: Copy) -> None:
    about = copy.document.metadata
    with pikepdf.open(copy.path) as pdf:
        info = {key.removeprefix("/"): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert info["Title"] == xmp["dc:title"] == about.title
            assert info["Subject"] == xmp["dc:description"] == about.summary
            assert info["Keywords"] == xmp["pdf:Keywords"] == ", ".join(about.subjects)
            assert set(xmp["dc:subject"]) == set(about.subjects)
            assert list(xmp.get("dc:creator", [])) == [author.name for author in about.creators]
            assert info["Author"] == ", ".join(author.name for author in about.creators)
            assert xmp["dc:rights"] == about.rights
            assert set(xmp["dc:language"]) == {about.language} == {str(pdf.Root.Lang)}


def words_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what readers that copy and search get of a PDF: PDFium's text, and Poppler's where it is installed."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
        yield "PDFium", " ".join(pages)
    if poppler := which("pdftotext"):
        yield "Poppler", subprocess.run([poppler, "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("name", [name for name in PRINTED if name.startswith("shipped")])
def test_the_persian_name_is_found_as_one_word(name: str, copies: Callable[[str], Copy]) -> None:
    copy = copies(name)
    times = len([words for language, words in copy.said().foreign if language == "fa" and NAME in words])
    assert times
    for reader, text in words_of(copy.path):
        assert text.count(NAME) >= times, f"{reader} doesn't give it back"


@pytest.mark.parametrize("name", [name for name in PRINTED if name.startswith("shipped")])
def test_tree_is_as_reviewed(
    name: str, copies: Callable[[str], Copy], golden: Callable[[Path, str], None], golden_folder: Path
) -> None:
    golden(golden_folder / "formats" / f"{copies(name).format}.txt", compact(copies(name).tree))

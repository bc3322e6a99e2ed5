"""EPUB 3.3: a book for e-readers, of files of XHTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.output.container import EPUB
from report.output.difference import Difference
from report.output.family import Family, ThemeSheet
from report.output.rendition import ENDING, Rendered, Rendition
from report.problems import Problem, ProblemsFound, Rule, Severity

<<<<<<< HEAD
from report.markup import FORMULA
from report.model.document import Document, Matter, PartKind
from report.model.figure import Chart, Picture
from report.model.pages import PageMap
from report.output.epub import metadata, navigation, pagebreaks, plan, styles, xhtml
from report.output.epub.content import COVER_PICTURE, Content
from report.output.epub.faces import Face, Fonts, embedded
from report.output.epub.metadata import Certifier, Holdings
from report.output.epub.package import XHTML_TYPE, Item, write
from report.output.flow import XHTML

__all__ = ["COVER_PICTURE", "Attachment", "Certifier", "Picture", "render"]

_LATE = {PartKind.PROVENANCE, PartKind.ABBREVIATIONS, PartKind.COLOPHON}
"""Parts that print sets behind the charts in words."""
_GUIDE = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
"""Landmarks that devices older than EPUB 3 know, by their old names."""
=======
UNPAGED = Rule(
    "CFG-067",
    Severity.WARNING,
    "E-book without the pages of print",
    "An e-book marks where the pages of a print format begin, so that everyone can be told the same page (`page-list` in its "
    "preset). Where those pages can't be laid out, since a table is wider than they are, for example, the e-book is whole "
    "without them: it lists no pages, and says in its metadata nothing of any. Mend what print is refused for, or leave "
    "page-list out of a preset of your own.",
)
>>>>>>> 841c303 (A family of formats is a folder in report/output that says all that others must know of it: what is PDF's stands with PDF, what is EPUB's with EPUB, and a further one touches no file. Publication was Workroom, Product its finished file; where files part is a difference)


class Epub(Family):
    """E-books, which carry the article as a file of the book."""

    name = "EPUB"
    suffix = "epub"
    media_type = EPUB
    order = 2
    standards = ("epub-3.3",)
    sheet = ThemeSheet("epub.css")
    cover = True

    def begin(self, rendition: Rendition) -> None:
        """Find the pages that the book marks; where they can't be laid out, it is made without them."""
        paged = rendition.marks
        if paged is None or rendition.from_right:
            return
        if paged.page is None:
            sentence, hint = f"the e-book lists no pages, since “{paged.title}” has none", "name a format in PDF, or none"
            rendition.problems.append(UNPAGED.at(rendition.format.place, sentence, hint=hint))
            return
        try:
            rendition.pages = rendition.rendered(paged).pages
        except ProblemsFound as found:
            rendition.problems.append(_unpaged(paged.title, found.problems))

    def make(self, rendition: Rendition) -> Rendered:
        """Bind the book."""
        from report.output.epub.render import render

        certifier = rendition.article.meta.certifier
        data = render(
            rendition.document,
            look=rendition.look,
            pictures=rendition.pictures,
            fonts=rendition.fonts,
            pages=rendition.pages,
            attachments=rendition.attachments,
            certifier=certifier and certifier.model_copy(update={"name": rendition.article.called(certifier.name)}),
            theme=[rendition.theme.text] if rendition.theme else [],
        )
        return Rendered(data, problems=tuple(rendition.problems))

    def preload(self) -> None:
        """Import what binds a book."""
        from report.output.epub import render  # noqa: F401

    def holds(self, data: bytes) -> bool:
        """Tell a book by the first entry of its archive, as OCF wants it."""
        return data[:4] == b"PK\x03\x04" and data[30:38] == b"mimetype"

    def archives(self, data: bytes) -> Iterator[bytes]:
        """Yield the archives among the files of the book."""
        from report.intake.archive import opened

        return (content for name, content in opened(data).items() if name.endswith(ENDING))

    def differences(self, first: bytes, second: bytes) -> Iterator[Difference]:
        """Yield where two books differ: in which file, in which line."""
        from report.output.archive_bytes import differences

        return differences(first, second)


def _unpaged(title: str, problems: Sequence[Problem]) -> Problem:
    """Say why a book marks no pages, in the words of what print is refused for first."""
    first, others = problems[0], len(problems) - 1
    more = f" ({first.rule}, and {others} more)" if others else f" ({first.rule})"
    sentence = f"the e-book lists no pages, since those of “{title}” can't be laid out: {first.sentence}{more}"
    return UNPAGED.at(first.place, sentence, hint=first.hint)


<<<<<<< HEAD
def _item_id(file: str) -> str:
    """Return an item's id in the package: from its file's name, and so from the article's ids; readers' notes hang on it."""
    return file.rpartition(".")[0].replace("/", "-")


def _in_reading_order(
    document: Document,
    front: Mapping[str, etree._Element],
    parts: Mapping[str, etree._Element],
    descriptions: Mapping[str, etree._Element],
) -> dict[str, etree._Element]:
    """Return the files as print has them: the contents behind the front matter, the descriptions before what closes the book."""
    early = {plan.part_file(part) for part in document.parts if part.kind is PartKind.IMPRINT}
    late = {plan.part_file(part) for part in document.parts if part.kind in _LATE}
    before = {file: tree for file, tree in front.items() if file != plan.NAVIGATION}
    before |= {file: tree for file, tree in parts.items() if file in early}
    between = {file: tree for file, tree in parts.items() if file not in early | late}
    behind = {file: tree for file, tree in parts.items() if file in late}
    return {**before, plan.NAVIGATION: front[plan.NAVIGATION], **between, **descriptions, **behind}


def _page(file: str, tree: etree._Element, *, linear: bool = True) -> Item:
    properties = ("nav",) if file == plan.NAVIGATION else ()
    return Item(_item_id(file), file, XHTML_TYPE, xhtml.serialise(tree), properties, spine=True, linear=linear)


def _pictures(document: Document, pictures: Mapping[str, Picture]) -> Iterator[Item]:
    """Yield the pictures that the document shows, the cover's first."""
    shown = dict.fromkeys([COVER_PICTURE] if COVER_PICTURE in pictures else [])
    shown |= dict.fromkeys(figure.id for _, figure in plan.figures(document))
    shown |= dict.fromkeys(sorted(id_ for id_ in pictures if id_.startswith(FORMULA)))
    for id_ in shown:
        picture = pictures[id_]
        file = plan.picture_file(id_, picture.media_type)
        properties = ("cover-image",) if id_ == COVER_PICTURE else ()
        yield Item(_item_id(file), file, picture.media_type, picture.data, properties)


def _fonts(faces: Sequence[Face]) -> Iterator[Item]:
    """Yield the faces, and the licences under which they may be passed on."""
    licences: dict[str, bytes] = {}
    for face in faces:
        yield Item(_item_id(face.file), face.file, face.media_type, face.content)
        licences.setdefault(face.licence_file, face.licence)
    for number, (file, licence) in enumerate(sorted(licences.items()), 1):
        yield Item(f"fonts-licence-{number}", file, "text/plain", licence)


def _holdings(
    document: Document, trees: Iterable[etree._Element], pages: PageMap | None, certifier: Certifier | None
) -> Holdings:
    """Count what the finished files hold."""
    trees = list(trees)
    images = [image for tree in trees for image in tree.iter(f"{{{XHTML}}}img")]
    described = [image for image in images if image.get("role") != "doc-cover" and "formula" not in (image.get("class") or "")]
    charts = [figure for _, figure in plan.figures(document) if isinstance(figure.picture, Chart)]
    return Holdings(
        headings=any(tree.find(f".//{{{XHTML}}}h1") is not None for tree in trees),
        pictures=bool(images),
        descriptions=bool(described) and all(image.get("aria-details") for image in described),
        alternatives=all((image.get("alt") or "").strip() for image in images),
        charts=bool(charts) and all(figure.long_description and figure.data for figure in charts),
        notes=any(tree.find(f".//{{{XHTML}}}aside[@role='doc-footnote']") is not None for tree in trees),
        foreign=any(
            element.get("lang", root) != root for tree in trees if (root := tree.get("lang")) for element in tree.iter("*")
        ),
        pages_of=pages.identifier if pages else "",
        certifier=certifier,
    )
=======
FAMILY = Epub()
>>>>>>> 841c303 (A family of formats is a folder in report/output that says all that others must know of it: what is PDF's stands with PDF, what is EPUB's with EPUB, and a further one touches no file. Publication was Workroom, Product its finished file; where files part is a difference)

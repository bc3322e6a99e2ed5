"""Turns a Document into markup: XHTML that print and e-books share, made by templates that compute nothing.

The environment is sandboxed and escapes everything by default; a name that a template misspells is an error, not an empty
string. Style sheets come from the templates folder in one written order, then from the article's theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unicodedata import bidirectional

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from report.look.capitals import Small, capitals, in_most_faces, letters, words
from report.look.counters import counted_in, lists_in
from report.look.mirror import mirrored
from report.model.cldr import digits_of, direction, locale_of, own_digits, separator
from report.model.document import Document, Figure, Inlines, Note, Part, PartKind
from report.model.figure import EM_MM, Picture, pieces
from report.model.format import Format
from report.system import places

FORMULA = "formula-"
"""What the names of formulas' pictures begin with."""
PICTURES = "picture:"
"""Scheme under which a page asks for a drawn chart; the fetcher serves these from memory."""

_SLASHED = re.compile(r"(?<=\d[\u00a0\u202f])([^\s/]+(?:/[^\s/]+)+)")
"""A unit such as km/h, behind its number."""
_ENDED = re.compile(r"(?<![\w-])([^\W\d_]++-[^\W\d_]{1,3})(?![\w-])")
"""A word with a short ending: of a name, that of its case."""
_WITH_ENDINGS = {"bs", "hr", "hu", "pl", "ro", "sl", "sq", "sr"}
"""Languages that join the ending of a case to a name by a hyphen, at which no line may end: MEK-ut."""
_UNDIVIDED = {"sq"}
"""Languages for which the engine's patterns of hyphenation divide words where nobody would: nënshk-rua, vu-llnet."""


@dataclass(frozen=True)
class At:
    """Where markup is made for: what templates ask for beyond the Document itself."""

    xml: bool
    """Whether this is for an e-book: XHTML with links to notes instead of notes in the text."""
    words: Mapping[str, str]
    href: Callable[[str], str]
    """From a target's id to an address, as seen from the file being written."""
    picture: Callable[[str], str]
    """From a figure's id to the address of its picture."""
    size: Callable[[str], str]
    """From a formula's picture to the attribute that sets it on the line."""
    notes: Mapping[str, Note]
    caps: Callable[[str], str]
    """From text to the same with its abbreviations marked, for small capitals."""
    language: str = "en"
    """The document's."""
    account_level: int = 2
    spine: bool = False
    """Whether a timeline has its years on a spine."""
    described: bool = True
    """Whether figures are told in words at a place of their own, to which they lead."""
    pictures: Container[str] = ()
    """The names of all pictures."""
    drawn: Callable[[str], Markup] = lambda _: Markup()
    """From a picture's name to its drawing, where that stands on the page itself; nothing where the page asks for a file."""
    told: Callable[[Figure], Markup] = lambda _: Markup()
    """From a figure to its description and data, where they stand beside it; nothing where a link leads to them."""
    alone: str = ""
    """What keeps a value together where it could be taken apart: an attribute with the document's direction, or nothing."""
    note_way: str = ""
    """What a note has to say of its language and direction where it is called amid others; or nothing."""

    def pieces(self, figure: str) -> list[str]:
        """Return the names of a figure's pictures, of which a chart that is divided has several."""
        return pieces(figure, self.pictures)

    def way(self, language: str) -> str:
        """Return the attribute that says from which side a language is written, where that is the other one than around it."""
        return _way(language) if language and direction(language) != direction(self.language) else ""

    def within(self, language: str) -> At:
        """Return this for words in a language, with what a note says that is called there: the note is in the document's."""
        return replace(self, note_way=_tongue(self.language)) if self.way(language) else self

    def around(self, nodes: Inlines) -> At:
        """Return this for a run of inlines: where two directions may meet in it, a value is isolated."""
        if self.alone:
            return self
        mixed = direction(self.language) == "rtl" or any(map(_is_from_right, words(nodes)))
        return replace(self, alone=_way(self.language)) if mixed else self

    def digits(self, number: int) -> str:
        """Return a number in the digits of the document's language."""
        return _digits(number, self.language)

    def between(self, latin: str) -> str:
        """Return what divides the parts of a line in the document's language, where this does in Latin script."""
        return separator(latin, self.language)

    def note(self, id_: str) -> Note:
        """Return the note of that id."""
        return self.notes[id_]

    def value(self, text: str) -> Markup:
        """Return a value's text with its abbreviations marked, and its unit if that has a slash: a line could end behind it."""
        before, unit, after = [*_SLASHED.split(text, maxsplit=1), "", ""][:3]
        whole = Markup('<span class="whole">{}</span>').format(self.caps(unit)) if unit else ""
        return Markup().join([self.caps(before), whole, self.caps(after)])


def _tongue(language: str) -> Markup:
    return Markup(' lang="{}"').format(language) + _way(language)


def _digits(number: int, language: str) -> str:
    return own_digits(str(number), locale_of(language))


def _way(language: str) -> Markup:
    return Markup(' dir="{}"').format(direction(language))


def _is_from_right(character: str) -> bool:
    return character >= "\u0590" and bidirectional(character) in {"R", "AL", "AN"}


def _unknown(kind: str) -> str:
    raise TypeError(f"no template prints a {kind}")


def _set_capitals(text: str) -> Markup:
    """Return text with its abbreviations marked, for small capitals; they stay the capitals that they are."""
    marked, end = Markup(), 0
    for first, last in capitals(text):
        marked += Markup('{}<span class="caps">{}</span>').format(text[end:first], text[first:last])
        end = last
    return marked + text[end:]


def marker(document: Document, small: Small = in_most_faces) -> Callable[[str], str]:
    """Return what marks a document's abbreviations, and names that no line may divide from the endings of their cases.

    No abbreviation is marked where the faces lack small capitals for one of them.
    """
    mark = _set_capitals if small(letters(document)) else str
    if document.language.partition("-")[0] not in _WITH_ENDINGS:
        return mark

    def whole(text: str) -> Markup:
        """Return text with names kept together with the endings of their cases."""
        pieces = enumerate(_ENDED.split(text))
        return Markup().join(
            Markup('<span class="whole">{}</span>').format(mark(piece)) if index % 2 and piece[0].isupper() else mark(piece)
            for index, piece in pieces
        )

    return whole


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(places.templates()), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["kind"] = lambda node: type(node).__name__
    environment.filters["direction"] = direction
    environment.filters["separator"] = separator
    environment.filters["digits"] = _digits
    environment.globals["unknown"] = _unknown
    return environment


def compile_all() -> None:
    """Compile every template ahead of the first publication."""
    environment = _environment()
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)


def template(name: str, **context: Any) -> str:
    """Render one template of the templates folder."""
    return _environment().get_template(name).render(**context)


def notes(document: Document) -> dict[str, Note]:
    """Return every note of a document by its id."""
    return {note.id: note for part in document.parts for note in part.notes}


def in_em(picture: Picture) -> Markup:
    """Return the attribute that sets a formula on the line of text, in the size of the type around it."""
    lengths = ("width", picture.width_mm), ("height", picture.height_mm), ("vertical-align", -picture.depth_mm)
    return Markup(' style="{}"').format("; ".join(f"{name}: {length / EM_MM:.4f}em" for name, length in lengths))


def publication(
    document: Document,
    format_: Format,
    caps: Callable[[str], str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> str:
    """Return the whole document as one HTML page for print; pictures are asked for as `picture:<figure id>`.

    `caps` marks abbreviations; see `marker`. Of `pictures` the formulas are looked up.
    """
    brief = format_.content == "brief"
    at = At(
        xml=False,
        words=dict(document.words),
        href=lambda target: f"#{target}",
        picture=lambda id_: f"{PICTURES}{id_}",
        size=lambda id_: in_em(pictures[id_]) if pictures and id_.startswith(FORMULA) else "",
        notes=notes(document),
        caps=caps or _set_capitals,
        language=document.language,
        account_level=3 if brief else 2,
        pictures=pictures or (),
        spine=not brief,
        described=any(part.kind is PartKind.DESCRIPTIONS for part in document.parts),
    )
    page, text = format_.page, format_.text
    switches = {
        "with-side": page is not None and page.side > 0,
        "one-column": page is None or page.side == 0,
        "full": not brief,
        "hyphenate": text.hyphenate and document.language.partition("-")[0] not in _UNDIVIDED,
        "justify": text.justify,
    }
    look = " ".join([format_.name, *(name for name, on in switches.items() if on)])
    return template("print/brief.html.j2" if brief else "print/publication.html.j2", document=document, at=at, look=look)


def part(at: At, which: Part) -> str:
    """Return the blocks of one part as XHTML for an e-book, without the part's title and its notes."""
    return template("document/part.html.j2", part=which, at=at)


def inlines(at: At, nodes: Inlines) -> str:
    """Return a run of inlines as XHTML for an e-book: a title, a note."""
    return template("document/run.html.j2", nodes=nodes, at=at)


PRINT_STYLES = (
    "reset", "type", "blocks", "figure", "table", "statement", "account", "timeline", "note", "front", "glance", "back", "page",
    "breaks", "grid",
)  # fmt: skip
"""The style sheets of `templates/css/print/`, in the order of the cascade; a format's own, from `formats/`, comes last."""

_TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")


_FROM_RIGHT = "from-right"
"""What isn't as in a mirror where text runs from right to left."""


def print_styles(format_: Format, tokens: str = "", theme: str = "", language: str = "en") -> list[str]:
    """Return the style sheets of a print format, in the order of the cascade, tokens first and the theme last."""
    folder = places.templates() / "css" / "print"
    own = folder / "formats" / f"{format_.name}.css"
    sheets = [*(folder / f"{name}.css" for name in PRINT_STYLES), *([own] if own.is_file() else [])]
    ours = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    apart = [] if direction(language) == "ltr" else [(folder / f"{_FROM_RIGHT}.css").read_text(encoding="utf-8")]
    if (comma := separator(", ", language).strip()) != ",":
        apart.append(f'.call.after-call::before {{ content: "\\2060{comma}\\a0"; }}\n')
    counted = counted_in(_counting(language), [tokens, *ours, theme])
    return [*turned(counted[:-1], language), *apart, *turned(counted[-1:], language)]


def _counting(language: str) -> str:
    _, name = digits_of(locale_of(language))
    return name


def book_styles(sheets: Iterable[str], language: str) -> list[str]:
    """Return the style sheets of an e-book as a language wants them; no page is counted there, but lists are."""
    lists = lists_in(_counting(language))
    return [*([lists] if lists else []), *turned(sheets, language)]


def turned(sheets: Iterable[str], language: str) -> list[str]:
    """Return style sheets in a mirror where a language is written from right to left."""
    return list(sheets) if direction(language) == "ltr" else list(map(mirrored, sheets))


def resolve(rules: str, look: Mapping[str, str]) -> str:
    """Return style rules with `var(--name)` replaced by the token's value; a LookupError names a token that isn't there.

    E-readers differ in what they know of custom properties, and the boxes in a page's margin inherit none.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in look:
            raise LookupError(f"no token is called “{found[1]}”")
        return look[found[1]]

    while (resolved := _TOKEN.sub(value, rules)) != rules:
        rules = resolved
    return rules

"""An article's own style sheets: read once every address in them is known to be one that a publication may ask for.

Print and web editions take pictures and fonts that lie in the theme's folder, named relative to it. An e-book's sheet is a file
inside of the book, so it takes what it shows with it: images in `data:` addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from report.intake import toml
from report.intake.warehouse import Refused, Warehouse, read_file
from report.limits import limits
from report.problems import Place, Problem, ProblemsFound, Rule, Severity, ToolMissing, cut

if TYPE_CHECKING:
    from report.intake import css
    from report.output.family import ThemeSheet

ASKS = Rule(
    "CFG-034",
    Severity.ERROR,
    "Style sheet that asks for something it may not have",
    "A theme's style sheet may show pictures and use fonts that lie in theme/ themselves, each named relative to it, in print "
    "and in web editions; and small images written into it as data: addresses, in e-books, too. It imports no other sheet. "
    "Nothing is fetched from a network, and nothing from elsewhere on the machine: a publication is made from its article alone, "
    "on every machine the same, and a stranger's article can't bring private files into it.",
)
SYNTAX = Rule(
    "CFG-035",
    Severity.ERROR,
    "Style sheet that can't be read",
    "The theme's style sheets are text in UTF-8. Their rules may use the tokens of templates/tokens.toml as var(--name).",
)

_LARGEST = 100_000
BEYOND_PAGES = Rule(
    "CFG-036",
    Severity.ERROR,
    "Style sheet with a length that no page has",
    f"Lengths, percentages and factors in a theme's style sheet go up to {_LARGEST:,}: that is more than any page. "
    "Columns, and rows and columns of a grid, go up to 100: the layout engine makes each. "
    "What is larger is a slip, and programs that make or show pages can't count that far. Nor can they paint a gradient that "
    "repeats in less than half a pixel: each repetition is drawn.",
)
NOT_FOLLOWED = Rule(
    "CFG-037",
    Severity.ERROR,
    "Style sheet that can't be followed",
    "Some rules are right as CSS and still can't be followed by the layout engine: lengths that grow out of all proportion when "
    "they are multiplied, for example. Take rules out, one after the other, until the article builds. If it doesn't build "
    "without a theme either, please report it.",
)
MOVES = Rule(
    "CFG-038",
    Severity.ERROR,
    "Style sheet that makes a publication move",
    "E-books and web editions say of themselves that nothing in them flashes or moves, which readers who are harmed by that rely "
    "on. So the theme's style sheets for them have no animation and no transition, and the images in them are still ones.",
)

SCHEME = "theme:"
"""Addresses of a theme's own files, as pages ask for them; the fetcher serves these from memory."""
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[\\]")


@dataclass(frozen=True)
class Sheet:
    """A theme's style sheet, with the files that it asks for, by their addresses."""

    text: str = ""
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)


def read_sheet(folder: Path, kind: ThemeSheet, tokens: Mapping[str, str] | None = None) -> Sheet | None:
    """Read a style sheet of the article's theme; None where it has none.

    `tokens` has the values of all tokens by name, where they are known. ProblemsFound has everything that is wrong with it.
    """
    path = folder / "theme" / kind.name
    if not path.exists():
        return None
    try:
        data = read_file(path, folder, limits().text_file)
        text = data.decode("utf-8")
    except Refused as refused:
        raise ProblemsFound([SYNTAX.at(Place(path.as_posix()), refused.reason, hint="put a style sheet there")]) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"the byte {data[error.start]:#04x} isn't UTF-8"
        raise ProblemsFound([SYNTAX.at(Place(path.as_posix(), line), sentence, hint="save the file as UTF-8")]) from None
    return _Reading(folder, path, kind, tokens).sheet(text)


@contextmanager
def followed(place: Place) -> Iterator[None]:
    """Take what goes wrong inside the block for the fault of the theme's style sheet that stands there."""
    try:
        yield
    except (ProblemsFound, ToolMissing, MemoryError, OSError):
        raise
    except Exception as error:
        sentence = "the layout engine can't make pages as this style sheet wants them"
        hint = "take out what is out of proportion; where the article doesn't build without theme/ either, please report it"
        raise ProblemsFound([NOT_FOLLOWED.at(place, sentence, hint=hint, cause=f"{type(error).__name__}: {error}")]) from None


class _Reading:
    def __init__(self, folder: Path, path: Path, kind: ThemeSheet, tokens: Mapping[str, str] | None) -> None:
        self.folder = folder
        self.path = path
        self.fetches = kind.fetches
        self.of = kind.of
        self.tokens = tokens
        self.problems: list[Problem] = []
        self.files: dict[str, tuple[bytes, str]] = {}
        self.warehouse = Warehouse([folder])

    def sheet(self, text: str) -> Sheet:
        from report.intake import css, css_mistakes  # bring a parser of CSS along, which few articles need
        from report.intake.images import in_addresses

        nodes = css.sheet(text)
        changed = False
        try:
            for one in css.asked(nodes):
                changed |= self._address(one)
        except ValueError as error:
            self.problems.append(SYNTAX.at(Place(self.path.as_posix()), str(error), hint="close each bracket that is opened"))
        for mistake in css_mistakes.mistakes(text, book=not self.fetches) if not self.problems else ():
            place = Place(self.path.as_posix(), mistake.line, mistake.column)
            self.problems.append(SYNTAX.at(place, mistake.sentence, hint="mend it as CSS wants it, or delete it"))
        for number in css.beyond(nodes, _LARGEST):
            hint = "write one that fits a page"
            place = Place(self.path.as_posix(), number.line, number.column)
            self.problems.append(BEYOND_PAGES.at(place, f"“{number.written}” is more than any page has", hint=hint))
        for name, line, column in css.moving(nodes) if self.of else ():
            place = Place(self.path.as_posix(), line, column)
            self.problems.append(MOVES.at(place, f"the property {name} makes {self.of} move", hint="delete it"))
        for gradient in css.endless_repeats(nodes):
            hint = "write steps of half a pixel or more, as lengths or percentages, and not by calc() or variables of your own"
            place = Place(self.path.as_posix(), gradient.line, gradient.column)
            self.problems.append(BEYOND_PAGES.at(place, f"“{gradient.written}” repeats in less than half a pixel", hint=hint))
        self._tokens(text)
        if self.problems:
            raise ProblemsFound(self.problems)
        text = css.written(nodes) if changed else text
        if self.of:  # judges of e-books trip over comments such as /*==*/
            text = css.without_comments(text)
        return Sheet(in_addresses(text) if "data:" in text else text, self.files)

    def _address(self, one: css.Asked) -> bool:
        """Check an address; where it is one of a file of the theme, put the one by which the page gets it in its place."""
        from report.intake.images import moving, tried

        place = Place(self.path.as_posix(), one.line, one.column)
        url = one.url.strip()
        if url.startswith("#"):
            return False
        if one.token is None:
            hint = "copy the rules that it should import into this one, or write url(...) around an address"
            self._refuse(place, url, "a style sheet imports nothing, and names what it shows by url(...)", hint)
            return False
        try:
            if url[:5].lower() == "data:":
                content, media_type = self.warehouse.open(url)
                if self.of and moving(content, media_type):
                    hint = "put a still image there"
                    self.problems.append(MOVES.at(place, f"the image in “{cut(url)}” moves", hint=hint))
                return False
            if _SCHEME.match(url) and not url.startswith("//"):
                self.warehouse.open(url)  # says why not
                raise Refused(url, "it isn't named relative to theme/")
            if url.startswith("/") or not url:
                raise Refused(url, "it isn't named relative to theme/")
            if not self.fetches:
                raise Refused(url, "an e-book's style sheet takes images as data: addresses only")
            name = unquote(url.partition("#")[0].partition("?")[0])
            content, media_type = self.warehouse.file(self.path.parent / name, url)
            if self.of and moving(content, media_type):
                hint = "put a still image there"
                self.problems.append(MOVES.at(place, f"the image “{cut(url)}” moves", hint=hint))
            self.files[f"{SCHEME}{quote(name)}"] = tried(content, media_type), media_type
        except Refused as refused:
            hint = (
                "put the picture or font into theme/ and name it relative to that"
                if self.fetches
                else "write a small image as data:"
            )
            self._refuse(place, url, refused.reason, hint)
            return False
        one.token.value = f"{SCHEME}{quote(name)}"
        one.token.representation = f'url("{one.token.value}")' if one.token.type == "url" else f'"{one.token.value}"'
        return True

    def _refuse(self, place: Place, url: str, reason: str, hint: str) -> None:
        self.problems.append(ASKS.at(place, f"“{cut(url)}” is refused: {reason}", hint=hint))

    def _tokens(self, text: str) -> None:
        if self.tokens is None:
            return
        for found in _VARIABLE.finditer(text):
            if found[1] not in self.tokens:
                line = text.count("\n", 0, found.start()) + 1
                place = Place(self.path.as_posix(), line, found.start() - text.rfind("\n", 0, found.start()))
                near = get_close_matches(found[1], self.tokens, n=1)
                hint = f"did you mean {near[0]}?" if near else "write the value itself, or a token of templates/tokens.toml"
                self.problems.append(SYNTAX.at(place, f"no token is called “{found[1]}”", hint=hint))


def theme_problems(folder: Path, kinds: Iterable[ThemeSheet]) -> list[Problem]:
    """Return what is wrong with the theme's style sheets, as far as that is known without a format."""
    problems: list[Problem] = []
    for kind in kinds:
        try:
            read_sheet(folder, kind)
        except ProblemsFound as found:
            problems += found.problems
    return problems


def own_faces(folder: Path) -> list[str]:
    """Return the font files of the article's own that its tokens name, and their licences, by their paths in the theme."""
    path = folder / "theme" / "tokens.toml"
    if not path.exists():
        return []
    try:
        faces = toml.loads(read_file(path, folder, limits().text_file).decode("utf-8")).get("face", [])
    except (Refused, ValueError):  # told by whoever reads the tokens
        return []
    entries = [face for face in faces if isinstance(face, dict)] if isinstance(faces, list) else []
    return [str(face[key]) for face in entries for key in ("file", "licence") if key in face]

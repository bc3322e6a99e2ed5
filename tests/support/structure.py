"""A PDF's structure tree as a person would read it: types, languages, alternatives, and the text that is heard.

Nothing is taken from the program under test: the tree, the operators of the pages and the fonts' own tables of characters are
read from the file. Text comes as it stands there, with no guessing at spaces: what is joined here is joined for a listener.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf

_ATTRIBUTES = ("Scope", "ColSpan", "RowSpan", "ListNumbering", "Headers")
_INLINE = {"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong"}


@dataclass
class Element:
    """One element of the tree; `kids` are elements, and text or "[link …]" as strings."""

    type: str
    kids: list[Element | str] = field(default_factory=list)
    language: str = ""
    alternative: str = ""
    actual: str = ""
    expansion: str = ""
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def heard(self) -> str:
        """Return what a screen reader says: replacements in place of content, blocks apart from each other."""
        return " ".join(self._said().replace("\u00ad", "").split())

    def _said(self) -> str:
        if self.actual:
            return self.actual
        if self.type == "Figure":
            return f" {self.alternative} "
        said = "".join(kid if isinstance(kid, str) else kid._said() for kid in self.kids)
        return said if self.type in _INLINE else f" {said} "


def read(data: bytes | Path) -> Element:
    """Return the root element of a PDF's tree."""
    with pikepdf.open(data if isinstance(data, Path) else BytesIO(data)) as pdf:
        texts = _texts(pdf)
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        (root,) = _kids(pdf.Root.StructTreeRoot)
        return _element(root, texts, pages)


def dump(data: bytes | Path) -> str:
    """Return the tree as indented text."""
    return "".join(f"{line}\n" for line in _lines(read(data), 0))


def _lines(element: Element, depth: int) -> Iterator[str]:
    said = [element.type]
    said += [f"id={element.id}"] if element.id else []
    said += [f"lang={element.language}"] if element.language else []
    said += [f"{key.lower()}={value}" for key, value in element.attributes.items()]
    for key, value in (("alt", element.alternative), ("actual", element.actual), ("expansion", element.expansion)):
        said += [f"{key}={value!r}"] if value else []
    said += [f"to={words!r}" for words in element.links]
    text = ""
    pending: list[str] = []
    for kid in element.kids:
        if isinstance(kid, str):
            text += kid
        else:
            if text:
                pending.append(f"{'  ' * (depth + 1)}{text!r}")
                text = ""
            pending.extend(_lines(kid, depth + 1))
    if text and not pending:
        said.append(repr(text))
    elif text:
        pending.append(f"{'  ' * (depth + 1)}{text!r}")
    yield "  " * depth + " ".join(said)
    yield from pending


def _kids(holder: pikepdf.Object) -> list[pikepdf.Object]:
    kids = holder.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element(node: pikepdf.Object, texts: dict[tuple[int, int], str], pages: dict[tuple[int, int], int]) -> Element:
    element = Element(str(node.S).removeprefix("/"))
    element.language = str(node.get("/Lang", ""))
    element.alternative = str(node.get("/Alt", ""))
    element.actual = str(node.get("/ActualText", ""))
    element.expansion = str(node.get("/E", ""))
    element.id = str(node.get("/ID", ""))
    owned = node.get("/A", pikepdf.Array())
    for attributes in owned if isinstance(owned, pikepdf.Array) else [owned]:
        for key in _ATTRIBUTES:
            if f"/{key}" in attributes:
                value = attributes[f"/{key}"]
                shown = ",".join(map(str, value)) if isinstance(value, pikepdf.Array) else str(value)
                element.attributes[key] = shown.removeprefix("/")
    own_page = node.get("/Pg")
    for kid in _kids(node):
        if isinstance(kid, int):
            element.kids.append(texts.get((pages[own_page.objgen], int(kid)), ""))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(texts.get((pages[kid.get("/Pg", own_page).objgen], int(kid.MCID)), ""))
        elif kid.get("/Type") == "/OBJR":
            element.links.append(str(kid.Obj.get("/Contents", "")))
        else:
            assert kid.P.objgen == node.objgen, "an element's parent isn't the one that holds it"
            element.kids.append(_element(kid, texts, pages))
    return element


def _texts(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the text of each marked-content sequence by page and number; a picture's is empty."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        maps = {name: _characters(font) for name, font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).items()}
        open_marks: list[tuple[int | None, str | None]] = []
        characters: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "Tf":
                characters = maps[str(operands[0])]
            elif name in {"BMC", "BDC"}:
                properties = operands[1] if name == "BDC" else pikepdf.Dictionary()
                mark = int(properties.MCID) if "/MCID" in properties else None
                replacement = str(properties.ActualText) if "/ActualText" in properties else None
                open_marks.append((mark, replacement))
                holder = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
                if holder is not None:
                    found[number, holder] = found.get((number, holder), "") + (replacement or "")
            elif name == "EMC":
                open_marks.pop()
            elif name in {"TJ", "Tj"}:
                holder = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
                if holder is not None and not any(replacement for _, replacement in open_marks):
                    shown = operands[0] if name == "TJ" else operands
                    codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                    text = "".join(characters[int.from_bytes(codes[i : i + 2])] for i in range(0, len(codes), 2))
                    found[number, holder] = found.get((number, holder), "") + text
        assert not open_marks
    return found


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Return the characters of a composite font's two-byte codes, as its `/ToUnicode` has them."""
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes().decode("ascii")
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", section):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table, "ranges aren't read here"
    return found

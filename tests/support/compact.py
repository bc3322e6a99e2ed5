"""A structure tree for a person to review: a line for each block, with what stands in it in brackets.

Of long text only the ends are shown, and neither page numbers nor line ends are: it changes with an article's structure and
words, not with its layout. `[Link: the day → page …]` is a link whose description says its own text and a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.structure import Element

INLINE = {"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong", "Lbl"}
_ENDS = 30
"""How many characters are shown of either end of a text."""


def compact(element: Element) -> str:
    """Return the tree as indented text."""
    return "".join(f"{line}\n" for line in _lines(element, 0))


def _lines(element: Element, depth: int) -> Iterator[str]:
    pieces = _pieces(element)
    said = pieces.pop(0).strip() if pieces and isinstance(pieces[0], str) else ""
    yield "  " * depth + " ".join(filter(None, [_head(element), said]))
    for piece in pieces:
        if isinstance(piece, Element):
            yield from _lines(piece, depth + 1)
        elif piece.strip():
            yield "  " * (depth + 1) + piece.strip()


def _pieces(element: Element) -> list[Element | str]:
    """Return what an element holds: blocks, and what stands in line between them as one text."""
    pieces: list[Element | str] = []
    plain = ""
    for kid in (*element.kids, None):
        if isinstance(kid, str):
            plain += kid.replace("\u00ad", "")
            continue
        if plain:
            _add(pieces, _shortened(plain))
            plain = ""
        if kid is not None and kid.type in INLINE:
            _add(pieces, _inline(kid))
        elif kid is not None:
            pieces.append(kid)
    return pieces


def _add(pieces: list[Element | str], text: str) -> None:
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    else:
        pieces.append(text)


def _head(element: Element) -> str:
    said = [element.type]
    said += [f"#{element.id}"] if element.id and element.type != "TH" else []
    said += [f"lang={element.language}"] if element.language else []
    said += [f"{key.lower()}={value}" for key, value in element.attributes.items() if key != "Headers"]
    said += [f"alt={_shortened(element.alternative)!r}"] if element.alternative else []
    return " ".join(said)


def _inline(element: Element) -> str:
    """Return an element in brackets, with those inside it that hold all that it holds; the space behind it stands outside."""
    types, words = [element.type], list(element.links)
    while len(element.kids) == 1 and isinstance(element.kids[0], Element) and element.kids[0].type in INLINE:
        element = element.kids[0]
        types.append(element.type)
        words += element.links
    inner = element.actual or "".join(piece for piece in _pieces(element) if isinstance(piece, str))
    text, space = inner.rstrip(), " " * inner.endswith(" ")
    said = ["/".join(types)]
    said += [f"lang={element.language}"] if element.language else []
    said += [f"= {element.expansion}"] if element.expansion else []
    lead = next(iter(words), "").replace("\u00ad", "")
    if lead:
        place, page = re.fullmatch(r"(.*?)(, page \S+)?", lead).groups()  # type: ignore[union-attr]
        text = re.sub(r" \d+$", "", text) if page and types[-2:] == ["Reference", "Link"] else text
        place = "" if place == text or _shortened(place) == text else place
        text += " → " + ", ".join(filter(None, [place, "page …" if page else ""])) if place or page else ""
    return f"[{' '.join(said)}: {text}]{space}"


def _shortened(text: str) -> str:
    if len(text) <= 2 * _ENDS + 5:
        return text
    return f"{text[:_ENDS].rpartition(' ')[0]} … {text[-_ENDS:].partition(' ')[2]}"

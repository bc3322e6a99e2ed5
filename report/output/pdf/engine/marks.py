"""Marked content: each run of text gets a number on its page; what isn't content becomes an artifact.

WeasyPrint numbers whatever it paints, running heads and empty stretches too. The operators of a page are still a list when
it has been painted, so they are put right there: decoration marked as such, a space added where the end of a line swallowed
it, and a hyphen that only the line asks for told apart from one that is written (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from report.output.pdf.engine.characters import name_glyphs
from report.output.pdf.engine.diacritics import Diacritics
from report.output.pdf.engine.order import in_order
from report.output.pdf.engine.pieces import Piece, end_of, pieces
from report.output.pdf.engine.walk import Walked
from report.output.pdf.trace import LinkArea, Run, Zone

_SOFT_HYPHEN = b"<FEFF00AD>"


class NotOnPage(Exception):
    """Text was painted outside its page's own operators, as `opacity` below 1 has it; it can't be marked there."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.text)
        self.run = run


def marked_pages(walked: Walked, pages: Sequence[Any]) -> list[Any]:
    """Return the pages as pages that put their marks right when they are painted, and note them in the trace.

    Links that stand inside another box of the same link, or in a margin, are left out: one link, one annotation a line.
    """
    from weasyprint.document import Page

    runs: list[dict[Any, Run]] = [{} for _ in pages]
    areas: set[int] = set()
    for item, box in zip(walked.trace.items, walked.boxes, strict=True):
        if isinstance(item, Run):
            runs[item.page][box] = item
        elif isinstance(item, LinkArea):
            areas.add(id(box))

    diacritics = Diacritics()

    class MarkedPage(Page):  # type: ignore[misc]
        """A laid-out page, ready to be painted once."""

        def __init__(self, page: Any, number: int) -> None:
            super().__init__(page._page_box)
            self._operators: list[Any] = []
            self._pieces: list[Piece] = []
            self.links: list[Any] = [link for link in self.links if id(getattr(link[3], "_box", link[3])) in areas]
            self._number = number

        def paint(self, stream: Any, scale: float = 1) -> None:
            super().paint(stream, scale)
            for font in stream._fonts.values():
                name_glyphs(font)
            marks = {kid["mcid"]: runs[self._number][box] for box, kid in stream._tags.items()}
            drawn = stream._resources["XObject"].items()
            groups = {f"/{name}".encode(): group.stream for name, group in drawn if group is not None}
            fonts = {f"/{font.hash}".encode(): font for font in stream._fonts.values()}
            for group in groups.values():
                group[:] = diacritics.drawn(group, fonts)
            stream.stream[:] = diacritics.drawn(stream.stream, fonts, _leftmost(marks))
            operators, begun = _remarked(stream.stream, marks, list(stream._fonts.values()))
            self._operators, self._pieces = stream.stream, list(pieces(operators, begun, groups))
            # The structure tree is written from the trace: WeasyPrint's own finds an empty page.
            stream._tags.clear()
            self._page_box: Any = self._page_box.copy_with_children([])

        def put_in_order(self, places: Mapping[Run, tuple[int, int]]) -> None:
            """Let what was painted be drawn in the order of `places`."""
            self._operators[:] = in_order(self._pieces, places)

    return [MarkedPage(page, number) for number, page in enumerate(pages)]


def _leftmost(marks: Mapping[int, Run]) -> set[int]:
    """Return the numbers of the runs with which a line begins at its left end."""
    first: dict[int, int] = {}
    for number, run in marks.items():
        line = id(run.line)
        if line not in first or run.x < marks[first[line]].x:
            first[line] = number
    return set(first.values())


def _remarked(operators: list[Any], marks: Mapping[int, Run], fonts: Sequence[Any]) -> tuple[list[Any], dict[int, Run]]:
    """Return the operators with our marks, and the runs by where their sequences begin among these."""
    done: list[Any] = []
    begun: dict[int, Run] = {}
    found: set[int] = set()
    numbers = 0
    index = 0
    while index < len(operators):
        operator = operators[index]
        if operator == b"BDC" and isinstance(operators[index - 1], dict) and "MCID" in operators[index - 1]:
            number = operators[index - 1]["MCID"]
            found.add(number)
            run = marks[number]
            last = end_of(operators, index)
            body = operators[index + 1 : last]
            del done[-2:]
            begun[len(done)] = run
            if run.decoration:
                done += [b"/Artifact", _artifact(run), b"BDC", *body, b"EMC"]
            elif run.picture or any(map(_shows, body)):
                run.mark, numbers = numbers, numbers + 1
                body = _with_hyphen_told_apart(body) if run.hyphen else _with_space(body, run, fonts) if run.space else body
                done += [b"/Figure" if run.picture else b"/Span", f"<</MCID {run.mark}>>".encode(), b"BDC", *body, b"EMC"]
            else:
                del begun[len(done)]
                done += body
            index = last + 1
            continue
        done.append(operator)
        index += 1
    for number, run in marks.items():
        if number not in found:
            raise NotOnPage(run)
    return done, begun


def _artifact(run: Run) -> bytes:
    if run.zone is Zone.RUNNING and run.edge in {"top", "bottom"}:
        return b"<</Type /Pagination /Subtype /%s>>" % (b"Header" if run.edge == "top" else b"Footer")
    if run.zone in {Zone.RUNNING, Zone.REPEAT}:
        return b"<</Type /Pagination>>"
    return b"<</Type /Layout>>"


def _shows(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith((b"] TJ", b" Tj"))


def _with_hyphen_told_apart(body: list[Any]) -> list[Any]:
    """Give the last glyph, the hyphen, a soft hyphen as its text."""
    at = next((index for index in reversed(range(len(body))) if _shows(body[index])), None)
    if at is None:
        return body
    # The operator is `[<…glyphs of four digits…>kerning<…>] TJ`.
    shown = body[at]
    close = shown.rfind(b">")
    glyph = shown[close - 4 : close]
    after = shown[close + 1 : shown.rfind(b"]")]
    rest = shown[: close - 4].removesuffix(b"<") + (b"" if shown[: close - 4].endswith(b"<") else b">") + b"] TJ"
    before = [rest] if b"<" in rest else []
    hyphen = [b"/Span", b"<</ActualText " + _SOFT_HYPHEN + b">>", b"BDC", b"[<" + glyph + b">" + after + b"] TJ", b"EMC"]
    return [*body[:at], *before, *hyphen, *body[at + 1 :]]


def _with_space(body: list[Any], run: Run, fonts: Sequence[Any]) -> list[Any]:
    """Add a space behind the last glyph, in the font that is in use there, else in any that has one."""
    at = next((index for index in reversed(range(len(body))) if _shows(body[index])), None)
    if at is None or run.picture:
        return body
    used = next((body[index] for index in reversed(range(at)) if _sets_font(body[index])), None)
    name = used.split(b" ")[0].lstrip(b"/").decode() if used is not None else ""
    font = next((font for font in fonts if font.hash == name), None)
    if font is not None and font.to_unicode.get(_last_glyph(body[at]), "")[-1:].isspace():
        return body
    glyph = _space_in(font) if font is not None else None
    if glyph is not None:
        shown = body[at]
        inside = shown[: shown.rfind(b"]")]
        return [*body[:at], inside + b"<" + glyph + b">] TJ", *body[at + 1 :]]
    other = next((font for font in fonts if _space_in(font) is not None), None)
    if other is None:
        return body
    place = f"1 0 0 -1 {run.x + run.width:f} {run.base:f} Tm".encode()
    shown = [b"q", b"BT", f"/{other.hash} {run.size:f} Tf".encode(), place, b"[<%s>] TJ" % (_space_in(other) or b""), b"ET", b"Q"]
    return [*body, *shown]


def _last_glyph(shown: bytes) -> int:
    close = shown.rfind(b">")
    glyphs = shown[shown.rfind(b"<", 0, close) + 1 : close] if close > 0 else b""
    return int(glyphs[-4:], 16) if len(glyphs) >= 4 else -1  # a soft hyphen that isn't shown leaves an empty pair


def _sets_font(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith(b" Tf")


def _space_in(font: Any) -> bytes | None:
    """Return the glyph of the font's space, if a space has been painted with it."""
    if font.bitmap:
        return None
    return next((b"%04x" % glyph for glyph, text in sorted(font.to_unicode.items()) if text == " "), None)

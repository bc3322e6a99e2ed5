"""On which pages of a PDF its values are used, read from the links that lead from them to their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf


def used(path: Path, words: Mapping[str, str], comma: str = ", ") -> Callable[[tuple[str, ...]], str]:
    """Return what says, in the document's words, on which pages places are: links to a row, by the row's id, and figures.

    `comma` is that of its language.
    """
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        named = {str(names[i]): pages[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
        comma = "، " if str(pdf.Root.Lang).partition("-")[0] in {"ar", "fa", "ur"} else ", "
        links = [(led_to(link), pages[_begins(link).objgen]) for link in elements(pdf) if link.S == "/Link"]

    def sentence(places: tuple[str, ...]) -> str:
        rows = {re.sub(r"-use-\d+$", "", place) for place in places if "-use-" in place}
        found = {named[place] for place in places if "-use-" not in place} | {page for row, page in links if row in rows}
        key = "used_on_page" if len(found) == 1 else "used_on_pages"
        return f"{words[key].format(pages=_told(sorted(found), labels, comma))}."

    return sentence


def _told(pages: list[int], labels: list[str], comma: str) -> str:
    """Return pages in words, those that follow each other as a range."""
    told = ""
    for page in pages:
        if page - 1 in pages:
            told = f"{told.rpartition('–')[0] if page - 2 in pages else told}–{labels[page]}"
        else:
            told += f"{comma}{labels[page]}" if told else labels[page]
    return told


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def led_to(element: pikepdf.Object) -> str:
    """Return the name of the place to which the first link in an element leads."""
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            return str(kid.Obj.get("/Dest", ""))
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and (found := led_to(kid)):
            return found
    return ""


def _begins(link: pikepdf.Object) -> pikepdf.Object:
    """Return the page on which a link begins."""
    return next(kid.Pg for kid in _kids(link) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR")


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

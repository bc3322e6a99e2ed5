"""Files that travel in a web page: each the address of a link that downloads it, so that no script is needed to take it out."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import zip_longest

from report.intake.archive import RefusedArchive
from report.output.archive_bytes import carried_differences, of_lines
from report.output.difference import Difference
from report.output.rendition import ENDING

_LINK = re.compile(rb"<a\s([^<>]*)>")
_ADDRESS = re.compile(rb'(?:^|\s)href="data:[a-z0-9.+/-]+;base64,([^"]*)"')
_NAME = re.compile(rb'(?:^|\s)download="([^"]*)"')


def address(data: bytes, media_type: str) -> str:
    """Return a `data:` address that holds it all."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def archives(page: bytes) -> Iterator[bytes]:
    """Yield the archives that links of a page download; RefusedArchive says that one isn't written as it should be."""
    for written in _written(page):
        try:
            yield base64.b64decode(written, validate=True)
        except binascii.Error as error:
            raise RefusedArchive(f"the link that downloads the article is damaged: {error}") from None


def _written(page: bytes) -> Iterator[bytes]:
    """Yield what stands in a page for each of its archives."""
    for link in _LINK.finditer(page):
        name, found = _NAME.search(link[1]), _ADDRESS.search(link[1])
        if name and found and name[1].endswith(ENDING.encode()):
            yield found[1]


def differences(first: bytes, second: bytes) -> Iterator[Difference]:
    """Yield where two pages differ; their archives are opened, and left out of the lines."""
    ours, theirs = list(_written(first)), list(_written(second))
    for mine, other in zip_longest(ours, theirs, fillvalue=b""):
        if mine != other:
            try:
                yield from carried_differences(base64.b64decode(mine), base64.b64decode(other), f"the {ENDING[1:]}")
            except binascii.Error:
                yield Difference("the link that downloads the article")
    for written in {*ours, *theirs} - {b""}:
        first, second = first.replace(written, b""), second.replace(written, b"")
    yield from of_lines(first, second, "the page")

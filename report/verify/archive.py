"""An EPUB's ZIP, read with suspicion: names that leave it, copies, damage and bombs are found before anything is used."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

LARGEST = 512 * 1024 * 1024
"""Bytes that all files together may unpack to."""
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class Unreadable(Exception):
    """The archive can't be read; says why, in words."""


class Malformed(Exception):
    """A file isn't well-formed XML, or uses what we don't read; says why, and where."""

    def __init__(self, words: str, line: int = 0, column: int = 0) -> None:
        super().__init__(words)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an EPUB, all in memory, by name."""

    entries: tuple[zipfile.ZipInfo, ...]
    """As the archive lists them."""
    files: dict[str, bytes]
    package: str
    """The name of the package document; empty where `META-INF/container.xml` doesn't lead to one."""

    @classmethod
    def open(cls, file: Path) -> Archive:
        """Read the whole archive, or raise Unreadable."""
        files: dict[str, bytes] = {}
        left = LARGEST
        try:
            with zipfile.ZipFile(file) as archive:
                entries = tuple(archive.infolist())
                for entry in entries:
                    if entry.flag_bits & 1:
                        raise Unreadable(f"{entry.filename} is encrypted")
                    if not entry.is_dir():
                        # The size that the archive states may be a lie.
                        with archive.open(entry) as stream:
                            files[entry.filename] = stream.read(left + 1)
                        left -= len(files[entry.filename])
                        if left < 0:
                            raise Unreadable(f"it unpacks to more than {LARGEST // 1024 // 1024} MB")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(str(error) or type(error).__name__) from None
        return cls(entries, files, _package(files))

    @property
    def names(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset(self.files)

    def xml(self, name: str) -> etree._Element:
        """Parse a file, with no network and no entities, or raise Malformed."""
        return parsed(self.files[name])


def resolved(base: str, href: str) -> str | None:
    """Return the name in the archive that `href`, written in the file `base`, leads to, fragment and query left out."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return base
    if path.startswith("/"):
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if name.startswith("../") or name == ".." else name


def parsed(data: bytes) -> etree._Element:
    """Parse XML with no network and no entities, or raise Malformed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Malformed(str(error.msg).partition(", line ")[0], line or 0, column or 0) from None
    except ValueError as error:
        raise Malformed(str(error)) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Malformed("it declares entities")
    return root


def line_of(element: etree._Element) -> int:
    """Return the line that an element begins on, or 0."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _package(files: dict[str, bytes]) -> str:
    try:
        root = parsed(files.get("META-INF/container.xml", b""))
    except Malformed:
        return ""
    for found in root.iter(f"{_CONTAINER}rootfile"):
        if found.get("media-type") == "application/oebps-package+xml":
            name = str(found.get("full-path") or "")
            return name if name in files else ""
    return ""

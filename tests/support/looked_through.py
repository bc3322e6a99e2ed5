"""Looks through every byte that goes out: what is packed is unpacked, however deep it lies."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

_CODES = ("utf-8", "utf-16-be", "utf-16-le")


def layers(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of a file, and of everything packed into it, each with the way to it."""
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield f"{name}/{entry.filename}", entry.filename.encode() + entry.comment + entry.extra
                yield from layers(archive.read(entry), f"{name}/{entry.filename}")
    elif data[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, one in enumerate(pdf.objects):
                yield f"{name}/object {number}", one.unparse(resolved=True)
                if isinstance(one, pikepdf.Stream):
                    try:
                        yield from layers(one.read_bytes(), f"{name}/stream {number}")
                    except pikepdf.PdfError:  # an image, coded as its file is
                        yield from layers(one.read_raw_bytes(), f"{name}/stream {number}")
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        for found in re.finditer(rb"(?:zTXt|iTXt|iCCP)[^\0]*\0[^x]{0,12}(x[\x01\x5e\x9c\xda].*)", data, re.DOTALL):
            yield f"{name}/text", zlib.decompressobj().decompress(found[1])
    for found in re.finditer(rb"base64,([A-Za-z0-9+/=\s]+)", data):
        yield from layers(base64.b64decode(b"".join(found[1].split()) + b"=="), f"{name}/data:")


def found(markers: dict[str, str], paths: list[Path]) -> dict[str, str]:
    """Return where each of the marks was met, by its name."""
    met: dict[str, str] = {}
    for path in paths:
        for way, data in layers(path.read_bytes(), path.name):
            for name, marker in markers.items():
                if any(marker.encode(code) in data for code in _CODES):
                    met.setdefault(name, way)
    return met

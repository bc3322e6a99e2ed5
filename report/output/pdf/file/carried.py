"""Reads what a PDF carries. Files come from strangers: what is damaged, locked or larger than it says is refused in words."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pikepdf

from report.intake.archive import LARGEST_ARCHIVE, RefusedArchive
from report.output.rendition import ENDING

_STREAM = re.compile(r"^stream <[^>]*>: ")
"""What qpdf calls a PDF that it reads from memory."""


def archives(data: bytes) -> Iterator[bytes]:
    """Yield the archives among the attachments; RefusedArchive says why there is no reading them."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise RefusedArchive("the PDF is encrypted")
            for name, specification in pdf.attachments.items():
                if PurePosixPath(name).name.endswith(ENDING):
                    yield _stream(specification.obj["/EF"]["/F"])
    except pikepdf.PasswordError:
        raise RefusedArchive("the PDF asks for a password") from None
    except (pikepdf.PdfError, KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        said = str(error).partition("\n")[0] or type(error).__name__
        raise RefusedArchive(f"the PDF is damaged: {_STREAM.sub('', said)}") from None


def _stream(stream: Any) -> bytes:
    """Return the content of an attachment; never more than an archive may have, whatever the stream announces."""
    filters = stream.get("/Filter")
    packed = stream.read_raw_bytes()
    if filters is None:
        return bytes(packed)
    names = (
        [str(filters)] if not hasattr(filters, "as_list") or str(filters).startswith("/") else [str(f) for f in filters.as_list()]
    )
    if names != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise RefusedArchive("the attachment is coded in a way that isn't read")
    inflating = zlib.decompressobj()
    try:
        content = inflating.decompress(packed, LARGEST_ARCHIVE + 1)
    except zlib.error as error:
        raise RefusedArchive(f"the attachment is damaged: {error}") from None
    if len(content) > LARGEST_ARCHIVE:
        raise RefusedArchive(f"the archive has more than {LARGEST_ARCHIVE // 1024 // 1024} MB")
    return content

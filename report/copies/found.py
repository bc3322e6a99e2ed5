"""Finds the archive in a PDF or an EPUB, opens it, and says what it is a copy of."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from report.copies.rules import NOT_A_COPY, NOTHING_CARRIED, UNKNOWN_COPY, UNSAFE_COPY
from report.intake.archive import LARGEST_ARCHIVE, RefusedArchive, opened
from report.model.article import Carry
from report.model.reading import ID
from report.problems import Place, Problem, ProblemsFound

ENDING = "-source.zip"
"""How the name of the archive ends in every copy."""
_STREAM = re.compile(r"^stream <[^>]*>: ")
"""What qpdf calls a PDF that it reads from memory."""
FORM = 1
"""The form of the archive; what a later one changes in it, it says by another number."""

Medium = Literal["pdf", "epub", "zip"]


@dataclass(frozen=True)
class Copy:
    """What a publication carries."""

    file: Path
    medium: Medium
    article: str
    edition: int
    format: str
    files: Mapping[str, bytes]
    """Everything in the archive by name."""
    versions: Mapping[str, str]
    """Of all that shaped the publication, the templates' digest included."""
    carry: Carry = "all"
    """Of how much it was chosen to be a copy; the earliest ones took all that lay in the folder, and don't say so."""

    def within(self, folder: str) -> dict[str, bytes]:
        """Return the files of one folder of the archive, by path relative to it."""
        return {name.removeprefix(f"{folder}/"): data for name, data in self.files.items() if name.startswith(f"{folder}/")}


def find(file: Path) -> Copy:
    """Return what the file carries; ProblemsFound says why it is refused, or that it carries nothing."""
    try:
        size = file.stat().st_size
        if size > 2 * LARGEST_ARCHIVE:
            raise _problems(UNSAFE_COPY.at(_at(file), "the file is larger than any publication", hint="check which file it is"))
        data = file.read_bytes()
    except OSError as error:
        hint = "check its path and permissions"
        raise _problems(NOT_A_COPY.at(_at(file), f"the file can't be read: {error.strerror}", hint=hint)) from None
    try:
        medium, archive = _archive(data)
        if archive is None:
            hint = "take the file as it was published; printing or converting it loses what it carries"
            raise _problems(NOT_A_COPY.at(_at(file), "the file carries no article", hint=hint))
        return _copy(file, medium, opened(archive))
    except RefusedArchive as refused:
        hint = "ask for the copy again, from whoever published it"
        raise _problems(UNSAFE_COPY.at(_at(file), str(refused), hint=hint)) from None


def _archive(data: bytes) -> tuple[Medium, bytes | None]:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf", _one(_of_pdf(data))
    if data[:4] == b"PK\x03\x04":
        files = opened(data)
        if next(iter(files), "") == "mimetype":
            return "epub", _one((content for name, content in files.items() if name.endswith(ENDING)))
        return "zip", data if "copy.json" in files else None
    return "zip", None


def _one(found: Iterator[bytes]) -> bytes | None:
    archives = list(found)
    if len(archives) > 1:
        raise RefusedArchive("the file carries more than one article")
    return archives[0] if archives else None


def _of_pdf(data: bytes) -> Iterator[bytes]:
    import pikepdf

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


def _copy(file: Path, medium: Medium, files: dict[str, bytes]) -> Copy:
    about = _mapping(files, "copy.json", file)
    form = about.get("form")
    if form != FORM:
        hint = "install a later version of report" if isinstance(form, int) and form > FORM else "ask for the copy again"
        raise _problems(UNKNOWN_COPY.at(_at(file), f"copy.json gives the form {form!r:.40}; known is {FORM}", hint=hint))
    edition = about.get("edition")
    number = edition.get("number") if isinstance(edition, dict) else None
    article, format_ = about.get("article"), about.get("format")
    if about.get("carry") == "nothing" and isinstance(number, int) and _is_id(article):
        sentence = f"this copy of “{article}”, edition {number}, carries no article, by its publisher’s choice"
        raise _problems(NOTHING_CARRIED.at(_at(file), sentence, hint="ask its publisher for the article"))
    if not isinstance(number, int) or not _is_id(article) or f"format/{format_}.toml" not in files:
        raise _problems(UNKNOWN_COPY.at(_at(file), "copy.json doesn't say what this is a copy of", hint="ask for the copy again"))
    versions = _mapping(files, "versions.json", file)
    told = {str(name): str(version) for name, version in versions.items()} | {"templates": str(about.get("templates", "missing"))}
    carry: Carry = "published" if about.get("carry") == "published" else "all"
    return Copy(file, medium, str(article), number, str(format_), files, dict(sorted(told.items())), carry)


def _is_id(text: object) -> bool:

    return isinstance(text, str) and re.fullmatch(ID, text) is not None


def _mapping(files: Mapping[str, bytes], name: str, file: Path) -> dict[str, Any]:
    try:
        value = json.loads(files[name].decode("utf-8"))
    except (KeyError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        sentence = f"the archive has no {name} that can be read"
        raise _problems(UNKNOWN_COPY.at(_at(file), sentence, hint="ask for the copy again"))
    return value


def _at(file: Path) -> Place:
    return Place(str(file))


def _problems(problem: Problem) -> ProblemsFound:
    return ProblemsFound([problem])

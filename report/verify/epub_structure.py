"""What every EPUB of ours has: a sane archive, and a package that lists what is in it, no more and no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from report.problems import Place, Problem, Rule, Severity
from report.verify.archive import Archive, Malformed, Unreadable, line_of, resolved
from report.verify.epub_documents import DUPLICATE_ID, MALFORMED, document_problems, repeated_ids

UNREADABLE_ARCHIVE = Rule(
    "EPB-101",
    Severity.ERROR,
    "The EPUB can't be unpacked",
    "An EPUB is a ZIP archive, whole, without encryption.",
)
MIMETYPE = Rule(
    "EPB-102",
    Severity.ERROR,
    "The EPUB doesn't say so first",
    "The first file of the archive is `mimetype`, stored without compression or extra fields, with the one line that tells a "
    "device at byte 30 what it has before it.",
)
NO_PACKAGE = Rule(
    "EPB-103",
    Severity.ERROR,
    "The EPUB has no package document",
    "META-INF/container.xml leads to the package document, which lists everything else.",
)
NOT_IN_ARCHIVE = Rule(
    "EPB-104",
    Severity.ERROR,
    "The manifest lists what isn't there",
    "Every item of the manifest is a file in the archive, and is listed once.",
)
NOT_IN_MANIFEST = Rule(
    "EPB-105",
    Severity.ERROR,
    "A file is not in the manifest",
    "A reading system may ignore, and a shop refuse, what the manifest doesn't list.",
)
BAD_NAME = Rule(
    "EPB-110",
    Severity.ERROR,
    "A file's name is not safe",
    "Names stay inside the archive, differ by more than case, and have no characters that some system can't write.",
)
BAD_SPINE = Rule(
    "EPB-111",
    Severity.ERROR,
    "The reading order is broken",
    "The spine names items of the manifest, each once, and one item is the navigation document.",
)

_OPF = "{http://www.idpf.org/2007/opf}"
_MIMETYPE = b"application/epub+zip"
_FORBIDDEN = frozenset('\\:*?"<>|\x7f')


def epub_problems(file: Path) -> list[Problem]:
    """Return what is wrong with the file."""
    here = Place(str(file))
    try:
        archive = Archive.open(file)
    except Unreadable as error:
        hint = "build it again; if it came from elsewhere, get a whole copy"
        return [UNREADABLE_ARCHIVE.at(here, "The EPUB can't be unpacked", hint=hint, cause=str(error))]
    problems = [*_mimetype(file, here), *_names(archive, here)]
    if not archive.package:
        hint = "name the package document in META-INF/container.xml"
        return [*problems, NO_PACKAGE.at(here, "META-INF/container.xml leads to no package document", hint=hint)]
    place = Place(f"{file}!/{archive.package}")
    try:
        package = archive.xml(archive.package)
    except Malformed as error:
        where = Place(place.path, error.line, error.column)
        return [*problems, MALFORMED.at(where, f"The package document is not well-formed: {error}")]
    problems += [
        DUPLICATE_ID.at(Place(place.path, line), f"The id “{id_}” stands for two elements") for id_, line in repeated_ids(package)
    ]
    types, found = _manifest(archive, package, place)
    return [*problems, *found, *_spine(package, place), *document_problems(file, archive, types)]


def _mimetype(file: Path, here: Place) -> Iterator[Problem]:
    """Check the archive's first bytes: no extra field, no compression, and the right words at byte 38."""
    with file.open("rb") as stream:
        head = stream.read(38 + len(_MIMETYPE))
    name_and_extra = (8).to_bytes(2, "little") + bytes(2)
    sound = head[8:10] == bytes(2) and head[26:30] == name_and_extra and head[30:] == b"mimetype" + _MIMETYPE
    if not sound or int.from_bytes(head[22:26], "little") != len(_MIMETYPE):
        hint = "write mimetype first, stored, with no extra field and no line end"
        yield MIMETYPE.at(here, "The archive doesn't begin with its mimetype, stored", hint=hint)


def _names(archive: Archive, here: Place) -> Iterator[Problem]:
    known: Counter[str] = Counter()
    for entry in archive.entries:
        # The library cuts names at a zero byte and turns backslashes round; what the archive says is judged.
        name = entry.orig_filename
        known[name.casefold()] += 1
        leaves = name.startswith("/") or ".." in name.split("/")
        if leaves or _FORBIDDEN & set(name) or any(ord(character) < 32 for character in name):
            yield BAD_NAME.at(here, f"The name {name!r} is not safe on every system", hint="use letters, digits, hyphens, dots")
        elif known[name.casefold()] == 2:
            yield BAD_NAME.at(here, f"Two files in the archive are called {name}", hint="keep one of them")


def _manifest(archive: Archive, package: etree._Element, place: Place) -> tuple[dict[str, str], list[Problem]]:
    """Return the media type of each file that is listed and there, and what is wrong with the manifest."""
    types: dict[str, str] = {}
    problems = []
    for item in package.iterfind(f"{_OPF}manifest/{_OPF}item"):
        href = str(item.get("href") or "")
        where = Place(place.path, line_of(item))
        name = resolved(archive.package, href)
        if name is None or name not in archive.names:
            sentence = f"The manifest lists {href}, which is not in the archive"
            problems.append(NOT_IN_ARCHIVE.at(where, sentence, hint="add the file, or take the item out"))
        elif name in types:
            problems.append(NOT_IN_ARCHIVE.at(where, f"The manifest lists {href} twice", hint="keep one item"))
        else:
            types[name] = str(item.get("media-type") or "")
    for name in sorted(archive.names - types.keys() - {"mimetype", archive.package}):
        if not name.startswith("META-INF/"):
            inside = Place(f"{place.path.partition('!/')[0]}!/{name}")
            problems.append(NOT_IN_MANIFEST.at(inside, f"{name} is not in the manifest", hint="list it, or leave it out"))
    return types, problems


def _spine(package: etree._Element, place: Place) -> Iterator[Problem]:
    items = list(package.iterfind(f"{_OPF}manifest/{_OPF}item"))
    ids = {item.get("id") for item in items}
    named: Counter[str] = Counter()
    references = list(package.iterfind(f"{_OPF}spine/{_OPF}itemref"))
    for reference in references:
        id_ = str(reference.get("idref") or "")
        named[id_] += 1
        where = Place(place.path, line_of(reference))
        if id_ not in ids:
            yield BAD_SPINE.at(where, f"The spine names “{id_}”, which is no item of the manifest", hint="name an item's id")
        elif named[id_] == 2:
            yield BAD_SPINE.at(where, f"The spine names “{id_}” twice", hint="keep one")
    if not references:
        yield BAD_SPINE.at(place, "The spine is empty", hint="name the documents in their reading order")
    navigation = sum("nav" in str(item.get("properties") or "").split() for item in items)
    if navigation != 1:
        sentence = f"The manifest has {navigation or 'no'} navigation document{'s' if navigation > 1 else ''}"
        yield BAD_SPINE.at(place, sentence, hint='give one item properties="nav"')

"""ZIP archives whose bytes depend on names and contents alone.

Both the EPUB container and the article archive that copies carry are written here. What ZIP leaves open is pinned: the
order of entries, times, the platform byte, permissions, the compression level, and no extra fields.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

EPUB = "application/epub+zip"

_MIMETYPE = "mimetype"
_CONTAINER = "META-INF/container.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP can tell; it keeps neither zone nor clock."""
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16
_LEVEL = 9


def pack(files: Iterable[tuple[str, bytes]], *, mimetype: str = "") -> bytes:
    """Return the archive of `files` (name, content), in whatever order they come.

    With `mimetype` the archive begins with an entry of that name, stored and not compressed, as OCF wants it; then comes
    `META-INF/container.xml`, if there is one, and then the rest, sorted by name. A ValueError names an entry that occurs
    twice, or whose name leaves the archive.
    """
    entries = dict[str, bytes]()
    for name, content in files:
        _refuse_unsafe(name)
        if name in entries or (mimetype and name == _MIMETYPE):
            raise ValueError(f"the archive would hold “{name}” twice")
        entries[name] = content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr(_entry(_MIMETYPE, zipfile.ZIP_STORED), mimetype.encode("ascii"))
        for name in sorted(entries, key=lambda name: (name != _CONTAINER, name)):
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), entries[name], compresslevel=_LEVEL)
    return buffer.getvalue()


def unpack(archive: bytes) -> list[tuple[str, bytes]]:
    """Return the files of an archive that this program made a moment ago; for archives of others see `copies`."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(info.filename, opened.read(info)) for info in opened.infolist() if not info.is_dir()]


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = _REGULAR_FILE
    info.compress_type = compression
    return info


def _refuse_unsafe(name: str) -> None:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or str(path) != name:
        raise ValueError(f"“{name}” is not a name inside an archive")

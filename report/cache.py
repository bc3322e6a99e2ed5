"""Digests of all that shapes an output, and what is kept by them: pictures that need not be drawn again.

Nothing is imported here beyond the standard library: a build that has nothing to do must be able to say so at once.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from report import __version__, resources

PICTURES = "pictures"
MOST_KEPT = 256 * 1024 * 1024
"""Bytes of pictures that are kept; those that were used longest ago go first."""

_CODE = {".py", ".toml", ".po", ".j2", ".css"}


def surroundings() -> str:
    """Return a SHA-256 of all that shapes an output beside the article: program, templates, packages, native libraries.

    Packages are told by the names of their metadata folders, which hold their versions; the code and the templates by their
    content, since both can change without a new version.
    """
    from report.versions import native

    whole = hashlib.sha256()
    limits = os.environ.get("REPORT_LIMITS", "")
    known = (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, sys.platform, limits, sorted(native().items()), _packages())
    whole.update(repr((known, program())).encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def program() -> str:
    """Return a SHA-256 of this program's code and templates."""
    whole = hashlib.sha256()
    for folder in (resources.PACKAGE, resources.PACKAGE.parent / "charts", resources.templates()):
        _add_tree(whole, folder, endings=_CODE)
    return whole.hexdigest()


def _packages() -> list[str]:
    """Return the names of the metadata folders of all packages that can be imported, each once, in order of name."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(found)


def tree_digest(folder: Path) -> str:
    """Return a SHA-256 of a folder's files: each one's relative path and content, in order of path, hidden ones left out."""
    whole = hashlib.sha256()
    _add_tree(whole, folder)
    return whole.hexdigest()


def _add_tree(whole: hashlib._Hash, folder: Path, endings: Iterable[str] = ()) -> None:
    for name, path in sorted(_files(str(folder))):
        if not endings or os.path.splitext(name)[1] in endings:
            whole.update(name.encode("utf-8", "surrogateescape") + b"\0")
            whole.update(_content(path))


def _files(folder: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of each file, relative to the folder first; links to folders are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
            yield prefix + entry.name, entry.path


def _content(path: str) -> bytes:
    """Return the SHA-256 of a file; what can't be read, or isn't a file, differs from everything that can."""
    try:
        if not os.path.isfile(path):
            return b"none"
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).digest()
    except OSError as error:
        return str(error.errno).encode()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of one file; empty where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Kept:
    """Bytes kept by a digest of all that shapes them, in the cache folder; it can be emptied at any time.

    What can't be kept isn't: a cache that is full or read-only makes a build slower, and never fails it.
    """

    def __init__(self, kind: str, context: str, root: Path | None = None) -> None:
        """Keep under `root`; `context` is a digest of what shapes all that is kept, beside what its keys are made of."""
        self.folder = (root or resources.cache_folder()) / kind
        self.context = context

    def _path(self, key: str) -> Path:
        return self.folder / hashlib.sha256(f"{self.context} {key}".encode()).hexdigest()

    def find(self, key: str) -> bytes | None:
        """Return what is kept under `key`; None if there is nothing, or not all of it."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, data = content[:32], content[32:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def keep(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, whole or not at all."""
        import tempfile  # a build that has nothing to keep can do without

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(hashlib.sha256(data).digest() + data)
                os.replace(name, self._path(key))
            except BaseException:
                os.unlink(name)
                raise
        except OSError:
            return

    def tidy(self) -> None:
        """Remove what was used longest ago until no more than MOST_KEPT bytes are kept."""
        try:
            found = [
                (status.st_mtime, status.st_size, entry.path) for entry in os.scandir(self.folder) if (status := entry.stat())
            ]
        except OSError:
            return
        size = sum(bytes_ for _, bytes_, _ in found)
        for _, bytes_, path in sorted(found):
            if size <= MOST_KEPT:
                return
            try:
                os.unlink(path)
            except OSError:
                continue
            size -= bytes_

"""Digests of all that shapes an output: program, templates, packages, native libraries, folders and files.

Nothing is imported here beyond the standard library: a build that has nothing to do must be able to say so at once.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from report import __version__
from report.system import places

_CODE = {".py", ".toml", ".po", ".j2", ".css"}


def surroundings() -> str:
    """Return a SHA-256 of all that shapes an output beside the article: program, templates, packages, native libraries.

    Packages are told by the names of their metadata folders, which hold their versions; the code and the templates by their
    content, since both can change without a new version.
    """
    from report.system.versions import native

    limits = os.environ.get("REPORT_LIMITS", "")
    known = (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, sys.platform, limits, sorted(native().items()), _packages())
    return of(repr((known, program())).encode("utf-8", "surrogateescape"))


def program() -> str:
    """Return a SHA-256 of this program's code and templates."""
    whole = hashlib.sha256()
    for folder in (places.PACKAGE, places.PACKAGE.parent / "charts", places.templates()):
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
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def of(data: bytes) -> str:
    """Return the SHA-256 of bytes, as manifests, stamps and names in the cache have it."""
    return hashlib.sha256(data).hexdigest()

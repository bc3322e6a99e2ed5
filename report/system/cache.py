"""What is kept by a digest of all that shapes it: pictures that need not be drawn, and faces that need not be packed again.

Nothing is imported here beyond the standard library: a build that has nothing to do must be able to say so at once.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from report.system import digests, places

PICTURES = "pictures"
MOST_KEPT = 256 * 1024 * 1024
"""Bytes of pictures, and of faces packed for web pages, that are kept; those that were used longest ago go first."""


class Kept:
    """Bytes kept by a digest of all that shapes them, in the cache folder; it can be emptied at any time.

    What can't be kept isn't: a cache that is full or read-only makes a build slower, and never fails it.
    """

    def __init__(self, kind: str, context: str, root: Path | None = None) -> None:
        """Keep under `root`; `context` is a digest of what shapes all that is kept, beside what its keys are made of."""
        self.folder = (root or places.cache_folder()) / kind
        self.context = context

    def _path(self, key: str) -> Path:
        return self.folder / digests.of(f"{self.context} {key}".encode())

    def find(self, key: str) -> bytes | None:
        """Return what is kept under `key`; None if there is nothing, or not all of it."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, data = content[:64], content[64:]
        if digests.of(data).encode() != digest:
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
                    out.write(digests.of(data).encode() + data)
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

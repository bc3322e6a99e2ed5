"""Writes what was built: each file whole or not at all, and a manifest of what lies in the folder."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, ProblemsFound, Rule, Severity
from report.system import digests, interrupt
from report.system.hold import UNFINISHED, held

UNWRITABLE = Rule(
    "CFG-051",
    Severity.ERROR,
    "Output can't be written",
    "Outputs go to a folder for each article below --out. An output appears whole or not at all; where it can't be written, the "
    "older one stays. The sentence gives the system's own reason.",
)

_LONGEST = 100
"""Characters of a file's name that its unfinished one repeats; a name has its bounds."""


@contextmanager
def together(folder: Path) -> Iterator[None]:
    """Hold an article's output folder while what belongs together is written to it: publications, then their manifest."""
    try:
        with held(folder):
            yield
    except OSError as error:
        raise ProblemsFound([_unwritten(folder, error)]) from error


def tidy(folder: Path) -> None:
    """Sweep up what a build that was killed left in an output folder, and see that it can be written, before work begins.

    ProblemsFound says why it can't; later on the same would be found after minutes of work.
    """
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        reason = errno.EACCES if there.is_dir() else errno.ENOTDIR
        raise ProblemsFound([_unwritten(folder, OSError(reason, os.strerror(reason)))])
    sweep_up(folder)


def sweep_up(folder: Path) -> None:
    """Sweep up what a build that was killed left in an output folder."""
    if any(folder.glob(f".*{UNFINISHED}")):
        with together(folder):
            pass


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; raises ProblemsFound with the system's reason.

    Its folder is held meanwhile, and swept; who writes several files that belong together holds it around all of them.
    """
    import tempfile  # a build that has nothing to write can do without

    interrupt.check()
    temporary: Path | None = None
    try:
        with held(path.parent):
            try:
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_LONGEST]}.", suffix=UNFINISHED)
                temporary = Path(name)
                with os.fdopen(handle, "wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                mask = os.umask(0)
                os.umask(mask)
                temporary.chmod(0o666 & ~mask)
                temporary.replace(path)
                temporary = None
            finally:
                if temporary is not None:
                    temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ProblemsFound([_unwritten(path, error)]) from error


def _unwritten(path: Path, error: OSError) -> Problem:
    sentence = f"this can't be written: {error.strerror or error}"
    hint = "make room, or name a folder where you may write with --out"
    return UNWRITABLE.at(Place(str(path)), sentence, hint=hint, cause=str(error))


def write_manifest(target: Path, about: Mapping[str, Any], endings: tuple[str, ...]) -> None:
    """Write what lies in `target` after `about`, which says what it was made from; other formats and languages are kept in it.

    `endings` are those of the names of publications and of what stands beside them.
    """
    path = target / "manifest.json"
    try:
        with held(target):
            there = (path for path in target.glob("[!.]*") if path.is_file())
            files = sorted(path for path in there if path.name.endswith(endings))
            listed = {path.name: {"size": path.stat().st_size, "sha256": digests.of(path.read_bytes())} for path in files}
            text = json.dumps({**about, "files": listed}, ensure_ascii=False, indent=2) + "\n"
            write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise ProblemsFound([_unwritten(path, error)]) from error

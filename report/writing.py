"""Writes what was built: each file whole or not at all, and a manifest of what lies in the folder."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from report import interrupt
from report.hold import UNFINISHED, held
from report.model.article import Article
from report.problems import Place, Problem, ProblemsFound, Rule, Severity

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
    if any(folder.glob(f".*{UNFINISHED}")):
        with together(folder):
            pass


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; raises ProblemsFound with the system's reason.

    Its folder is held meanwhile, and swept; who writes several files that belong together holds it around all of them.
    """
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


def write_manifest(target: Path, article: Article, folder: Path, fonts: str, versions: Mapping[str, str]) -> None:
    """Write what lies in `target` and what it was made from; files of formats that weren't built now are kept in it.

    `fonts` is the digest of the faces, `versions` those of all that shaped the files.
    """
    path = target / "manifest.json"
    try:
        with held(target):
            files = sorted(path for path in target.glob("[!.]*") if path.is_file() and path.suffix in {".pdf", ".epub"})
            manifest = {
                "article": article.meta.id,
                "edition": {"number": article.meta.edition.number, "date": str(article.meta.edition.date)},
                "files": {
                    path.name: {"size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
                    for path in files
                },
                "inputs": inputs_digest(folder),
                "fonts": fonts,
                "versions": dict(versions),
            }
            text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
            write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise ProblemsFound([_unwritten(path, error)]) from error


def inputs_digest(folder: Path) -> str:
    """Return a SHA-256 of the article's files: each one's relative path and content, in order of path."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            whole.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()

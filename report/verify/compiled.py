"""Small Java programs of ours, which ask a judge's jar: each is compiled on first use.

They lie in the user's cache, under the digest of their text and of the jar.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import platformdirs

from report.system import digests
from report.verify import tools
from report.verify.asking import NoAnswer
from report.verify.run import run
from report.verify.verdict import CRASHED


def compiled(program: Path, jar: Path, scratch: Path) -> Path:
    """Return the folder with the compiled program, from the cache, or made now and put there whole.

    Raises:
        NoAnswer: it can't be compiled here.
    """
    digest = digests.of(program.read_bytes() + digests.file_digest(jar).encode())
    kept = platformdirs.user_cache_path("report", appauthor=False) / "java" / digest[:32]
    if (kept / f"{program.stem}.class").is_file():
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="new-", dir=kept.parent))
    except OSError:
        # A cache that can't be written to costs time, not the judgement.
        made = scratch / "classes"
        made.mkdir()
        kept = made
    javac = tools.javac().path
    if not javac:
        raise NoAnswer(CRASHED, "The Java compiler is gone since it was looked for", "")
    try:
        outcome = run(
            [javac, "-proc:none", "-encoding", "UTF-8", "--release", "17", "-cp", jar, "-d", made, program], seconds=300
        )
    except OSError as error:
        raise NoAnswer(CRASHED, "The Java compiler can't be started", str(error)) from None
    if outcome.status != 0:
        shutil.rmtree(made, ignore_errors=True)
        raise NoAnswer(CRASHED, f"Our program {program.name} does not compile", outcome.said)
    if made != kept:
        try:
            made.rename(kept)
        except OSError:
            # Another run was quicker; its classes are the same.
            if not kept.is_dir():
                return made
            shutil.rmtree(made, ignore_errors=True)
    return kept

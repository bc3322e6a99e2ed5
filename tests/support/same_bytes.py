"""Builds an article at two commits and says whether its files are the same, version stamps aside.

    python -m tests.support.same_bytes OLD [NEW] [ARTICLE]

OLD and NEW are commits; NEW is the working tree where it isn't given. Each commit is checked out into a folder of its own and run
with this Python's packages. Exits with 1 where a file differs, and says at which page, line or object.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

COMPARE = """
import sys
from pathlib import Path
from report.compare.bytes import differences
old, new = Path(sys.argv[1]), Path(sys.argv[2])
found = {path.relative_to(folder) for folder in (old, new) for path in folder.rglob("*.*")}
names = sorted(name for name in found if name.suffix in {".pdf", ".epub"})
assert names, "nothing was built"
differ = 0
for name in names:
    if not ((old / name).is_file() and (new / name).is_file()):
        found = ["only one of the two has it"]
    else:
        ours, theirs = (old / name).read_bytes(), (new / name).read_bytes()
        found = [one.where for one in differences(ours, theirs, name.suffix[1:]) if not one.stamp]
        words = "the same" if ours == theirs else "the same but for version stamps"
    differ += bool(found)
    print(f"{name}: {'; '.join(found) or words}")
sys.exit(min(differ, 1))
"""


def built(tree: Path, scratch: Path, article: str) -> Path:
    """Build the article (the one that ships, if none is named) with the program of a tree."""
    out = scratch / "out"
    command = [sys.executable, "-P", "-m", "report", "build", *([article] if article else []), "--force", "--jobs", "1"]
    command += ["--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(tree), "REPORT_CACHE": str(scratch / "cache")}
    subprocess.run(command, cwd=scratch, env=environment, check=True, stdout=subprocess.DEVNULL)
    return out


def main() -> int:
    """Compare what two commits build."""
    root = Path(
        subprocess.run(["git", "rev-parse", "--show-toplevel"], capture_output=True, text=True, check=True).stdout.strip()
    )
    old, new, article = (*sys.argv[1:], "", "")[:3]
    with tempfile.TemporaryDirectory(prefix="same-bytes-") as name:
        outs = []
        for number, commit in enumerate((old, new)):
            scratch = Path(name) / str(number)
            scratch.mkdir()
            tree = root
            if commit:
                tree = scratch / "tree"
                subprocess.run(["git", "-C", str(root), "worktree", "add", "--quiet", "--detach", str(tree), commit], check=True)
            try:
                outs.append(built(tree, scratch, article))
            finally:
                if commit:
                    subprocess.run(["git", "-C", str(root), "worktree", "remove", "--force", str(tree)], check=True)
        environment = {**os.environ, "PYTHONPATH": str(root)}
        return subprocess.run([sys.executable, "-P", "-c", COMPARE, *map(str, outs)], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

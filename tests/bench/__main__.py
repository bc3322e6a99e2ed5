"""Measures what builds cost, as ratios within one run: `python -m tests.bench [--runs N] [BENCH ...]`.

Exit status: 0 every limit is kept, 1 one is broken, 2 wrong usage or a command that failed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from tests.bench.benches import BENCHES, LONG, Bench
from tests.bench.figures import Outcome, any_broken, table
from tests.bench.measure import ROOT, Failed, Unavailable

PACKAGES = ("weasyprint", "matplotlib", "pikepdf", "pydantic", "jinja2", "ruamel.yaml", "ebooklib")


def surroundings() -> dict[str, str]:
    """Return what the figures depend on: processor, cores, system, Python, packages."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8", errors="replace").splitlines() if about.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return {
        "processor": model or platform.machine(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in PACKAGES},
    }


def main(
    arguments: Sequence[str],
    benches: Mapping[str, Callable[[Bench], Outcome]] = BENCHES,
    kept: Path = ROOT / "build" / "bench",
) -> int:
    """Run the benches named, or all, keep each outcome as JSON in `kept`, and return an exit status."""
    usual = f"if none is named, all but the long ones ({', '.join(LONG)})"
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures what builds cost, as ratios.")
    parser.add_argument("bench", nargs="*", metavar="BENCH", help=f"one of: {', '.join(benches)}; {usual}")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="runs of each side (default: 7)")
    parsed = parser.parse_args(arguments)
    if parsed.runs < 1:
        parser.error("--runs is 1 or more")
    if unknown := [name for name in parsed.bench if name not in benches]:
        parser.error(f"there is no bench {unknown[0]}; there are: {', '.join(benches)}")
    if not hasattr(os, "wait4"):
        parser.error("this system doesn't tell what a process cost; Linux and macOS do")
    where = surroundings()
    print("\n".join(f"{name}: {value}" for name, value in where.items()), flush=True)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        bench = Bench(parsed.runs, Path(scratch), lambda line: print(f"  {line}", flush=True))
        for name in dict.fromkeys(parsed.bench or (name for name in benches if name not in LONG)):
            print(f"\n{name}", flush=True)
            try:
                outcome = benches[name](bench)
            except Unavailable as missing:
                print(f"  left out, neither kept nor broken: {missing}", flush=True)
                continue
            except Failed as failed:
                print(failed, file=sys.stderr)
                return 2
            print(f"  {outcome.ours}, against {outcome.theirs}")
            print("".join(f"  ({note})\n" for note in outcome.notes), end="", flush=True)
            keep(outcome, where, kept)
            outcomes.append(outcome)
    print(f"\n{table(outcomes)}")
    return 1 if any_broken(outcomes) else 0


def keep(outcome: Outcome, where: Mapping[str, str], folder: Path) -> None:
    """Write an outcome in place of the last one of its bench."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**outcome.as_json(), "surroundings": dict(where)}, indent=2, ensure_ascii=False) + "\n"
    (folder / f"{outcome.name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

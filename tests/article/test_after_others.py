"""An article that is built after others in one process has the bytes that it has alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from support.command import report

from tests.support.invented import catalogue

OTHER = """
[size]
cover-title = 2.6

[colour]
accent = "#6a1b4d"

[[face]]
family = "Source Serif 4"
weights = [400, 500, 600]
styles = ["normal", "italic"]
axes = { opsz = 10 }

[[face]]
family = "Source Sans 3"
weights = [300, 400, 600]
styles = ["normal"]

[[face]]
family = "Source Sans 3"
weights = [400]
styles = ["italic"]

[[face]]
family = "Almarai"
weights = [300, 400, 700]
styles = ["normal"]
"""


FORMATS = ("--format", "a4", "--format", "epub")


def built(articles: Sequence[Path], out: Path) -> dict[str, str]:
    """Build in one process and return the SHA-256 of each output by its file's name."""
    done = report("build", *articles, *FORMATS, "--jobs", "1", "--force", "--json", "--out", out)
    assert done.status == 0, done.output
    return {Path(output["path"]).name: output["sha256"] for output in json.loads(done.output)["outputs"]}


def test_an_article_after_others_has_the_bytes_that_it_has_alone(tmp_path: Path) -> None:
    plain, other, last = catalogue(tmp_path / "catalogue", 3)
    (other / "theme").mkdir()
    (other / "theme" / "tokens.toml").write_text(OTHER, encoding="utf-8")
    (other / "theme" / "print.css").write_text("h1 { color: var(--colour-accent) }\n", encoding="utf-8")
    together = built([plain, other, last], tmp_path / "together")
    assert len(together) == 6
    alone = built([other], tmp_path / "other") | built([last], tmp_path / "last")
    assert {name: together[name] for name in alone} == alone

"""The article that ships, in every format that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from support.reading import Reading, publication

from report.build.run import Request, build
from report.load import load_article, load_format
from report.model.article import Article
from report.system import places


@dataclass(frozen=True)
class Shipped:
    """The shipped article and what was built of it, each file by the name of its format."""

    article: Article
    files: dict[str, Path]
    full: dict[str, Reading]
    """What a reader gets of each format that holds the full report."""


def build_shipped(out: Path) -> Shipped:
    """Build the shipped article into a folder; there is nothing to complain of."""
    article, problems = load_article(places.shipped_article())
    assert article is not None
    assert problems == []
    result = build(Request((places.shipped_article(),), out=out))
    assert result.problems == []
    files = {output.format: output.path for output in result.outputs}
    assert tuple(files) == article.meta.formats
    full = {name: publication(path) for name, path in files.items() if _content(name) == "full"}
    return Shipped(article, files, full)


def _content(name: str) -> str:
    preset, problems = load_format(places.templates() / "formats" / f"{name}.toml")
    assert preset is not None, problems
    return preset.content

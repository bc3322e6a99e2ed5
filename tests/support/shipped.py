"""The article that ships, in every language and format that it names: each language is built once in a run, for all tests.

It is built in a process of its own, whose surroundings are odd on purpose: tests of determinism build it again in others.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any
from unittest import mock

from support.once import once
from support.reading import Reading, publication

from report.build.publication import Publication
from report.build.run import Request, build
from report.load import languages_of, load_article, load_format
from report.model.article import Article
from report.model.format import Format
from report.output.family import file_name
from report.system import places
from tests.support.layout import Layout, read, watched

ROOT = Path(__file__).resolve().parents[2]
SURROUNDINGS = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
UMASK = 0o022
OWN, FURTHER = languages_of(places.shipped_article())
LANGUAGES: tuple[str, ...] = ("", *FURTHER)
"""Its own, which goes without a name, and those that it is translated into."""
LAYOUTS = "layouts.pickle"


@dataclass(frozen=True)
class Shipped:
    """The shipped article and what was built of it, each file by the name of its format."""

    article: Article
    folder: Path
    """What the build wrote for the article, and nothing else."""
    files: dict[str, Path]

    @cached_property
    def full(self) -> dict[str, Reading]:
        """What a reader gets of each format that holds the full report."""
        return {name: publication(path) for name, path in self.files.items() if preset(name).content == "full"}

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """The pages of each print format as they were laid out, whose files these are."""
        loaded: Mapping[str, Layout] = pickle.loads((self.folder.parents[1] / LAYOUTS).read_bytes())
        return loaded


@cache
def shipped(language: str = "") -> Shipped:
    """Return the shipped article as it was built in this run in a language; there was nothing to complain of."""
    article, problems = load_article(places.shipped_article(), language)
    assert article is not None
    assert problems == []
    folder = once(f"shipped-{language or OWN}", partial(_build_apart, language=language)) / "out" / article.meta.id
    files = {name: folder / file_name(article.meta.id, preset(name), language) for name in article.meta.formats}
    return Shipped(article, folder, files)


def preset(name: str) -> Format:
    """Return a format that ships."""
    found, problems = load_format(places.templates() / "formats" / f"{name}.toml")
    assert found is not None, problems
    return found


def _build_apart(home: Path, language: str) -> None:
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    environment = {**os.environ, **SURROUNDINGS, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "tests.support.shipped", str(home), language or OWN]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, umask=UMASK, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr


def _build(home: Path, language: str) -> None:
    """Build into a folder, and keep the layout of each print format beside it."""
    layouts: dict[str, Layout] = {}
    rendered = Publication.rendered
    with watched() as seen:

        def kept(room: Publication, format_: Format) -> Any:
            made = rendered(room, format_)
            if seen:
                layouts[format_.name] = read(*seen[-1], made.data)
                seen.clear()
            return made

        with mock.patch.object(Publication, "rendered", kept):
            result = build(Request((places.shipped_article(),), out=home / "out", jobs=1, languages=(language,)))
    assert result.problems == []
    assert result.outputs
    (home / LAYOUTS).write_bytes(pickle.dumps(layouts))


if __name__ == "__main__":
    _build(Path(sys.argv[1]), sys.argv[2])

"""Editions of every article that has a web edition, in each of its languages: what ships, and two that are read from the right.

An article that ships later, or in a further language, is taken by itself. Each is made once in a run, by whoever needs it first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.catalogues import add_languages
from support.command import report
from support.edited import minimal
from support.once import once
from support.shipped import preset, shipped

from report.load import languages_of
from report.output.family import file_name
from report.system import places

FORMATS = ("a4", "epub", "web")
MORE = {"library-fa": ("large-print", "brief")}
"""What else is made of an edition, since others want it."""
FAR = "minimal in other languages"
"""What a new article starts with, in Persian and German as well."""


def _folders() -> Iterator[Path]:
    yield from sorted(path for path in places.articles().iterdir() if (path / "article.yaml").is_file())
    yield Path(__file__).resolve().parents[1] / "golden" / "languages" / "fa"


def _known() -> dict[str, tuple[Path, str]]:
    """Return folder and language, nothing for the article's own, of each edition by a name."""
    known = {}
    for folder in _folders():
        _, others = languages_of(folder)
        for language in ("", *map(str, others)):
            name = folder.name if folder.parent == places.articles() else f"library-{folder.name}"
            known["-".join(filter(None, (name, language)))] = folder, language
    return known | {f"minimal-{language}": (Path(FAR), language) for language in ("fa", "de")}


_KNOWN = _known()
EDITIONS = tuple(name for name in _KNOWN if name != "minimal-with-data")
"""Their names."""


@cache
def edition(name: str, form: str = "web") -> Path:
    """Return the file of an edition."""
    folder, language = _KNOWN[name]
    if folder == places.shipped_article():
        return shipped(language).files[form]
    built = once(f"edition-{name}", lambda home: _build(home, folder, language, MORE.get(name, ())))
    article = "library-fa" if name.startswith("library") else "minimal" if folder == Path(FAR) else folder.name
    return built / article / file_name(article, preset(form), language)


def _build(home: Path, folder: Path, language: str, more: tuple[str, ...]) -> None:
    if folder == Path(FAR):
        folder = add_languages(minimal(home / "article"), "fa", "de")
    own, _ = languages_of(folder)
    asked = [*(word for form in (*FORMATS, *more) for word in ("--format", form)), "--lang", language or own, "--jobs", "1"]
    done = report("build", folder, "--out", home, "--json", *asked)
    underfull = {"PDF-021"} if "brief" in more else set()
    told = [problem for problem in json.loads(done.output)["problems"] if problem["rule"] not in underfull]
    assert (done.status, done.errors, told) == (0, "", [])

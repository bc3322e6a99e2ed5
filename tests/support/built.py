"""Publications for tests: of an article's folder, in a format whose preset may be changed for the occasion."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from support.once import once
from support.web_editions import edition

from report.build.publication import Publication
from report.load import load_article, load_format
from report.model.document import Document
from report.model.format import Format
from report.system import places
from tests.support.layout import Layout, read, watched

MINIMAL = places.articles() / "minimal"
LANGUAGES = Path(__file__).resolve().parents[1] / "golden" / "languages"
PERSIAN = LANGUAGES / "fa"
LAYOUT = "layout.pickle"
TRANSLATED = ("ar", "he", "ur")
"""Further languages from right to left that the Persian article is had in."""


def presets(folder: Path, change: Callable[[str, str], str]) -> Path:
    """Copy the shipped presets into a folder; `change` is given each one's name and text, and returns the new text."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((places.templates() / "formats").glob("*.toml")):
        text = change(path.stem, path.read_text(encoding="utf-8"))
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Desk:
    """An article with everything that publications are made of."""

    room: Publication

    @classmethod
    def of(cls, folder: Path, formats: Path | None = None, language: str = "") -> Desk:
        """Load the article of a folder, which has no errors, in a language; `formats` is a folder of presets."""
        article, problems = load_article(folder, language)
        assert article is not None, problems
        return cls(Publication.prepare(article, folder, formats))

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that the article asks for."""
        return self.room.article.meta.formats

    def format(self, name: str) -> Format:
        preset, problems = load_format(self.room.presets / f"{name}.toml")
        assert preset is not None, problems
        return preset

    def document(self, name: str) -> Document:
        return self.room.compose(self.format(name))

    def make(self, name: str) -> bytes:
        return self.room.rendered(self.format(name)).data


@cache
def shipped(language: str = "") -> Desk:
    """The article that ships, not yet built."""
    return Desk.of(places.shipped_article(), language=language)


@cache
def minimal() -> Desk:
    """What a new article starts with; its publications are made once."""
    return Desk.of(MINIMAL)


@cache
def persian() -> Desk:
    """An article from right to left with everything in it; its publications are made once."""
    return Desk.of(PERSIAN)


def in_four_languages(folder: Path) -> Path:
    """Write the Persian article with catalogues for Arabic, Hebrew and Urdu; return its folder."""
    shutil.copytree(PERSIAN, folder)
    shutil.copytree(LANGUAGES / "locale", folder / "locale")
    file = folder / "article.yaml"
    named = file.read_text(encoding="utf-8").replace("language: fa\n", f"language: fa\nlanguages: [{', '.join(TRANSLATED)}]\n")
    file.write_text(named, encoding="utf-8", newline="\n")
    return folder


def translated(language: str) -> Desk:
    """The Persian article in another language from right to left, with its faces at hand."""
    return Desk.of(_four_languages(), language=language)


@cache
def _four_languages() -> Path:
    return in_four_languages(_kept("library") / "article")


def translated_file(language: str, name: str) -> Path:
    """One of its publications, made once in a run."""
    return _translated(language, name) / f"library-fa-{language}-{name}.pdf"


@cache
def translated_layout(language: str, name: str) -> Layout:
    """The pages of that file as they were laid out."""
    loaded: Layout = pickle.loads((_translated(language, name) / LAYOUT).read_bytes())
    return loaded


def _translated(language: str, name: str) -> Path:
    def make(home: Path) -> None:
        with watched() as seen:
            data = translated(language).make(name)
        (home / f"library-fa-{language}-{name}.pdf").write_bytes(data)
        (home / LAYOUT).write_bytes(pickle.dumps(read(*seen[-1], data)))

    return once(f"library-fa-{language}-{name}", make)


@cache
def minimal_files() -> dict[str, Path]:
    """The publications of the minimal article."""
    return {form: edition("minimal", form) for form in minimal().formats}


@cache
def persian_files() -> dict[str, Path]:
    """The publications of the Persian article."""
    return {form: edition("library-fa", form) for form in persian().formats}


def _kept(name: str) -> Path:
    """Return a folder that is there until the tests are done."""
    import atexit

    folder = Path(mkdtemp(prefix=f"{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

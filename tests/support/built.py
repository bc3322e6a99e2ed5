"""Publications for tests: of an article's folder, in a format whose preset may be changed for the occasion."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from report.build.publication import Publication
from report.load import load_article, load_format
from report.model.document import Document
from report.model.format import Format
from report.output.family import file_name
from report.system import places

MINIMAL = places.articles() / "minimal"
PERSIAN = Path(__file__).resolve().parents[1] / "golden" / "languages" / "fa"


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


@cache
def minimal_files() -> dict[str, Path]:
    """The publications of the minimal article, written to a folder of their own."""
    return _written(minimal(), "minimal")


@cache
def persian_files() -> dict[str, Path]:
    """The publications of the Persian article, written to a folder of their own."""
    return _written(persian(), "library-fa")


def _written(desk: Desk, name: str) -> dict[str, Path]:
    folder = Path(mkdtemp(prefix=f"{name}-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    files = {form: folder / file_name(name, desk.format(form)) for form in desk.formats}
    for form, path in files.items():
        path.write_bytes(desk.make(form))
    return files

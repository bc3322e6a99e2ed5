"""What a family of formats is, and which there are.

A family is a folder beside this file, and nothing else: its `FAMILY` says all that the rest of the program has to know of it,
and who adds such a folder has added a family. Presets name it by its folder (`medium = "pdf"`).
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from report import output
from report.output.difference import Difference, first_difference

if TYPE_CHECKING:
    from report.model.format import Format
    from report.output.rendition import Rendered, Rendition


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """A style sheet that an article may bring along for a family, in `theme/`."""

    name: str
    of: str = ""
    """In whose files others read it, in words: an e-book. Nothing moves there, and comments stay at home."""
    fetches: bool = False
    """Whether it may ask for pictures and fonts that lie in `theme/`, since they are looked up here. Otherwise it takes with it
    what it shows, and keeps to what EPUB allows."""


class Family(ABC):
    """A family of formats: what it says of itself, and what it does.

    A folder's `__init__` has to be read fast, since every command asks what families there are: what makes files is imported
    inside of the methods.
    """

    name: ClassVar[str]
    """In sentences: PDF."""
    suffix: ClassVar[str]
    """Of its files, without the dot."""
    media_type: ClassVar[str]
    order: ClassVar[int] = 100
    """Where it stands among the others, in every list of them."""
    standards: ClassVar[tuple[str, ...]] = ()
    """Those that a preset chooses from (`standard`); where there are none, it chooses none."""
    paged: ClassVar[bool] = False
    """Whether it is laid out on pages of a size that the preset gives (`[page]`). Otherwise readers choose how large type is and
    what ground it has: lengths are relative, pictures bring a ground along, and each chart is told in words beside it."""
    sheet: ClassVar[ThemeSheet | None] = None
    own_fonts: ClassVar[bool] = True
    """Whether its text is seen in our fonts alone; else whoever reads it has some, too."""
    cover: ClassVar[bool] = False
    """Whether it has a picture for a cover."""
    carries: ClassVar[bool] = True
    """Whether its files carry the article that they were made from, so that they can be taken apart and built again."""
    declaring: ClassVar[tuple[str, ...]] = ()
    """Modules that declare rules, beside the folder's own; none of them is heavy."""

    @property
    def medium(self) -> str:
        """What presets call it: the name of its folder."""
        return type(self).__module__.rpartition(".")[2]

    def begin(self, rendition: Rendition) -> None:  # noqa: B027
        """Find out what has to be known before anything is composed; ProblemsFound says why no file can be made."""

    @abstractmethod
    def make(self, rendition: Rendition) -> Rendered:
        """Return the finished file; ProblemsFound says why there is none."""

    def preload(self) -> None:  # noqa: B027
        """Import all that `make` needs: workers do before their first task."""

    def holds(self, data: bytes) -> bool:  # noqa: ARG002
        """Tell by its bytes whether a file is one of this family."""
        return False

    def archives(self, data: bytes) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the archives that a file carries, of which ours have one; RefusedArchive says what is wrong with a stranger's."""
        yield from ()

    def differences(self, first: bytes, second: bytes) -> Iterator[Difference]:
        """Yield where two files of this family differ."""
        yield Difference(f"at byte {first_difference(first, second):,}")


@cache
def families() -> Mapping[str, Family]:
    """Return every family by what presets call it, in their order."""
    folders = (name for _, name, folder in pkgutil.iter_modules(output.__path__) if folder)
    found: list[Family] = [import_module(f"{output.__name__}.{name}").FAMILY for name in folders]
    return {family.medium: family for family in sorted(found, key=lambda family: (family.order, family.medium))}


def family_of(format_: Format) -> Family:
    """Return the family of a format."""
    return families()[format_.medium]


def file_name(article: str, format_: Format, language: str = "") -> str:
    """Return the name of a publication's file: the article's, and the format's unless that is called like its family.

    `language` stands between them where it isn't the article's own.
    """
    parts = (article, language, "" if format_.name == format_.medium else format_.name)
    name = "-".join(filter(None, parts))
    return f"{name}.{family_of(format_).suffix}"


def family_of_file(file: PurePath) -> Family | None:
    """Return the family whose files end as this one's name does."""
    return next((family for family in families().values() if file.suffix.lower() == f".{family.suffix}"), None)


def theme_sheets() -> list[ThemeSheet]:
    """Return the style sheets that an article's theme may have."""
    return [family.sheet for family in families().values() if family.sheet]

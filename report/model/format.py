"""A format: one way in which an edition is published, as its preset says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from report.model.fields import Record, Words

Millimetres = Annotated[float, Field(gt=0, lt=2000)]
Points = Annotated[float, Field(ge=4, le=72)]


_SCREENS = 8


def _as_tuple(value: object) -> object:
    """Return a list, as TOML has it, as a tuple; anything else as it is, to be refused."""
    return tuple(value) if isinstance(value, list) else value


class PageBox(Record):
    """The page and its margins, in millimetres."""

    width: Millimetres
    height: Millimetres
    head: Millimetres
    foot: Millimetres
    left: Millimetres
    right: Millimetres
    side: Annotated[float, Field(ge=0, lt=500)] = 0
    """Width of the outer column for key figures and notes; 0 sets key figures into the text, and notes at the page's foot."""
    gutter: Annotated[float, Field(ge=0, lt=100)] = 0
    """Between the text column and the outer column."""

    @property
    def text_height(self) -> float:
        """Height of the area between head and foot, mm."""
        return self.height - self.head - self.foot

    @property
    def text_width(self) -> float:
        """Width of the text column, mm."""
        return self.width - self.left - self.right - (self.side + self.gutter if self.side else 0)

    @property
    def full_width(self) -> float:
        """Width of both columns together, mm."""
        return self.width - self.left - self.right

    @property
    def turned(self) -> PageBox:
        """The same sheet on its long side, with the same margins."""
        return self.model_copy(update={"width": self.height, "height": self.width})


class Typesetting(Record):
    """How text is set; every other size is a ratio of `base`."""

    base: Points
    floor: Points
    """No text is smaller than this, charts included."""
    least: Points | None = None
    """The base of a translation that has to fit into as many pages as the original: down to this, where it is too long."""
    leading: Annotated[float, Field(ge=1, le=3)]
    """Line height as a multiple of `base`."""
    hyphenate: bool = True
    justify: bool = False
    contrast: Literal["normal", "high"] = "normal"


class ChartBox(Record):
    """How charts are drawn: at the width at which they are placed."""

    width: Millimetres
    ratio: Annotated[float, Field(gt=0.1, lt=10)]
    """Height as a part of the width."""
    base: Points | None = None
    """Size of the charts' plain text, pt; for an e-book at the width given. Where not given it goes by the text's base."""
    pixels: Annotated[int, Field(ge=0, le=8000)] = 0
    """Width of a raster image; 0 for vectors."""


class Format(Record):
    """A preset from `templates/formats/`."""

    name: str = ""
    """The name of its file."""
    medium: str
    """The family that it is of: a folder in `report/output/`."""
    title: Words
    """As printed: "A4 report"."""
    standard: str = ""
    """One of its family's, if that has any."""
    content: Literal["full", "brief"] = "full"
    page: PageBox | None = None
    """What it is laid out on; none where readers choose how large type is, and the ground that it stands on."""
    text: Typesetting
    chart: ChartBox
    appendices: Annotated[tuple[Literal["descriptions"], ...], BeforeValidator(_as_tuple)] = ()
    """What is printed behind the text beside the sources: charts in words, with their data. Where they aren't, the words are what
    a chart has for those who don't see it."""
    most_pages: Annotated[int, Field(ge=0, le=999)] = 0
    """What is laid out on more pages than this is an error; 0 for as many as it takes."""
    page_list: str = ""
    """Where there are no pages: the format whose pages are marked."""
    scrolls: bool = False
    """Where there are no pages: whether readers move through it as one, so that neither charts nor tables stand in parts."""

    @property
    def tallest_chart(self) -> float:
        """Height that no chart may exceed, mm: so that its title, caption and sources fit on the page with it.

        A page of an e-book is a screen of three by four; what scrolls has as many below each other as one looks through.
        """
        screens = _SCREENS if self.scrolls else 1
        return round(self.page.text_height * 0.68 if self.page else self.chart.width * 4 / 3 * screens, 2)

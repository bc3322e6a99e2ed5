"""The pictures of a document: charts that are drawn, or were drawn before, and images of the article's folder.

A chart is kept by a digest of all that shapes it, so that one that didn't change is not drawn again, and matplotlib, which
takes longer to import than most charts take to be drawn, isn't imported.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.figures.rules import TOO_TALL
from report.look.fonts import FontSet
from report.look.tokens import Tokens
from report.model.document import Cover, Document, Figure, Formula, ImageFile, walk
from report.model.figure import Chart, Height, Picture, SizedChart
from report.model.format import Format
from report.model.overview import OverviewDrawing
from report.problems import Place, Problem, ProblemsFound
from report.system import digests
from report.system.cache import Kept

if TYPE_CHECKING:
    from report.intake.images import CleanImage

POINTS_PER_MM = 72 / 25.4


def draw(drawing: Chart, format_: Format, tokens: Tokens, fonts: FontSet, *, name: str = "", kept: Kept | None = None) -> Picture:
    """Draw at the size, in the colours and in the kind of bytes that the format asks for, or return what is kept of it."""

    def draw_now() -> Picture:
        from report.figures import drawing as board

        style = board.style_of(format_, tokens, drawing.language)
        return board.picture(drawing, style, _paths(fonts), pixels=format_.chart.pixels, name=name)

    shaped_by = (name, drawing, tokens.chart_style(format_), format_.chart.pixels, fonts.digest)
    return _kept(kept, shaped_by, draw_now)


def draw_formula(formula: Formula, format_: Format, tokens: Tokens, kept: Kept | None = None) -> Picture:
    """Set a formula, or return what is kept of it; an e-book's has a ground of its own, so that it is seen at night."""
    colours = tokens.colours(format_)
    ink, ground = colours["ink"], "" if format_.page else colours["paper"]

    def draw_now() -> Picture:
        from report.figures.drawing import formula_picture

        return formula_picture(formula, ink, ground)

    return _kept(kept, ("formula", formula.tex, formula.display, ink, ground), draw_now)


def draw_cover(words: Cover, page: Page, folder: Path, kept: Kept | None = None) -> Picture:
    """Draw the cover of an e-book, or return what is kept of it."""
    format_, tokens, fonts = page.format, page.tokens, page.fonts
    images = [
        place_image(one.file, folder, page, kept, behind="cover").data if one else b"" for one in (words.photograph, words.logo)
    ]

    def draw_now() -> Picture:
        from report.figures.drawing import cover_picture

        return cover_picture(words, tokens, format_, _paths(fonts), *images)

    look = (tokens.chart_style(format_), tokens.colours(format_), tokens.family, fonts.digest)
    return _kept(kept, ("cover", words, *map(digests.of, images), *look), draw_now)


def printed_cover(words: Cover, page: Page, folder: Path, kept: Kept | None = None) -> dict[str, Picture]:
    """Return what a cover shows beside words that the page itself has, by the name under which the page asks for it."""
    made = {}
    for name, one in (("cover-photograph", words.photograph), ("cover-logo", words.logo)):
        if one is not None:
            made[name] = place_image(one.file, folder, page, kept)
    if words.axis is not None and words.photograph is None:
        made["cover-axis"] = _cover_axis(words.axis, page, kept)
    return made


def _cover_axis(axis: OverviewDrawing, page: Page, kept: Kept | None) -> Picture:
    """Draw the axis for a cover: as wide as the words on it, in type that goes by the page; on a screen as charts are."""
    format_, tokens, fonts = page.format, page.tokens, page.fonts
    wide, base = format_.chart.width, format_.chart.base or tokens.points("chart", format_)
    if format_.page is not None:
        wide, base = format_.page.width - 2 * format_.page.left, tokens.points("cover-small", format_)

    def draw_now() -> Picture:
        from report.figures import drawing as board

        style = board.on_cover(board.style_of(format_, tokens, axis.language), tokens, format_, wide, base)
        return board.picture(axis, style, _paths(fonts), name="cover-axis")

    return _kept(kept, (axis, wide, base, tokens.chart_style(format_), tokens.colours(format_), fonts.digest), draw_now)


def _kept(kept: Kept | None, shaped_by: tuple[object, ...], draw_now: Callable[[], Picture]) -> Picture:
    if kept is None:
        return draw_now()
    key = digests.of(repr(shaped_by).encode("utf-8"))
    found = kept.find(key)
    if found is not None:
        head, _, data = found.partition(b"\n")
        return Picture(data, *json.loads(head))
    made = draw_now()
    kept.keep(
        key, json.dumps([made.media_type, made.width_mm, made.height_mm, made.depth_mm]).encode("ascii") + b"\n" + made.data
    )
    return made


def draw_all(
    document: Document,
    format_: Format,
    tokens: Tokens,
    fonts: FontSet,
    folder: Path | None = None,
    kept: Kept | None = None,
) -> dict[str, Picture]:
    """Return a picture for every figure of the document, by figure id: charts drawn, images read from the article's folder.

    A chart that is divided has several, named as `pieces` has them.
    ProblemsFound has the problems of all of them.
    """
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for figure in figures_of(document):
        found, refused = _tried(figure, Page(format_, tokens, fonts, document.language), folder, kept)
        pictures |= found
        problems += refused
    for formula in formulas_of(document):
        try:
            pictures[formula.picture] = draw_formula(formula, format_, tokens, kept)
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(problems)
    return pictures


def doubtful(
    document: Document, format_: Format, tokens: Tokens, fonts: FontSet, folder: Path, kept: Callable[[], Kept]
) -> list[Problem]:
    """Return the problems that `draw_all` would raise, and draw only charts of which it isn't certain that there are none."""
    problems: list[Problem] = []
    page = Page(format_, tokens, fonts, document.language)
    for figure in figures_of(document):
        if isinstance(figure.picture, ImageFile):
            problems += _tried(figure, page, folder, None)[1]
        elif not _certain(figure.picture, format_, tokens.chart_style(format_)):
            problems += _tried(figure, page, folder, kept())[1]
    for formula in formulas_of(document):
        try:
            draw_formula(formula, format_, tokens, kept())
        except ProblemsFound as found:
            problems += found.problems
    return problems


def _tried(figure: Figure, page: Page, folder: Path | None, kept: Kept | None) -> tuple[dict[str, Picture], list[Problem]]:
    """Return a figure's pictures by their names, or why there are none, each problem with its place."""
    format_, tokens, fonts = page.format, page.tokens, page.fonts
    try:
        if isinstance(figure.picture, ImageFile):
            return {figure.id: place_image(figure.picture, folder or Path(), page, kept)}, []
        drawn = [draw(figure.picture, format_, tokens, fonts, name=figure.id, kept=kept)]
        most = format_.tallest_chart / (2 if format_.page else 1)  # a high one on paper can be divided where it has no room
        if figure.picture.divisible and drawn[0].height_mm > most:
            drawn = _divided(figure.id, figure.picture, drawn[0].height_mm, page, kept)
        tallest = max(drawn, key=lambda picture: picture.height_mm)
        named = {f"{figure.id}.{number}" if number > 1 else figure.id: picture for number, picture in enumerate(drawn, 1)}
        return named, list(_too_tall(figure, figure.picture, tallest, page, kept))
    except ProblemsFound as found:
        return {}, [one if one.place.path else replace(one, place=figure.place) for one in found.problems]


def of_height(figure: Figure, height: Height, page: Page, kept: Kept | None = None) -> Picture | None:
    """Return a figure's chart at another height; None where it can't be drawn so, or would be too high for a page."""
    if not isinstance(figure.picture, SizedChart):
        return None
    drawn, problems = _tried(replace(figure, picture=replace(figure.picture, height=height)), page, None, kept)
    return None if problems else drawn.get(figure.id)


def _divided(name: str, drawing: Chart, height: float, page: Page, kept: Kept | None) -> list[Picture]:
    """Return a chart in parts of about one number of rows, each of which has room on a page.

    On paper they are low, so that they fill the pages that they stand on; on a screen each fills one.
    """
    rows = len(getattr(drawing, drawing.rows))
    tallest = page.format.tallest_chart / (3 if page.format.page else 1)
    for number in range(min(math.ceil(height / tallest), rows), rows + 1):
        ends = [round(rows * part / number) for part in range(number + 1)]
        some: Any = drawing  # of a form that has parts
        parts = [replace(some, part=between) for between in pairwise(ends)]
        drawn = [
            draw(part, page.format, page.tokens, page.fonts, name=f"{name}.{count}", kept=kept)
            for count, part in enumerate(parts, 1)
        ]
        if max(picture.height_mm for picture in drawn) <= tallest:
            break
    return drawn


_CHARACTERS = 16
"""Fewer than this stand in no line of a label: words are wrapped no narrower than nine sizes of their type."""
_LINE = 1.35
"""More than a line takes with the white about it, in sizes of its type."""
_WIDE = 80.0
"""From this many millimetres on, every label has room."""


def _certain(drawing: Chart, format_: Format, style: Mapping[str, Any]) -> bool:
    """Tell whether a chart can be drawn and fits its page for certain: even if its labels stood one above the other."""
    frame = drawing.times * style["height_mm"] if drawing.frame is None else drawing.frame
    lines = sum(len(label) // _CHARACTERS + 2 for label in drawing.labels)
    high = frame + lines * _LINE * max(style["base_pt"], style["floor_pt"]) / POINTS_PER_MM
    fits = drawing.drawable and drawing.styles <= len(style["series"])
    return fits and style["width_mm"] >= _WIDE and (drawing.divisible or high <= format_.tallest_chart)


def _too_tall(figure: Figure, drawing: Chart, picture: Picture, page: Page, kept: Kept | None) -> Iterator[Problem]:
    """Yield a problem if a chart is higher than a page of the format allows; it would be shrunk, and its words with it.

    What a hint says is tried before it is given.
    """
    format_ = page.format

    def again(other: Chart, at: Format) -> Picture:
        return draw(other, at, page.tokens, page.fonts, kept=kept)

    if picture.height_mm <= format_.tallest_chart:
        return
    sentence = (
        f"the chart “{figure.id}” is {picture.height_mm:.0f} mm high in “{format_.title}”, where a chart may have "
        f"{format_.tallest_chart:.0f} mm"
    )
    if drawing.divisible:
        hint = "say what the bars are of in fewer words: one of them is higher than that by itself"
    elif drawing.rows:
        rows = getattr(drawing, drawing.rows)
        fit = _fitting(len(rows), picture, format_, lambda n: again(replace(drawing, **{drawing.rows: rows[:n]}), format_))
        hint = drawing.fewer.format(count=len(rows), fit=fit)
    else:
        hint = "show fewer observations or events in one chart, or say less of them: their labels make it so high"
        ratio = math.floor(90 * format_.tallest_chart / format_.chart.width) / 100
        lower = format_.model_copy(update={"chart": format_.chart.model_copy(update={"ratio": ratio})})
        if ratio < format_.chart.ratio and again(drawing, lower).height_mm <= format_.tallest_chart:
            hint = f"give the format a ratio of {ratio} under [chart]"
    yield TOO_TALL.at(figure.place, sentence, hint=hint)


def _fitting(count: int, picture: Picture, format_: Format, first: Callable[[int], Picture]) -> int:
    """Return how many rows of a chart fit its page, of those that stand first; at least one."""
    high = picture.height_mm
    while high > format_.tallest_chart and count > 1:
        count = max(min(math.floor(count * format_.tallest_chart / high), count - 1), 1)
        high = first(count).height_mm
    return count


@dataclass(frozen=True, slots=True)
class Page:
    """What an image is placed on."""

    format: Format
    tokens: Tokens
    fonts: FontSet
    language: str


def place_image(file: ImageFile, folder: Path, page: Page, kept: Kept | None = None, *, behind: str = "paper") -> Picture:
    """Return an image of the article at the width of the format's charts.

    In an e-book it is opaque, as its charts are, on the colour that is `behind` it, and of a kind that every reader shows.
    """
    # Only an article that has images waits for the libraries that read them.
    from report.figures import vectors
    from report.intake.images import read_image
    from report.intake.images.older import for_older_readers

    path = folder / file.path
    image = read_image(path, folder, file.media_type)
    chart = page.format.chart
    size = chart.width, round(chart.width * image.height / image.width, 4)
    ground = "" if page.format.page else page.tokens.colours(page.format)[behind]
    if file.media_type == "image/svg+xml":
        return _drawing(image, path.as_posix(), size, ground, page, kept)
    if not ground:
        return Picture(image.data, file.media_type, *size)
    data, changed = vectors.on_ground(image.data, ground)
    return Picture(*((data, "image/png") if changed else for_older_readers(data, file.media_type)), *size)


def _drawing(image: CleanImage, shown: str, size: tuple[float, float], ground: str, page: Page, kept: Kept | None) -> Picture:
    from report.figures import vectors
    from report.figures.adapted import Families, require_glyphs

    require_glyphs(image.data, page.fonts, shown)
    families = Families.of(page.tokens)
    if image.plain and not ground:
        return Picture(vectors.vectors(image.data, families), "image/svg+xml", *size)
    pixels = page.format.chart.pixels or round(size[0] / 25.4 * vectors.DPI)

    def draw_now() -> Picture:
        png = vectors.drawn(image.data, pixels, ground, families, page.fonts, language=page.language, shown=shown)
        return Picture(png, "image/png", *size)

    return _kept(kept, ("drawing", image.data, pixels, ground, families, page.language, page.fonts.digest, size), draw_now)


def _paths(fonts: FontSet) -> tuple[Path, ...]:
    return tuple(file.path for file in fonts.files)


def figures_of(document: Document) -> Iterator[Figure]:
    """Yield every figure, in the order of the document."""
    yield from (block for part in document.parts for block in walk(part.blocks) if isinstance(block, Figure))


def formulas_of(document: Document) -> list[Formula]:
    """Return every formula of the document, each once, wherever it stands."""
    found: dict[str, Formula] = {}
    waiting: list[Any] = [document.parts, document.cover]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Formula):
            found.setdefault(node.picture, node)
        elif isinstance(node, tuple):
            waiting += reversed(node)
        elif is_dataclass(node) and not isinstance(node, Place | Chart | type):
            waiting += [getattr(node, field.name) for field in reversed(fields(node))]
    return list(found.values())

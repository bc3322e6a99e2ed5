"""What stands on a figure, read back from its artists: for tests."""

from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.textpath import TextPath, TextToPath

from charts.text import Box


def texts(figure: Figure) -> list[Text]:
    return [artist for artist in figure.findobj(Text) if artist.get_text()]


def words(figure: Figure, name: str) -> str:
    """The text of one label, its lines joined."""
    found = [text for text in texts(figure) if (text.get_gid() or "").startswith(f"{name}-")]
    return " ".join(text.get_text() for text in found)


@cache
def _ink(text: str, face: str, size: float, weight: int) -> tuple[float, float, float, float, float]:
    properties = FontProperties(family=[face], size=size, weight=weight)
    extent = TextPath((0, 0), text, prop=properties).get_extents()
    advance = TextToPath().get_text_width_height_descent(text, properties, ismath=False)[0]
    return extent.x0, extent.y0, extent.x1, extent.y1, advance


def boxes(figure: Figure) -> list[tuple[str, Box]]:
    """The ink of all texts in points, taken from the outlines of their glyphs and not from what the placement reckons with."""
    found = []
    for text in texts(figure):
        font = text.get_fontproperties()
        left, bottom, right, top, advance = _ink(text.get_text(), font.get_family()[0], font.get_size(), font.get_weight())
        x, y = text.get_position()
        x -= {"left": 0, "center": advance / 2, "right": advance}[text.get_horizontalalignment()]
        found.append((text.get_text(), Box(x + left, y + bottom, x + right, y + top)))
    return found


def named(figure: Figure, name: str) -> list[Line2D]:
    return [line for line in figure.findobj(Line2D) if (line.get_gid() or "").startswith(name)]


def on_figure(line: Line2D) -> list[tuple[float, float]]:
    """The ends of a line, points from the lower left corner."""
    return [tuple(point) for point in line.get_transform().transform(line.get_xydata())]


def paths(figure: Figure, number: int | None = None) -> list[np.ndarray]:
    """The joined pieces of all lines, or of one, points from the lower left corner."""
    found = []
    for patch in figure.findobj(PathPatch):
        gid = patch.get_gid() or ""
        if f"{gid}-".startswith("line-" if number is None else f"line-{number}-"):
            path = patch.get_path()
            starts = [*np.flatnonzero(path.codes == path.MOVETO), len(path.vertices)]
            found += [path.vertices[a:b] for a, b in pairwise(starts)]
    return found


def placed(figure: Figure, *names: str) -> list[tuple[str, Box]]:
    """The ink of words whose ids begin so."""
    gids = [text.get_gid() or "" for text in texts(figure)]
    return [found for gid, found in zip(gids, boxes(figure), strict=True) if gid.startswith(names)]

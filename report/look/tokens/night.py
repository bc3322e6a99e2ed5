"""Colours for dark screens, made from those for paper: as far apart in lightness as by day, with their hues."""

from __future__ import annotations

from collections.abc import Mapping

from report.look.tokens.values import contrast

_DARKEST, _LIGHTEST = 0.21, 0.94
"""Lightness (OKLab) of paper and ink at night; black and white would glare beside each other."""
_ENOUGH = 7.0
"""What has this contrast by day has it at night, too, formats of high contrast included; what has less has as much."""
_STAY = "cover"
"""What the names of colours begin with that have a ground of their own."""

_TO_CONES = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
             (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
_TO_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
           (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip
_FROM_LAB = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480))
_FROM_CONES = ((4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
               (-0.0041960863, -0.7034186147, 1.7076147010))  # fmt: skip
_Triple = tuple[float, float, float]


class Night:
    """Turns the colours of a day into those of a night; a theme that is dark by day stays as it is."""

    def __init__(self, paper: str, ink: str, ground: str) -> None:
        self.day = paper, ground
        self.paper, self.ink = _lab(paper)[0], _lab(ink)[0]
        self.dark_already = self.paper <= self.ink
        self.grounds = [self._turned(colour, 0) for colour in self.day]

    @classmethod
    def of(cls, colours: Mapping[str, str]) -> Night:
        """Return the night of a set of tokens."""
        return cls(colours["paper"], colours["ink"], colours["ground"])

    def colour(self, day: str) -> str:
        """Return what a colour is at night: legible on both grounds if it is by day."""
        if self.dark_already:
            return day
        wanted = [min(contrast(day, ground), _ENOUGH) for ground in self.day]
        turned = self._turned(day, 0)
        for more in range(1, 101):
            if day in self.day or all(map(_reaches, [turned] * 2, self.grounds, wanted)):
                break
            turned = self._turned(day, more / 100)
        return turned

    def tokens(self, colours: Mapping[str, str]) -> dict[str, str]:
        """Return the colours that are others at night, by name."""
        return {name: self.colour(day) for name, day in colours.items() if not name.startswith(_STAY)}

    def _turned(self, day: str, lighter: float) -> str:
        lightness, a, b = _lab(day)
        span = 0 if self.dark_already else (self.paper - lightness) / (self.paper - self.ink)
        return _written(min(_DARKEST + span * (_LIGHTEST - _DARKEST) + lighter, 1), a, b)


def _reaches(colour: str, ground: str, least: float) -> bool:
    return contrast(colour, ground) >= least


def _times(matrix: tuple[_Triple, ...], values: _Triple) -> _Triple:
    x, y, z = (sum(part * value for part, value in zip(row, values, strict=True)) for row in matrix)
    return x, y, z


def _lab(colour: str) -> _Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    x, y, z = _times(_TO_CONES, (light[0], light[1], light[2]))
    return _times(_TO_LAB, (x ** (1 / 3), y ** (1 / 3), z ** (1 / 3)))


def _written(lightness: float, a: float, b: float) -> str:
    """Return the colour as #rrggbb, paler where no screen has it as strong."""
    for strength in range(20, -1, -1):
        x, y, z = _times(_FROM_LAB, (lightness, a * strength / 20, b * strength / 20))
        light = _times(_FROM_CONES, (x**3, y**3, z**3))
        if not strength or all(-0.0005 <= c <= 1.0005 for c in light):
            break
    clipped = (min(max(c, 0), 1) for c in light)
    coded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped)
    return "#" + "".join(f"{round(c * 255):02x}" for c in coded)

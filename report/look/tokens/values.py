"""The tokens as style sheets, e-books and charts take them: lengths in points, millimetres or ems, colours, families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from report.model.cldr import direction
from report.model.format import Format

TEXT_PAIRS = (
    *((text, ground) for ground in ("paper", "ground") for text in ("ink", "muted", "accent", "second")),
    ("cover-ink", "cover"),
)
"""Each colour in which words are set, with the colour behind it."""

_POINTS_PER_MM = 72 / 25.4
_COVER_SHARE = 60
_TIGHTER = 0.97
"""By how much lines stand closer where that spares a page; less than eyes tell from the usual."""
_CLOSEST = 1.4
"""Nor are they closer than this many times the size of their letters: those of Persian would touch."""
_COVER_SHAPE = 1.29
"""Of a sheet that is broader than this for its height, the cover is set as large as there is height for."""


@dataclass(frozen=True, slots=True)
class SeriesToken:
    """What tells one basis from another in a chart: never the colour alone."""

    colour: str
    marker: str
    filled: bool
    dash: tuple[float, ...]
    """Lengths on and off, in widths of the line; empty for an unbroken one."""


@dataclass(frozen=True, slots=True)
class FaceToken:
    """A face to be had: one weight and style of a family, and where a variable file's other axes stand."""

    family: str
    weight: int
    style: str
    """`normal` or `italic`."""
    axes: tuple[tuple[str, float], ...] = ()
    file: str = ""
    """The font file in the article's own folder that has it; empty where a package does."""
    licence: str = ""
    """The file with that font's licence."""


@dataclass(frozen=True, slots=True)
class ScriptToken:
    """The families in which a script is set."""

    text: str
    display: str
    weights: tuple[int, ...]
    extra: str
    """With what of this program's extras they are installed; empty where a theme names them."""
    scale: float = 1.0
    """Size of its words against text of another script around them."""

    @property
    def faces(self) -> tuple[FaceToken, ...]:
        """The faces that it needs."""
        return tuple(
            FaceToken(family, weight, "normal") for family in dict.fromkeys((self.text, self.display)) for weight in self.weights
        )


@dataclass(frozen=True)
class Tokens:
    """Every token by its name in `tokens.toml`."""

    family: Mapping[str, str]
    """`text`, `display`, `foreign` to the family's name."""
    generic: Mapping[str, str]
    """The same to CSS's generic family."""
    foreign_scale: float
    """Size of foreign type against Latin type beside it."""
    faces: tuple[FaceToken, ...]
    scripts: Mapping[str, ScriptToken]
    """Families of further scripts, by ISO 15924's codes."""
    colour: Mapping[str, str]
    high: Mapping[str, str]
    """The colours for formats of high contrast, by the same names."""
    size: Mapping[str, float]
    space: Mapping[str, float]
    rule: Mapping[str, float]
    series: tuple[SeriesToken, ...]
    used: tuple[str, ...] = ()
    """Those of the scripts that a publication is set in, too."""

    def with_scripts(self, codes: Iterable[str]) -> Tokens:
        """Return these for a publication that has letters of further scripts."""
        used = tuple(sorted(codes))
        there = {face.family for face in self.faces}
        further = (face for code in used for face in self.scripts[code].faces if face.family not in there)
        return replace(self, used=used, faces=(*self.faces, *dict.fromkeys(further)))

    def colours(self, format_: Format) -> Mapping[str, str]:
        """Return the colours by name, at the format's contrast."""
        return self.high if format_.text.contrast == "high" else self.colour

    def points(self, name: str, format_: Format) -> float:
        """Return a size in points: its ratio of the base size, or the floor where that is larger.

        Sizes of the cover go by the page and not by the text: their base is a sixtieth of its width.
        """
        base = format_.text.base
        if name.startswith("cover-") and format_.page:
            base = min(format_.page.width, format_.page.height / _COVER_SHAPE) * _POINTS_PER_MM / _COVER_SHARE
        return max(self.size[name] * base, format_.text.floor)

    def families(self, role: str) -> tuple[str, ...]:
        """Return the families for `text`, `display` or `foreign`, the one meant first; the others fill its gaps."""
        further = [self.scripts[code] for code in self.used]
        meant = [script.text if role == "text" else script.display for script in further]
        others = [family for script in further for family in (script.text, script.display)]
        own = [face.family for face in self.faces if face.file]
        return tuple(dict.fromkeys([self.family[role], *meant, *self.family.values(), *others, *own]))

    @property
    def all_families(self) -> tuple[str, ...]:
        """Every family that a publication is set in."""
        return tuple(dict.fromkeys([*self.family.values(), *self.families("text")]))

    def resolved(self, format_: Format) -> dict[str, str]:
        """Return every token as a CSS value, by the name of its custom property without the leading dashes.

        Lengths are in points for print, and in em for e-books, whose readers choose the base size.
        """
        book = format_.page is None
        unit, one = ("em", 1 / format_.text.base) if book else ("pt", 1.0)
        line = format_.text.base * format_.text.leading
        values = {f"colour-{name}": colour for name, colour in self.colours(format_).items()}
        for role in self.family:
            names = (self.family[role],) if book else self.families(role)
            values[f"family-{role}"] = ", ".join([*(f'"{name}"' for name in names), self.generic[role]])
        foreign = self.scripts["Arab"].scale if "Arab" in self.used else self.foreign_scale
        values["foreign-scale"] = f"{_number(foreign)}em"
        values["line"] = _number(line * one) + unit
        values |= {f"size-{name}": _number(self.points(name, format_) * one) + unit for name in self.size}
        values |= {f"space-{name}": _number(lines * line * one) + unit for name, lines in self.space.items()}
        # A rule keeps its width whatever size a reader chooses; an e-book's are whole pixels, which old screens need.
        rules = {name: f"{max(round(width / 0.75), 1)}px" if book else f"{_number(width)}pt" for name, width in self.rule.items()}
        values |= {f"rule-{name}": width for name, width in rules.items()}
        if page := format_.page:
            boxes = ("width", "height", "head", "foot", "left", "right", "side", "gutter")
            values |= {f"page-{name}": f"{_number(getattr(page, name))}mm" for name in boxes}
            values |= {"page-text": f"{_number(page.text_width)}mm", "page-full": f"{_number(page.full_width)}mm"}
            values["page-text-height"] = f"{_number(page.text_height)}mm"
            values["page-bleed"] = f"{_number(page.bleed)}mm"
            values["page-ground"] = "transparent" if page.marks else values["colour-cover"]
        return values

    def tighter(self, format_: Format) -> dict[str, str]:
        """Return the tokens that differ where lines stand a little closer than usual; none where there is no room for that."""
        leading = max(format_.text.leading * _TIGHTER, _CLOSEST)
        return {"line": f"{_number(format_.text.base * leading)}pt"} if leading < format_.text.leading else {}

    def css(self, format_: Format) -> str:
        """Return the tokens as custom properties, with the size and the margins of the page where there is one."""
        rules = "".join(f"  --{name}: {value};\n" for name, value in self.resolved(format_).items())
        sheet = f":root {{\n{rules}}}\n"
        for code in (code for code in self.used if code != "Arab"):  # whose words have foreign-scale
            usual = self.foreign_scale if direction(f"und-{code}") == "rtl" else 1
            if (scale := self.scripts[code].scale) != usual and scale * format_.text.base >= format_.text.floor:
                sheet += f".script-{code}[lang] {{ font-size: {_number(scale)}em; }}\n"
        if page := format_.page:
            margins = " ".join(f"{_number(side)}mm" for side in (page.head, page.right, page.foot, page.left))
            sheet += f"@page {{ size: {_number(page.width)}mm {_number(page.height)}mm; margin: {margins}; }}\n"
            sheet += f"@page turned {{ size: {_number(page.height)}mm {_number(page.width)}mm; }}\n"
            if page.beyond:
                sheet += f"@page {{ bleed: {_number(page.beyond)}mm; marks: {' '.join(page.marks) or 'none'}; }}\n"
        return sheet

    def chart_style(self, format_: Format) -> dict[str, Any]:
        """Return what a chart's style takes from tokens and format: millimetres, points, colours, families.

        `series` holds a mapping each with colour, marker, dash, filled, and the colour of its words.
        """
        colours = self.colours(format_)
        enough = 7 if format_.text.contrast == "high" else 4.5
        return {
            "width_mm": format_.chart.width,
            "height_mm": format_.chart.width * format_.chart.ratio,
            "base_pt": format_.chart.base or self.points("chart", format_),
            "floor_pt": format_.text.floor,
            **{name: colours[name] for name in ("ink", "muted", "paper", "accent", "second")},
            # Hairlines of a chart only help the eye; dark ones would run into its labels.
            "rule": self.colour["rule"],
            "series": tuple(
                {
                    "colour": s.colour,
                    "marker": s.marker,
                    "dash": s.dash,
                    "filled": s.filled,
                    "words": legible(s.colour, colours["paper"], colours["ink"], enough),
                }
                for s in self.series
            ),
            "families": self.families("display"),
        }


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written #rrggbb, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str, ground: str, ink: str, least: float) -> str:
    """Return the colour, with as much of `ink` in it as it needs for such a contrast with the ground."""
    for share in range(0, 101, 4):
        mixed = [round(int(colour[i : i + 2], 16) * (1 - share / 100) + int(ink[i : i + 2], 16) * share / 100) for i in (1, 3, 5)]
        made = "#" + "".join(f"{channel:02x}" for channel in mixed)
        if contrast(made, ground) >= least:
            return made
    return ink


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

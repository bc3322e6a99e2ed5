"""Files of tokens: the shipped one with a theme's over it, and all that is wrong in that at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from report.intake import toml, warehouse
from report.limits import limits
from report.look.tokens.values import TEXT_PAIRS, FaceToken, ScriptToken, SeriesToken, Tokens, contrast, legible
from report.model.article import PALETTES
from report.problems import Place, Problem, Rule, Severity
from report.system import places

UNKNOWN = Rule(
    "CFG-030",
    Severity.ERROR,
    "Unknown token",
    "A theme overrides tokens by the names that templates/tokens.toml gives them. A misspelt name would change nothing, and "
    "nobody would notice.",
)
VALUE = Rule(
    "CFG-031",
    Severity.ERROR,
    "Value that a token can't have",
    "Colours are written #rrggbb. Sizes are ratios of the format's base size, spacing counts lines, rules are in points: all "
    "three are numbers above 0 and below 40.",
)
CONTRAST = Rule(
    "A11Y-101",
    Severity.ERROR,
    "Too little contrast",
    "Text needs a contrast of 4.5:1 against its ground, 7:1 in formats of high contrast, and the marks of a chart need 3:1 "
    "(WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11). Readers with low vision, and everybody in bad light, depend on it.",
)
SYNTAX = Rule(
    "CFG-032",
    Severity.ERROR,
    "Tokens that can't be read",
    "A file of tokens is TOML: tables in square brackets, then a name, an equals sign and a value on each line.",
)

UNREADABLE = Rule(
    "CFG-033",
    Severity.ERROR,
    "File of tokens that can't be opened",
    "The file is named as a file of tokens, but it isn't there, or the operating system doesn't hand it out.",
)

OWN_FACE = Rule(
    "CFG-090",
    Severity.ERROR,
    "Face of the article's own that can't be had",
    "A theme may bring font files of its own: a [[face]] with `file`, and with `licence`, the text under which the font may be "
    "passed on, since it travels in every copy. Both lie in theme/, and the family is called as the font file calls it.",
)

MARKERS = ("o", "s", "D", "^", "v", "P")
LARGEST = 40
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAMED = ("accent", "second", "ink", "muted")
"""Colours that a series may take by name."""
_SERIES = {"colour", "marker", "filled", "dash"}
_FAMILY = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
"""A family's name is the name of a package, too, which an editor may be told to install."""
_SEEN = 3
"""Contrast of large letters and of marks (WCAG 2.2, 1.4.3 and 1.4.11)."""
_MOST = 32
"""Faces, or series, that a theme may list; each face is cut and kept."""
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_NEW_SCRIPT = {"text": "", "display": "", "weights": [400], "scale": 1.0}
"""What a theme says of a script that isn't among the shipped ones."""
_FACE = {"family", "weights", "styles"}
_FACE_TOO = {"axes", "file", "licence"}
_INSIDE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""A file's path in the theme's folder, which copies carry it under."""


def load_tokens(*paths: Path, palette: str = PALETTES[0]) -> tuple[Tokens, list[Problem]]:
    """Return the shipped tokens with those of `paths` over them, later files over earlier ones, and what is wrong there.

    `palette` names the colours that the shipped ones begin with.

    What can't be read keeps its shipped value, so that every problem is found at once.
    """
    problems: list[Problem] = []
    lines: toml.Lines | None = None
    data = _shipped(palette)
    for path in paths:
        place = Place(path.as_posix())
        try:
            text = warehouse.read_file(path, path.parent, limits().text_file).decode("utf-8")
            given = toml.loads(text)
        except warehouse.Refused as refused:
            problems.append(UNREADABLE.at(place, f"this can't be opened: {refused.reason}", hint="put tokens.toml there"))
            continue
        except ValueError as error:  # not TOML, not UTF-8
            hint = "write a name, an equals sign and a value on a line; words and colours stand in quotes"
            where = replace(place, line=getattr(error, "line", 0), column=getattr(error, "column", 0))
            problems.append(SYNTAX.at(where, "this can't be read as TOML", hint=hint, cause=str(error)))
            continue
        lines = toml.Lines(text, place.path)
        shipped = data["face"]
        data = _merged(data, given, (), lines, problems)
        data["face"] = list(_complete(data["face"], shipped, path.parent, lines, problems))
    tokens = _tokens(data)
    if lines and not problems:
        problems += _pale(tokens, lines)
    return tokens, problems


@cache
def _shipped(palette: str) -> dict[str, Any]:
    data = toml.loads((places.templates() / "tokens.toml").read_text(encoding="utf-8"))
    if palette == PALETTES[0]:
        return data
    chosen = toml.loads((places.templates() / "palettes.toml").read_text(encoding="utf-8"))[palette]
    high = {**data["colour"]["high"], **chosen["high"]}
    series = [{**one, "colour": colour} for one, colour in zip(data["series"], chosen["series"], strict=True)]
    return {**data, "colour": {**data["colour"], **chosen["colour"], "high": high}, "series": series}


def _merged(
    known: Mapping[str, Any],
    given: Mapping[str, Any],
    path: tuple[str, ...],
    lines: toml.Lines,
    problems: list[Problem],
) -> dict[str, Any]:
    """Return `known` with what is right in `given` over it."""
    merged = dict(known)
    for name, value in given.items():
        here = (*path, name)
        if path == ("script",) and _SCRIPT.fullmatch(name) and name not in known:
            known = {**known, name: _NEW_SCRIPT}
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
            problems.append(UNKNOWN.at(lines.place(here), f"“{'.'.join(here)}” is not a token", hint=hint))
        elif isinstance(known[name], dict) and isinstance(value, dict):
            merged[name] = _merged(known[name], value, here, lines, problems)
        elif wanted := _wanted(here, known[name], value):
            problems.append(VALUE.at(lines.place(here), f"“{'.'.join(here)}” is not {wanted[0]}", hint=wanted[1]))
        else:
            merged[name] = value
    return merged


def _complete(
    entries: list[dict[str, Any]], known: list[dict[str, Any]], folder: Path, lines: toml.Lines, problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    """Yield the faces: those of the article's own, where there are any, beside the ones of packages."""
    own = [entry for entry in entries if "file" in entry]
    yield from (entry for entry in (known if own and len(own) == len(entries) else entries) if "file" not in entry)
    for entry in own:
        if wrong := _own_wrong(entry, folder):
            problems.append(OWN_FACE.at(lines.place(("face",)), wrong[0], hint=wrong[1]))
        else:
            yield {**entry, **{key: str((folder / entry[key]).absolute()) for key in ("file", "licence")}}


def _own_wrong(entry: Mapping[str, Any], folder: Path) -> tuple[str, str] | None:
    """Say what is wrong with a face of the article's own, and what to do about it; None where it is right."""
    family = entry["family"]
    if "licence" not in entry:
        return f"the font of “{family}” has no licence", 'name the file with its licence: licence = "fonts/OFL.txt"'
    try:
        font = warehouse.read_file(folder / entry["file"], folder, limits().image_file)
        warehouse.read_file(folder / entry["licence"], folder, limits().text_file)
    except warehouse.Refused as refused:
        return f"a file of “{family}” can't be opened: {refused.reason}", "put the font and its licence into theme/ and name both"
    from report.look.tokens.names import family_of  # brings fontTools along

    found = family_of(font)
    if found == family:
        return None
    if not found:
        return f"the file of “{family}” is no font", "name a TrueType or OpenType file"
    return f"the file of “{family}” calls its family “{found}”", f'write family = "{found}"'


def _wanted(path: tuple[str, ...], known: object, value: object) -> tuple[str, str] | None:
    """Say what a value should be, and how to write it; None where it is right."""
    if path == ("series",):
        fine = isinstance(value, list) and 0 < len(value) <= _MOST and all(map(_is_series, value))
        return None if fine else ("a list of series", f"give each colour, marker ({' '.join(MARKERS)}), filled and dash")
    if path == ("face",):
        fine = isinstance(value, list) and 0 < len(value) <= _MOST and all(map(_is_face, value))
        return None if fine else ("a list of faces", 'give each family, weights = [400] and styles = ["normal"]')
    if path[-1] == "weights":
        fine = isinstance(value, list) and 0 < len(value) <= _MOST and all(map(_is_weight, value))
        return None if fine else ("a list of weights", "write them as [400, 600]")
    if isinstance(known, dict):
        return "a table", f"write [{'.'.join(path)}] and its tokens under it"
    if path[0] == "colour":
        return None if _is_colour(value) else ("a colour", "write it as #1d2a33")
    if isinstance(known, str):
        fine = isinstance(value, str) and bool(value.strip()) and value.isprintable() and not set(value) & set('"\\;{}<()@/*')
        return None if fine else ("a family", "write its name in quotes")
    return None if _is_number(value) else ("a number between 0 and 40", "write a ratio such as 1.2")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < LARGEST


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and bool(_COLOUR.fullmatch(value))


def _is_series(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _SERIES
        and (_is_colour(value["colour"]) or value["colour"] in _NAMED)
        and value["marker"] in MARKERS
        and isinstance(value["filled"], bool)
        and isinstance(value["dash"], list)
        and len(value["dash"]) % 2 == 0
        and all(map(_is_number, value["dash"]))
    )


def _is_weight(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000


def _is_face(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _FACE <= value.keys() <= _FACE | _FACE_TOO
        and isinstance(value["family"], str)
        and bool(_FAMILY.fullmatch(value["family"]))
        and isinstance(value["weights"], list)
        and len(value["weights"]) <= _MOST
        and all(map(_is_weight, value["weights"]))
        and isinstance(value["styles"], list)
        and set(value["styles"]) <= {"normal", "italic"}
        and isinstance(axes := value.get("axes", {}), dict)
        and all(bool(_INSIDE.fullmatch(str(value.get(key, "x")))) for key in ("file", "licence"))
        and all(isinstance(position, int | float) and abs(position) < 10_000 for position in axes.values())
    )


def _tokens(data: Mapping[str, Any]) -> Tokens:
    colours = dict(data["colour"])
    high = dict(colours.pop("high"))
    for these in (colours, high):  # a theme from a time when the native title was an ornament builds, and it can be read
        these["cover-faint"] = legible(these["cover-faint"], these["cover"], these["cover-ink"], _SEEN)
    fixed = MappingProxyType
    return Tokens(
        family=fixed({role: family["name"] for role, family in data["family"].items()}),
        generic=fixed({role: family["generic"] for role, family in data["family"].items()}),
        foreign_scale=data["family"]["foreign"]["scale"],
        faces=tuple(face for entry in data["face"] for face in _faces(entry)),
        scripts=fixed({code: _script(script) for code, script in data["script"].items()}),
        colour=fixed(colours),
        high=fixed(high),
        size=fixed(data["size"]),
        space=fixed(data["space"]),
        rule=fixed(data["rule"]),
        series=tuple(
            SeriesToken(colours.get(s["colour"], s["colour"]), s["marker"], s["filled"], tuple(s["dash"])) for s in data["series"]
        ),
    )


def _script(entry: Mapping[str, Any]) -> ScriptToken:
    return ScriptToken(entry["text"], entry["display"], tuple(entry["weights"]), entry.get("extra", ""), entry["scale"])


def _faces(entry: Mapping[str, Any]) -> Iterator[FaceToken]:
    axes = tuple(sorted(entry.get("axes", {}).items()))
    own = entry.get("file", ""), entry.get("licence", "")
    return (FaceToken(entry["family"], weight, style, axes, *own) for style in entry["styles"] for weight in entry["weights"])


def _pale(tokens: Tokens, lines: toml.Lines) -> Iterator[Problem]:
    """Yield a problem for each pair of colours that can't be told apart well enough."""
    for colours, least, prefix in ((tokens.colour, 4.5, ""), (tokens.high, 7, "high.")):
        pairs = [(prefix + text, prefix + ground, colours[text], colours[ground], least) for text, ground in TEXT_PAIRS]
        pairs += [(f"series {n}", f"{prefix}paper", s.colour, colours["paper"], 3) for n, s in enumerate(tokens.series, 1)]
        for name, behind, colour, ground, wanted in pairs:
            if (found := contrast(colour, ground)) < wanted:
                sentence = (
                    f"the colour {name} ({colour}) has a contrast of {found:.1f}:1 against {behind}; {wanted:g}:1 is needed"
                )
                paths = [("colour", *key.split(".")) for key in (name, behind)]
                place = lines.place(next((path for path in paths if path in lines), paths[0]))
                yield CONTRAST.at(place, sentence, hint="make it darker, or what is behind it lighter", clause="WCAG 2.2, 1.4.3")

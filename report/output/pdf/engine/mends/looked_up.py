"""What WeasyPrint 70 works out again for each box and each line, looked up where it was worked out before.

The answers are the same: values that a style takes from its parent or from CSS itself, whether a box is in the flow, a font's
description and features. All of it together is a tenth of the time of a short article.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, calls, pages

_MOST = 4096
"""Descriptions of fonts, and sets of features, that are kept."""
_OUT_OF_FLOW = {"left", "right", "inline-start", "inline-end", "footnote"}
_POSITIONED = {"absolute", "fixed"}
_TAKEN_OUT = {"running()", "note()"}
_FAMILY_FIRST = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps", "font_variation_settings",
)  # fmt: skip


def _fault() -> bool:
    from weasyprint.layout import percent
    from weasyprint.text import line_break

    (page,) = pages("<p>one", "@page { size: 300px }")
    box = boxes(page, "BlockBox")[-1]
    style, fresh = box.style, box.style.copy()
    fresh.pop("break_before", None)

    def described() -> object:
        return line_break._font_style_cache_key(style, include_size=True)

    def features() -> object:
        return line_break.font_features("none")

    return any(
        (
            calls(lambda: fresh["break_before"]) > 1,
            calls(box.is_in_normal_flow) > 0,
            calls(lambda: percent.resolve_one_percentage(box, "margin_left", 100)) > 1,
            calls(lambda: line_break.get_font_description(style)) > 1,
            described() is not described(),
            features() is not features(),
        )
    )


def _cure(missing: Any, _: Any, __: Any, describe: Any, get_font_description: Any, font_features: Any) -> Sequence[Any]:
    return (
        _style_lookup(missing),
        _is_in_normal_flow,
        _length_lookup(),
        _described_once(describe),
        _by_style(get_font_description, _FAMILY_FIRST),
        _by_arguments(font_features),
    )


def _style_lookup(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return how a style finds a value that nothing in the cascade sets; what is less plain is left to `original`."""
    from weasyprint import css
    from weasyprint.css import computed_values, properties

    special = {"position", "float", "display", "page", *properties.INITIAL_NOT_COMPUTED}
    plain = {
        name
        for name, value in properties.INITIAL_VALUES.items()
        if name not in special and not name.startswith("text_decoration_") and not css.check_math(value)
    }
    inherited = frozenset(plain & properties.INHERITED)
    initial = {name: properties.INITIAL_VALUES[name] for name in plain - properties.INHERITED}
    logical = {
        (name, direction): function(block="ttb", inline=direction)
        for name, function in computed_values.PHYSICAL_FUNCTIONS.items()
        for direction in ("ltr", "rtl")
    }
    physical = frozenset(computed_values.PHYSICAL_FUNCTIONS)

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in cascaded:
            return original(style, key)
        if key in inherited and style.parent_style is not None:
            value = style.parent_style[key]
            if css.check_math(value):
                return original(style, key)
        elif key in initial and (key not in physical or logical.get((key, style["direction"]), key) not in cascaded):
            value = initial[key]
        else:
            return original(style, key)
        style[key] = value
        return value

    return missing


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    position = style["position"]
    return not (style["float"] in _OUT_OF_FLOW or position in _POSITIONED or position[0] in _TAKEN_OUT)


def _length_lookup() -> Callable[[Any, str, Any], None]:
    """Return how a box gets a length that can be a percentage: by the one function that knows how, and only if it is one."""
    from weasyprint.layout.percent import percentage

    def resolve_one_percentage(box: Any, name: str, refer_to: Any) -> None:
        style = box.style
        value = style[name]
        unit = getattr(value, "unit", None)
        used = percentage(value, style, refer_to) if unit is None or unit == "%" else value.value
        if unit is None and used == "auto" and name in {"min_width", "min_height"}:
            used = 0
        setattr(box, name, used)

    return resolve_one_percentage


def _described_once(original: Callable[..., str]) -> Callable[..., str]:
    """Return how the height of a style's lines is found again: by a text of all that it hangs on, made once for each style."""

    def described(style: Any, include_size: bool = False) -> str:
        if not include_size:
            return original(style)
        found: str | None = getattr(style, "described", None)
        if found is None:
            found = style.described = original(style, include_size=True)
        return found

    return described


def _by_style(original: Callable[[Any], Any], names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return a function of a style that depends on the values of `names` alone, with its answers kept."""
    kept: dict[Hashable, Any] = {}

    def answer(style: Any) -> Any:
        family, *others = map(style.__getitem__, names)
        key = (tuple(family), *others)
        if (found := kept.get(key)) is None:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[key] = original(style)
        return found

    return answer


def _by_arguments(original: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[Hashable, Any] = {}

    def answer(*arguments: Any) -> Any:
        if (found := kept.get(arguments)) is None:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[arguments] = original(*arguments)
        return found

    return answer


MEND = Mend(
    name="looked_up",
    why="works out again, for each box and each line, what it has worked out before",
    changes={
        "weasyprint.css.ComputedStyle.__missing__": "b318d8efc8ac",
        "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": "5f49d6ab23da",
        "weasyprint.layout.percent.resolve_one_percentage": "4cfaa9ad134e",
        "weasyprint.text.line_break._font_style_cache_key": "d6b09d54b825",
        "weasyprint.text.line_break.get_font_description": "85734b8947b9",
        "weasyprint.text.line_break.font_features": "e35741064c06",
    },
    fault=_fault,
    cure=_cure,
    issue="https://github.com/Kozea/WeasyPrint/issues/578",
)

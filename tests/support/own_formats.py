"""Formats that no article ships in: a pocket one, and a broad one for screens."""

from __future__ import annotations

from pathlib import Path

from report.load import load_format
from report.model.format import Format
from report.system.places import templates

_POCKET = """
title = "A5 pocket report"
medium = "pdf"
standard = "ua-1+a-3a"
page = { width = 148, height = 210, head = 17, foot = 19, left = 16, right = 16 }
text = { base = 9, floor = 7, leading = 1.4, hyphenate = true }
chart = { width = 116, ratio = 0.7 }
"""
_LANDSCAPE = """
title = "Report for screens"
medium = "pdf"
standard = "ua-1+a-3a"
page = { width = 297, height = 210, head = 20, foot = 18, left = 25, right = 25, side = 50, gutter = 10 }
text = { base = 12, floor = 8, leading = 1.4, hyphenate = true }
chart = { width = 247, ratio = 0.3 }
"""
_OWN = {"pocket": _POCKET, "landscape": _LANDSCAPE}
OWN = tuple(_OWN)


def format_of(name: str, folder: Path) -> Format:
    """Return a format by its name, one that ships or one of ours, whose preset is written into a folder."""
    preset = folder / f"{name}.toml" if name in _OWN else templates() / "formats" / f"{name}.toml"
    if name in _OWN:
        preset.write_text(_OWN[name], encoding="utf-8")
    format_, problems = load_format(preset)
    assert format_ is not None, problems
    return format_

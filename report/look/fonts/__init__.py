"""Our font files: cut once from variable ones, the only ones that are found, checked for coverage, cut down for e-books."""

from report.look.fonts.coverage import typed, uncovered
from report.look.fonts.faces import LEFT_TO_READERS, UNCOVERED, FontFile, FontSet, prepare
from report.look.fonts.scripts import scripts_for
from report.look.fonts.start import point_fontconfig, require_pango

__all__ = [
    "LEFT_TO_READERS",
    "UNCOVERED",
    "FontFile",
    "FontSet",
    "point_fontconfig",
    "prepare",
    "require_pango",
    "scripts_for",
    "typed",
    "uncovered",
]

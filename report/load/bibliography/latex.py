"""LaTeX to the text that it stands for: accents, letters, signs, simple maths."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec
from pylatexenc.latex2text import get_default_latex_context_db as telling
from pylatexenc.latexwalker import get_default_latex_context_db as parsing
from pylatexenc.macrospec import MacroSpec

from report.limits import beyond, limits
from report.load.rules import COMMAND
from report.model.scripts import as_characters
from report.problems import Place, Problem, cut

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it would say to the terminal is told as problems

_SIGNS = re.compile(r"[\\${}~^]|--|``|''|<<|>>")
"""What means something else than itself in LaTeX."""
_BARE = re.compile(r"(?<!\\)(?:\\\\)*([%#])")
"""What LaTeX takes for a comment or a parameter, and whoever typed a title didn't."""
_DOLLAR = re.compile(r"(?<!\\)\$")
_MATHS = re.compile(r"(?<!\\)\$([^$]*)\$")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|([^\s{}\\]))")
_SCRIPTS = {"_": "textsubscript", "^": "textsuperscript"}
_SPACES = re.compile(r"[ \t\n\u00a0]+")
_WORDS = {
    "copyright": "©", "textcopyright": "©", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "textdegree": "°",
    "textquotesingle": "'", "guillemotleft": "«", "guillemotright": "»", "textlangle": "⟨", "textrangle": "⟩",
    "textordmasculine": "º", "textordfeminine": "ª",
}  # fmt: skip
"""Commands that the library has no text for, with theirs."""
_SILENT = (
    "relax", "protect", "newblock", "unskip", "upshape", "normalfont", "ignorespaces", "allowbreak", "-", "/", "bibinfo", "hbox",
    "mbox", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "mkbibemph", "mkbibitalic", "mkbibbold", "textnormal",
    "textup", "textmd", "nocite", "textls", "@",
)  # fmt: skip
"""Commands of which nothing is seen but the words behind them."""


def text_of(value: str, place: Place, problems: list[Problem]) -> str:
    """Return the text of a field, spaces made single; what can't be understood is told."""
    if len(value) > limits().words:
        problems.append(beyond(place, f"{len(value):,} characters stand here", "words"))
        return ""
    if not _SIGNS.search(value):
        return " ".join(_SPACES.split(value)).strip()
    if _depth(value) > limits().depth:
        problems.append(beyond(place, f"braces are nested {_depth(value):,} levels deep", "depth"))
        return ""
    read, unknown = _reader()
    unknown.clear()
    value = _BARE.sub(lambda found: f"{found[0][:-1]}\\{found[1]}", value)
    if len(_DOLLAR.findall(value)) % 2:
        value = _DOLLAR.sub(r"\\$", value)
    value = _MATHS.sub(lambda found: f"${_scripts(found[1])}$", value)
    found = read(value)
    for name in dict.fromkeys(unknown):
        hint = "write the character itself, or take the command out"
        problems.append(COMMAND.at(place, f"“\\{cut(name, 40)}” isn't known", hint=hint))
    return " ".join(_SPACES.split(found)).strip()


def _depth(value: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", value):
        depth = depth + 1 if sign == "{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _scripts(maths: str) -> str:
    return _SCRIPT.sub(lambda found: f"\\{_SCRIPTS[found[1]]}{{{found[2] or found[3] or ''}}}", maths)


@cache
def _reader() -> tuple[Callable[[str], str], list[str]]:
    """Return what reads LaTeX, and the list to which it adds the commands that it doesn't know."""
    unknown: list[str] = []
    walked, told = parsing(), telling()
    walked.add_context_category(
        "ours", prepend=True, macros=[MacroSpec(name, "{") for name in (*_SCRIPTS.values(), "enquote", "mkbibquote", "noopsort")]
    )

    def script(node: Any, l2tobj: Any, *, raised: bool) -> str:
        return as_characters(l2tobj.nodelist_to_text(node.nodeargd.argnlist), raised=raised)

    def strange(node: Any) -> None:
        unknown.append(node.macroname)

    told.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=strange))
    told.add_context_category("ours", prepend=True, macros=[
        *(MacroTextSpec(name, simplify_repl=text) for name, text in _WORDS.items()),
        *(MacroTextSpec(name) for name in _SILENT),
        *(MacroTextSpec(name, simplify_repl=strange) for name in ("input", "include")),
        *(MacroTextSpec(name, simplify_repl="“%s”") for name in ("enquote", "mkbibquote")),
        MacroTextSpec("noopsort", discard=True),
        MacroTextSpec("textsubscript", simplify_repl=lambda node, l2tobj: script(node, l2tobj, raised=False)),
        MacroTextSpec("textsuperscript", simplify_repl=lambda node, l2tobj: script(node, l2tobj, raised=True)),
    ])  # fmt: skip
    made = LatexNodes2Text(latex_context=told, math_mode="text", strict_latex_spaces=False)
    return lambda value: str(made.latex_to_text(value, tolerant_parsing=True, latex_context=walked)), unknown

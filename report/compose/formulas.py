r"""Formulas in words and signs, for who hears them, and for text that has no pictures: \frac{a}{b} is a/b."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from report.model.document import Formula
from report.model.prose import Maths
from report.model.scripts import LOWERED, RAISED

_SIGNS = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "~", "equiv": "≡", "propto": "∝", "infty": "∞", "partial": "∂", "nabla": "∇",
    "sum": "∑", "prod": "∏",    "int": "∫", "in": "∈", "notin": "∉", "subset": "⊂",
    "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "ldots": "…", "dots": "…", "cdots": "…",
    "degree": "°", "circ": "∘", "prime": "′", "angle": "∠", "ell": "ℓ", "hbar": "ℏ", "quad": " ", "qquad": " ",
    "left": "", "right": "", "mathrm": "", "text": "", "mathit": "", "mathbf": "", "operatorname": "",
    "displaystyle": "", "langle": "⟨", "rangle": "⟩",
    "{": "{", "}": "}", "%": "%", "$": "$", ",": " ", ";": " ", "!": "", " ": " ", "|": "‖", "&": "&", "#": "#", "_": "_",
}  # fmt: skip
_OVER = {
    "hat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "tilde": "\u0303",
}
_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([{}^_])|\s+|([^\\{}^_\s])")
_SPACED = re.compile(r"(?<!\s)\s*+([=<>≤≥≠≈≡∝→⇒⇔×÷∈∉])\s*+|(?<=[^\s(=<>≤≥,;^/√+−])([+−±∓])")


def formula(node: Maths) -> Formula:
    """Return the formula for a document."""
    name = hashlib.sha256(f"{node.display} {node.tex}".encode()).hexdigest()[:12]
    return Formula(node.tex, in_signs(node.tex), f"formula-{name}", node.display, node.place)


def in_signs(tex: str) -> str:
    """Return TeX's maths as a line of text: Greek letters and signs as they are, x², a fraction as (a + b)/c."""
    tokens = [found for found in _TOKEN.finditer(tex) if not found[0].isspace()]
    text, _ = _group(tokens, 0)
    return " ".join(_SPACED.sub(lambda found: f" {found[1] or found[2]} ", text).split())


def _group(tokens: list[re.Match[str]], at: int) -> tuple[str, int]:
    """Read up to the closing brace, or the end."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at][2] != "}":
        part, at = _part(tokens, at)
        parts.append(part)
    return "".join(parts), at + 1


def _part(tokens: list[re.Match[str]], at: int) -> tuple[str, int]:
    if at >= len(tokens):
        return "", at
    token = tokens[at]
    if token[2] == "{":
        return _group(tokens, at + 1)
    if token[2] in {"^", "_"}:
        inner, at = _part(tokens, at + 1)
        signs = RAISED if token[2] == "^" else LOWERED
        if inner and all(character in signs for character in inner):
            return "".join(signs[character] for character in inner), at
        return f"{token[2]}{_held(inner)}", at
    name = token[1]
    if name in {"frac", "dfrac", "tfrac"}:
        above, at = _part(tokens, at + 1)
        below, at = _part(tokens, at)
        return f"{_held(above)}/{_held(below)}", at
    if name == "sqrt":
        inner, at = _part(tokens, at + 1)
        return f"√{_held(inner)}", at
    if name in _OVER:
        inner, at = _part(tokens, at + 1)
        return f"{inner}{_OVER[name]}", at
    return _sign(name) if name else token[0].replace("-", "−"), at + 1


def _held(text: str) -> str:
    """Return text in brackets, unless it is one number or one word."""
    return text if text.isalnum() or len(text) < 2 else f"({text})"


@cache
def _sign(name: str) -> str:
    if name in _SIGNS:
        return _SIGNS[name]
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    greek = name.removeprefix("var").upper().replace("LAMBDA", "LAMDA")
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {greek}")
    except KeyError:
        return f" {name} "

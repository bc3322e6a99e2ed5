"""Style sheets made of pieces of CSS in any order: most are broken, some by luck are not."""

from __future__ import annotations

import random

PIECES = [
    "p", " ", "{", "}", "{ color: red }", "{ color: ", "color", ":", "red", ";", "@media print", "(", ")", "'x'", '"',
    "/*", "*/", ",", ".", "#a", ".c", "[x]", "[x=y]", "::before", ":hover", "!important", "10px", "50%", "\\", "\n",
    "--a", "@page", "@font-face", "+", ">", "calc(1px + 2px)", "*", "b", "!", "=", "~", "|", "<!--", "-->", "$", "1", "é",
    "@x", "}\np {", "margin: 0", "font: 1em/2 'x', serif;", "U+26", "#123", "\\41 ", "not(b)", "e(f)",
]  # fmt: skip


def soup(seed: int, sheets: int) -> list[str]:
    """Return that many sheets, the same for the same seed."""
    chance = random.Random(seed)
    return [_one(chance) for _ in range(sheets)]


def _one(chance: random.Random) -> str:
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 9)))
    return chance.choice([text, f"p {{ {text} }}", f"{text} {{ color: red }}"])

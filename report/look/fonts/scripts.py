"""Scripts beyond those that every publication has faces for: which an article asks for, and what brings them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from report.look.fonts.origin import origin
from report.look.tokens import ScriptToken, Tokens
from report.problems import ToolMissing

_NAMES = {
    "Arab": "ARABIC", "Hebr": "HEBREW", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Guru": "GURMUKHI", "Gujr": "GUJARATI",
    "Orya": "ORIYA", "Taml": "TAMIL", "Telu": "TELUGU", "Knda": "KANNADA", "Mlym": "MALAYALAM", "Sinh": "SINHALA", "Thai": "THAI",
    "Laoo": "LAO", "Tibt": "TIBETAN", "Mymr": "MYANMAR", "Khmr": "KHMER", "Geor": "GEORGIAN", "Armn": "ARMENIAN",
    "Ethi": "ETHIOPIC", "Syrc": "SYRIAC", "Thaa": "THAANA", "Jpan": "HIRAGANA", "Kore": "HANGUL", "Hans": "CJK", "Hant": "CJK",
}  # fmt: skip
"""How Unicode's names of a script's letters begin."""


def scripts_for(lacking: Iterable[str], tokens: Tokens) -> list[str]:
    """Return those of the tokens' scripts that have letters which the faces so far lack, as far as they are installed."""
    begun = {unicodedata.name(character, "").partition(" ")[0] for character in lacking}
    return [code for code, script in tokens.scripts.items() if _NAMES.get(code) in begun and _is_there(script)]


def _is_there(script: ScriptToken) -> bool:
    try:
        for face in script.faces:
            origin(face)
    except ToolMissing:
        return False
    return True


def advice(character: str, scripts: Mapping[str, ScriptToken]) -> str:
    """Return what brings the faces for a character's script; empty where nothing of ours does."""
    begun = unicodedata.name(character, "").partition(" ")[0]
    found = (script for code, script in scripts.items() if _NAMES.get(code) == begun)
    script = next((one for one in found if one.extra), None)
    if script is None:
        return ""
    packages = " ".join(f"fontpkg-{'-'.join(name.lower().split())}" for name in dict.fromkeys((script.text, script.display)))
    return f"install report[{script.extra}], which has a family for it ({packages})"

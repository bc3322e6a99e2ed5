"""Design tokens: the one source of colours, sizes, spacing and families, for style sheets, e-books and charts.

`templates/tokens.toml` names every token there is; a theme's file overrides them by name.
"""

from report.look.tokens.file import load_tokens
from report.look.tokens.values import TEXT_PAIRS, FaceToken, ScriptToken, SeriesToken, Tokens, contrast, legible

__all__ = ["TEXT_PAIRS", "FaceToken", "ScriptToken", "SeriesToken", "Tokens", "contrast", "legible", "load_tokens"]

"""The book's one style sheet: those of `templates/css/epub/` in their order, with tokens as literals.

Reading systems differ in what they know of custom properties; so none is left in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report import markup
from report.output.epub import plan
from report.output.faces import Face
from report.system import places

ORDER = ("base", "text", "headings", "figure", "table", "statement", "account", "blocks", "note", "front", "glance")


def sheet(look: Mapping[str, str], faces: Sequence[Face], theme: Sequence[str] = (), language: str = "en") -> bytes:
    """Return the style sheet; `look` has each token's value by name, `theme` the article's own sheets for e-books.

    In a language from right to left it is in a mirror: old readers know nothing of start and end.

    A LookupError names a token that isn't in `look`.
    """
    folder = places.templates() / "css" / "epub"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in ORDER]
    rules = "\n".join([*map(_font_face, faces), *markup.book_styles([*sheets, *theme], language)])
    return markup.resolve(rules, look).encode("utf-8")


def _font_face(face: Face) -> str:
    source = plan.link(face.file, seen_from=plan.STYLES)
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{source}"); }}'
    )

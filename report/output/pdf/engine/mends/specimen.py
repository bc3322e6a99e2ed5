"""Small pages on which a fault of the engine shows; nothing of ours is asked but the names that mends change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def pages(body: str, style: str) -> list[Any]:
    """Return the boxes of laid-out pages."""
    from weasyprint import HTML

    html = f'<html lang="en"><style>{style}</style><body>{body}</body></html>'
    return [page._page_box for page in HTML(string=html).render().pages]


def boxes(page: Any, kind: str) -> list[Any]:
    """Return the boxes of one kind, in order."""
    return [box for box in page.descendants() if type(box).__name__ == kind]


def words(box: Any) -> str:
    """Return the text in a box."""
    return " ".join(text for text in (getattr(below, "text", "").strip() for below in box.descendants()) if text)


def calls(work: Callable[[], object]) -> int:
    """Return how many functions of Python are called for some work."""
    count = 0

    def heard(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count - 1  # the work itself

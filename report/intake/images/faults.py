"""What is wrong with an image as a whole."""

from __future__ import annotations


class Fault(Exception):
    """An image that can't be used; says why, as a clause."""

    def __init__(self, reason: str, line: int = 0, cause: str = "") -> None:
        super().__init__(reason)
        self.line = line
        self.cause = cause

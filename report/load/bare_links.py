"""Addresses that are typed bare, and lead somewhere all the same: https://…, www.… and mailboxes, by GitHub's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BARE = re.compile(
    r"(?<![\w/.:@-])(?:https?://|www\.)[^\s<>\"“”„«»]+|(?<![\w.+/@:-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?![\w@-])",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://|www\.)[\w-]+(?:[.:\[]|\Z|/)", re.IGNORECASE)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")


def bare_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each address begins and ends, and where it leads; marks that end the sentence don't belong to it."""
    for found in _BARE.finditer(text):
        typed = _trimmed(found[0])
        if typed[:4].casefold() in {"http", "www."}:
            if _HOST.match(typed):
                yield found.start(), found.start() + len(typed), typed if typed[:4].casefold() == "http" else f"https://{typed}"
        elif typed:
            yield found.start(), found.start() + len(typed), f"mailto:{typed}"


def _trimmed(typed: str) -> str:
    closing = typed.count(")") - typed.count("(")
    end = len(typed)
    while end:
        last = typed[end - 1]
        if last in "?!.,:*_~'’”…":
            end -= 1
        elif last == ")" and closing > 0:
            end, closing = end - 1, closing - 1
        elif last == ";" and (entity := _ENTITY.search(typed, max(end - 12, 0), end)):
            end = entity.start()
        elif last == ";":
            end -= 1
        else:
            break
    return typed[:end]

"""Addresses that a publication can lead to: those that browsers, e-readers and the judges of e-books follow."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 2000
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_IN_DOI = "/:;()._-@!$&'*+,=~"
"""What may stand in a DOI's address as it is, besides letters and digits; publishers' DOIs hold other signs, too."""
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address_objection(address: str) -> str:
    """Say why an address can't stand in a publication as a link to the web or to a mailbox; nothing where it can."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "it isn't an address"
    if parts.scheme not in {"http", "https", "mailto"}:
        return "it begins neither with https:// nor with http:// nor with mailto:"
    if parts.scheme == "mailto" and not re.fullmatch(r"[^@]+@[^@]+", parts.path):
        return "it names no mailbox"
    if parts.scheme != "mailto" and not parts.hostname:
        return "it names no host"
    if len(address) > LONGEST_ADDRESS:
        return f"it has more than {LONGEST_ADDRESS:,} characters"
    if not all(character.isprintable() and character not in ' "<>\\^`{|}' for character in address):
        return "it has characters that can't stand in an address"
    behind = f"{parts.path}?{parts.query}"
    if strange := set("[]") & set(behind + parts.fragment) | set("#") & set(parts.fragment):
        sign = min(strange)
        return f"it has “{sign}” where %{ord(sign):02X} has to stand"
    if _PERCENT.search(address):
        return "a % in it has no two digits behind it; the sign itself is %25"
    return ""


def doi_address(doi: str) -> str:
    """Return the address at which a DOI is resolved."""
    return f"https://doi.org/{quote(doi, safe=_IN_DOI)}"

"""Images without what they say beside what they show: where, when, by whom and with what they were made.

Pixels are copied as they are, together with what colours need: profile, gamma, transparency. Only an image that has to be
turned, since its camera was, is written anew. What can't be taken apart is written anew, too, so that nothing stays in it unseen.
"""

from __future__ import annotations

import base64
import io
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from report.intake import css
from report.intake.images.pixels import KINDS, strict
from report.intake.images.unseen import cut_out, take_out

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION = 0x0112
_QUALITY = 95

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
}
_WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_WEBP_FLAGS = 0x10 | 0x20
"""Of the flags of VP8X those for transparency and for a profile; the others announce what is taken off."""
_JPEG_KEPT = {0xDB, 0xC4, 0xDD, 0xDA, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xD0)}
"""Markers of tables, frames and scans."""

_SVG = "http://www.w3.org/2000/svg"
_DRAWN = {None, _SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}
"""Namespaces of what is drawn; others are those of programs that drawings were made with."""
_DATA = re.compile(r"data:(image/[a-z+.-]+);base64,([A-Za-z0-9+/\s]+)=*", re.IGNORECASE)


class _Odd(Exception):
    """The bytes aren't laid out as they should be."""


def without_metadata(data: bytes, media_type: str) -> bytes:
    """Return an image that has been looked through, turned upright, without its metadata; done again, it changes nothing."""
    if media_type == "image/svg+xml":
        return _drawing(data)
    if media_type not in KINDS:
        return data
    from PIL import Image

    kind = KINDS[media_type]
    with strict(), Image.open(io.BytesIO(data), formats=[kind]) as image:
        if _turned(image):
            return anew(image, kind, lossless=b"VP8L" in data)
        try:
            return {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp}[media_type](data)
        except (_Odd, struct.error):
            return anew(image, kind, lossless=b"VP8L" in data)


def _turned(image: Image.Image) -> bool:
    try:
        return image.getexif().get(_ORIENTATION, 1) in range(2, 9)
    except Exception:  # damaged metadata trips its reader in many ways, and turns nothing
        return False


def tried(data: bytes, media_type: str) -> bytes:
    """Return an image that nobody has looked through without its metadata; as it is, where it can't be read as an image."""
    try:
        return without_metadata(data, media_type)
    except Exception:  # it shows nothing, and damaged bytes trip decoders in many ways
        return data


def in_addresses(text: str) -> str:
    """Return a style sheet, or a value in it, in whose data: addresses images have no metadata."""

    def one(found: re.Match[str]) -> str:
        code = "".join(found[2].split())
        before = base64.b64decode(code + "=" * (-len(code) % 4)) if len(code) % 4 != 1 else b""
        after = tried(before, found[1].lower())
        return found[0] if after == before else f"data:{found[1]};base64,{base64.b64encode(after).decode('ascii')}"

    return _DATA.sub(one, text)


def anew(image: Image.Image, kind: str, *, lossless: bool) -> bytes:
    """Return an image upright, written by us as a PNG, JPEG or WEBP, with its profile and nothing else."""
    from PIL import Image, ImageOps

    profile, transparency = image.info.get("icc_profile"), image.info.get("transparency")
    turned = ImageOps.exif_transpose(image) if _turned(image) else image
    if turned.mode == "PA":
        turned = turned.convert("RGBA")
    plain = Image.frombytes(turned.mode, turned.size, turned.tobytes())
    if turned.mode == "P" and (palette := turned.getpalette("RGB")):
        plain.putpalette(palette)
    options = {"transparency": transparency} if kind == "PNG" and transparency is not None else {}
    out = io.BytesIO()
    if kind == "JPEG":
        plain.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
    elif kind == "WEBP":
        plain.save(out, "WEBP", quality=_QUALITY, lossless=lossless, exact=lossless, icc_profile=profile or b"")
    else:
        plain.save(out, "PNG", icc_profile=profile, **options)
    return out.getvalue()


def _png(data: bytes) -> bytes:
    if not data.startswith(_PNG):
        raise _Odd
    kept, position = [_PNG], len(_PNG)
    while position < len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + size
        if end > len(data):
            raise _Odd
        if kind in _PNG_CHUNKS:
            kept.append(data[position:end])
        if kind == b"IEND":
            return b"".join(kept)
        position = end
    raise _Odd


def _webp(data: bytes) -> bytes:
    kept, position, end = [], 12, 8 + struct.unpack_from("<I", data, 4)[0]
    while position + 8 <= min(end, len(data)):
        kind, size = struct.unpack_from("<4sI", data, position)
        chunk = data[position : position + 8 + size + size % 2]
        if len(chunk) < 8 + size or kind in {b"ANIM", b"ANMF"}:
            raise _Odd
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & _WEBP_FLAGS]) + chunk[9:]
        if kind in _WEBP_CHUNKS:
            kept.append(chunk)
        position += len(chunk)
    if not any(chunk.startswith((b"VP8 ", b"VP8L")) for chunk in kept):
        raise _Odd
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _jpeg(data: bytes) -> bytes:
    """Keep tables, frames and scans, the profile, and what says how colours are coded; what follows the image's end goes."""
    if data[:2] != b"\xff\xd8":
        raise _Odd
    kept, position = [data[:2]], 2
    for marker, start, end in _segments(data, position):
        content = data[start + 4 : end]
        if marker == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])
        if marker == 0xE0 and content.startswith(b"JFIF\0") and len(content) >= 14:
            kept.append(b"\xff\xe0\0\x10" + content[:12] + b"\0\0")  # without its thumbnail
        elif marker in _JPEG_KEPT or (marker == 0xE2 and content.startswith(b"ICC_PROFILE\0")):
            kept.append(data[start:end])
        elif marker == 0xEE and content.startswith(b"Adobe"):
            kept.append(b"\xff\xee\0\x0e" + content[:12])
    raise _Odd


def _segments(data: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Yield each segment's marker, beginning and end; a scan ends where its pixels do."""
    while position + 2 <= len(data):
        if data[position] != 0xFF:
            raise _Odd
        marker = data[position + 1]
        if marker == 0xFF:  # a byte that fills up
            position += 1
            continue
        if marker == 0xD9:
            yield marker, position, position + 2
            return
        end = position + 2 + struct.unpack_from(">H", data, position + 2)[0]
        if marker == 0xDA:
            while (end := data.find(b"\xff", end)) >= 0 and end + 1 < len(data) and _of_pixels(data[end + 1]):
                end += 2
        if not position + 4 <= end <= len(data):
            raise _Odd
        yield marker, position, end
        position = end
    raise _Odd


def _of_pixels(code: int) -> bool:
    """Tell whether a byte after 0xFF inside of a scan belongs to it: an escaped 0xFF, or a mark to begin anew from."""
    return code == 0 or 0xD0 <= code <= 0xD7


def _drawing(data: bytes) -> bytes:
    """Return a drawing without comments, metadata, what programs that draw keep for themselves, and what isn't drawn."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    has_doctype = root.getroottree().docinfo.internalDTD is not None
    changed = root.getprevious() is not None or root.getnext() is not None or has_doctype
    before = etree.tostring(root, with_tail=False)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not _drawn(element.tag):
            cut_out(element)
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if _drawn(str(key)):
                element.set(key, in_addresses(str(value)))
            else:
                del element.attrib[key]
        if element.tag == f"{{{_SVG}}}style" and element.text:
            element.text = in_addresses(css.without_comments(element.text))
    take_out(root)
    if not changed and etree.tostring(root, with_tail=False) == before:
        return data
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _drawn(name: str) -> bool:
    return etree.QName(name).namespace in _DRAWN

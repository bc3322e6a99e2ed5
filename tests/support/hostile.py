"""ZIP archives written by hand, with everything in them that an honest writer would never write."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

UTF8 = 0x0800
REGULAR = 0o100644 << 16
ABOUT = {"form": 1, "article": "a", "edition": {"number": 1}, "format": "a4"}


@dataclass(frozen=True)
class Entry:
    """A file in an archive; what is None follows from the content, as it does in honest archives."""

    name: bytes
    content: bytes = b"x"
    method: int = 8
    flags: int = 0
    attributes: int = REGULAR
    system: int = 3
    extra: bytes = b""
    local_name: bytes | None = None
    local_extra: bytes | None = None
    local_method: int | None = None
    local_size: int | None = None
    local_crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    packed: bytes | None = None
    offset: int | None = None
    hidden: bool = False
    """Whether the directory leaves it out."""
    descriptor: bytes = b""

    def bytes_packed(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.content
        stream = zlib.compressobj(9, zlib.DEFLATED, -15)
        return stream.compress(self.content) + stream.flush()


def given(*values: int | None) -> int:
    """Return the first value that isn't None."""
    return next(value for value in values if value is not None)


def archive(
    entries: Sequence[Entry],
    *,
    before: bytes = b"",
    between: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    disk: int = 0,
    shift: int = 0,
) -> bytes:
    """Return the archive of the entries as they are, with other bytes before, before the directory, and after."""
    out = bytearray(before)
    directory = bytearray()
    listed = 0
    for entry in entries:
        packed = entry.bytes_packed()
        crc = given(entry.crc, zlib.crc32(entry.content))
        size, packed_size = given(entry.size, len(entry.content)), given(entry.packed_size, len(packed))
        offset = given(entry.offset, len(out))
        name = entry.name if entry.local_name is None else entry.local_name
        extra = entry.extra if entry.local_extra is None else entry.local_extra
        sizes = (given(entry.local_crc, crc), packed_size, given(entry.local_size, size))
        if entry.descriptor:
            sizes = (0, 0, 0)
        method = given(entry.local_method, entry.method)
        out += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, entry.flags, method, 0, 33, *sizes, len(name), len(extra))
        out += name + extra + packed + entry.descriptor
        if entry.hidden:
            continue
        listed += 1
        directory += struct.pack(
            "<4s2B5H3L5H2L",
            *(b"PK\x01\x02", 20, entry.system, 20, entry.flags, entry.method, 0, 33, crc, packed_size, size),
            *(len(entry.name), len(entry.extra), 0, 0, 0, entry.attributes, offset),
        )
        directory += entry.name + entry.extra
    out += between
    start = len(out)
    number = given(count, listed)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", disk, disk, number, number, len(directory), start + shift, len(comment))
    return bytes(out + directory + end + comment + after)


def honest() -> list[Entry]:
    """Return the entries of a small archive that is a copy, and against which nothing speaks."""
    files = {
        "article/article.yaml": b"id: a\n",
        "article/sections/one.md": b"# One\n",
        "copy.json": json.dumps(ABOUT).encode(),
        "format/a4.toml": b'medium = "pdf"\n',
        "versions.json": b"{}",
    }
    return [Entry(name.encode(), content) for name, content in files.items()]


def with_name(name: str | bytes, **values: object) -> bytes:
    """Return a copy with one more file, of that name."""
    raw = name if isinstance(name, bytes) else name.encode("utf-8", "surrogatepass")
    flags = 0 if raw.isascii() else UTF8
    return archive([*honest(), replace(Entry(raw, flags=flags), **values)])  # type: ignore[arg-type]


NAMES = {
    "absolute": "/etc/cron.d/x", "absolute-twice": "//server/share/x", "up": "../x", "up-twice": "../../x",
    "up-inside": "a/../../x", "up-at-end": "a/..", "point": "./x", "point-inside": "a/./x", "empty-part": "a//x", "empty": "",
    "backslash": "..\\x", "backslash-inside": "a\\..\\..\\x", "backslash-root": "\\x", "unc": "\\\\server\\share\\x",
    "drive": "C:/x", "drive-relative": "C:x", "drive-backslash": "C:\\x", "stream": "x:hidden", "device": "NUL",
    "device-with-ending": "nul.txt", "device-inside": "a/CON/x", "device-port": "com1.md", "device-superscript": "LPT¹",
    "device-upper": "AUX.yaml", "device-console": "CONIN$", "point-at-end": "x.", "space-at-end": "x ", "space-at-start": " x",
    "points": "...", "folder-point-at-end": "a./x", "hidden": ".ssh/authorized_keys", "hidden-file": "a/.git", "star": "a*",
    "question": "a?", "less": "a<b", "quote": 'a"b', "pipe": "a|b", "nul": "x\0.md", "line-end": "a\nb", "escape": "a\x1b[2Jb",
    "tab": "a\tb", "delete": "a\x7fb", "direction": "a\u202egnp.md", "isolate": "a\u2066b", "joiner": "a\u200db",
    "mark": "\ufeffa", "soft-hyphen": "a\u00adb", "line-separator": "a\u2028b", "surrogate": "a\ud800b", "private": "a\ue000b",
    "unassigned": "a\u0378b", "decomposed": "cafe\u0301.md", "ligature-clash": "ARTICLE/article.yaml", "long-part": "a" * 121,
    "long": "/".join(["a" * 50] * 5), "very-long": "a" * 60000, "deep": "/".join("a" * 13), "twice": "article/article.yaml",
    "capitals": "article/Article.yaml",
    "folder-capitals": "Article/x", "kelvin": "copy.jſon", "wide": "ｃopy.json", "under-a-file": "copy.json/x",
    "folder-of-a-file": "article",
}  # fmt: skip
"""Names that are refused, or that clash with one that is there."""

ORDERS = {
    "clear": "\x1b[2J", "title": "\x1b]0;mine\x07", "one-byte": "\x9b2J", "colour": "\x1b[31m", "link": "\x1b]8;;http:\x1b",
    "line": "\n", "line-start": "\r", "line-separator": "\u2028", "backspace": "\b", "delete": "\x7f", "override": "\u202e",
    "isolate": "\u2067", "mark": "\u200f", "tag": "\U000e0041", "next-line": "\x85",
}  # fmt: skip
"""What a terminal obeys, or what turns the writing on it round."""

LINK, DEVICE, PIPE, SOCKET, BLOCK = (kind << 16 | 0o777 << 16 for kind in (0o120000, 0o020000, 0o010000, 0o140000, 0o060000))
BOMB = b"\0" * 2_000_000


def _of(entry: Entry, **around: object) -> bytes:
    return archive([*honest(), entry], **around)  # type: ignore[arg-type]


def shapes() -> dict[str, bytes]:
    """Return hostile archives by what is wrong with each."""
    good = archive(honest())
    last = honest()[-1]
    file = Entry(b"x")
    quine = Entry(b"y", packed_size=len(file.bytes_packed()), packed=b"", offset=0)
    found = {f"name-{key}": with_name(name) for key, name in NAMES.items()}
    found |= {
        "link": _of(replace(file, attributes=LINK, content=b"/etc/passwd")),
        "link-to-folder": _of(replace(file, attributes=LINK, content=b"..")),
        "link-as-of-dos": _of(replace(file, attributes=LINK, system=0)),
        "device": _of(replace(file, attributes=DEVICE)),
        "pipe": _of(replace(file, attributes=PIPE)),
        "socket": _of(replace(file, attributes=SOCKET)),
        "block-device": _of(replace(file, attributes=BLOCK)),
        "folder-as-file": _of(replace(file, attributes=0o040755 << 16)),
        "dos-folder-as-file": _of(replace(file, attributes=0x10)),
        "dos-volume": _of(replace(file, attributes=0x08)),
        "reparse-point": _of(replace(file, attributes=0x400, system=0)),
        "setuid": _of(replace(file, attributes=0o104755 << 16)),
        "folder-with-content": _of(Entry(b"x/", b"content", attributes=0o040755 << 16)),
        "folder-as-link": _of(Entry(b"x/", b"", attributes=LINK)),
        "folder-up": _of(Entry(b"../", b"", attributes=0o040755 << 16)),
        "encrypted": _of(replace(file, flags=1)),
        "strongly-encrypted": _of(replace(file, flags=0x41)),
        "masked": _of(replace(file, flags=0x2001)),
        "aes": _of(replace(file, method=99)),
        "bzip2": _of(replace(file, method=12)),
        "lzma": _of(replace(file, method=14)),
        "deflate64": _of(replace(file, method=9)),
        "not-utf-8": _of(replace(file, name=b"caf\xe9", flags=UTF8)),
        "unsaid-code": _of(replace(file, name="café".encode())),
        "zip64-extra": _of(replace(file, extra=struct.pack("<2HQ", 1, 8, 1))),
        "unicode-name": _of(replace(file, extra=struct.pack("<2HBL", 0x7075, 9, 1, zlib.crc32(b"x")) + b"../x")),
        "local-unicode-name": _of(replace(file, local_extra=struct.pack("<2HBL", 0x7075, 9, 1, zlib.crc32(b"x")) + b"../x")),
        "unix-link-extra": _of(replace(file, extra=struct.pack("<2H", 0x000D, 12) + b"\0" * 12)),
        "aes-extra": _of(replace(file, extra=struct.pack("<2H", 0x9901, 7) + b"\0" * 7)),
        "damaged-extra": _of(replace(file, extra=b"\1\2\3")),
        "long-extra": _of(replace(file, extra=struct.pack("<2H", 0x5455, 2000) + b"\0" * 2000)),
        "other-local-name": _of(replace(file, local_name=b"../x")),
        "other-local-name-same-length": _of(replace(file, local_name=b"y")),
        "other-local-method": _of(replace(file, local_method=0)),
        "other-local-size": _of(replace(file, local_size=5)),
        "other-local-crc": _of(replace(file, local_crc=5)),
        "wrong-crc": _of(replace(file, crc=5)),
        "says-more": _of(replace(file, size=50)),
        "says-less": _of(replace(file, content=b"x" * 60, size=3, crc=zlib.crc32(b"xxx"))),
        "stored-with-two-sizes": _of(replace(file, method=0, size=9)),
        "not-deflated": _of(replace(file, packed=b"\xff\xff\xff\xff")),
        "cut-off": _of(replace(file, packed=file.bytes_packed()[:-1])),
        "more-after-the-stream": _of(replace(file, packed=file.bytes_packed() + b"hidden")),
        "thousandfold": _of(replace(file, content=BOMB)),
        "thousandfold-untold": _of(replace(file, content=BOMB, size=100)),
        "immense": _of(replace(file, size=4_000_000_000)),
        "immense-stored": _of(replace(file, method=0, size=3_000_000_000, packed_size=3_000_000_000)),
        "overlapping": archive([*honest(), file, quine]),
        "same-content-twice": archive([*honest(), file, replace(file, name=b"y", offset=0)]),
        "hidden-file": archive([replace(file, hidden=True), *honest()]),
        "hidden-file-last": archive([*honest(), replace(file, hidden=True)]),
        "program-before": archive(honest(), before=b"#!/bin/sh\nexit\n"),
        "program-before-moved": b"#!/bin/sh\nexit\n" + good,
        "something-between": archive(honest(), between=b"hidden"),
        "something-after": good + b"hidden",
        "line-end-after": good + b"\n",
        "comment": archive(honest(), comment=b"hello"),
        "archive-in-comment": archive(honest(), comment=archive([file])),
        "two-archives": good + archive([file]),
        "count-too-small": archive(honest(), count=1),
        "count-too-large": archive(honest(), count=900),
        "million": archive(honest(), count=65535),
        "several-disks": archive(honest(), disk=1),
        "directory-elsewhere": archive(honest(), shift=4),
        "no-directory": good[:-22],
        "nothing-but-the-end": archive([]),
        "cut-short": good[: len(good) // 2],
        "many": archive([*honest(), *(Entry(b"f/%d" % n, b"", method=0) for n in range(10_001))]),
        "descriptor-lies": _of(replace(file, flags=8, descriptor=b"PK\x07\x08" + b"\0" * 12)),
        "no-copy-json": archive([entry for entry in honest() if entry.name != b"copy.json"]),
        "no-versions": archive([entry for entry in honest() if entry.name != b"versions.json"]),
        "versions-not-json": archive([*honest()[:-1], replace(last, content=b"{")]),
        "versions-a-list": archive([*honest()[:-1], replace(last, content=b"[]")]),
        "versions-deep": archive([*honest()[:-1], replace(last, content=b"[" * 50_000, method=0)]),
    }  # fmt: skip
    for name, change in {
        "form-of-tomorrow": {"form": 2}, "form-of-words": {"form": "1"}, "article-up": {"article": "../a"},
        "article-missing": {"article": None}, "format-up": {"format": "../a4"}, "format-missing": {"format": "b5"},
        "edition-of-words": {"edition": "1"}, "edition-missing": {"edition": {}},
    }.items():  # fmt: skip
        about = json.dumps(ABOUT | change).encode()
        found[f"about-{name}"] = archive([replace(e, content=about) if e.name == b"copy.json" else e for e in honest()])
    return found

"""A ZIP archive from anybody, read with suspicion: all of it is good, or nothing of it is used.

`zipfile` reads the directory and decompresses; here is checked what it takes on trust. The two lists of entries (the
directory, and the headers before the contents) have to agree and to fill the file from its first byte to its last, so that
no other reader sees other files than we do.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from report.intake.names import LONGEST_NAME, clashes, objection

MOST_ENTRIES = 10_000
LARGEST_ARCHIVE = 256 * 1024 * 1024
"""Bytes, packed, and again unpacked, all files together."""
LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of one file, unpacked."""
DENSEST = 200
"""How many times its size an entry may unpack to; Deflate ends at about a thousand, text seldom passes twenty."""
_SMALL = 64 * 1024
"""Bytes below which compression isn't judged."""

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY_SIZE = 46
_LONGEST_EXTRA = 256
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_DESCRIPTOR = 0x0008
_UTF8 = 0x0800
_DOS_ODD = 0x08 | 0x40 | 0x400
"""Volume label, device, reparse point."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_REFUSED_EXTRAS = {0x0001: "it uses ZIP64", 0x7075: "it has a second name", 0x9901: "it is encrypted", 0x000D: "it may be a link"}


class RefusedArchive(Exception):
    """An archive that isn't read; says why, as a sentence without its full stop."""


def opened(data: bytes, *, mimetype: str = "") -> dict[str, bytes]:
    """Return the files of an archive by name, in the order of its directory, or raise RefusedArchive.

    With `mimetype`, the archive has to begin with an entry of that name and content, as EPUB wants it. Folders that have
    entries of their own are passed over.
    """
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            starts = _check_entries(data, entries, archive.start_dir)
            files = _contents(data, entries, starts)
    except RefusedArchive:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        struct.error,
    ) as error:
        raise RefusedArchive(f"the archive is damaged: {error}") from None
    if mimetype and (next(iter(files), "") != "mimetype" or files["mimetype"] != mimetype.encode()):
        raise RefusedArchive(f"the archive doesn't begin with the type {mimetype}")
    return files


def _check_end(data: bytes) -> None:
    """Check the last record before `zipfile` looks for it anywhere else, and that the directory isn't immense."""
    if len(data) > LARGEST_ARCHIVE:
        raise RefusedArchive(f"the archive has more than {LARGEST_ARCHIVE // 1024 // 1024} MB")
    if len(data) < _END.size:
        raise RefusedArchive("this is too short for an archive")
    signature, disk, first_disk, here, total, size, start, comment = _END.unpack(data[-_END.size :])
    if signature != b"PK\x05\x06" or comment:
        raise RefusedArchive("the archive doesn't end with the end of its directory")
    if disk or first_disk or here != total:
        raise RefusedArchive("the archive is in several parts")
    if total > MOST_ENTRIES or size > MOST_ENTRIES * (_ENTRY_SIZE + LONGEST_NAME + _LONGEST_EXTRA):
        raise RefusedArchive(f"the archive has more than {MOST_ENTRIES:,} entries")
    if start + size != len(data) - _END.size:
        raise RefusedArchive("the archive's directory doesn't stand where its end says")
    if data[-_END.size - 20 : -_END.size - 16] == b"PK\x06\x07":
        raise RefusedArchive("the archive uses ZIP64")


def _check_entries(data: bytes, entries: list[zipfile.ZipInfo], start_dir: int) -> dict[str, int]:
    """Return where the content of each entry begins."""
    stated = _END.unpack(data[-_END.size :])
    if len(entries) != stated[4] or start_dir != stated[6]:
        raise RefusedArchive("the archive's directory has other entries than its end says")
    for entry in entries:
        name = entry.orig_filename
        if reason := _entry_objection(entry):
            raise RefusedArchive(f"“{_shown(name)}” is refused: {reason}")
    files = [entry.orig_filename for entry in entries if not entry.is_dir()]
    folders = [entry.orig_filename.rstrip("/") + "/x" for entry in entries if entry.is_dir()]
    for first, second in clashes([*files, *dict.fromkeys(folders)]):
        same = "is there twice" if first == second else f"and “{_shown(second)}” can't stand beside each other on every system"
        raise RefusedArchive(f"“{_shown(first)}” {same}")
    starts = _check_headers(data, entries, start_dir)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_ARCHIVE:
        raise RefusedArchive(f"the archive unpacks to more than {LARGEST_ARCHIVE // 1024 // 1024} MB")
    return starts


def _entry_objection(entry: zipfile.ZipInfo) -> str:
    name = entry.orig_filename
    folder = name.endswith("/")
    if reason := objection(name[:-1] if folder else name):
        return reason
    if not entry.flag_bits & _UTF8 and not name.isascii():
        return "its name doesn't say in which code it is written"
    if entry.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if entry.compress_type not in _METHODS:
        return "it is compressed in a way that isn't read"
    if reason := _kind_objection(entry, folder=folder):
        return reason
    if reason := _extra_objection(entry.extra):
        return reason
    if folder and (entry.file_size or entry.compress_size > 2):
        return "it is a folder with content"
    if entry.file_size > LARGEST_FILE:
        return f"it unpacks to more than {LARGEST_FILE // 1024 // 1024} MB"
    if entry.file_size > _SMALL and entry.file_size > DENSEST * max(entry.compress_size, 1):
        return f"it unpacks to more than {DENSEST} times its size"
    if entry.compress_type == zipfile.ZIP_STORED and entry.file_size != entry.compress_size:
        return "it is stored as it is and has two sizes"
    return ""


def _kind_objection(entry: zipfile.ZipInfo, *, folder: bool) -> str:
    """Say whether the entry's attributes make it anything but a plain file, or a folder where its name ends so."""
    mode = entry.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind not in {0, stat.S_IFDIR if folder else stat.S_IFREG}:
        return "it is a link" if kind == stat.S_IFLNK else "it is not a plain file"
    if mode & (stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX):
        return "it asks for rights of its own"
    dos = entry.external_attr & 0xFFFF
    if dos & _DOS_ODD or (dos & 0x10 and not folder):
        return "it is not a plain file"
    return ""


def _extra_objection(extra: bytes) -> str:
    if len(extra) > _LONGEST_EXTRA:
        return "it carries more beside its name than a file needs"
    while extra:
        if len(extra) < 4:
            return "what it carries beside its name is damaged"
        kind, size = struct.unpack("<2H", extra[:4])
        if kind in _REFUSED_EXTRAS:
            return _REFUSED_EXTRAS[kind]
        if size > len(extra) - 4:
            return "what it carries beside its name is damaged"
        extra = extra[4 + size :]
    return ""


def _check_headers(data: bytes, entries: list[zipfile.ZipInfo], start_dir: int) -> dict[str, int]:
    """Check that headers and contents follow each other without gap or overlap, and say what the directory says."""
    position = 0
    starts: dict[str, int] = {}
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        shown = _shown(entry.orig_filename)
        if entry.header_offset != position:
            where = "before" if entry.header_offset > position else "inside of what precedes"
            raise RefusedArchive(f"something stands {where} “{shown}” in the archive")
        fields = _LOCAL.unpack(data[position : position + _LOCAL.size])
        signature, _, flags, method, _, _, crc, packed, unpacked, name_size, extra_size = fields
        start = position + _LOCAL.size
        name = data[start : start + name_size]
        described = bool(flags & _DESCRIPTOR)
        stated = (entry.CRC, entry.compress_size, entry.file_size)
        agrees = (crc, packed, unpacked) == stated or (described and (crc, packed, unpacked) == (0, 0, 0))
        told = entry.orig_filename.encode("utf-8" if flags & _UTF8 else "cp437", "replace")
        if signature != b"PK\x03\x04" or name != told or flags != entry.flag_bits or method != entry.compress_type or not agrees:
            raise RefusedArchive(f"the archive says two things of “{shown}”")
        if reason := _extra_objection(data[start + name_size : start + name_size + extra_size]):
            raise RefusedArchive(f"“{shown}” is refused: {reason}")
        starts[entry.orig_filename] = start + name_size + extra_size
        position = starts[entry.orig_filename] + entry.compress_size
        if described:
            position = _after_descriptor(data, position, stated, shown)
    if position != start_dir:
        raise RefusedArchive("something stands between the last file and the directory")
    return starts


def _after_descriptor(data: bytes, position: int, stated: tuple[int, int, int], shown: str) -> int:
    told = struct.pack("<3L", *stated)
    for descriptor in (b"PK\x07\x08" + told, told):
        if data.startswith(descriptor, position):
            return position + len(descriptor)
    raise RefusedArchive(f"the archive says two things of “{shown}”")


def _contents(data: bytes, entries: list[zipfile.ZipInfo], starts: dict[str, int]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for entry in entries:
        if entry.is_dir():
            continue
        name = entry.orig_filename
        content = data[starts[name] : starts[name] + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            content = _inflated(content, entry.file_size, _shown(name))
        if zlib.crc32(content) != entry.CRC:
            raise RefusedArchive(f"“{_shown(name)}” is damaged: its checksum is another")
        files[name] = content
    return files


def _inflated(packed: bytes, size: int, shown: str) -> bytes:
    """Decompress, but never more than was announced, and leave nothing over."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    content = stream.decompress(packed, size + 1)
    if len(content) != size or not stream.eof or stream.unused_data:
        raise RefusedArchive(f"“{shown}” unpacks to another size than it says")
    return content


def _shown(name: str) -> str:
    """Return a name as it may be printed: control characters, and whatever else a terminal obeys, written out."""
    seen = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)
    return seen if len(seen) <= 80 else f"{seen[:77]}…"

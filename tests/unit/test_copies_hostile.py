"""Archives that somebody made to do harm: each is refused with a reason, and nothing is written anywhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support.hostile import Entry, archive, honest, shapes

from report.command_line.cli import main
from report.copies import extract, find
from report.copies.rules import UNSAFE_COPY
from report.intake.archive import DENSEST, LARGEST_ARCHIVE, LARGEST_FILE, MOST_ENTRIES, RefusedArchive, opened
from report.intake.names import LONGEST_NAME
from report.output import container
from report.problems import ProblemsFound

SHAPES = shapes()
RULES = {"CPY-001", "CPY-002", "CPY-003"}


def as_pdf(data: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["a-source.zip"] = pikepdf.AttachedFileSpec(pdf, data)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def as_epub(data: bytes) -> bytes:
    return container.pack([("EPUB/attachments/a-source.zip", data)], mimetype=container.EPUB)


def everything_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_the_limits_that_are_explained_are_the_limits_that_hold() -> None:
    megabytes = 1024 * 1024
    for words in (
        f"{MOST_ENTRIES:,} entries", f"{LARGEST_ARCHIVE // megabytes} MB unpacked", f"{LARGEST_FILE // megabytes} MB a file",
        f"{DENSEST}-fold compression", f"names of {LONGEST_NAME} bytes",
    ):  # fmt: skip
        assert words in UNSAFE_COPY.help


def test_there_are_a_hundred_of_them() -> None:
    assert len(SHAPES) >= 100
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_the_archive_that_they_are_made_from_is_good(tmp_path: Path) -> None:
    for name, data in {
        "a.zip": archive(honest()),
        "a.pdf": as_pdf(archive(honest())),
        "a.epub": as_epub(archive(honest())),
    }.items():
        file = tmp_path / name
        file.write_bytes(data)
        copy = find(file)
        assert (copy.article, copy.edition, copy.format, copy.medium) == ("a", 1, "a4", name.partition(".")[2])
        written = extract(copy, tmp_path / f"out-{name}")
        assert len(written) == len(honest())
        assert (tmp_path / f"out-{name}" / "article" / "article.yaml").read_bytes() == b"id: a\n"


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_hostile_archive_is_refused_and_nothing_written(shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    file = inside / "copy.zip"
    file.write_bytes(SHAPES[shape])
    before = everything_below(tmp_path)
    assert main(["extract", str(file), str(inside / "target")]) == 1
    assert everything_below(tmp_path) == before
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("CPY-") == 1
    assert told.err.startswith(tuple(f"{file}: {rule} " for rule in RULES))
    assert "hint: " in told.err
    assert told.err.replace("\n", "").isprintable()


@pytest.mark.parametrize("shape", ["name-up", "link", "thousandfold", "overlapping", "name-capitals", "other-local-name"])
@pytest.mark.parametrize("wrapped", [as_pdf, as_epub])
def test_a_hostile_archive_is_refused_inside_of_a_publication(shape: str, wrapped: object, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_bytes(wrapped(SHAPES[shape]))  # type: ignore[operator]
    with pytest.raises(ProblemsFound, match="CPY-002"):
        find(file)


def test_a_publication_that_is_itself_hostile_is_refused(tmp_path: Path) -> None:
    inner = archive(honest())
    good = Entry(b"mimetype", b"application/epub+zip", method=0)
    for number, data in enumerate(
        [
            archive([good, Entry(b"EPUB/a-source.zip", inner), Entry(b"../x")]),
            archive([good, Entry(b"EPUB/a-source.zip", inner), Entry(b"EPUB/b-source.zip", inner)]),
            archive([good, Entry(b"EPUB/a-source.zip", inner), Entry(b"x", b"\0" * 2_000_000)]),
        ]
    ):
        file = tmp_path / f"{number}.epub"
        file.write_bytes(data)
        with pytest.raises(ProblemsFound, match="CPY-002"):
            find(file)


def test_a_pdf_that_carries_a_bomb_or_two_articles_is_refused(tmp_path: Path) -> None:
    two = pikepdf.open(io.BytesIO(as_pdf(archive(honest()))))
    two.attachments["b-source.zip"] = pikepdf.AttachedFileSpec(two, archive(honest()))
    two.save(tmp_path / "two.pdf")
    coded = pikepdf.open(io.BytesIO(as_pdf(b"")))
    stream = coded.attachments["a-source.zip"].obj["/EF"]["/F"]
    stream.write(archive(honest()).hex().encode() + b">", filter=pikepdf.Name.ASCIIHexDecode)
    coded.save(tmp_path / "coded.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    locked = pikepdf.open(io.BytesIO(as_pdf(archive(honest()))))
    locked.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (tmp_path / "cut.pdf").write_bytes(as_pdf(archive(honest()))[:200])
    for name in ("two", "coded", "locked", "cut"):
        with pytest.raises(ProblemsFound, match="CPY-002") as found:
            find(tmp_path / f"{name}.pdf")
        assert "BytesIO" not in str(found.value)


def test_an_attachment_is_never_unpacked_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.output.pdf.file.carried.LARGEST_ARCHIVE", 1_000_000)
    (tmp_path / "bomb.pdf").write_bytes(as_pdf(b"\0" * 1_100_000))
    assert (tmp_path / "bomb.pdf").stat().st_size < 10_000
    with pytest.raises(ProblemsFound, match="CPY-002 the archive has more than"):
        find(tmp_path / "bomb.pdf")


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"hello", b"\0" * 100], ids=repr)
def test_a_file_that_is_no_copy_is_a_problem(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(ProblemsFound) as found:
        find(file)
    (problem,) = found.value.problems
    assert problem.rule in RULES
    assert problem.hint


def test_publications_without_an_article_are_told_apart(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    (tmp_path / "a.epub").write_bytes(container.pack([("x", b"")], mimetype=container.EPUB))
    (tmp_path / "a.zip").write_bytes(container.pack([("x", b"")]))
    for name in ("a.pdf", "a.epub", "a.zip", "missing.pdf"):
        with pytest.raises(ProblemsFound, match="CPY-001"):
            find(tmp_path / name)


def test_archives_of_other_honest_writers_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.mkdir("article") if hasattr(zipped, "mkdir") else zipped.writestr("article/", b"")
        zipped.writestr("article/é.md", "é")
        zipped.writestr("article/x.md", "x" * 1000)
    assert opened(out.getvalue()) == {"article/é.md": "é".encode(), "article/x.md": b"x" * 1000}
    stamp = struct.pack("<2HBL", 0x5455, 5, 1, 0)
    streamed = Entry(b"x", b"content", flags=8)
    told = struct.pack("<3L", zlib.crc32(b"content"), len(streamed.bytes_packed()), 7)
    for descriptor in (b"PK\x07\x08" + told, told):
        entry = replace(streamed, descriptor=descriptor, extra=stamp)
        assert opened(archive([entry])) == {"x": b"content"}


def test_what_is_refused_is_named_without_what_a_terminal_obeys() -> None:
    with pytest.raises(RefusedArchive) as refused:
        opened(archive([Entry(b"a\x1b[2J\x07b")]))
    assert "\\u001b" in str(refused.value)
    assert str(refused.value).isprintable()

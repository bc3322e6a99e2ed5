"""What is too large, or not what it says, is a problem at its place; and every limit can be raised."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile
from support.command import here, report
from support.strangers import PNG, SVG, stranger, with_image, with_prose, with_theme

from report.limits import Limits, limits
from report.load import load_article, load_format
from report.look.fonts import prepare, uncovered
from report.look.tokens import load_tokens
from report.problems import ProblemsFound


def found(folder: Path) -> list[tuple[str, str, int]]:
    _, problems = load_article(folder)
    assert all(problem.sentence and problem.hint for problem in problems)
    return [(p.rule, Path(p.place.path).relative_to(folder).as_posix(), p.place.line) for p in problems]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of that size, which is a few bytes long and not whole."""
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def ten_of(number: int) -> str:
    use = f'<use href="#a{number}"/>'
    return f'<g id="a{number + 1}">{use * 10}</g>'


def encoded(kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 20)).save(out, kind)
    return out.getvalue()


IMAGES: dict[str, tuple[str, bytes, str]] = {
    "png-of-a-milliard": ("gate.png", bomb(40_000, 40_000), "CFG-063"),
    "png-of-a-line": ("gate.png", bomb(2_000_000_000, 1), "CFG-063"),
    "jpeg-for-a-press": ("gate.jpg", encoded("JPEG", "CMYK"), "FIG-203"),
    "png-of-sixteen-bits": ("gate.png", encoded("PNG", "I;16"), "FIG-203"),
    "png-cut-short": ("gate.png", PNG[:-30], "FIG-203"),
    "png-of-less-than-it-says": ("gate.png", bomb(400, 400), "FIG-203"),
    "png-called-jpeg": ("gate.jpg", PNG, "FIG-203"),
    "gif-called-png": ("gate.png", encoded("GIF"), "FIG-203"),
    "postscript-called-png": ("gate.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EOF", "FIG-203"),
    "jpeg-cut-short": ("gate.jpg", encoded("JPEG")[:300], "FIG-203"),
    "words": ("gate.png", b"words", "FIG-203"),
    "nothing": ("gate.png", b"", "FIG-203"),
    "svg-of-words": ("gate.svg", b"words", "FIG-203"),
    "svg-of-nothing": ("gate.svg", b"", "FIG-203"),
    "svg-of-html": ("gate.svg", b"<html/>", "FIG-203"),
    "svg-in-no-namespace": ("gate.svg", b"<svg viewBox='0 0 1 1'/>", "FIG-203"),
    "svg-without-extent": ("gate.svg", SVG.replace("0 0 40 20", "0 0 nan 20").encode(), "FIG-203"),
    "svg-without-end": ("gate.svg", SVG.replace("0 0 40 20", "0 0 1e999 20").encode(), "FIG-203"),
    "svg-of-a-hair": ("gate.svg", SVG.replace("0 0 40 20", "0 0 1 1e9").encode(), "FIG-203"),
    "svg-of-less-than-nothing": ("gate.svg", SVG.replace("0 0 40 20", "0 0 -1 -1").encode(), "FIG-203"),
    "svg-too-deep": ("gate.svg", SVG.format("<g>" * 300 + "</g>" * 300).encode(), "FIG-203"),
    "svg-of-itself": ("gate.svg", SVG.format('<g id="a"><use href="#a"/></g>').encode(), "FIG-203"),
    "svg-of-itself-by-pattern": (
        "gate.svg", SVG.format('<pattern id="a"><rect fill="url(#a)"/></pattern><rect fill="url(#a)"/>').encode(), "FIG-203"
    ),
    "svg-that-laughs": (
        "gate.svg",
        SVG.format('<g id="a0"><rect/></g>' + "".join(map(ten_of, range(8))) + '<use href="#a8"/>').encode(),
        "CFG-063",
    ),
    "svg-of-many-parts": ("gate.svg", SVG.format("<rect/>" * 100_001).encode(), "CFG-063"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Pillow as WeasyPrint leaves it."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_that_can_not_be_used_is_a_problem(name: str, tmp_path: Path) -> None:
    file, data, rule = IMAGES[name]
    assert [(r, path) for r, path, _ in found(with_image(stranger(tmp_path / "article"), data, file))] == [
        (rule, f"images/{file}")
    ]


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_sound_image_is_none(kind: str, tmp_path: Path) -> None:
    assert found(with_image(stranger(tmp_path / "article"), encoded(kind.upper()), f"gate.{kind}")) == []


def rows(number: int) -> str:
    return ":::{table}\n:caption: Many\n\n| a | b |\n|---|---|\n" + "| x | y |\n" * number + ":::"


FACT = "a:\n  what: x\n  words: y\n  source: annual-report\n"
LARGE: dict[str, tuple[Callable[[Path], object], str, str, int]] = {
    "paragraph": (lambda a: with_prose(a, "word\n" * 30_000), "paragraph", "sections/reading-room.md", 16),
    "line": (lambda a: with_prose(a, "w" * 150_000), "paragraph", "sections/reading-room.md", 16),
    "cell": (lambda a: with_prose(a, rows(1).replace("x", "x" * 150_000)), "paragraph", "sections/reading-room.md", 21),
    "table": (lambda a: with_prose(a, rows(5_001)), "table-rows", "sections/reading-room.md", 19),
    "values": (lambda a: (a / "facts.yaml").write_text("a: [" + "x," * 300 + "]"), "values=200 DAT-012", "facts.yaml", 1),
    "field": (lambda a: (a / "facts.yaml").write_text(f"{FACT}  note: {'x ' * 60_000}\n"),
              "paragraph", "facts.yaml", 5),
    "files": (lambda a: [(a / "texts" / f"{n}.txt").write_text("x") for n in (a / "texts").mkdir() or range(9)],
              "files=9", ".", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_is_a_problem_and_less_so_where_the_limit_is_raised(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, limit, path, line = LARGE[name]
    limit, _, rule = limit.partition(" ")
    folder = stranger(tmp_path / "article")
    make(folder)
    if "=" in limit:
        monkeypatch.setenv("REPORT_LIMITS", limit)
    before = found(folder)
    assert (rule or "CFG-063", path, line) in before
    monkeypatch.setenv("REPORT_LIMITS", f"{limit.partition('=')[0]}=1M")
    assert (rule or "CFG-063", path, line) not in found(folder)


def test_a_limit_is_set_by_name() -> None:
    assert limits() == Limits()


def test_limits_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_LIMITS", "text-file=20M, values=7 table-rows=2k")
    assert limits() == Limits(text_file=20_000_000, values=7, table_rows=2_000)


@pytest.mark.parametrize("text", ["x=1", "values", "values=", "values=-1", "values=0", "values=1.5", "values=9X", "=1"])
def test_what_sets_no_limit_is_a_problem(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_LIMITS", text)
    with pytest.raises(ProblemsFound) as caught:
        limits()
    assert [problem.rule for problem in caught.value.problems] == ["CFG-062"]


def test_the_command_says_so(tmp_path: Path) -> None:
    done = report("check", stranger(tmp_path / "article"), env={"REPORT_LIMITS": "values=x"})
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith("REPORT_LIMITS: CFG-062 ")


TOML = {
    "dots": "a." * 50_000 + "a = 1",
    "dots-in-a-header": "[" + "a." * 50_000 + "a]",
    "brackets": "a = " + "[" * 100_000,
    "digits": "a = " + "9" * 100_000,
    "not-utf-8": b"\xff\xfe\x00",
    "nul": "a = '\0'",
    "dates": "a = 9999-99-99",
    "nan": "[size]\nh1 = nan\n[rule]\nhair = inf\n[space]\nx = -1",
    "comment-in-a-family": '[family.text]\ngeneric = "serif /*"',
    "address-in-a-family": '[family.text]\ngeneric = "url(http://127.0.0.1)"',
    "line-in-a-family": '[family.text]\nname = "a\\nb"',
}


@pytest.mark.parametrize("name", TOML)
def test_hostile_toml_is_refused(name: str, tmp_path: Path) -> None:
    text = TOML[name]
    for file in (tmp_path / "tokens.toml", tmp_path / "format.toml"):
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    problems = load_tokens(tmp_path / "tokens.toml")[1]
    assert problems
    format_, of_format = load_format(tmp_path / "format.toml")
    assert format_ is None
    assert of_format
    assert all(problem.place.path for problem in [*problems, *of_format])


SHEETS = {
    "brackets": "a { b: " + "(" * 5_000,
    "unknown-token": "a { color: var(--none) }",
    "not-utf-8": "ä",
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_that_can_not_be_read_is_a_problem(name: str, tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "\n" + SHEETS[name])
    if name == "not-utf-8":
        (folder / "theme" / "print.css").write_text("\n" + SHEETS[name], encoding="latin-1")
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    place = "theme/print.css:" if name == "brackets" else "theme/print.css:2:"
    assert done.errors.startswith(f"{folder}/{place}")
    assert "CFG-035" in done.errors


def test_a_character_that_no_font_has_is_told_at_its_place(tmp_path: Path) -> None:
    folder = with_prose(stranger(tmp_path / "article"), "Here 漢 and 漢.")
    article = folder / "article.yaml"
    article.write_text(
        "# 字\n" + article.read_text(encoding="utf-8").replace("title: ", 'title: "\\U0001F600" # ', 1), encoding="utf-8"
    )
    loaded, problems = load_article(folder)
    assert loaded is not None
    assert problems == []
    strange = uncovered(loaded, folder, prepare())
    assert [(p.rule, p.place.path, p.place.line, p.place.column) for p in strange] == [
        ("TYP-201", f"{folder.as_posix()}/sections/reading-room.md", 16, 6),
        ("TYP-201", f"{folder.as_posix()}/article.yaml", 4, 1),
    ]


def test_the_shipped_articles_have_none() -> None:
    from report.system import places

    for folder in (places.shipped_article(), places.articles() / "minimal"):
        loaded, _ = load_article(folder)
        assert loaded is not None
        assert uncovered(loaded, folder, prepare()) == []


@pytest.mark.parametrize("language", ["fa", "ar", "az-Arab"])
def test_a_language_from_right_to_left_is_printed_and_bound(language: str, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    article = folder / "article.yaml"
    text = re.sub(r"(?m)^language: .*$", f"language: {language}", article.read_text(encoding="utf-8"))
    article.write_text(text, encoding="utf-8")
    done = here("build", folder, "--format", "a4", "--format", "epub", "--jobs", "1", "--out", tmp_path / "out")
    assert (done.status, done.output.count("minimal-a4.pdf"), done.output.count("minimal.epub")) == (0, 1, 1), done.errors


@pytest.mark.parametrize("language", ["ja", "ka", "hy", "zh-Hant-TW"])
def test_a_language_whose_letters_no_font_has_is_one_problem_at_its_line(language: str, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    article = folder / "article.yaml"
    text = re.sub(r"(?m)^language: .*$", f"language: {language}", article.read_text(encoding="utf-8"))
    article.write_text(text, encoding="utf-8")
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    (told,) = [line for line in done.errors.splitlines() if " TYP-" in line]
    line = text[: text.index("language: ")].count("\n") + 1
    assert told.startswith(
        f"{folder}/article.yaml:{line}:1: TYP-201 none of the publication's fonts has the letters of “{language}”"
    )
    assert done.status == 1

"""Whatever stands in a file, the loader gives problems with places, and never raises."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from support.soak import LONG, times

from report.intake.css import asked
from report.intake.css import sheet as parsed
from report.intake.files import decode, refused_characters
from report.intake.images import read_image
from report.lint import lint
from report.load import load_article, load_format
from report.load.inlines import read_inline
from report.load.sections import read_section
from report.load.yaml_tree import parse
from report.look.theme import read_sheet
from report.look.tokens import load_tokens
from report.output.family import ThemeSheet, theme_sheets
from report.problems import Place, Problem, ProblemsFound, Severity
from report.system import places

MINIMAL = places.articles() / places.MINIMAL
BASE = Path(__file__).resolve().parent.parent / "golden" / "problems" / "base"
SIGNS = [
    ":::", "::::", "{chart}", "{note}", "{value}", "`", "``", "[^a]", "[^a]: ", ":caption: ", "\n", "\n\n", "# ", "## ", "{#x}",
    "> ", "- ", "1. ", "    ", "| a | b |\n|---|---|\n", "|", "![", "](x)", "<b>", "<!--", "*", "**", "\\", "&#0;", "&#8238;",
    "\t", "x", "é", " ", "{", "}", "[", "]", "~", "\x00", "\u202e", "\r\n", "---", "```", "$",
    "-->", "a" * 1_000, "\\" * 1_000, "[!NOTE] ",
]  # fmt: skip
YAML_SIGNS = [
    "a", ": ", "- ", "\n", "\n  ", "&a ", "*a", "!!x ", "'", '"', "|", ">-", "{", "}", "[", "]", "? ", "---", "...", "#",
    "9" * 5_000, "%YAML 1.2", "<<", ",", "\\x", "\t", "2013", "source", "@", "`", "\x00", "é", "!", "null", "~", "\u2028", "=",
]  # fmt: skip
markdown = st.lists(st.sampled_from(SIGNS) | st.text(max_size=4), max_size=40).map("".join)
yaml = st.lists(st.sampled_from(YAML_SIGNS) | st.text(max_size=4), max_size=40).map("".join)


def tried(usual: int, long: int) -> settings:
    """Try so many inputs: the same ones in every run of the ordinary tests, others each time in `nox -s soak`."""
    return settings(
        max_examples=times(usual, long),
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


quick = tried(150, 1_800)


def have_places(problems: list[Problem], path: str, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in problems:
        assert problem.place.path == path
        assert 0 <= problem.place.line <= lines + 1
        assert problem.place.column >= 0
        assert problem.sentence
        assert problem.hint


@quick
@given(markdown)
@example(":::{note}\n" * 60)
@example(":::\n" * 50)
@example("> " * 200 + "x")
@example("[" * 500)
@example("*a **b " * 300)
def test_any_markdown_is_read(text: str) -> None:
    source, problems = decode(text.encode("utf-8", "surrogatepass"), "a.md")
    if source is not None:
        read_section(source, "a", problems)
    have_places(problems, "a.md", text)


@quick
@given(markdown)
def test_any_inline_text_is_read_without_loss_of_safety(text: str) -> None:
    prose = read_inline(text, lambda index: Place("a.yaml", 1, index + 1), [])
    assert not list(refused_characters("".join(getattr(node, "text", "") for node in prose.inlines)))


@quick
@given(yaml)
@example("%")
@example("%YAML")
@example("%YAML 1.22013")
@example("a: !")
@example('"\\')
@example('a: "\\ud800"')
@example("a: &a [*a]")
@example("{" * 400)
@example("? ? ? a")
def test_any_yaml_is_parsed(text: str) -> None:
    source, problems = decode(text.encode("utf-8", "surrogatepass"), "a.yaml")
    if source is not None:
        problems += parse(source)[1]
    have_places(problems, "a.yaml", text)


@quick
@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    source, problems = decode(data, "a.yaml")
    assert source is not None or problems


@tried(40, 900)
@given(
    yaml | markdown,
    st.sampled_from(["article.yaml", "facts.yaml", "people.yaml", "series/a.yaml", "sections/a.md", "images.yaml"]),
)
def test_an_article_with_any_file_is_loaded(tmp_path: Path, text: str, name: str) -> None:
    for source in ("article.yaml", "sources.yaml"):
        (tmp_path / source).write_bytes((BASE / source).read_bytes())
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    load_article(tmp_path)


@tried(40, 900)
@given(yaml)
def test_any_preset_is_loaded(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found, problems = load_format(path)
    assert found is not None or problems


TOML_SIGNS = [
    "a", ".", " = ", "\n", "[", "]", "[[", "]]", '"', "'", "1", "nan", "inf", "#", "{", "}", ",", "2013-01-01", "\\u", "é",
    "9" * 5_000, '"""',
    "size",
]  # fmt: skip
toml = st.lists(st.sampled_from(TOML_SIGNS) | st.text(max_size=4), max_size=40).map("".join)


@tried(60, 900)
@given(toml)
@example("[series]\n")
@example("face = [1]\n")
@example("[[face]]\naxes = 1\n")
def test_any_tokens_are_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokens.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    _, problems = load_tokens(path)
    assert all(problem.place.path == path.as_posix() and problem.hint for problem in problems)


CSS_SIGNS = [
    "a", " { ", "}", "color: ", "url(", "url('x.png')", ")", "@import ", "@media print ", "'", '"', ";", "\\", "/*", "*/",
    "var(--ink)", "image-set(", "data:image/png,x", "#a", "(", "[", "\n", "\0", "http://example.org/x.css", "@font-face", "src: ",
    "9" * 5_000, "repeating-linear-gradient(", "0.0001px", "\\\"", "<!--", "order: ",
]  # fmt: skip
css = st.lists(st.sampled_from(CSS_SIGNS) | st.text(max_size=4), max_size=40).map("".join)


@tried(60, 900)
@given(css, st.sampled_from(theme_sheets()))
def test_any_style_sheet_is_read_or_refused(tmp_path: Path, text: str, kind: ThemeSheet) -> None:
    (tmp_path / "theme").mkdir(exist_ok=True)
    (tmp_path / "theme" / kind.name).write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = problems_of(lambda: read_sheet(tmp_path, kind, {"ink": "#000000"}))
    assert all(problem.place.path.endswith(kind.name) and problem.hint for problem in problems)
    if not problems:
        sheet = read_sheet(tmp_path, kind)
        assert sheet is not None
        assert [one.url for one in asked(parsed(sheet.text)) if not one.url.startswith(("#", "data:", "theme:"))] == []


XML_SIGNS = [
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>", "</svg>", "<g>", "</g>", "<rect/>", "<use href='#a'/>",
    "<g id='a'>", "<style>", "</style>", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "&amp;", "&a;", "<!DOCTYPE svg>",
    "url(#a)", "9" * 5_000, "<rect style='", "z-index:", "'/>", "\0", "fill='url(#a)'",
]  # fmt: skip
svg = st.lists(st.sampled_from(XML_SIGNS) | st.text(max_size=4), max_size=30).map("".join)
HEADS = [
    b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"RIFF\x1a\0\0\0WEBPVP8 ", b"<svg",
    b"\xff\xfe<\0s\0v\0g\0", b"%!PS",
]  # fmt: skip
damaged = st.builds(bytes.__add__, st.sampled_from(HEADS), st.binary(max_size=80))
images = svg.map(lambda text: text.encode("utf-8", "surrogatepass")) | damaged


UNTOLD = Problem("", Severity.ERROR, "raised, and says nothing", Place(""))


def problems_of(read: Callable[[], object]) -> list[Problem]:
    """Return the problems for which something can't be read; none where it can."""
    try:
        read()
    except ProblemsFound as found:
        return found.problems or [UNTOLD]
    return []


@tried(80, 1_200)
@given(images, st.sampled_from(["image/png", "image/jpeg", "image/webp", "image/svg+xml"]))
def test_any_image_is_read_or_refused(tmp_path: Path, data: bytes, media_type: str) -> None:
    path = tmp_path / "image"
    path.write_bytes(data)
    problems = problems_of(lambda: read_image(path, tmp_path, media_type))
    assert all(problem.place.path == path.as_posix() and problem.hint for problem in problems)
    if not problems:
        image = read_image(path, tmp_path, media_type)
        assert image.width > 0
        assert image.height > 0


@tried(60, 900)
@given(st.data())
def test_any_damage_to_a_good_image_is_found_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))
    out = io.BytesIO()
    Image.linear_gradient("L").resize((16, 9)).convert("RGB").save(out, kind)
    content = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(1, len(content))) :]
    path = tmp_path / "image"
    path.write_bytes(content)
    with contextlib.suppress(ProblemsFound):
        read_image(path, tmp_path, f"image/{kind.lower()}")


NUMBERS = [
    "NaN", "Infinity", "-Infinity", "1e400", "1e-400", "0x10", "-5", "٣", "1_000", "9" * 1_000_000, "0." + "1" * 400, "", "true",
    "²", "-0",
]  # fmt: skip
DATES = [
    "0000", "99999", "2019-13-45", "-0001", "../..", "9999-12-31", "0001", "2019-02-30", "2019~?", "٢٠١٩", "y-17e7", "2019/2018",
]  # fmt: skip


@tried(60, 900)
@given(st.sampled_from(NUMBERS) | st.text(max_size=8), st.sampled_from(DATES) | st.text(max_size=8))
def test_any_number_and_any_date_is_read_or_refused_at_its_place(tmp_path: Path, number: str, date: str) -> None:
    article = tmp_path / "article"
    if not article.exists():
        shutil.copytree(MINIMAL, article)
    series = article / "series" / "visits.yaml"
    text = (MINIMAL / "series" / "visits.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(    quantity: ).*$", lambda found: found[1] + quoted(number), text, count=1)
    text = re.sub(r"(?m)^(    date: ).*$", lambda found: found[1] + quoted(date), text, count=1)
    series.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded, problems = load_article(article)
    assert loaded is not None
    problems += lint(loaded)
    assert all(
        problem.place.line for problem in problems if problem.place.path == series.as_posix() and problem.rule != "DAT-003"
    )
    if problems == []:
        read = next(iter(loaded.series["visits"].observations.values()))
        assert str(read.date) == date.strip() or read.date
        assert read.quantity.number is None or read.quantity.number.is_finite()


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ").replace("\r", " ") + "'"

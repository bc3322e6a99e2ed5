"""The formats: what each preset promises, held against the pages that come of it."""

from __future__ import annotations

import ctypes
import math
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image
from support.edited import minimal
from support.shipped import Shipped, preset

from report.build.publication import Publication
from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.load import load_article
from report.look.tokens import load_tokens
from report.problems import Problem, ProblemsFound, Severity
from report.system import places
from report.verify.web_structure import web_problems

FOLDER = places.shipped_article()
MM = 72 / 25.4
A5 = """
title = "A5 pocket report"
medium = "pdf"
standard = "ua-1+a-3a"
[page]
width = 148
height = 210
head = 17
foot = 19
left = 16
right = 16
[text]
base = 9
floor = 7
leading = 1.4
hyphenate = true
[chart]
width = 116
ratio = 0.7
"""
FACES = ("letter", "large-print", "brief")


@cache
def room(folder: Path = FOLDER) -> Publication:
    article, problems = load_article(folder)
    assert article is not None
    assert not problems
    return Publication.prepare(article, folder)


@pytest.fixture(scope="session")
def made(shipped: Shipped) -> Callable[[str], bytes]:
    """Return what gives the bytes of the shipped article by a format's name."""
    return lambda name: shipped.files[name].read_bytes()


def size_of(text: pdfium.PdfTextPage, index: int) -> float:
    """Return the size in which a character is painted, in points."""
    matrix = pdfium_c.FS_MATRIX()
    assert pdfium_c.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return round(pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d), 2)


def sizes(data: bytes) -> dict[float, str]:
    """Return every size in which something is painted, in points, with some of what is."""
    found: dict[float, str] = {}
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = chr(pdfium_c.FPDFText_GetUnicode(text, index))
            if character.isspace() or not character.isprintable():
                continue
            size = size_of(text, index)
            found[size] = (found.get(size, "") + character)[:40]
    pdf.close()
    return found


def ink(data: bytes) -> list[tuple[float, float, float, float, float, float]]:
    """Return for each page its width and height, and the left, bottom, right and top of its text."""
    pages = []
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars()) if chr(pdfium_c.FPDFText_GetUnicode(text, n)).strip()]
        left, bottom, right, top = zip(*boxes, strict=True)
        pages.append((*page.get_size(), min(left), min(bottom), max(right), max(top)))
    pdf.close()
    return pages


def baselines(data: bytes, foot: float) -> list[float]:
    """Return for each page where the lowest line above `foot` stands, in points from below."""
    pages = []
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        lowest = []
        for n in range(text.count_chars()):
            if chr(pdfium_c.FPDFText_GetUnicode(text, n)) in "nmaerdo":
                x, y = ctypes.c_double(), ctypes.c_double()
                pdfium_c.FPDFText_GetCharOrigin(text, n, x, y)
                if y.value > foot:
                    lowest.append(y.value)
        pages.append(min(lowest))
    pdf.close()
    return pages


@pytest.mark.parametrize("name", FACES)
def test_each_format_has_pages_of_its_size_and_nothing_beyond_its_margins(name: str, made: Callable[[str], bytes]) -> None:
    page = preset(name).page
    assert page is not None
    pages = ink(made(name))
    for number, (width, height, left, bottom, right, top) in enumerate(pages):
        assert (width, height) == pytest.approx((page.width * MM, page.height * MM), abs=0.1)
        if number or name == "brief":  # the cover has margins of its own
            assert left > (page.left - 1) * MM
            assert right < (page.width - page.right + 1) * MM
        assert bottom > 8 * MM
        assert top < height - 8 * MM


@pytest.mark.parametrize("name", FACES)
def test_each_format_has_bookmarks_labels_and_a_first_heading(name: str, made: Callable[[str], bytes]) -> None:
    with pikepdf.open(BytesIO(made(name))) as pdf:
        with pdf.open_outline() as outline:
            assert outline.root
        assert "/PageLabels" in pdf.Root
        assert pdf.Root.MarkInfo.Marked


def test_letter_has_the_measures_of_a4() -> None:
    letter, a4 = preset("letter"), preset("a4")
    assert letter.page is not None
    assert a4.page is not None
    assert letter.page.text_width == pytest.approx(a4.page.text_width)
    assert letter.page.full_width == pytest.approx(a4.page.full_width)
    assert (letter.text, letter.chart) == (a4.text, a4.chart)


def test_nothing_in_large_print_is_below_its_floor_charts_included(made: Callable[[str], bytes]) -> None:
    form = preset("large-print")
    found = sizes(made("large-print"))
    assert form.text.floor == 16
    assert {size: text for size, text in found.items() if size < form.text.floor - 0.05} == {}
    assert form.text.base in found


def test_large_print_divides_no_words(made: Callable[[str], bytes]) -> None:
    pdf = pdfium.PdfDocument(made("large-print"))
    lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
    pdf.close()
    ends = {line.rstrip()[-12:] for line in lines if line.rstrip().endswith(("-", "\u00ad", "\ufffe"))}
    assert {end for end in ends if end != "pro-"} <= set()


def test_a_cover_goes_by_the_page_and_not_by_the_text() -> None:
    tokens, _ = load_tokens()
    a4, large = preset("a4"), preset("large-print")
    assert tokens.points("cover-title", large) == pytest.approx(tokens.points("cover-title", a4))
    assert tokens.points("cover-title", a4) == pytest.approx(45.6, abs=0.1)
    assert tokens.points("cover-subtitle", large) >= large.text.floor
    assert tokens.points("h1", large) == pytest.approx(1.8 * tokens.points("h1", a4))


@pytest.mark.parametrize("name", ["letter", "large-print"])
def test_the_native_title_stands_on_one_line_of_the_cover(name: str, made: Callable[[str], bytes]) -> None:
    native = room().article.meta.native_title
    assert native is not None
    tokens, _ = load_tokens()
    wanted = tokens.points("cover-native", preset(name))
    pdf = pdfium.PdfDocument(made(name))
    text = pdf[0].get_textpage()
    lines = []
    for n in range(text.count_chars()):
        if abs(size_of(text, n) - wanted) < 0.1 and chr(pdfium_c.FPDFText_GetUnicode(text, n)).strip():
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium_c.FPDFText_GetCharOrigin(text, n, x, y)
            lines.append((round(y.value), 0 < text.get_charbox(n)[0] < text.get_charbox(n)[2] < pdf[0].get_width()))
    pdf.close()
    assert len(lines) == len(native.text)
    assert len(set(lines)) == 1
    assert lines[0][1]


def test_the_brief_has_two_pages_full_to_the_same_foot_line(made: Callable[[str], bytes]) -> None:
    page = preset("brief").page
    assert page is not None
    first, second = baselines(made("brief"), foot=page.foot * MM - 1)
    assert first == pytest.approx(second, abs=1)
    assert first < (page.foot + 4) * MM


def test_the_brief_names_each_source_by_a_number_that_leads_to_it(made: Callable[[str], bytes]) -> None:
    from report.model import document as doc

    document = room().compose(preset("brief"))
    kinds = [part.kind.value for part in document.parts]
    assert kinds == ["summary", "known", "timeline", "accounts", "basis", "about", "sources"]
    assert not any(part.notes for part in document.parts)
    entries = [entry.id for block in document.parts[-1].blocks if isinstance(block, doc.SourceList) for entry in block.entries]
    text = "".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(made("brief")))
    assert all(f"[{number}]" in text for number, _ in enumerate(entries, 1))
    assert f"[{len(entries) + 1}]" not in text


def test_the_brief_has_the_code_of_its_address_beside_the_title() -> None:
    original = room()
    assert original.article.meta.brief is not None
    brief = original.article.meta.brief.model_copy(update={"events": original.article.meta.brief.events[:4]})
    meta = original.article.meta.model_copy(update={"url": "https://example.org/reports/camp", "brief": brief})
    chosen = replace(original.baggage, article=replace(original.article, meta=meta))
    made = Publication(chosen, original.folder, original.tokens, original.fonts, original.presets).rendered(preset("brief"))
    assert [problem.rule for problem in made.problems if problem.severity is Severity.ERROR] == []
    with pikepdf.open(BytesIO(made.data)) as pdf:
        told = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert told.count("QR code of the address https://example.org/reports/camp") == 1


def fitted(*, own_language: str = "", **changes: object) -> list[Problem]:
    """Return what fitting says of a brief of which some parts are changed; with another language of its own, of a translation."""
    original = room()
    assert original.article.meta.brief is not None
    brief = original.article.meta.brief.model_copy(update=changes)
    meta = original.article.meta.model_copy(update={"brief": brief})
    article = replace(original.article, meta=meta, own_language=own_language)
    chosen = replace(original.baggage, article=article)
    changed = Publication(chosen, original.folder, original.tokens, original.fonts, original.presets)
    try:
        return list(changed.rendered(preset("brief")).problems)
    except ProblemsFound as found:
        return found.problems


def test_an_overfull_brief_says_how_many_millimetres_and_what_is_long() -> None:
    (problem,) = fitted(events=tuple(room().article.events), accounts=tuple(room().article.accounts))
    assert (problem.rule, problem.severity) == ("PDF-020", Severity.ERROR)
    assert problem.place.path.endswith("article.yaml")
    assert problem.place.line
    over = int(problem.sentence.removeprefix("the brief is ").removesuffix(" mm longer than 2 pages"))
    assert 40 < over < 258
    assert "“Where accounts differ” " in problem.hint
    assert "“Timeline” " in problem.hint


def test_a_translation_that_is_too_long_is_set_smaller_as_far_as_the_format_lets_it() -> None:
    events, accounts = tuple(room().article.events), tuple(room().article.accounts)
    some = events[:10]
    assert [problem.rule for problem in fitted(events=some)] == ["PDF-020"]
    assert fitted(events=some, own_language="sq") == []
    assert [problem.rule for problem in fitted(events=events, accounts=accounts, own_language="sq")] == ["PDF-020"]


def test_an_underfull_brief_is_a_warning() -> None:
    meta = room().article.meta
    assert meta.brief is not None
    problems = fitted(accounts=meta.brief.accounts[:2])
    assert [(problem.rule, problem.severity) for problem in problems] == [("PDF-021", Severity.WARNING)]
    assert problems[0].sentence.startswith("page 2 of the brief ends ")
    shorter = meta.brief.events[:6]
    assert [problem.rule for problem in fitted(events=shorter)] == ["PDF-021"]
    assert fitted(events=shorter, own_language="sq") == []  # nothing can be chosen for a translation: more is shared out


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "article"
    shutil.copytree(places.articles() / places.MINIMAL, folder)
    return folder


def test_a_further_format_is_one_preset_file(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = tmp_path / "a5.toml"
    file.write_text(A5, encoding="utf-8")
    result = build(Request((folder,), (str(file),), out=tmp_path / "out"))
    assert [problem for problem in result.problems if problem.severity is Severity.ERROR] == []
    (output,) = result.outputs
    assert output.path.name.endswith("-a5.pdf")
    pages = ink(output.path.read_bytes())
    assert {(round(width / MM), round(height / MM)) for width, height, *_ in pages} == {(148, 210)}
    assert all(left >= 15 * MM and right <= 133.5 * MM for _, _, left, _, right, _ in pages[1:])
    assert min(sizes(output.path.read_bytes())) >= 7 - 0.05


def test_a_long_address_is_broken_rather_than_running_off_the_page(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    address = "https://example.org/" + "alongway" * 40
    section = folder / "sections" / "reading-room.md"
    section.write_text(f"{section.read_text(encoding='utf-8')}\n<{address}>\n", encoding="utf-8")
    result = build(Request((folder,), ("a4", "large-print"), out=tmp_path / "out"))
    assert [problem for problem in result.problems if problem.severity is Severity.ERROR] == []
    assert len(result.outputs) == 2


def test_a_preset_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    result = build(Request((copied(tmp_path),), (str(tmp_path / "none.toml"),), out=tmp_path / "out"))
    assert len(result.problems) == 1
    assert result.problems[0].place.path.endswith("none.toml")


def test_a_theme_changes_the_accent_of_headings_rules_and_charts_together(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "theme").mkdir()
    (folder / "theme" / "tokens.toml").write_text('[colour]\naccent = "#7a1f5c"\n', encoding="utf-8")
    article, problems = load_article(folder)
    assert article is not None
    assert not problems
    themed, plain = Publication.prepare(article, folder), room()
    form = preset("a4")
    look = themed.tokens.css(form)
    assert "#7a1f5c" in look
    assert "#0b5d7a" not in look
    style = themed.tokens.chart_style(form)
    assert style["accent"] == "#7a1f5c"
    assert plain.tokens.chart_style(form)["accent"] == "#0b5d7a"
    chart = next(iter(themed.pictures(themed.compose(form), form).values())).data.decode("utf-8")
    assert "#7a1f5c" in chart
    assert "#0b5d7a" not in chart


def test_a_themes_own_style_sheet_comes_last(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "theme").mkdir()
    (folder / "theme" / "print.css").write_text("html body p { font-size: 15.5pt }", encoding="utf-8")
    result = build(Request((folder,), ("a4",), out=tmp_path / "out"))
    assert 15.5 in sizes(result.outputs[0].path.read_bytes())


def test_what_a_themes_style_sheet_gets_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    sheet = folder / "theme" / "print.css"
    sheet.parent.mkdir()
    sheet.write_text("p { color: #123456 }\nh1 {\n  colr: red;\n  color: var(--colour-ink) }\n", encoding="utf-8")
    result = build(Request((folder,), ("a4",), out=tmp_path / "out"))
    (problem,) = result.problems
    assert (problem.rule, problem.place.path, problem.place.line) == ("PDF-001", sheet.as_posix(), 3)
    assert "colr: red" in problem.sentence
    sheet.write_text("} } p {}\n", encoding="utf-8")
    assert {one.place.path for one in build(Request((folder,), ("a4",), out=tmp_path / "out")).problems} == {sheet.as_posix()}


def test_a_themes_own_style_sheet_for_e_books_comes_last(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "theme").mkdir()
    (folder / "theme" / "epub.css").write_text("p { margin: 0.7em; border-color: var(--colour-accent) }", encoding="utf-8")
    result = build(Request((folder,), ("epub",), out=tmp_path / "out"))
    with zipfile.ZipFile(result.outputs[0].path) as book:
        (name,) = (name for name in book.namelist() if name.endswith(".css"))
        rules = book.read(name).decode("utf-8")
    accent = room().tokens.colours(preset("epub"))["accent"]
    assert rules.rstrip().endswith(f"p {{ margin: 0.7em; border-color: {accent} }}")


def test_a_themes_own_style_sheet_for_web_editions_comes_last_with_what_it_shows(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    (folder / "theme").mkdir()
    Image.new("L", (1, 1)).save(folder / "theme" / "dot.png")
    css = '/* ours alone */ p { color: var(--colour-accent); background: url(dot.png) } q::after { content: "</style><b>" }'
    (folder / "theme" / "web.css").write_text(css, encoding="utf-8")
    (made,) = build(Request((folder,), ("web",), out=tmp_path / "out")).outputs
    head, _, body = made.path.read_text(encoding="utf-8").partition("</style>")
    (shown,) = re.findall(r'url\("(data:image/png;base64,[^"]*)"\)', head.rpartition("q::after")[0].rpartition("color")[2])
    ours = f'p {{ color: var(--colour-accent); background: url("{shown}") }}'
    assert " ".join(head.split()).endswith(f'{ours} q::after {{ content: "<\\/style><b>" }}')
    assert "<b>" not in body
    assert web_problems(made.path) == []
    again = rebuild(made.path, tmp_path / "again")
    assert (again.same, again.differences) == (True, ())


def test_a_larger_base_makes_the_text_of_charts_larger() -> None:
    from report.figures.drawing import style_of

    form = preset("a4")
    larger = form.model_copy(update={"text": form.text.model_copy(update={"base": 15.0, "floor": 12.0})})
    tokens = room().tokens
    small, large = style_of(form, tokens, "en"), style_of(larger, tokens, "en")
    assert (large.plain_pt / small.plain_pt, large.value_pt / small.value_pt) == pytest.approx((1.5, 1.5), abs=0.01)

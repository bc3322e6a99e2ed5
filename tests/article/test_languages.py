"""Articles in many languages are printed and bound, from either side, in the faces of their scripts."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from report.compose.language import Language
from report.look.fonts import scripts
from report.model.cldr import direction
from report.problems import ToolMissing
from tests.support import languages
from tests.support.built import PERSIAN, persian_files
from tests.support.command import here

REFUSED = {"zh", "ja", "ko"}
"""Languages for whose letters no family is to be had as a package."""


def text_of(pdf: Path) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.read_bytes()))


@pytest.fixture(scope="module")
def persian() -> Path:
    """What is built of it, by a command that ends well."""
    return persian_files()["a4"].parent


def test_a_persian_article_with_everything_in_it_is_made_in_every_format(persian: Path) -> None:
    names = {path.name for path in persian.iterdir()}
    assert names >= {f"library-fa-{name}.pdf" for name in ("a4", "large-print", "brief")} | {"library-fa.epub"}


def test_its_pages_are_labelled_as_their_folios_are(persian: Path) -> None:
    with pikepdf.open(persian / "library-fa-a4.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
        assert str(pdf.Root.Lang) == "fa"
    assert labels == ["۱۲۳۴۵۶۷۸۹"[at] for at in range(len(labels))]


def test_its_numbers_are_in_persian_digits_but_for_those_of_names(persian: Path) -> None:
    found = re.findall(r"[0-9]+", text_of(persian / "library-fa-brief.pdf"))
    assert set(found) <= {"2"}, "Open Catalogue 2"


@pytest.mark.parametrize("name", ["a4", "large-print", "brief"])
def test_its_commas_and_semicolons_are_those_of_arabic_script(name: str, persian: Path) -> None:
    text = text_of(persian / f"library-fa-{name}.pdf")
    assert "،" in text
    assert re.findall(r"[\u0620-\u06ff][),»]* ?[,;]|[,;] ?[\u0620-\u06ff]", text) == []


def test_the_column_of_text_stands_on_the_right_and_the_side_column_on_the_left(persian: Path) -> None:
    page = pypdfium2.PdfDocument((persian / "library-fa-a4.pdf").read_bytes())[3]
    text = page.get_textpage()
    own = [at for at in range(text.count_chars()) if "\u0600" <= text.get_text_range(at, 1)[:1] <= "\u06ff"]
    edges = [text.get_charbox(at) for at in own]
    edges = [edge for edge in edges if edge[1] > 0.5 * page.get_height()]  # a chart stands across both columns further down
    width = page.get_width()
    assert max(right for _, _, right, _ in edges) > 0.89 * width
    beside = [right for _, _, right, _ in edges if right < 0.28 * width]
    assert 0 < len(beside) < 0.3 * len(edges), "notes, and the number of the chapter"
    assert not [left for left, *_ in edges if 0.28 * width <= left < 0.3 * width]


def test_the_book_turns_its_pages_from_the_right_and_lists_those_of_print(persian: Path) -> None:
    with zipfile.ZipFile(persian / "library-fa.epub") as book:
        package, nav = (book.read(f"EPUB/{name}").decode() for name in ("content.opf", "nav.xhtml"))
        sheet = book.read("EPUB/css/book.css").decode()
    assert 'page-progression-direction="rtl"' in package
    assert re.findall(r'#page-[^"]*">([^<]+)<', nav) == list("۱۲۳۴۵۶۷۸"[: nav.count("#page-")])
    assert "padding-left: 0; }" in sheet
    assert "list-style-type: persian" in sheet


def test_two_builds_give_the_same_bytes(persian: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(PERSIAN, tmp_path / "article")
    assert here("build", folder, "--format", "a4", "--force", "--out", tmp_path).status == 0
    again = (tmp_path / "library-fa" / "library-fa-a4.pdf").read_bytes()
    assert again == (persian / "library-fa-a4.pdf").read_bytes()


@pytest.mark.parametrize("language", [tag for tag in languages.WORDS if tag not in REFUSED])
def test_a_small_article_is_printed(language: str, tmp_path: Path) -> None:
    folder = languages.article(tmp_path / "article", language)
    formats = ["--format", "a4"] if direction(language) == "ltr" else ["--format", "a4", "--format", "epub", "--format", "brief"]
    done = here("build", folder, *formats[:4], "--jobs", "1", "--out", tmp_path / "out")
    assert done.status == 0, done.errors
    text = text_of(tmp_path / "out" / "minimal" / "minimal-a4.pdf")
    assert {"The", "Lane", "Library"} <= set(re.findall(r"[A-Za-z]+", text))
    if direction(language) == "ltr":
        assert languages.WORDS[language][0] in " ".join(text.split())


@pytest.mark.parametrize("language", sorted(REFUSED))
def test_a_language_without_a_face_is_one_problem(language: str, tmp_path: Path) -> None:
    folder = languages.article(tmp_path / "article", language)
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    (told,) = [line for line in done.errors.splitlines() if " TYP-" in line]
    assert f"none of the publication's fonts has the letters of “{language}”" in told
    assert "hint: put a font file that has them into theme/" in done.errors
    assert done.status == 1


LINES = {
    "ja": "図書館は朝に開きますので、多くの人が本を読みに来ます。ここはとても静かな場所であり、それが大切なことです。",
    "ko": "도서관은 아침에 엽니다. 많은 사람들이 책을 읽으러 옵니다. 이곳은 매우 조용한 곳이며 그것이 중요합니다.",
    "zh": "图书馆上午开放，许多人来这里读书。这是一个非常安静的地方，这正是重要的。",
}


@pytest.mark.parametrize("language", sorted(REFUSED))
def test_with_a_face_of_the_article_s_own_it_is_printed(language: str, tmp_path: Path) -> None:
    folder = languages.article(tmp_path / "article", language)
    words = 3 * LINES[language]
    section = folder / "sections" / "reading-room.md"
    section.write_text(f"{section.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    squares(
        folder / "theme" / "fonts",
        {*words, *"".join(languages.WORDS[language]), *Language(language).letters, *Language(language).name},
    )
    done = here("build", folder, "--format", "a4", "--jobs", "1", "--out", tmp_path / "out")
    assert done.status == 0, done.errors
    text = text_of(tmp_path / "out" / "minimal" / "minimal-a4.pdf")
    found = re.search(r"\s*".join(map(re.escape, "".join(words.split()))), text)
    assert found, "whole, and without hyphens"
    lines = found[0].splitlines()
    assert len(lines) > 2
    assert not any(line[0] in "、。，" for line in lines)


def squares(folder: Path, characters: set[str]) -> None:
    """Write a font of squares for some characters, and name it in the theme."""
    pen = TTGlyphPen(None)
    pen.moveTo((60, 0))
    for corner in ((60, 700), (940, 700), (940, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    names = {ord(one): f"u{ord(one):04x}" for one in sorted({" ", *characters}) if one == " " or not one.isascii()}
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap(names)
    font.setupGlyf({**dict.fromkeys((".notdef", *names.values()), square), "u0020": empty})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values()), (1000, 60)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    font.setupPost()
    folder.mkdir(parents=True)
    font.save(folder / "squares.ttf")
    (folder / "licence.txt").write_text("These squares are anybody's.\n", encoding="utf-8")
    face = {"family": "Squares", "file": "fonts/squares.ttf", "licence": "fonts/licence.txt"}
    said = "".join(f'{name} = "{value}"\n' for name, value in face.items())
    (folder.parent / "tokens.toml").write_text(f'[[face]]\nweights = [400]\nstyles = ["normal"]\n{said}', encoding="utf-8")


def test_a_script_whose_package_is_missing_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def origin(face: object) -> None:
        raise ToolMissing("the font family Heebo", "Install it")

    monkeypatch.setattr(scripts, "origin", origin)
    folder = languages.article(tmp_path / "article", "he")
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    assert "hint: install report[hebrew], which has a family for it (fontpkg-frank-ruhl-libre fontpkg-heebo)" in done.errors
    assert done.status == 1


def test_a_book_leaves_words_to_its_reader_s_fonts_where_nothing_is_drawn_with_them(tmp_path: Path) -> None:
    folder = languages.article(tmp_path / "article", "ja")
    section = folder / "sections" / "reading-room.md"
    text = section.read_text(encoding="utf-8")
    refused = here("build", folder, "--format", "epub", "--out", tmp_path / "out")
    assert (refused.status, " TYP-201 " in refused.errors) == (1, True), "its chart can't be drawn"
    section.write_text(text.replace(":::{chart} visits\n:::\n", ""), encoding="utf-8")
    done = here("build", folder, "--format", "epub", "--out", tmp_path / "out")
    assert (done.status, " TYP-202 warning: " in done.errors, " TYP-201 none" in done.errors) == (0, True, False)
    with zipfile.ZipFile(tmp_path / "out" / "minimal" / "minimal.epub") as book:
        assert not any("cover" in name for name in book.namelist())
        assert languages.WORDS["ja"][2] in book.read("EPUB/text/reading-room.xhtml").decode()

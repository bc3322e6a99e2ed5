"""Formulas: in words and signs for who hears them, as outlines for who sees them, refused where they can't be set."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from charts.formula import outline
from report.build.check import check
from report.build.edition import Task, make
from report.build.foresight import foreseen
from report.compose.formulas import in_signs
from report.intake.files import SourceText
from report.load.sections import read_section
from report.model.prose import Maths, Para
from report.problems import Problem
from tests.support.edited import minimal


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        ("E = mc^2", "E = mc²"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac12 m v^{10}", "1/2mv¹⁰"),
        (r"\alpha_i \leq \Omega", "α_i ≤ Ω"),
        (r"\sqrt{x} \times \sqrt{y+1}", "√x × √(y + 1)"),
        (r"\sum_{i=1}^n x_{i,j}", "∑_(i = 1)ⁿx_(i,j)"),
        (r"e^{-x}", "e^(−x)"),
        (r"\hat{x}\,\%\ \mathrm{CO}_2", "x̂ % CO₂"),
        (r"\lambda \varphi \sin x", "λφ sin x"),
        (r"{{a", "a"),
        (r"x^", "x^"),
    ],
)
def test_a_formula_is_told_in_words_and_signs(tex: str, signs: str) -> None:
    assert in_signs(tex) == signs


def test_an_outline_stands_on_the_line_of_text() -> None:
    flat, deep = outline("x"), outline(r"\frac{a}{y}")
    assert 0 <= flat.depth < 0.05
    assert 0.2 < deep.depth < deep.height
    assert flat.path == outline("x").path
    assert flat.path.startswith("M")


@pytest.mark.parametrize(
    ("tex", "said", "index"),
    [
        (r"a \foo", r"Unknown symbol: \foo", 2),
        (r"\frac{a", r"Expected \frac{num}{den}", 4),
        ("x^", "missing", 1),
        ("中", "U+4e2d", 0),
    ],
)
def test_what_cannot_be_set_is_named(tex: str, said: str, index: int) -> None:
    with pytest.raises(ValueError, match=r"[a-z]") as found:
        outline(tex)
    assert said in found.value.args[0]
    assert found.value.args[1] == index


def read(text: str) -> tuple[list[object], list[Problem]]:
    problems: list[Problem] = []
    section, _ = read_section(SourceText("a.md", f"# T\n\n{text}\n"), "a", problems)
    return [node for block in section.blocks if isinstance(block, Para) for node in block.inlines], problems


def test_formulas_are_read_with_their_places() -> None:
    nodes, problems = read("An $x^2$ and $$y$$.\n\n$$\n z\n$$\n\n> $$w$$")
    assert problems == []
    found = [node for node in nodes if isinstance(node, Maths)]
    assert [(node.tex, node.display, node.place.line, node.place.column) for node in found] == [
        ("x^2", False, 3, 5), ("y", True, 3, 16), ("z", True, 6, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["US$5 to US$6", "$5-$6", "US$ and A$", r"\$x\$", "a $ b $ c", "costs $5"])
def test_prices_are_no_maths(text: str) -> None:
    assert not [node for node in read(text)[0] if isinstance(node, Maths)]


@pytest.mark.parametrize("text", ["It costs $five dollars or so A$.", "$$ $$ x", f"${'{' * 30}x{'}' * 30}$", f"${'x+' * 600}x$"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    assert [problem.rule for problem in read(text)[1]] in (["STR-026"], ["STR-018"])


TEXT = """
The area is $\\pi r^2$, and CO~2~ is no claim.^[As $x_i$ is.]

$$
\\frac{a+b}{c}
$$

- [x] done

Term
: What it means.
"""


def test_formulas_are_heard_and_seen_in_print_and_in_the_book(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    path = folder / "sections" / "reading-room.md"
    path.write_text(path.read_text(encoding="utf-8") + TEXT, encoding="utf-8", newline="\n")
    made = make(Task(folder))
    assert (made.problems, made.failed) == ([], [])
    for publication in made.products:
        (tmp_path / publication.file).write_bytes(publication.data)
    heard = {"πr²", "x_i", "(a + b)/c"}
    with pikepdf.open(tmp_path / "minimal-a4.pdf") as pdf:
        tagged = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Formula"]
        assert {str(item.Alt) for item in tagged} == heard
        assert all("/BBox" in item.A for item in tagged)
        roles = {str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
        assert {"/L", "/LI", "/Lbl", "/LBody"} <= roles
    with ZipFile(tmp_path / "minimal.epub") as book:
        text = book.read("EPUB/text/reading-room.xhtml").decode("utf-8")
        assert all(f'alt="{told}"' in text for told in heard)
        assert text.count('class="formula') == 3
        assert "<sub>2</sub>" in text
        assert "☑\u00a0done" in text
        assert "<dt>Term</dt> <dd>What it means.</dd>" in text
        assert len([name for name in book.namelist() if "/formula-" in name]) == 3


def test_a_fault_of_a_formula_stands_at_its_place_in_a_check_and_in_a_build(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    path = folder / "sections" / "reading-room.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nA $x + \\foo$ here, and $36$.\n", encoding="utf-8", newline="\n")
    article, known = check(folder)
    assert article is not None
    assert [problem.rule for problem in known] == ["CLM-121"]
    path.write_text(f"{text}\nA $x + \\foo$ here.\n", encoding="utf-8", newline="\n")
    article, known = check(folder)
    assert article is not None
    (problem,) = foreseen(article, folder, known)
    assert (problem.rule, problem.place.line, problem.place.column) == ("FIG-208", text.count("\n") + 2, 8)
    assert set(make(Task(folder)).failed) == {problem}

"""Names that an author may give and that the program gives to things of its own; names of formats that aren't there."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.check import check
from report.build.edition import Task, make
from report.load import load_format
from report.system import places
from report.verify.epub_structure import epub_problems
from report.verify.pdf_structure import pdf_problems
from tests.support.edited import minimal

NAMES = (
    "cover", "contents", "last", "cover-title", "sources", "sources-title", "imprint", "figure-visits-title",
    "figure-visits-description", "reading-room-title", "nav", "titlepage", "notes", "page-one", "basis", "about",
    "glance", "glance-axis", "back-cover",
)  # fmt: skip


@pytest.mark.parametrize("as_headings", [False, True])
def test_sections_and_headings_may_be_called_as_parts_of_ours_are(as_headings: bool, tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("sections: [reading-room]", f"sections: [reading-room, {', '.join(NAMES)}]"))
    if as_headings:
        folder = minimal(tmp_path / "b")
        section = folder / "sections" / "reading-room.md"
        headings = "".join(f"\n## A heading {{#{name}}}\n\nText that leads to {{ref}}`{name}`.\n" for name in NAMES)
        section.write_text(section.read_text(encoding="utf-8") + headings, encoding="utf-8", newline="\n")
    else:
        for name in NAMES:
            text = f"# A section\n\nText that leads to {{ref}}`{name}`.{{cite}}`visits.2023`\n"
            (folder / "sections" / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    made = make(Task(folder, ("a4", "epub")))
    assert (made.problems, made.failed) == ([], [])
    for publication, problems_of in zip(made.products, (pdf_problems, epub_problems), strict=True):
        file = tmp_path / publication.file
        file.write_bytes(publication.data)
        assert problems_of(file) == []


def test_formats_that_are_not_there_are_told_by_check_at_their_line(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("formats: [a4, epub]", "formats: [a4, nope, epub, nada]"))
    line = (folder / "article.yaml").read_text(encoding="utf-8").split("\n").index("formats: [a4, nope, epub, nada]") + 1
    _, problems = check(folder)
    assert [(problem.rule, problem.place.line) for problem in problems] == [("CFG-050", line)] * 2
    assert [problem.sentence for problem in problems] == ["there is no format “nope”", "there is no format “nada”"]


PAGES = {
    "margins wider than the page": ("left = 22", "left = 200", "page.width"),
    "a page of no height": ("height = 297", "height = 85", "page.height"),
    "a chart wider than the page": ("width = 167", "width = 168", "chart.width"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_preset_without_room_for_text_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, key = PAGES[name]
    text = (places.templates() / "formats" / "a4.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "odd.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    format_, problems = load_format(file)
    assert format_ is None
    ((rule, line, words),) = [(problem.rule, problem.place.line, problem.sentence) for problem in problems]
    table, _, name = key.partition(".")
    lines = text.replace(old, new).split("\n")
    at = next(
        n
        for n in range(lines.index(next(x for x in lines if x.startswith(f"[{table}]"))), len(lines))
        if lines[n].startswith(name)
    )
    assert (rule, line) == ("DAT-032", at + 1)
    assert words.startswith(f"“{key}”: ")

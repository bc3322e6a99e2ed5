"""Blocks of Markdown that would be lost, or that would break a file: a problem at their line, or printed as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.strangers import with_prose

from report.build.check import check
from report.build.edition import Task, make
from report.verify.pdf_structure import pdf_problems
from tests.support.edited import bare, minimal
from tests.support.reading import publication


def article(folder: Path, text: str) -> tuple[Path, int]:
    """Return an article with more text in its section, and the line where that begins."""
    section = bare(folder) / "sections" / "reading-room.md"
    before = section.read_text(encoding="utf-8")
    section.write_text(f"{before}\n{text}\n", encoding="utf-8", newline="\n")
    return folder, before.count("\n") + 2


REFUSED = {
    "a heading without words": ("##\n\nText.", 0, "has no words"),
    "a heading with an id alone": ("## {#only}\n\nText.", 0, "has no words"),
    "a table without rows": ("| a |\n|---|", 0, "no rows"),
    "a cell too many": ("| a | b |\n|---|---|\n| x | y | more |", 2, "3 cells, and the table 2 columns"),
    "a paragraph that can't be seen": ("Text.\n\n\u200b", 2, "paragraph has no words"),
    "a paragraph of an entity": ("&#8203;", 0, "paragraph has no words"),
    "a soft hyphen in a list": ("- one\n- \u00ad", 1, "paragraph has no words"),
    "an item without words": ("- one\n-\n- three", 1, "item has no words"),
    "a passage without words": ("> \n\nText.", 0, "passage has no words"),
    "a heading that can't be seen": ("## *&#173;*\n\nText.", 0, "heading has no words"),
    "a cell that can't be seen": ("| a | b |\n|---|---|\n| x | \u00ad\u200b |", 2, "cell has no words"),
    "a note without words": ("Text.[^e]\n\n[^e]:", 2, "note has no words"),
    "a note that holds a list": ("Text.[^e]\n\n[^e]: Words\n\n    - one", 4, "more than paragraphs"),
    "a note in a note": ("Text.[^e]\n\n[^e]: Words.[^f]\n\n[^f]: More.", 2, "inside of another note"),
    "a tag that closes nothing": ("Text with </bogus> tag.", 0, "is HTML"),
    "a line that is no text": ("Text.\n\n[Note]: wordlost", 2, "nothing of it is printed"),
    "an address that no link uses": ("[a][b]\n\n[b]: https://a.example/\n[c]: https://b.example/ 'T'", 3, "nothing of it is"),
    "an empty cell too many": ("| a | b |\n|---|---|\n| x | y | |", 2, "3 cells"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_lost_is_a_problem_at_its_line(name: str, tmp_path: Path) -> None:
    text, further, words = REFUSED[name]
    folder, line = article(tmp_path / "a", text)
    _, problems = check(folder)
    ((rule, at),) = [(problem.rule, problem.place.line) for problem in problems]
    assert (rule, at) == ({"is HTML": "STR-004"}.get(words, "STR-019" if "nothing of it" in words else "STR-018"), line + further)
    assert words in problems[0].sentence


def test_a_link_without_words_or_with_hidden_ones_is_a_problem(tmp_path: Path) -> None:
    folder, line = article(
        tmp_path / "a", 'A [](https://a.example/) and a [b](https://a.example/ "Title") and <https://a.example/>.'
    )
    assert [(p.rule, p.place.line, p.place.column) for p in check(folder)[1]] == [("DAT-033", line, 3), ("DAT-033", line, 32)]


def test_a_field_of_which_nothing_can_be_seen_is_a_problem_at_its_line(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", article=("subtitle: An example of a small report", 'subtitle: "\u200b&#173;"'))
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("DAT-023", 4)]
    folder = minimal(tmp_path / "b", article=("publisher: Your organisation", 'publisher: "\\u200b"'))
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("DAT-023", 8)]


def test_notes_can_be_called_from_headings(tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", "## Heads[^h]\n\nText.\n\n[^h]: How they were counted.")
    section = folder / "sections" / "reading-room.md"
    text = section.read_text(encoding="utf-8").replace("# Visits", "# Visits[^t]")
    section.write_text(f"{text}\n[^t]: To the place.\n", encoding="utf-8")
    made = make(Task(folder, ("a4", "epub")))
    assert (made.problems, made.failed) == ([], [])
    for one in made.products:
        file = tmp_path / one.file
        file.write_bytes(one.data)
        notes = publication(file).notes
        assert "To the place." in notes[0]
        assert any("How they were counted." in note for note in notes)


@pytest.mark.parametrize("row", ["| x | y |", "x | y", "| x |", "| x \\| z | y |", "| | y |", "|  |  |"])
def test_rows_with_as_many_cells_or_fewer_are_fine(row: str, tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", f"| a | b |\n|---|---|\n{row}")
    assert check(folder)[1] == []


@pytest.mark.parametrize("table", ["> | a | b |\n> |---|---|\n> | x | y |", "- | a | b |\n  |---|---|\n  | x | y |"])
def test_a_table_in_a_list_or_a_passage_has_the_cells_that_it_has(table: str, tmp_path: Path) -> None:
    folder, line = article(tmp_path / "a", table)
    assert check(folder)[1] == []
    folder, line = article(tmp_path / "b", table.replace("y |", "y | z |"))
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("STR-018", line + 2)]


def test_a_list_keeps_its_first_number_in_print(tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", "Text.\n\n3. three\n4. four")
    made = make(Task(folder, ("a4",)))
    (tmp_path / "a.pdf").write_bytes(made.products[0].data)
    heard = publication(tmp_path / "a.pdf").text
    assert "4. four" in " ".join(heard.split())


def test_a_tables_head_may_call_a_note_on_each_of_its_pages(tmp_path: Path) -> None:
    rows = "\n".join("| word | word and more words in a cell |" for _ in range(90))
    folder, _ = article(tmp_path / "a", f"| head{{cite}}`annual-report` | b[^n] |\n|---|---|\n{rows}\n\n[^n]: Said of all rows.")
    made = make(Task(folder, ("a4",)))
    assert (made.problems, made.failed) == ([], [])
    file = tmp_path / "a.pdf"
    file.write_bytes(made.products[0].data)
    assert sum("Said of all rows." in note for note in publication(file).notes) == 1
    assert pdf_problems(file) == []


LONG = "configuration_of_something.understanding(international_communication)"


@pytest.mark.parametrize("text", [f"Say `{LONG}` and then `{LONG}` and more words behind it.", f"`{LONG * 3}`"])
def test_long_code_finds_room(text: str, tmp_path: Path) -> None:
    folder, _ = article(tmp_path / "a", f"{text}\n\n- {text}\n\n> {text}")
    made = make(Task(folder, ("a4", "large-print")))
    assert (made.problems, made.failed) == ([], [])
    (tmp_path / "a.pdf").write_bytes(made.products[0].data)
    assert "".join(text.replace("`", "").split()) in "".join(publication(tmp_path / "a.pdf").text.split())


def test_a_note_longer_than_a_page_is_one_problem_at_its_call(tmp_path: Path) -> None:
    note = "\n\n    ".join("words of a note that goes on " * 8 for _ in range(45))
    folder = with_prose(minimal(tmp_path / "a"), f"A call.[^q]\n\n[^q]: {note}")
    line = (folder / "sections" / "reading-room.md").read_text(encoding="utf-8").partition("A call.")[0].count("\n") + 1
    made = make(Task(folder, ("a4",)))
    assert [(problem.rule, problem.place.line) for problem in made.failed] == [("PDF-010", line)]


def test_a_page_may_call_many_notes(tmp_path: Path) -> None:
    letters = [f"{a}{b}" for a in "abcd" for b in "abcdefghijklmnopqrstuvwxyz"]
    calls = " ".join(f"Word[^{name}]" for name in letters)
    notes = "\n".join(f"[^{name}]: A note of a few words.\n" for name in letters)
    folder, _ = article(tmp_path / "a", f"{calls}\n\n{notes}")
    made = make(Task(folder, ("a4",)))
    assert (made.problems, made.failed) == ([], [])

"""Libraries from strangers: a problem at its place, or nothing where nobody names it; never a traceback, never without end."""

from __future__ import annotations

import gc
from pathlib import Path
from time import process_time

import pytest
from support.library import with_library

from report.limits import limits
from report.load import load_article

MEGABYTE = 1_000_000


def told(folder: Path, *, keys: tuple[str, ...] = ("x",), **files: str) -> list[tuple[str, int]]:
    """Load the minimal article with files of these texts, and return rule and line of each problem."""
    with_library(folder, keys=keys)
    for ending, text in files.items():
        (folder / f"references.{ending}").write_text(text, encoding="utf-8")
    article, problems = load_article(folder)
    assert article is not None
    assert all(problem.sentence and problem.hint for problem in problems)
    return [(problem.rule, problem.place.line) for problem in problems]


@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        ("@book{x, title = {" + "{" * 5_000 + "deep" + "}" * 5_000 + "}}", [("CFG-063", 1)]),
        ("@book{x, title = {" + "{" * 9 + "deep" + "}" * 9 + "}}", []),
        ("@book{x, title = {" + "a " * (MEGABYTE // 2) + "}}", [("CFG-063", 1)]),
        ("@book{x, title = {T}, abstract = {" + r"\"o{}" * (MEGABYTE // 5) + "}}", []),
        ("@comment{@book{x, title = {No}}}\n@book{x, title = {Yes}}", []),
        ("@comment{" + "{" * 1_000 + "}" * 1_000 + "}\n@book{x, title = {Yes}}", []),
        ('@preamble{"\\input{/etc/passwd}"}\n@book{x, title = {Yes}}', []),
        ("@book{x, title = {\\input{/etc/passwd}}}", [("DAT-144", 1)]),
        ("@book{x, title = {A}, crossref = {x}}", [("DAT-142", 1)]),
        ("@book{x, title = {A}, crossref = {y}}\n@book{y, crossref = {z}}\n@book{z, crossref = {x}}", [("DAT-142", 3)]),
        ("@book{x, title = {A}, xdata = {x, x, y}}", [("DAT-142", 1), ("DAT-142", 1)]),
        ("@string{a = a}\n@book{x, title = a}", [("DAT-142", 2)]),
        ("@book{x, title = {A}, author = {" + " and ".join(["Doe, J."] * 3_000) + "}}", []),
        ("@book{x, title = {A}, year = {" + "9" * 5_000 + "}}", [("DAT-024", 1)]),
        ("@book{x, title = {A}, url = {javascript:alert(1)}}", [("DAT-033", 1)]),
        ("@book{x, title = {<script>alert(1)</script> \x1b[31m}}", [("DAT-002", 1)]),
        ("@book{x, title = {A}, author = {{{}}}}", []),
        ("@book{x, title = {A}, author = { and and , and }}", []),
        ("@book{x}", [("DAT-143", 1)]),
        ("@book(x, title = {With (brackets)}, year = 2001)", []),
        ("@book{x, title = ,}", [("DAT-143", 1)]),
        ("@book{x, title = {A}, title}", [("DAT-140", 1)]),
    ],
)
def test_an_entry_is_read_or_told(entry: str, problems: list[tuple[str, int]], tmp_path: Path) -> None:
    assert told(tmp_path / "a", bib=entry) == problems
    assert [rule for rule, _ in told(tmp_path / "b", keys=(), bib=entry) if rule != "DAT-145"] == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[" * 100_000, [("CFG-063", 1)]),
        ('[{"id": "x", "title": "A", "type": "book", "custom": ' + "[" * 100_000 + "]" * 100_000 + "}]", [("CFG-063", 1)]),
        ('[{"id": "x", "title": "A", "type": "book", "volume": ' + "9" * 20_000 + "}]", [("CFG-063", 1)]),
        (
            '[{"id": "x", "title": "A\\u202e", "type": "book", "issued": {"date-parts": [[1e999]]}}]',
            [("DAT-002", 1), ("DAT-024", 1)],
        ),
        ('[{"id": "x", "title": "\\ud800", "type": "book"}]', [("DAT-002", 1)]),
        ('[{"id": "x", "type": "book", "title": NaN}]', []),
        ('{"items": []}', [("DAT-140", 1)]),
        ("", [("DAT-140", 1)]),
        ("[", [("DAT-140", 1)]),
        ("[{]", [("DAT-140", 1)]),
        ('[{"id": ["x"], "id": "x", "type": {}, "author": [{"family": {}}], "title": [["A"]]}]', []),
    ],
)
def test_an_entry_of_json_is_read_or_told(text: str, problems: list[tuple[str, int]], tmp_path: Path) -> None:
    assert told(tmp_path / "a", json=text) == problems


def test_a_file_beyond_the_limit_is_told_once(tmp_path: Path) -> None:
    text = "@book{x, title = {A}}\n" + "% " * limits().text_file
    assert [rule for rule, _ in told(tmp_path / "a", bib=text)] == ["CFG-006"]


def test_time_grows_with_the_library_and_no_faster(tmp_path: Path) -> None:
    entry = "@article{{k{0}, title = {{A {{B}} {0}}}, author = {{Doe, J.}}, abstract = {{{1}}}}}\n"

    def library(count: int) -> Path:
        folder = with_library(tmp_path / str(count), keys=["k1"])
        (folder / "references.bib").write_text("".join(entry.format(n, "words " * 20) for n in range(count)), encoding="utf-8")
        return folder

    def taken(folder: Path) -> float:
        gc.collect()
        gc.disable()  # it goes through all that lives, again and again
        try:
            begin = process_time()
            _, problems = load_article(folder)
            ended = process_time()
        finally:
            gc.enable()
        assert problems == []
        return ended - begin

    taken(library(10))
    small, large = (min(taken(folder), taken(folder)) for folder in map(library, (500, 5_000)))  # whatever else the machine does
    assert large < 40 * small

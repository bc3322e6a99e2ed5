"""A family of formats that somebody adds: one folder in a copy of the program, and a preset beside the article."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.command import ROOT, Done, report
from support.edited import minimal

from report.system import places

PRESET = """title = "Plain text"
medium = "text"
[text]
base = 10
floor = 10
leading = 1.2
[chart]
width = 90
ratio = 0.8
"""
MORE = """
## Who may come

- Everybody, *quietly*
- Dogs, too

:::{table}
:caption: Two rooms

| Room | What it is for |
| --- | --- |
| Front | Reading |
| Back | Sleeping |
:::
"""
NAME = "minimal-words.txt"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the family, an article, and its preset."""
    home = tmp_path_factory.mktemp("family")
    for name in ("report", "charts", "templates"):
        shutil.copytree(ROOT / name, home / "program" / name)
    shutil.copy(ROOT / "pyproject.toml", home / "program")
    shutil.copytree(ROOT / "tests" / "support" / "text", home / "program" / "report" / "output" / "text")
    sections = minimal(home / "article") / "sections" / "reading-room.md"
    sections.write_text(sections.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    (home / "words.toml").write_text(PRESET, encoding="utf-8")
    return home


def run(home: Path, *arguments: str) -> Done:
    return report(*arguments, cwd=home, env={"PYTHONPATH": str(home / "program")})


@pytest.fixture(scope="module")
def built(home: Path) -> Done:
    return run(home, "build", "article", "--format", "words.toml", "--out", "out", "--json")


def test_only_the_folder_was_added(home: Path) -> None:
    done = subprocess.run(
        ["diff", "-rq", "-x", "__pycache__", ROOT / "report", home / "program" / "report"], capture_output=True, check=False
    )
    assert done.stdout.decode().strip() == f"Only in {home}/program/report/output: text"


def test_the_document_is_built_in_it_with_all_its_words(home: Path, built: Done) -> None:
    assert (built.status, json.loads(built.output)["problems"]) == (0, [])
    assert [output["path"] for output in json.loads(built.output)["outputs"]] == [f"out/minimal/{NAME}"]
    text = (home / "out" / "minimal" / NAME).read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "\nVisits\n======\n" in text
    assert "\nWho may come\n------------\n\n- Everybody, quietly\n\n- Dogs, too\n" in text
    assert "In 2022 about 1,200 people were counted at the door; in 2023 there were\n1,450.[1]" in text
    assert "Chart with 2 observations of: Visitors of the reading room." in text
    assert "Date  Number       What was counted              Who reported  Source\n2022  about 1,200  visitors counted" in text
    assert "Staff of the reading room, The staff (2024): “It is quiet here, and that is the point.”" in " ".join(text.split())
    assert "Table 1. Two rooms\n\nRoom   What it is for\nFront  Reading\nBack   Sleeping\n" in text
    assert "\n[1] Staff of the reading room, Annual report of the reading room, 2024.\n" in text
    assert "\nSources\n=======\n\nStaff of the reading room, Annual report of the reading room, 2024.\n" in text


def test_the_manifest_lists_it_and_a_second_build_makes_nothing(home: Path, built: Done) -> None:
    assert built.status == 0
    assert list(json.loads((home / "out" / "minimal" / "manifest.json").read_text(encoding="utf-8"))["files"]) == [
        "CITATION.cff",
        NAME,
        "minimal.bib",
        "minimal.csl.json",
        "minimal.ris",
    ]
    again = run(home, "build", "article", "--format", "words.toml", "--out", "out")
    assert again.output == f"✓ out/minimal/{NAME} (unchanged)\n"


def test_beside_others_it_changes_none_of_their_bytes(home: Path, built: Done) -> None:
    assert built.status == 0
    formats = [argument for name in ("words.toml", "a4") for argument in ("--format", name)]
    done = run(home, "build", "article", *formats, "--out", "both", "--jobs", "2")
    assert (done.status, done.errors) == (0, "")
    assert (home / "both" / "minimal" / NAME).read_bytes() == (home / "out" / "minimal" / NAME).read_bytes()
    assert report("build", home / "article", "--format", "a4", "--out", home / "alone").status == 0
    ours, theirs = ((home / folder / "minimal" / "minimal-a4.pdf").read_bytes() for folder in ("both", "alone"))
    assert ours == theirs


@pytest.mark.parametrize("command", ["extract", "rebuild", "diff"])
def test_what_needs_a_copy_says_that_this_is_none(home: Path, built: Done, command: str) -> None:
    assert built.status == 0
    second = {"extract": ["taken"], "rebuild": [], "diff": ["article"]}[command]
    done = run(home, command, f"out/minimal/{NAME}", *second)
    assert done.status == (2 if command == "diff" else 1)
    assert done.errors == (
        f"out/minimal/{NAME}: CPY-001 plain text carries no article\n"
        "  hint: take another format of the edition: PDF, EPUB, HTML\n"
    )


def test_no_judge_knows_it_and_it_is_written_all_the_same(home: Path, built: Done) -> None:
    assert built.status == 0
    done = run(home, "build", "article", "--format", "words.toml", "--out", "judged", "--verify")
    assert (done.status, done.errors) == (0, "")
    told = done.output.splitlines()
    assert told[-2:] == [
        f"  {NAME} is not judged: no judge knows plain text",
        f"✓ judged/minimal/{NAME} (3 kB)",
    ]


def test_presets_are_held_against_what_it_says(home: Path) -> None:
    (home / "wrong.toml").write_text(PRESET.replace("text", "texts", 1).replace('"text"', '"texts"'), encoding="utf-8")
    (home / "more.toml").write_text('standard = "ua-1+a-3a"\n' + PRESET, encoding="utf-8")
    assert run(home, "build", "article", "--format", "wrong.toml", "--out", "wrong").errors == (
        "wrong.toml:2:1: DAT-027 “medium”: “texts” is not one of the words that can stand here\n"
        "  hint: did you mean text? write one of: pdf, epub, web, text\n"
    )
    assert run(home, "build", "article", "--format", "more.toml", "--out", "wrong").errors == (
        "more.toml:1:1: DAT-020 “standard” is not a key of a format in plain text\n  hint: delete it\n"
    )
    assert run(home, "check", "article").output == "no problems\n"


def test_the_program_itself_has_no_such_family() -> None:
    assert not (places.PACKAGE / "output" / "text").exists()

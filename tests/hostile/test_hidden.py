"""Text that a theme's style sheet hides: none of the author's is lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command import here
from support.strangers import stranger, with_prose, with_theme

HIDING = ["display: none", "visibility: hidden", "position: running(x)"]


@pytest.mark.parametrize("how", HIDING)
def test_text_that_a_theme_hides_is_told_at_its_line_once_a_block(how: str, tmp_path: Path) -> None:
    folder = with_theme(with_prose(stranger(tmp_path / "article"), "> A passage.\n>\n> Set apart."), f"blockquote {{ {how} }}")
    text = (folder / "sections" / "reading-room.md").read_text(encoding="utf-8")
    lines = {name: text.split(name)[0].count("\n") + 1 for name in (":::{statement}", "> A passage")}
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    told = [line.partition("sections/reading-room.md:")[2] for line in done.errors.splitlines() if not line.startswith(" ")]
    assert (done.status, done.output) == (1, "")
    assert told == [
        f"{lines[':::{statement}']}:1: PDF-009 ““It is quiet here, and that is the poin…” is on no page",
        f"{lines['> A passage']}:3: PDF-009 “A passage. Set apart.” is on no page",
    ]


@pytest.mark.parametrize(
    "sheet", [".cover { display: none }", ".native, .kicker { display: none }", ".imprint { display: none }"]
)
def test_a_theme_may_do_without_what_the_program_adds(sheet: str, tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), sheet)
    done = here("build", folder, "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.errors) == (0, "")

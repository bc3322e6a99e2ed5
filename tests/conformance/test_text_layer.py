"""Words of right-to-left scripts are given back by three engines that share nothing: Chromium's, Firefox's and Poppler's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Here
from support import readers
from support.printing import printed

from report.verify import tools

pytestmark = pytest.mark.conformance

WORDS = (Path(__file__).resolve().parents[1] / "golden" / "directions" / "persian-words.txt").read_text(encoding="utf-8")
LEAST = {"pdfium": 0.98, "pdfjs": 0.98, "poppler": 0.94}


def missing(reader: str) -> str | None:
    if reader == "pdfjs":
        command = "npm install --ignore-scripts pdfjs-dist"
        return None if readers.pdfjs_module() else f"pdf.js, whose folder REPORT_PDFJS names: {command}"
    tool = tools.pdftotext()
    return None if tool.path or reader == "pdfium" else f"{tool.lacking}: {tool.install}"


@pytest.mark.parametrize("reader", LEAST)
def test_of_two_hundred_persian_words_nearly_all_are_given_back(reader: str, tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(lambda: missing(reader))
    read: Callable[[Path], str] = getattr(readers, reader)
    words = WORDS.split()
    assert len(words) > 200
    body = "".join(f'<p dir="rtl">{" ".join(words[at : at + 7])}</p>' for at in range(0, len(words), 7))
    file = tmp_path / "words.pdf"
    file.write_bytes(printed(body, "body { font-family: Almarai }", language="fa").data)
    assert readers.given_back(WORDS, read(file)) >= LEAST[reader]

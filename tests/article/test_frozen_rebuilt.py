"""Copies of released versions are rebuilt: they say what they said, and where their bytes part is told."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument
from ruamel.yaml import YAML
from support.frozen import copies, named

from report import __version__
from report.build.rebuild import rebuild
from report.copies import find
from report.intake.archive import opened

_GENERATOR = re.compile(r"version\s+\d+(\.\d+)*")
_FIGURE = re.compile(r"\d[\d,.]*\d\d")
"""Three digits or more: page numbers, which may be others, have fewer."""

_NAMED = re.compile(r"^:.*$|\{#[^}]*\}|\{\w+\}`[^`]*`|\[\^[^]]*\]", re.MULTILINE)
"""Directives, roles and labels: names of records, which nobody reads."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@pytest.mark.parametrize("copy", copies(), ids=named)
def test_a_copy_is_rebuilt_and_says_what_it_said(copy: Path, tmp_path: Path) -> None:
    again = rebuild(copy, tmp_path)
    assert find(again.path).within("article") == find(copy).within("article")
    assert again.same == (not again.differences) == (again.path.read_bytes() == copy.read_bytes())
    assert ("report" in {name for name, _, _ in again.versions}) == (find(copy).versions["report"] != __version__)
    then, now = (_GENERATOR.sub("version", _printed(file)) for file in (copy, again.path))
    # What a later version sets before and behind the chapters says again what stands in the article.
    assert set(_FIGURE.findall(now)) >= set(_FIGURE.findall(then)) != set()
    # How sources are named, and where a chart is told in words, is how the program says it; the author's words are all there.
    assert _words(_written(find(copy).within("article"))) & (_words(then) - _words(now)) == set()


def _written(files: Mapping[str, bytes]) -> str:
    sections = YAML(typ="safe").load(files["article.yaml"])["sections"]
    return " ".join(_NAMED.sub("", files[f"sections/{name}.md"].decode()) for name in sections)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _printed(file: Path) -> str:
    if file.suffix == ".pdf":
        return " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(file.read_bytes()))
    # What the program says of charts in its own words gets truer from version to version.
    own = "/descriptions/"
    files = sorted(opened(file.read_bytes()).items())
    texts = [data for name, data in files if name.endswith(".xhtml") and own not in name]
    return " ".join(" ".join(map(str, etree.parse(io.BytesIO(data)).getroot().itertext())) for data in texts)

"""The same article gives the same bytes, wherever, by whomever and in whatever surroundings it is built."""

from __future__ import annotations

import json
import locale
import shutil
from pathlib import Path

import pytest
from support.command import report
from support.shipped import LANGUAGES, OWN, UMASK, shipped

from report.system import places

KINDS = ("a4", "brief", "epub", "web")
MANIFEST = "manifest.json"
# The article that all tests share is built in other SURROUNDINGS.
THERE = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "COLUMNS": "40"}


def a_utf8_locale() -> str:
    """Return a locale that this machine has beside C; C itself where it has none."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "fa_IR.UTF-8", "en_US.UTF-8", "C.UTF-8", "C.utf8"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_ALL, before)


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda tag: tag or OWN)
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two builds: the second of a copy elsewhere, side by side, with fonts that are cut anew.

    A translation is built again in one format of each kind: sheet and size of letters are those of the article's own language.
    """
    there = tmp_path_factory.mktemp("there with a space")
    copy = there / "ashraf ۳"
    shutil.copytree(places.shipped_article(), copy)
    env = {**THERE, "LC_ALL": a_utf8_locale(), "REPORT_CACHE": str(there / "cache")}
    formats = [word for name in (KINDS if request.param else ()) for word in ("--format", name)]
    asked = ["--lang", request.param or OWN, *formats, "--jobs", "2", "--out", "out"]
    second = report("build", copy.name, *asked, cwd=there, env=env, umask=0o077)
    assert (second.status, second.errors) == (0, "")
    return shipped(request.param).folder, there / "out" / "camp-ashraf-3"


def test_both_builds_make_the_same_files(two: tuple[Path, Path]) -> None:
    here, there = ({file.name for file in folder.iterdir()} for folder in two)
    assert there <= here
    assert sorted(name.rpartition("-")[2] for name in here - there) in ([], ["letter.pdf", "print.pdf"])
    assert MANIFEST in there
    assert {name.suffix for name in map(Path, there)} >= {".pdf", ".epub", ".html"}


def test_every_file_has_the_same_bytes(two: tuple[Path, Path]) -> None:
    here, there = two
    differ = [file.name for file in sorted(there.iterdir()) if file.read_bytes() != (here / file.name).read_bytes()]
    assert differ == ([] if len([*here.iterdir()]) == len([*there.iterdir()]) else [MANIFEST])
    first, second = (json.loads((folder / MANIFEST).read_text(encoding="utf-8")) for folder in two)
    assert second.pop("files").items() <= first.pop("files").items()
    assert second == first


def test_files_have_the_permissions_that_the_user_wants(two: tuple[Path, Path]) -> None:
    assert [{file.stat().st_mode & 0o777 for file in folder.iterdir()} for folder in two] == [
        {0o666 & ~UMASK},
        {0o600},
    ]

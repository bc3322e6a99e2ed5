"""What lies in the output folder or the cache, and isn't what was put there: not waited for, not believed, made anew."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import ROOT, report

from report.build.stamps import read_stamp, stamp_path
from report.look.fonts import prepare
from report.look.tokens import FaceToken

FACES = (FaceToken("Source Sans 3", 400, "normal"), FaceToken("Source Sans 3", 400, "italic"))
MINIMAL = ROOT / "report" / "articles" / "minimal"


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


STAMPS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": endless,
    "nowhere": lambda path: path.symlink_to("/dev/null"),
    "folder": lambda path: path.mkdir(),
    "loop": lambda path: path.symlink_to(path),
    "deep": lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
    "deep mappings": lambda path: path.write_text('{"a":' * 100_000, encoding="utf-8"),
    "a number": lambda path: path.write_text("9" * 1_000_000, encoding="utf-8"),
    "garbage": lambda path: path.write_bytes(os.urandom(1000)),
    "a list": lambda path: path.write_text("[]", encoding="utf-8"),
    "outputs of another kind": lambda path: path.write_text('{"outputs": {"a4": 1}}', encoding="utf-8"),
    "large": lambda path: path.write_bytes(b" " * 30_000_000),
}


@pytest.mark.parametrize("name", STAMPS)
def test_a_stamp_that_is_none_is_not_read(name: str, tmp_path: Path) -> None:
    path = stamp_path(tmp_path, MINIMAL)
    path.parent.mkdir()
    STAMPS[name](path)
    assert read_stamp(tmp_path, MINIMAL) is None


@pytest.mark.parametrize("name", ["pipe", "deep"])
def test_the_article_is_built_anew(name: str, tmp_path: Path) -> None:
    path = stamp_path(tmp_path, MINIMAL)
    path.parent.mkdir()
    STAMPS[name](path)
    done = report("build", MINIMAL, "--format", "epub", "--out", tmp_path)
    assert (done.status, done.errors) == (0, "")
    assert (tmp_path / "minimal" / "minimal.epub").is_file()
    assert read_stamp(tmp_path, MINIMAL) is not None


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with faces in it, two of a family that each take a moment to cut."""
    cache = tmp_path_factory.mktemp("cache")
    prepare(cache, FACES)
    return cache


def indexed(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / "index.json"
        told = json.loads(path.read_bytes())
        changed = change(told)
        path.write_text(json.dumps(told if changed is None else changed), encoding="utf-8")

    return apply


def first(folder: Path) -> Path:
    return min(folder.iterdir())


GARBLED: dict[str, Callable[[Path], object]] = {
    "a face": lambda folder: first(folder / "faces").write_bytes(b"garbage"),
    "a licence": lambda folder: first(folder / "licences").write_bytes(b"\xff\xfe\x00"),
    "no licence": lambda folder: first(folder / "licences").unlink(),
    "a folder for a licence": lambda folder: (first(folder / "licences").unlink(), (folder / "licences" / "x").mkdir()),
    "no licences": lambda folder: shutil.rmtree(folder / "licences"),
    "a folder for a face": lambda folder: (face := first(folder / "faces"), face.unlink(), face.mkdir()),
    "an index of nothing": indexed(lambda _: []),
    "an index of text": indexed(lambda _: "faces"),
    "faces of another kind": indexed(lambda told: told.update(faces=[1])),
    "licences of another kind": indexed(lambda told: told.update(licences=[["a"]])),
    "characters of another kind": indexed(lambda told: told.update(covered=[["a", "b"]])),
    "a deep index": lambda folder: (folder / "index.json").write_text("[" * 100_000, encoding="utf-8"),
    "bytes for an index": lambda folder: (folder / "index.json").write_bytes(b"\xff\x00"),
}


@pytest.mark.parametrize("name", GARBLED)
def test_faces_that_are_garbled_are_made_anew(name: str, kept: Path, tmp_path: Path) -> None:
    cache = Path(shutil.copytree(kept, tmp_path / "cache"))
    GARBLED[name](next((cache / "fonts").iterdir()))
    fonts = prepare(cache, FACES)
    assert fonts.digest == prepare(kept, FACES).digest
    for family, path in fonts.licences:
        assert path.read_bytes(), family
        assert fonts.licence(family).decode("utf-8")

"""A theme brings font files of its own: the publication is set in them, and copies carry them with their licence."""

from __future__ import annotations

import shutil
import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from report.look.tokens import load_tokens
from tests.support import edited
from tests.support.command import here

FACE = """
[[face]]
family = "{family}"
weights = [400]
styles = ["normal"]
file = "{file}"
{licence}
"""
LICENCE = 'licence = "fonts/OFL.txt"'
WORDS = "গ্রন্থাগার"


def bengali() -> tuple[Path, Path]:
    spec = find_spec("fontpkg_hind_siliguri")
    assert spec is not None
    assert spec.origin is not None
    root = Path(spec.origin).parent
    return next(root.rglob("*Regular*.ttf")), root / "LICENSE"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = edited.bare(tmp_path / "article", sections_reading_room=("is quiet", f"({WORDS}) is quiet"))
    fonts = made / "theme" / "fonts"
    fonts.mkdir(parents=True)
    font, licence = bengali()
    shutil.copy(font, fonts / "Own.ttf")
    shutil.copy(licence, fonts / "OFL.txt")
    return made


def write(folder: Path, **said: str) -> Path:
    file = folder / "theme" / "tokens.toml"
    file.write_text(
        FACE.format(**{"family": "Hind Siliguri", "file": "fonts/Own.ttf", "licence": LICENCE, **said}), encoding="utf-8"
    )
    return file


def test_an_article_is_set_in_its_own_face_and_its_copies_can_be_built_again(folder: Path, tmp_path: Path) -> None:
    write(folder)
    done = here("build", folder, "--format", "a4", "--jobs", "1", "--out", tmp_path / "out")
    assert done.status == 0, done.errors
    made = tmp_path / "out" / "minimal" / "minimal-a4.pdf"
    with pikepdf.open(made) as pdf:
        fonts = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"}
        (archive,) = (file.get_file().read_bytes() for name, file in pdf.attachments.items() if name.endswith(".zip"))
    assert any("Hind" in name for name in fonts)
    names = {name.partition("/")[2] for name in zipfile.ZipFile(BytesIO(archive)).namelist()}
    names |= set(zipfile.ZipFile(BytesIO(archive)).namelist())
    assert any(name.endswith("theme/fonts/Own.ttf") for name in names)
    assert any(name.endswith("theme/fonts/OFL.txt") for name in names)
    again = here("rebuild", made, "--out", tmp_path / "again")
    assert again.status == 0, again.errors


@pytest.mark.parametrize(
    ("said", "sentence", "hint"),
    [
        (
            {"licence": ""},
            "the font of “Hind Siliguri” has no licence",
            'name the file with its licence: licence = "fonts/OFL.txt"',
        ),
        ({"family": "Other"}, "the file of “Other” calls its family “Hind Siliguri”", 'write family = "Hind Siliguri"'),
        ({"file": "fonts/OFL.txt"}, "the file of “Hind Siliguri” is no font", "name a TrueType or OpenType file"),
    ],
)
def test_what_is_wrong_with_a_face_is_said(folder: Path, said: dict[str, str], sentence: str, hint: str) -> None:
    _, (problem,) = load_tokens(write(folder, **said))
    assert (problem.rule, problem.sentence, problem.hint) == ("CFG-090", sentence, hint)


def test_a_face_that_is_not_there_is_one_problem(folder: Path) -> None:
    _, (problem,) = load_tokens(write(folder, file="fonts/Missing.ttf"))
    assert (problem.rule, problem.hint) == ("CFG-090", "put the font and its licence into theme/ and name both")
    assert problem.place.path.endswith("theme/tokens.toml")


@pytest.mark.parametrize("file", ["../Own.ttf", "/etc/passwd", "fonts/../../x.ttf", ".hidden.ttf", ""])
def test_a_face_lies_in_the_theme(folder: Path, file: str) -> None:
    _, (problem,) = load_tokens(write(folder, file=file))
    assert problem.rule == "CFG-031"


def test_own_faces_stand_beside_the_shipped_ones(folder: Path) -> None:
    shipped, _ = load_tokens()
    tokens, problems = load_tokens(write(folder))
    assert problems == []
    assert [face.family for face in tokens.faces] == [*(face.family for face in shipped.faces), "Hind Siliguri"]
    assert tokens.families("text")[-1] == "Hind Siliguri"

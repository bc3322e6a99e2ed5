"""What is typed on new machines is what README says; the machines themselves are made by `nox -s new-machine`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from report.system.places import shipped_article
from tests.new_machine.__main__ import PANGO, commands, main, outputs
from tests.new_machine.chroots import PASSED_ON, mirror


def test_the_commands_are_the_first_two_of_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert commands(readme) == {"build": "python3 noxfile.py", "tests": "python3 noxfile.py -s tests"}
    assert readme.index(commands(readme)["tests"]) < readme.index("## ")


def test_every_format_of_the_article_that_ships_is_looked_for(root: Path) -> None:
    text = (shipped_article() / "article.yaml").read_text(encoding="utf-8")
    formats = text.partition("\nformats: [")[2].partition("]")[0].split(", ")
    files = outputs((root / "README.md").read_text(encoding="utf-8"))
    assert len(files) == len(formats) + 1 == 7
    assert files[-1].endswith("/manifest.json")


def test_the_readme_names_what_the_machine_with_pango_has(root: Path) -> None:
    assert f"apt install {' '.join(PANGO)}" in (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        (
            "sources.list",
            "# deb http://a.example/debian x main\ndeb http://b.example/debian stable main\n",
            ["http://b.example/debian"],
        ),
        ("sources.list", "deb [signed-by=/k.gpg] https://b.example/debian/ stable main\n", ["https://b.example/debian/"]),
        ("sources.list.d/debian.sources", "Types: deb\n# URIs: x\nURIs: http://c.example/debian\n", ["http://c.example/debian"]),
        (
            "sources.list.d/more.list",
            "deb https://d.example/debian-security stable main\ndeb https://d.example/ubuntu x main\n",
            [],
        ),
    ],
)
def test_debian_comes_from_where_this_machine_has_it(tmp_path: Path, file: str, text: str, found: list[str]) -> None:
    assert mirror(tmp_path) == []
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert mirror(tmp_path) == found


def test_only_the_way_to_registries_is_passed_on() -> None:
    names = ["PIP_CERT", "https_proxy", "NO_PROXY", "SSL_CERT_FILE", "PYTHONPATH", "LANG", "REPORT_NO_INSTALL", "HOME"]
    assert [name for name in names if PASSED_ON.fullmatch(name)] == names[:4]


def test_what_cannot_be_tried_is_no_pass(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert main(["buster"]) == 2
    assert "there is no buster; there are bookworm, trixie, bare," in capsys.readouterr().err
    assert main([]) == 3
    assert "Only root" in capsys.readouterr().err
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert main([]) == 3
    assert "apt install debootstrap" in capsys.readouterr().err

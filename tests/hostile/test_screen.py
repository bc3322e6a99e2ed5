"""What is printed of strangers' files obeys nobody, and that nobody listens ends no work."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.command import ROOT, report
from support.edited import bare
from support.hostile import ORDERS
from support.strangers import stranger

from report.problems import printable

PYTHON = shlex.quote(sys.executable)
MINIMAL = shlex.quote(str(ROOT / "report" / "articles" / "minimal"))


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the shell's redirections; {report} is the program."""
    line = command.format(report=f"{PYTHON} -m report", minimal=MINIMAL)
    return subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def harmless(text: str) -> bool:
    return all(printable(line) == line for line in text.split("\n"))


@pytest.mark.parametrize("name", ORDERS)
def test_orders_to_a_terminal_are_shown(name: str, tmp_path: Path) -> None:
    order = ORDERS[name]
    assert printable(f"a{order}b") == f"a{ascii(order)[1:-1]}b"
    folder = tmp_path / f"a{order}b"
    folder.mkdir()
    for options in ((), ("--json",)):
        done = report("check", folder, *options)
        assert done.status == 1
        assert harmless(done.output + done.errors)
    problems = json.loads(done.output)["problems"]
    assert problems[0]["path"] == f"{folder}/article.yaml"


def test_letters_of_all_writings_are_printed_as_they_are() -> None:
    text = "می\u200cخواهم, Wörter, 12\u202f000\u00a0Menschen, 漢字, soft\u00adhyphen"
    assert printable(text) == text


def test_what_a_copy_says_of_itself_is_shown_by_every_command(tmp_path: Path) -> None:
    built = report("build", ROOT / "report" / "articles" / "minimal", "--format", "epub", "--out", tmp_path)
    assert built.status == 0
    book = tmp_path / "minimal" / "minimal.epub"
    copy, content = tmp_path / "copy.epub", {}
    with zipfile.ZipFile(book) as archive:
        content = {info.filename: archive.read(info) for info in archive.infolist()}
    (carried,) = (name for name in content if name.endswith(".zip"))
    inner = tmp_path / "inner.zip"
    inner.write_bytes(content[carried])
    with zipfile.ZipFile(inner) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    versions = json.loads(files["versions.json"])
    versions["python"] = "".join(ORDERS.values())
    files["versions.json"] = json.dumps(versions).encode()
    for path, parts in ((inner, files), (copy, content)):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)
        content[carried] = inner.read_bytes()
    for arguments in (("rebuild", copy, "--out", tmp_path / "again"), ("diff", book, copy), ("extract", copy, tmp_path / "x")):
        done = report(*arguments)
        assert harmless(done.output + done.errors), arguments
        if arguments[0] == "rebuild":
            assert "\\x1b[2J" in done.output


def test_a_name_that_looks_like_markup_is_no_markup(tmp_path: Path) -> None:
    folder = stranger(tmp_path / "a[" / "]b")
    done = report("build", folder, "--format", "epub", "--out", tmp_path / "out")
    assert (done.status, done.errors) == (0, "")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-", "2>&1 | true"])
def test_a_book_is_built_where_nobody_listens(closed: str, tmp_path: Path) -> None:
    article, out = bare(tmp_path / "a"), tmp_path / "out"
    done = shell(f"{{report}} build {shlex.quote(str(article))} --format epub --out {shlex.quote(str(out))} {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert (out / "minimal" / "minimal.epub").stat().st_size > 10_000
    assert (out / "minimal" / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("{report} check {minimal} >&-", 0, ""),
        ("{report} check {minimal}/none >&-", 1, "{minimal}/none: CFG-001"),
        ("{report} check {minimal}/none 2>&-", 1, ""),
        ("{report} check {minimal}/none 2>/dev/full", 1, ""),
        ("{report} check --json {minimal} >/dev/full", 1, "report: standard output can't be written: "),
        ("{report} --help >/dev/full", 1, "report: standard output can't be written: "),
        ("{report} --help >&-", 0, ""),
        ("{report} unheard-of 2>&-", 2, ""),
        ("{report} unheard-of 2>/dev/full", 2, ""),
        ("{report} check {minimal} --timeout 100 >&- 2>&-", 0, ""),
    ],
)
def test_the_exit_status_tells_what_nobody_hears(command: str, status: int, said: str) -> None:
    done = shell(command)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(said.format(minimal=MINIMAL))
    assert bool(said) == bool(done.stderr)

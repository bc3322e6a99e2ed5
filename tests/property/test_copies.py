"""Archives and differences, whatever is in them."""

from __future__ import annotations

import json
import tempfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.hostile import DEVICE, LINK, UTF8, Entry, archive, honest
from support.soak import LONG, times

from report.compare.changes import compare, pieces
from report.compare.show import markdown, plain
from report.compare.state import State, state, words
from report.copies.extract import extract
from report.copies.found import find
from report.intake.archive import RefusedArchive, opened
from report.intake.names import clashes, objection
from report.load import load_article
from report.output import container
from report.output.difference import first_difference
from report.problems import ProblemsFound, printable
from report.system import places

quick = settings(
    max_examples=times(80, 1_000),
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

# Names of pieces that some system reads in its own way, and archives that lie about them.

PIECES = [
    "..",
    ".",
    "/",
    "\\",
    "a",
    "A",
    "é",
    "e\u0301",
    "con",
    "nul",
    ":",
    "C:",
    " ",
    "~",
    "\0",
    "\x1b",
    "\u202e",
    "x.md",
    "ﬁ",
    "*",
    "ſ",
    "I",
    "ı",
]
names = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=8).map("".join)
contents = st.binary(max_size=200)
small = st.none() | st.integers(0, 300)
entries = st.builds(
    Entry,
    name=names.map(lambda name: name.encode("utf-8", "replace")),
    content=contents,
    method=st.sampled_from([0, 8, 8, 8, 9, 12, 99]),
    flags=st.sampled_from([0, 0, UTF8, UTF8, 1, 8, 0x41]),
    attributes=st.sampled_from([0, 0o100644 << 16, 0o100644 << 16, LINK, DEVICE, 0x10, 0o040755 << 16]),
    local_name=st.none() | st.none() | names.map(lambda name: name.encode("utf-8", "replace")),
    size=st.none() | small,
    packed_size=st.none() | small,
    crc=st.none() | st.none() | small,
    offset=st.none() | st.none() | small,
    hidden=st.sampled_from([False, False, False, True]),
    extra=st.sampled_from([b"", b"", b"\x55\x54\x05\x00\x01\0\0\0\0", b"\x01\x00\x04\x00abcd", b"x"]),
)
sloppy = st.builds(
    archive,
    st.lists(entries, max_size=5),
    before=st.sampled_from([b"", b"", b"MZ"]),
    between=st.sampled_from([b"", b"", b"?"]),
    after=st.sampled_from([b"", b"", b"\n"]),
    count=st.none() | st.none() | st.integers(0, 65535),
)


def opened_or_refused(data: bytes) -> tuple[dict[str, bytes] | None, str]:
    """Return the files, or why there are none."""
    try:
        return opened(data), ""
    except RefusedArchive as refused:
        return None, str(refused)


@quick
@given(sloppy | st.binary(max_size=400))
def test_an_archive_is_refused_or_every_name_in_it_is_good(data: bytes) -> None:
    files, reason = opened_or_refused(data)
    if files is None:
        assert reason
        assert reason.isprintable()
        return
    assert list(clashes(files)) == []
    for name in files:
        assert objection(name) == ""
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in PurePosixPath(name).parts


@quick
@given(st.lists(entries, min_size=1, max_size=3), st.integers(0, 5))
def test_nothing_is_ever_written_outside_of_the_target(more: list[Entry], position: int) -> None:
    listed = honest()
    data = archive([*listed[:position], *more, *listed[position:]])
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "deep", "home")
        home.mkdir(parents=True)
        (home / "copy.zip").write_bytes(data)
        try:
            extract(find(home / "copy.zip"), home / "target")
            expected = {"copy.zip", "target"}
        except ProblemsFound:
            expected = {"copy.zip"}
        assert {path.name for path in home.iterdir()} == expected
        assert [path.name for path in Path(scratch).iterdir()] == ["deep"]
        assert [path.name for path in Path(scratch, "deep").iterdir()] == ["home"]
        assert not any(path.is_symlink() for path in Path(scratch).rglob("*"))


@quick
@given(st.data())
def test_a_byte_that_is_changed_is_found_or_changes_nothing(data: st.DataObject) -> None:
    good = archive(honest())
    index = data.draw(st.integers(0, len(good) - 1))
    changed = bytearray(good)
    changed[index] ^= data.draw(st.integers(1, 255))
    files, _ = opened_or_refused(bytes(changed))
    assert files in (None, opened(good))  # where it is opened, the byte belongs to a time or a version, which are never used


@quick
@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}(/[a-z0-9-]{1,6}\.md)?", fullmatch=True), contents, max_size=8))
def test_what_we_pack_is_what_is_opened(files: dict[str, bytes]) -> None:
    good = {name: content for name, content in files.items() if objection(name) == ""}
    if list(clashes(good)) or not good:
        return
    assert opened(container.pack(good.items())) == dict(sorted(good.items()))


@quick
@given(contents, contents)
@example(b"", b"")
@example(b"abc", b"ab")
def test_bytes_part_where_they_first_differ(first: bytes, second: bytes) -> None:
    index = first_difference(first, second)
    assert first[:index] == second[:index]
    assert index == min(len(first), len(second)) or first[index] != second[index]


# Differences: what they list turns one article's records and words into the other's.

MINIMAL = places.articles() / places.MINIMAL
ids = st.from_regex(r"[a-z]{1,3}", fullmatch=True)
plain_words = st.text(st.sampled_from("abcé|*`\n .-#:"), min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def base() -> State:
    from report.copies import article_files

    article, _ = load_article(MINIMAL)
    assert article is not None
    return state(article, article_files(MINIMAL), "minimal")


BASE = base()
values = plain_words | st.lists(plain_words, max_size=2) | st.lists(st.dictionaries(ids, plain_words, max_size=2), max_size=2)


@st.composite
def states(draw: st.DrawFn) -> State:
    """A state of the minimal article after a few edits of any kind."""
    records: dict[str, dict[str, dict[str, Any]]] = deepcopy(
        {k: {i: dict(f) for i, f in v.items()} for k, v in BASE.records.items()}
    )
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(sorted(records)))
        group = records[kind]
        match draw(st.sampled_from(["add", "remove", "change", "drop", "turn"])):
            case "add":
                group[draw(ids)] = draw(st.dictionaries(ids, values, min_size=1, max_size=3))
            case "remove" if group:
                del group[draw(st.sampled_from(sorted(group)))]
            case "change" if group:
                group[draw(st.sampled_from(sorted(group)))][draw(ids)] = draw(values)
            case "drop" if group:
                record = group[draw(st.sampled_from(sorted(group)))]
                if len(record) > 1:
                    del record[draw(st.sampled_from(sorted(record)))]
            case "turn":
                records[kind] = dict(draw(st.permutations(list(group.items()))))
    sections = {draw(ids): words(draw(plain_words)) for _ in range(draw(st.integers(0, 3)))}
    if draw(st.booleans()):
        sections |= BASE.sections
    return State("x", "minimal", 1, records, sections)


def applied(old: State, told: dict[str, Any]) -> tuple[dict[str, dict[str, dict[str, Any]]], dict[str, tuple[str, ...]]]:
    """Turn the old records and words into the new ones with nothing but what the difference lists, as JSON."""
    records = {kind: {id_: dict(fields) for id_, fields in group.items()} for kind, group in old.records.items()}
    for change in told["records"]:
        if change["how"] == "moved":
            continue
        group = records[change["kind"]]
        if change["how"] == "removed":
            assert {field["field"]: field["before"] for field in change["fields"]} == group.pop(change["id"])
            continue
        record = group.setdefault(change["id"], {})
        for field in change["fields"]:
            assert record.pop(field["field"], None) == field["before"]
            if field["after"] is not None:
                record[field["field"]] = field["after"]
    sections = dict(old.sections)
    for text in told["texts"]:
        before = [word for piece in text["pieces"] if piece["how"] != "added" for word in piece["words"]]
        assert tuple(before) == sections.pop(text["section"], ())
        after = [word for piece in text["pieces"] if piece["how"] != "removed" for word in piece["words"]]
        if text["how"] != "removed":
            sections[text["section"]] = tuple(after)
    return records, sections


@quick
@given(states())
def test_a_state_does_not_differ_from_itself(one: State) -> None:
    assert not compare(one, replace(one, name="y"))
    assert plain(compare(one, one)) == ""


@quick
@given(states(), states())
def test_applying_what_is_listed_gives_the_other(old: State, new: State) -> None:
    changes = compare(old, new)
    told = json.loads(json.dumps(changes.as_json()))
    records, sections = applied(old, told)
    assert records == {kind: dict(group) for kind, group in new.records.items()}
    assert sections == dict(new.sections)
    for change in told["records"]:
        if change["how"] == "moved":
            (order,) = change["fields"]
            assert order["after"] == [id_ for id_ in new.records[change["kind"]] if id_ in old.records[change["kind"]]]
            assert order["before"] != order["after"]


@quick
@given(states(), states())
def test_whatever_changed_can_be_told(old: State, new: State) -> None:
    changes = compare(old, new)
    assert all(printable(line) == line for line in plain(changes).split("\n"))
    assert bool(plain(changes)) == bool(changes)
    for row in markdown(changes).splitlines():
        assert row.replace("\\\\", "").replace("\\|", "").count("|") == 5


@quick
@given(st.lists(ids, max_size=12).map(tuple), st.lists(ids, max_size=12).map(tuple))
def test_pieces_give_both_texts(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    found = list(pieces(old, new))
    assert tuple(word for piece in found if piece.how != "added" for word in piece.words) == old
    assert tuple(word for piece in found if piece.how != "removed" for word in piece.words) == new

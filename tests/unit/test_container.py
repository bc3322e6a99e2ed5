"""ZIP archives whose bytes depend on names and contents alone."""

from __future__ import annotations

import io
import locale
import os
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.soak import times

from report.output.container import EPUB, pack, unpack

FILES = [("b/two.txt", b"two" * 100), ("META-INF/container.xml", b"<container/>"), ("a.txt", b""), ("Z.txt", b"zed")]

names = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="/\\\0", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
    min_size=1,
    max_size=3,
).map("/".join)
files = st.dictionaries(names.filter(lambda n: not {".", ".."} & set(n.split("/")) and n != "mimetype"), st.binary(max_size=300))


def test_mimetype_is_first_and_can_be_read_from_the_raw_bytes() -> None:
    archive = pack(FILES, mimetype=EPUB)
    assert archive[:4] == b"PK\3\4"
    assert archive[26:30] == (8).to_bytes(2, "little") + b"\0\0", "a name of 8 letters and no extra field"
    assert archive[30:58] == b"mimetypeapplication/epub+zip"


def test_container_comes_second_and_the_rest_by_name() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES, mimetype=EPUB))) as archive:
        assert archive.namelist() == ["mimetype", "META-INF/container.xml", "Z.txt", "a.txt", "b/two.txt"]
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED] + [zipfile.ZIP_DEFLATED] * 4


def test_without_a_mimetype_there_is_no_such_entry() -> None:
    assert [name for name, _ in unpack(pack(FILES))] == ["META-INF/container.xml", "Z.txt", "a.txt", "b/two.txt"]


def test_entries_have_fixed_time_platform_and_rights_and_no_extra_field() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES, mimetype=EPUB))) as archive:
        seen = {(i.date_time, i.create_system, i.external_attr, i.extra, i.comment) for i in archive.infolist()}
    assert seen == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, b"", b"")}


@settings(max_examples=times(30, 300))
@given(files, st.randoms())
def test_bytes_do_not_depend_on_the_order_of_files(contents: dict[str, bytes], chance: object) -> None:
    shuffled = list(contents.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pack(shuffled, mimetype=EPUB) == pack(contents.items(), mimetype=EPUB)


@given(files)
def test_what_goes_in_comes_out(contents: dict[str, bytes]) -> None:
    assert dict(unpack(pack(contents.items()))) == contents


def test_bytes_do_not_depend_on_time_zone_locale_or_umask(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = pack(FILES, mimetype=EPUB)
    old_umask, old_locale = os.umask(0o077), locale.setlocale(locale.LC_ALL)
    try:
        monkeypatch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        locale.setlocale(locale.LC_ALL, "C")
        assert pack(FILES, mimetype=EPUB) == expected
    finally:
        os.umask(old_umask)
        locale.setlocale(locale.LC_ALL, old_locale)
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../up", "a/../b", "a\\b", "a//b", "a/", "./a", "nul\0"])
def test_a_name_that_leaves_the_archive_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name inside an archive"):
        pack([(name, b"")])


@pytest.mark.parametrize("double", ["a.txt", "mimetype"])
def test_a_name_that_occurs_twice_is_refused(double: str) -> None:
    with pytest.raises(ValueError, match=f"“{double}” twice"):
        pack([("a.txt", b"1"), (double, b"2")], mimetype=EPUB)

"""The locator and the one fetcher."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from report.intake.warehouse import Refused, Warehouse
from report.system import places

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "an article"
    (inside / "images").mkdir(parents=True)
    (inside / "images" / "gate.png").write_bytes(PNG)
    (inside / "people.yaml").write_text("secret: no", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(PNG)
    return inside


def refusal(warehouse: Warehouse, url: str) -> str:
    with pytest.raises(Refused) as caught:
        warehouse.open(url)
    assert caught.value.url == url
    return caught.value.reason


def test_templates_are_those_of_the_source_tree() -> None:
    assert places.templates() == Path(__file__).resolve().parents[2] / "templates"
    assert (places.templates() / "tokens.toml").is_file()


def test_templates_of_an_installed_copy_lie_in_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "site-packages" / "report")
    assert places.templates() == tmp_path / "site-packages" / "report" / "_templates"


def test_the_shipped_article_is_not_the_one_to_copy_from() -> None:
    shipped = places.shipped_article()
    assert shipped.parent == places.articles()
    assert shipped.name != places.MINIMAL
    assert (shipped / "article.yaml").is_file()


def test_cache_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(places.CACHE_VARIABLE, str(tmp_path / "elsewhere"))
    assert places.cache_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv(places.CACHE_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert places.cache_folder().is_absolute()
    assert "report" in places.cache_folder().parts


def test_a_file_under_a_root_is_had_with_its_media_type(folder: Path) -> None:
    url = (folder / "images" / "gate.png").as_uri()
    assert "%20" in url
    assert Warehouse([folder]).open(url) == (PNG, "image/png")
    assert Warehouse([folder]).open(f"{url}#part?x") == (PNG, "image/png")


def test_a_drawn_picture_is_had_from_memory() -> None:
    warehouse = Warehouse([], {"picture:membership of all": (b"<svg/>", "image/svg+xml")})
    assert warehouse.open("picture:membership of all") == (b"<svg/>", "image/svg+xml")
    assert warehouse.open("picture:membership%20of%20all") == (b"<svg/>", "image/svg+xml")
    assert refusal(warehouse, "picture:other") == "addresses that begin with picture: are not read"


@pytest.mark.parametrize(
    "url", ["http://example.org/a.png", "https://example.org/a.css", "HTTPS://example.org/", "ftp://example.org/a.png"]
)
def test_nothing_is_fetched_from_a_network(url: str) -> None:
    assert refusal(Warehouse([Path("/")]), url).startswith("nothing is fetched from a network")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "addresses that begin with javascript: are not read"),
        ("images/gate.png", "it has no scheme, and nothing says what it is relative to"),
        ("", "it has no scheme, and nothing says what it is relative to"),
        ("file://host/share/gate.png", "it names another machine"),
        ("http://[", "it isn't an address"),
        ("file:///%00.png", "it isn't the path of a file"),
    ],
)
def test_other_addresses_are_refused(url: str, reason: str) -> None:
    assert refusal(Warehouse([Path("/")]), url) == reason


def test_a_path_out_of_the_roots_is_refused_whether_it_exists_or_not(folder: Path) -> None:
    warehouse = Warehouse([folder])
    out = "it leads out of the folders that a publication is made from"
    assert refusal(warehouse, (folder.parent / "outside.png").as_uri()) == out
    assert refusal(warehouse, (folder.parent / "nothing.png").as_uri()) == out
    assert refusal(warehouse, folder.as_uri() + "/../outside.png") == out
    assert refusal(warehouse, folder.as_uri() + "/%2e%2e/outside.png") == out
    assert refusal(warehouse, f"{folder.as_uri()}x/gate.png") == out


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_symbolic_link_is_judged_by_where_it_leads(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "outside.png")
    (folder / "in.png").symlink_to(folder / "images" / "gate.png")
    warehouse = Warehouse([folder])
    assert refusal(warehouse, (folder / "out.png").as_uri()) == "it leads out of the folders that a publication is made from"
    assert warehouse.open((folder / "in.png").as_uri()) == (PNG, "image/png")
    (folder.parent / "by-link").symlink_to(folder)
    assert Warehouse([folder.parent / "by-link"]).open((folder / "images" / "gate.png").as_uri()) == (PNG, "image/png")


def test_what_is_no_part_of_a_page_is_refused(folder: Path) -> None:
    warehouse = Warehouse([folder])
    assert refusal(warehouse, (folder / "people.yaml").as_uri()) == "files that end with .yaml are not read"
    assert refusal(warehouse, (folder / "images").as_uri()) == "it is not a file"
    assert refusal(warehouse, (folder / "images" / "gone.png").as_uri()) == "there is no such file"


def test_a_file_beyond_reason_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_LIMITS", f"image-file={len(PNG) - 1}")
    assert refusal(Warehouse([folder]), (folder / "images" / "gate.png").as_uri()) == f"it has more than {len(PNG) - 1} bytes"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "images" / "pipe.png")
    assert refusal(Warehouse([folder]), (folder / "images" / "pipe.png").as_uri()) == "it is not a file"


def test_of_data_addresses_small_images_are_read() -> None:
    warehouse = Warehouse([])
    encoded = base64.b64encode(PNG).decode("ascii")
    assert warehouse.open(f"data:image/png;base64,{encoded}") == (PNG, "image/png")
    assert warehouse.open("DATA:image/svg+xml,%3Csvg/%3E") == (b"<svg/>", "image/svg+xml")
    largest = base64.b64encode(bytes(1_000_000)).decode("ascii")
    assert len(warehouse.open(f"data:image/png;base64,{largest}")[0]) == 1_000_000


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("data:text/html,<script>", "of data: addresses only images are read"),
        ("data:,words", "of data: addresses only images are read"),
        ("data:image/x-unknown,words", "of data: addresses only images are read"),
        ("data:image/png", "of data: addresses only images are read"),
        ("data:image/png;base64,!!!", "its base64 is damaged"),
        ("data:image/png," + "a" * 1_000_001, "the image in it has more than 1,000,000 bytes"),
        ("data:image/png," + "a" * 4_000_001, "the image in it has more than 1,000,000 bytes"),
    ],
)
def test_other_data_addresses_are_refused(url: str, reason: str) -> None:
    assert refusal(Warehouse([]), url) == reason


def test_a_refusal_shows_no_endless_address() -> None:
    with pytest.raises(Refused, match=r"“data:.{10,130}…” is refused") as caught:
        Warehouse([]).open("data:text/html," + "x" * 10_000)
    assert len(str(caught.value)) < 250

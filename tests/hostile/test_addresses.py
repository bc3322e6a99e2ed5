"""Whatever an article asks for, nothing is fetched, nothing from elsewhere comes in, and the place that asked is told."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from support.printing import Shelf, document, fonts_ready, page, preset
from support.strangers import CANARY, PNG, SVG, Listener, listening, stranger, with_image, with_prose, with_theme

from report.build.run import Request, build
from report.output.pdf.render import render
from report.problems import ProblemsFound

SHEETS = {
    "import": "@import url({http}/a.css);",
    "import-of-words": "\n\n  @import '{http}/a.css' print;",
    "import-of-a-file": "@import 'canary.css';",
    "import-escaped": "@\\69mport url({http}/a.css);",
    "background": "body {{ background: url({http}/a.png) }}",
    "background-escaped": "body {{ background: u\\72l({http}/a.png) }}",
    "background-of-words": 'body {{ background: URL( "{http}/a.png" ) }}',
    "https": "body {{ background: url(https://127.0.0.1:{port}/a.png) }}",
    "ftp": "body {{ background: url(ftp://127.0.0.1:{port}/a.png) }}",
    "no-scheme": "body {{ background: url(//127.0.0.1:{port}/a.png) }}",
    "font": "@font-face {{ font-family: Stolen; src: url({http}/a.woff2) }} body {{ font-family: Stolen }}",
    "font-outside": "@font-face {{ font-family: Stolen; src: local('Arial'), url(../../canary.otf) }}",
    "image-set": "body {{ background: image-set('{http}/a.png' 1x) }}",
    "custom-property": ":root {{ --mine: url({http}/a.png) }} body {{ background: var(--mine) }}",
    "put-together": ":root {{ --mine: '{http}/a.png' }} body {{ background: image-set(var(--mine) 1x) }}",
    "content": "h1::before {{ content: url({http}/a.png) }}",
    "list": "li {{ list-style-image: url({http}/a.png) }}",
    "margin-box": "@page {{ @top-left {{ content: url({http}/a.png) }} }}",
    "media": "@media print {{ body {{ background: url({http}/a.png) }} }}",
    "nested": "body {{ & p {{ background: url({http}/a.png) }} }}",
    "file": "body {{ background: url(file://{folder}/canary.png) }}",
    "file-above": "body {{ background: url(../../canary.png) }}",
    "file-above-hidden": "body {{ background: url(%2e%2e/%2e%2e/canary.png) }}",
    "file-absolute": "body {{ background: url({folder}/canary.png) }}",
    "link-out": "body {{ background: url(link.png) }}",
    "no-such-file": "body {{ background: url(none.png) }}",
    "data-of-text": "body {{ background: url(data:text/html,x) }}",
    "data-beyond-size": "body {{ background: url(data:image/png,{large}) }}",
    "other-scheme": "body {{ background: url(gopher://127.0.0.1:{port}/) }}",
}
DRAWINGS = {
    "image": '<image href="{http}/a.png"/>',
    "image-by-xlink": '<image xlink:href="{http}/a.png"/>',
    "image-file": '<image href="file://{folder}/canary.png"/>',
    "image-above": '<image href="../../canary.png"/>',
    "image-of-svg": '<image href="data:image/svg+xml,%3Csvg/%3E"/>',
    "use": '<use href="{http}/a.svg#a"/>',
    "use-file": '<use href="../../canary.svg#a"/>',
    "filter": '<filter id="f"><feImage href="{http}/a.png"/></filter><rect filter="url(#f)"/>',
    "fill": '<rect fill="url({http}/a.svg#p)"/>',
    "style-attribute": '<rect style="fill: url({http}/a.svg#p)"/>',
    "style-attribute-escaped": '<rect style="fill: u\\72l({http}/a.svg#p)"/>',
    "style": "<style>@import url({http}/a.css);</style>",
    "style-font": "<style>@font-face {{ font-family: a; src: url({http}/a.woff) }}</style>",
    "style-cdata": "<style><![CDATA[@import url({http}/a.css);]]></style>",
    "script": "<script>fetch('{http}')</script>",
    "script-attribute": '<rect onload="fetch(0)"/>',
    "foreign": '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="{http}/a.png"/></foreignObject>',
    "link": '<a href="{http}/">x</a>',
    "animation": '<image href="#a"><set attributeName="href" to="{http}/a.png"/></image>',
    "base": '<g xml:base="{http}/"><use href="#a"/></g>',
}
DOCUMENTS = {
    "doctype": '<!DOCTYPE svg SYSTEM "{http}/svg.dtd">' + SVG.replace("{}", ""),
    "entity": "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{folder}/canary.css'>]>" + SVG.replace("{}", "<text>&x;</text>"),
    "parameter-entity": "<!DOCTYPE svg [<!ENTITY % x SYSTEM '{http}/x.dtd'> %x;]>" + SVG.replace("{}", ""),
    "style-sheet": '<?xml-stylesheet href="{http}/a.css"?>' + SVG.replace("{}", ""),
    "laughs": "<!DOCTYPE svg [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    ) + "]>" + SVG.replace("{}", "<text>&j;</text>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found
        assert found.heard == []


def filled(attack: str, listener: Listener, folder: Path) -> str:
    return attack.format(http=listener.url, port=listener.port, folder=folder.parent, large="A" * 1_000_001)


def refused(folder: Path, out: Path) -> list[tuple[str, str, int]]:
    """Build the article, which is refused as a whole; return rule, file and line of each problem."""
    result = build(Request((folder,), out=out))
    assert result.outputs == []
    assert not out.exists()
    return [(problem.rule, problem.place.path, problem.place.line) for problem in result.problems]


@pytest.mark.parametrize("sheet", ["print.css", "epub.css", "web.css"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_theme_fetches_nothing(name: str, sheet: str, listener: Listener, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    (folder / "theme").mkdir()
    (folder / "theme" / "link.png").symlink_to(tmp_path / "canary.png")
    before = "/* a line */\n"
    attack = filled(SHEETS[name], listener, folder)
    with_theme(folder, before + attack, sheet)
    found = refused(folder, tmp_path / "out")
    line = 2 + attack[: attack.index("@import")].count("\n") if "@import" in attack else 2
    asked = (("CFG-034"), f"{folder.as_posix()}/theme/{sheet}", line)
    assert asked in found
    assert {rule for rule, _, _ in found} <= {"CFG-034", "CFG-005"}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_fetches_nothing(name: str, listener: Listener, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    with_image(folder, SVG.format("\n" + filled(DRAWINGS[name], listener, folder)))
    assert set(refused(folder, tmp_path / "out")) == {("FIG-204", f"{folder.as_posix()}/images/gate.svg", 2)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_drawing_declares_nothing(name: str, listener: Listener, tmp_path: Path) -> None:
    folder = stranger(tmp_path / "article")
    attack = DOCUMENTS[name] if name == "laughs" else filled(DOCUMENTS[name], listener, folder)
    with_image(folder, attack)
    found = refused(folder, tmp_path / "out")
    rules = {"FIG-204"} if name != "laughs" else {"FIG-203", "FIG-204"}  # newer parsers count laughs themselves
    assert {path for _, path, _ in found} == {f"{folder.as_posix()}/images/gate.svg"}
    assert {rule for rule, _, _ in found} <= rules


@pytest.mark.parametrize("where", ["../canary.png", "{folder}/canary.png", "images/link.png", "images/../../canary.png"])
def test_an_image_from_elsewhere_is_refused(where: str, tmp_path: Path) -> None:
    folder = with_image(stranger(tmp_path / "article"), PNG, "gate.png")
    (folder / "images" / "link.png").symlink_to(tmp_path / "canary.png")
    listed = folder / "images.yaml"
    listed.write_text(listed.read_text("utf-8").replace("images/gate.png", where.format(folder=tmp_path)), encoding="utf-8")
    assert ("CFG-005", listed.as_posix(), 2) in refused(folder, tmp_path / "out")


@pytest.mark.parametrize("name", [name for name in SHEETS if "file" not in name and "data" not in name and name != "link-out"])
def test_the_layout_engine_fetches_nothing_even_if_it_is_asked(name: str, listener: Listener, tmp_path: Path) -> None:
    """The checks before it are left out: behind them stands a fetcher that knows no network."""
    fonts_ready()
    attack = filled(SHEETS[name], listener, tmp_path)
    body = page("<h1>T</h1><ul><li>x</li></ul><p>y</p>")
    with pytest.raises(ProblemsFound):
        render(document(), preset(), body, [attack], Shelf())


def test_what_is_allowed_to_be_named_is_not_fetched_and_prints_as_typed(listener: Listener, tmp_path: Path) -> None:
    """Links, template code and markup in text are text."""
    folder = stranger(tmp_path / "article")
    typed = "{{ [].__class__ }}{% include 'x' %}{# no #} <b>&amp; $x ${x} %s"
    meta = folder / "article.yaml"
    text = meta.read_text(encoding="utf-8")
    assert "\ntitle: " in text
    start = text.index("\ntitle: ")
    end = text.index("\n", start + 1)
    meta.write_text(f'{text[:start]}\ntitle: "{typed}"{text[end:]}', encoding="utf-8")
    with_prose(folder, f"See [there]({listener.url}/page) and `{{{{ self }}}}` and `{{% raw %}}` and <{listener.url}/auto>.")
    with_image(
        folder,
        SVG.format(f'<image href="data:image/png;base64,{_base64(PNG)}" width="9" height="9"/><rect width="9" height="9"/>'),
    )
    with_theme(folder, f"h1 {{ background: url(data:image/png;base64,{_base64(PNG)}) }} p {{ background: url(ground.png) }}")
    (folder / "theme" / "ground.png").write_bytes(PNG)
    result = build(Request((folder,), out=tmp_path / "out"))
    assert [problem for problem in result.problems if problem.rule != "CPY-007"] == []
    files = {output.format: output.path for output in result.outputs}
    assert set(files) == {"a4", "epub"}
    with pikepdf.open(files["a4"]) as pdf:
        assert str(pdf.docinfo.Title) == typed
        held = [bytes(each.read_bytes()) for each in pdf.objects if isinstance(each, pikepdf.Stream) and _readable(each)]
    with ZipFile(files["epub"]) as book:
        pages = {name: book.read(name) for name in book.namelist()}
    shown = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown in pages["EPUB/content.opf"].decode("utf-8")
    (section,) = [data.decode("utf-8") for name, data in pages.items() if name.endswith("reading-room.xhtml")]
    assert ">{{ self }}</code> and <code" in section
    for data in [*held, *pages.values()]:
        assert CANARY.encode() not in data


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _readable(stream: pikepdf.Stream) -> bool:
    try:
        stream.read_bytes()
    except pikepdf.PdfError:
        return False
    return True

"""Every print format of every article that ships keeps the rules of the page, in each of its languages."""

from __future__ import annotations

from typing import get_args

import pytest
from ruamel.yaml import YAML
from support.shipped import LANGUAGES, shipped

from report.build.publication import Publication
from report.figures.pictures import Page, figures_of, of_height, printed_cover
from report.load import load_article, load_format
from report.model.document import ImageFile
from report.model.figure import Height, SizedChart, pieces
from report.model.format import Format
from report.system.places import shipped_article, templates
from tests.conftest import ROOT
from tests.support.drawing import disordered
from tests.support.layout import Layout, read, watched
from tests.support.layout_rules import check

ARTICLES = ROOT / "report" / "articles"
MM = 72 / 25.4
"""Points."""
HEIGHTS: tuple[Height, ...] = get_args(Height)
"""One of them is that of a chart whose author says none."""


def _printed() -> list[tuple[str, str, str]]:
    """Return article, format and language for each PDF that can be made of an article, whether it asks for it or not."""
    pairs = []
    for file in sorted(ARTICLES.glob("*/article.yaml")):
        has_brief = "brief" in YAML(typ="safe").load(file)
        for preset in sorted((templates() / "formats").glob("*.toml")):
            format_, _ = load_format(preset)
            if format_ is not None and format_.medium == "pdf" and (has_brief or format_.content == "full"):
                of_shipped = file.parent == shipped_article()
                pairs += [(file.parent.name, preset.stem, language) for language in (LANGUAGES if of_shipped else ("",))]
    return pairs


def _laid_out(room: Publication, format_: Format) -> tuple[Layout, bytes]:
    with watched() as seen:
        printed = room.rendered(format_)
    return read(*seen[-1], printed.data), printed.data


@pytest.mark.parametrize(("name", "format_name", "language"), _printed())
def test_pages_keep_the_rules(name: str, format_name: str, language: str) -> None:
    article, _ = load_article(ARTICLES / name, language)
    format_, _ = load_format(templates() / "formats" / f"{format_name}.toml")
    assert article is not None
    assert format_ is not None
    room = Publication.prepare(article, ARTICLES / name)
    built = shipped(language) if ARTICLES / name == shipped_article() else None
    if built is not None and format_name in built.layouts:
        layout, data = built.layouts[format_name], built.files[format_name].read_bytes()
    else:
        layout, data = _laid_out(room, format_)
    assert layout.pages
    assert [str(finding) for finding in check(layout)] == []
    assert disordered(data) == []
    document = room.compose(format_)
    drawn = room.pictures(document, format_)
    page = Page(format_, room.tokens, room.fonts, document.language)
    covered = printed_cover(document.cover, page, ARTICLES / name).values() if format_.content == "full" else ()
    charts = [[picture] for picture in covered]
    for one in figures_of(document):
        if isinstance(one.picture, SizedChart) and one.picture.free:
            charts.append([made for height in HEIGHTS if (made := of_height(one, height, page)) is not None])
        elif not isinstance(one.picture, ImageFile):
            charts += [[drawn[name]] for name in pieces(one.id, drawn)]
    sizes = [
        (picture.rect.right - picture.rect.left, picture.rect.bottom - picture.rect.top)
        for page in layout.pages
        for picture in page.pictures
    ]
    # Drawn for the place where it stands: a chart that is shrunk has letters below the floor.
    assert len(sizes) == len(charts)
    for size, drawings in zip(sizes, charts, strict=True):
        assert size in [pytest.approx((drawing.width_mm * MM, drawing.height_mm * MM), abs=0.5) for drawing in drawings]

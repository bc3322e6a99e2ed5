"""Lines stand a little closer where a last page with a few of them is spared by that, and nowhere else."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from support.printing import Shelf, document, fonts_ready, page, preset

from report.output.pdf.render import render
from report.output.rendition import Rendered

USUAL = 20
CLOSER = 19.4


def sheet(line: float, high: int = 200) -> str:
    return f"""
    @page {{ size: 200px {high}px; margin: 0 }} body {{ margin: 0 }}
    p {{ font: 10px/{line}px "Source Sans 3"; margin: 0 }} section + section {{ break-before: page }}
    """


def made(*sections: int, high: int, closer: bool = True) -> Rendered:
    """Return the pages of sections of so many lines."""
    fonts_ready()
    parts = (
        f'<section class="part" id="s{number}">{"".join(f"<p>{line}</p>" for line in range(lines))}</section>'
        for number, lines in enumerate(sections)
    )
    tighter = [sheet(CLOSER, high)] if closer else []
    return render(document(), preset(), page("".join(parts)), [sheet(USUAL, high)], Shelf(), tighter=tighter)  # type: ignore[arg-type]


def pages(rendered: Rendered) -> int:
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize(
    ("sections", "usual", "closer"),
    [
        pytest.param((401, ), 11, 10, id="one line is left"),
        pytest.param((440, ), 11, 11, id="the last page is full"),
        pytest.param((420, ), 11, 11, id="too much is left"),
        pytest.param((400, 1), 11, 11, id="it begins a page in any case"),
        pytest.param((41, ), 2, 1, id="two pages"),
        pytest.param((43, ), 2, 2, id="too much for one"),
    ],
)  # fmt: skip
def test_a_last_page_is_spared_where_that_is_little(sections: tuple[int, ...], usual: int, closer: int) -> None:
    tried, plain = made(*sections, high=800), made(*sections, high=800, closer=False)
    assert (pages(plain), pages(tried)) == (usual, closer)
    assert (tried.data == plain.data) == (usual == closer)


def test_lines_are_as_usual_where_that_spares_nothing() -> None:
    tried, plain = made(101, high=200), made(101, high=200, closer=False)
    assert pages(tried) == 11
    assert tried.data == plain.data

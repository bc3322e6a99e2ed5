"""What Poppler takes out of a PDF reads in the order in which it was written: labels stand before what they are of."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Here

from report.build.check import check
from report.build.run import Request, build
from report.compose import compose
from report.compose.wording import plain
from report.load.formats import read_formats
from report.model.document import DefinitionList
from report.system import places
from report.verify import tools

pytestmark = pytest.mark.conformance

FORMATS = ("a4", "letter", "large-print")


def missing() -> str | None:
    tool = tools.pdftotext()
    return None if tool.path else f"{tool.lacking}: {tool.install}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small article in each format of print, by the format's name."""
    request = Request((places.articles() / places.MINIMAL,), formats=FORMATS, out=tmp_path_factory.mktemp("built"), jobs=1)
    return {output.path.stem.removeprefix(f"{places.MINIMAL}-"): output.path for output in build(request).outputs}


# As they lie, lines that stand level in two columns are read across.
@pytest.mark.parametrize(
    ("name", "how"),
    [*((name, ("-raw",)) for name in FORMATS), ("large-print", ())],
    ids=[*(f"{name}-as it is drawn" for name in FORMATS), "large-print-as it lies"],
)
def test_the_imprint_reads_in_order(name: str, how: tuple[str, ...], built: dict[str, Path], judge_is_here: Here) -> None:
    judge_is_here(missing)
    article, _ = check(places.articles() / places.MINIMAL)
    (form,) = read_formats([name])
    assert article is not None
    imprint = next(part for part in compose(article, form).parts if part.kind == "imprint")
    (listed,) = (block for block in imprint.blocks if isinstance(block, DefinitionList))
    said = [imprint.title, *(inlines for item in listed.items for inlines in item)]
    command = [str(tools.pdftotext().path), *how, "-enc", "UTF-8", str(built[name]), "-"]
    text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout
    assert "".join("".join(map(plain, said)).split()) in "".join(text.split())

"""Where the program has no words in an article's language, what it says in English is marked as such in the e-book."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from report.build.edition import Task, make
from report.output import container
from tests.support.edited import minimal

WORDS = {
    *("Figure 1", "Figure 1:", "Table 1", "the timeline", "Description and data", "Contents", "Figures", "Tables", "Landmarks"),
    *("Warning", "Sources", "Used in:", "Back to the figure: Figure 1", "Date", "Who reported", "Source:", "Imprint"),
}
MORE = """
{ref}`visits`, {ref}`contados`, {ref}`timeline`.

:::{warning}
Cuidado.
:::

:::{warning} Peligro
Cuidado.
:::

:::{table} visits
:caption: Visitas
:id: contados
:::

:::{timeline}
:::
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def spoken(folder: Path, language: str) -> list[tuple[str, str]]:
    """Return each piece of text on the pages with the language that it is marked with, alternative texts among them."""
    article = minimal(folder / "article", article=("language: en-GB", f"language: {language}"))
    section = article / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    (publication,) = make(Task(article, ("epub",))).products
    found = []
    for name, content in container.unpack(publication.data):
        if name.endswith(".xhtml"):
            (body,) = etree.fromstring(content).iter("{*}body")
            for element in body.iter(etree.Element):
                marked = next(str(one.get(LANG)) for one in (element, *element.iterancestors()) if one.get(LANG))
                texts = (" ".join(text.split()) for text in (element.text or "", element.get("alt", "")))
                found += [(text, marked) for text in texts if text]
    return found


def test_each_word_of_the_program_is_marked(tmp_path: Path) -> None:
    found = spoken(tmp_path, "it")
    assert {text for text, _ in found} >= WORDS
    assert {text for text, marked in found if text in WORDS and marked != "en"} <= {"Sources"}, (
        "which is an entry of the contents"
    )
    assert [marked for text, marked in found if text.startswith("Chart with 2 observations")] == ["en"]
    assert ("Peligro", "it") in found


@pytest.mark.parametrize("language", ["de", "en-GB"])
def test_nothing_is_marked_where_there_are_words(language: str, tmp_path: Path) -> None:
    assert {marked for _, marked in spoken(tmp_path, language)} == {language}

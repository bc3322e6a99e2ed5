"""An article that strains e-readers: words and addresses longer than a line, everywhere, and pictures of every shape."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from tests.support.edited import minimal

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstand"
ADDRESS = (
    "https://www.example.org/archives/2019/07/13/a-very-long-address/with?query=parameters"
    "&identifier=0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"
)
SHAPES = {"wide": (4000, 600), "tall": (300, 2400), "large": (1400, 1000), "small": (60, 40)}
PROSE = f"""
## The {LONG}

Read `urn:example:{LONG}`, {LONG} and <{ADDRESS}>. What is {{value}}`area`?

- {LONG}

> {LONG}

:::{{table}}
:caption: The {LONG}

| Name | What |
| --- | --- |
| {LONG} | A cell of words that goes on for a few lines, so that the columns have to share what there is |
| Other | <{ADDRESS}> |
:::

:::{{table}}
:caption: Three columns

| Name | What | Where |
| --- | --- | --- |
| {LONG} | {LONG} | {LONG} |
:::

:::{{note}} {LONG}
{LONG}
:::

:::{{key-figure}} area
{LONG}
:::

:::{{table}} area
:caption: Facts
:::

:::{{timeline}}
:::
"""


def strained_book(folder: Path) -> Path:
    """Write the article into `folder`; on paper, it runs off the page."""
    minimal(
        folder,
        article=("id: minimal", "id: strained"),
        sources=("issued: 2024", f"issued: 2024\n  URL: {ADDRESS}"),
        events=("what: The", f"what: {LONG}. The"),
    )
    (folder / "facts.yaml").write_text(
        f"area:\n  what: {LONG}\n  quantity: 12\n  unit: hectare|hectares\n  source: annual-report\n", encoding="utf-8"
    )
    (folder / "images").mkdir()
    records, more = "", PROSE
    for name, size in SHAPES.items():
        picture = Image.new("RGB", size, (230, 230, 230))
        ImageDraw.Draw(picture).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=(200, 0, 0), width=max(2, size[1] // 40))
        picture.save(folder / "images" / f"{name}.png")
        records += (
            f"{name}:\n  file: images/{name}.png\n  title: Picture of {LONG}\n  alternative-text: A frame.\n"
            "  credit: Nobody\n  rights: Free.\n"
        )
        more += f"\n:::{{image}} {name}\n:::\n"
    (folder / "images.yaml").write_text(records, encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + more, encoding="utf-8", newline="\n")
    return folder

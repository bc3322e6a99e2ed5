"""Keeps what a catalogue's builds hand to their libraries, for a plain loop that does the same without us.

`python -m tests.bench.record_catalogue CATALOGUE FOLDER`: builds each article as A4 and e-book, and writes `NUMBER.pickle`
for each: charts and cover with their style, final HTML and style sheets, and the files of the e-book with its spine.
Pictures that are kept from earlier builds are drawn all the same.
"""

from __future__ import annotations

import os
import pickle
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from report.build import run
from report.build.request import Request
from report.figures import drawing
from report.output.epub import render as book
from report.output.pdf import render as pdf
from report.output.pdf.engine.press import GROUND


def main(catalogue: Path, folder: Path) -> None:
    """Build all articles once and write down what went through."""
    charts: list[tuple[str, Any, Any, int]] = []
    covers: list[tuple[Any, ...]] = []
    printed: list[tuple[Any, ...]] = []
    books: list[bytes] = []
    fonts: list[Path] = []
    draw, draw_cover, render, bind = drawing.picture, drawing.cover_picture, pdf.render, book.render

    def drawn(drawn: Any, style: Any, files: Any, **named: Any) -> Any:
        charts.append((named["name"], drawn, style, named.get("pixels", 0)))
        fonts[:] = files
        return draw(drawn, style, files, **named)

    def covered(words: Any, tokens: Any, format_: Any, files: Any) -> Any:
        covers.append((words, drawing.cover_style(tokens, format_), drawing.style_of(format_, tokens, "en")))
        return draw_cover(words, tokens, format_, files)

    def rendered(*given: Any, **named: Any) -> Any:
        printed.append(given)
        return render(*given, **named)

    def bound(*given: Any, **named: Any) -> bytes:
        books.append(bind(*given, **named))
        return books[-1]

    drawing.picture, drawing.cover_picture, pdf.render, book.render = drawn, covered, rendered, bound
    for number, article in enumerate(sorted(catalogue.iterdir())):
        charts.clear()
        covers.clear()
        request = Request((article,), formats=("a4", "epub"), out=folder / "once", force=True)
        result = run.build(request)
        if len(result.outputs) != 2:
            sys.exit("\n".join(map(str, result.problems)))
        with ZipFile(BytesIO(books[-1])) as opened:
            package = next(name for name in opened.namelist() if name.endswith(".opf"))
            root = etree.fromstring(opened.read(package))
            inside = package.rpartition("/")[0]
            items = [item.attrib for item in root.iter("{*}item")]
            files = [
                (
                    item["id"],
                    item["href"],
                    item["media-type"],
                    item.get("properties", ""),
                    opened.read(f"{inside}/{item['href']}"),
                )
                for item in items
                if item["media-type"] != "application/x-dtbncx+xml"
            ]
            spine = [reference.attrib["idref"] for reference in root.iter("{*}itemref")]
        inputs = {
            "html": printed[-1][2].replace("picture:", f"{folder.as_uri()}/"),
            "sheets": [GROUND, *printed[-1][3]],
            "charts": list(charts),
            "cover": covers[-1],
            "book": files,
            "spine": spine,
            "fonts": [str(file) for file in fonts],
        }
        (folder / f"{number:04}.pickle").write_bytes(pickle.dumps(inputs))
    (folder / "fontconfig").write_text(os.environ["FONTCONFIG_FILE"], encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Keeps what a catalogue's builds hand to their libraries, for a plain loop that does the same without us.

`python -m tests.bench.record_catalogue CATALOGUE FOLDER`: builds each article as A4 and e-book, and writes `NUMBER.pickle`
for each: charts with their style, final HTML and style sheets, and the files of the e-book.
"""

from __future__ import annotations

import os
import pickle
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from report import build, figures
from report.output import epub, pdf
from report.output.pdf.layout import GROUND


def main(catalogue: Path, folder: Path) -> None:
    """Build all articles once and write down what went through."""
    charts: list[tuple[str, Any, Any, int]] = []
    printed: list[tuple[Any, ...]] = []
    books: list[bytes] = []
    fonts: list[Path] = []
    draw, render, bind = figures.picture, pdf.render, epub.render

    def drawn(drawing: Any, style: Any, files: Any, **named: Any) -> Any:
        charts.append((named["name"], drawing, style, named.get("pixels", 0)))
        fonts[:] = files
        return draw(drawing, style, files, **named)

    def rendered(*given: Any, **named: Any) -> Any:
        printed.append(given)
        return render(*given, **named)

    def bound(*given: Any, **named: Any) -> bytes:
        books.append(bind(*given, **named))
        return books[-1]

    figures.picture, pdf.render, epub.render = drawn, rendered, bound
    for number, article in enumerate(sorted(catalogue.iterdir())):
        charts.clear()
        result = build.build(build.Request((article,), formats=("a4", "epub"), out=folder / "once"))
        if len(result.outputs) != 2:
            sys.exit("\n".join(map(str, result.problems)))
        with ZipFile(BytesIO(books[-1])) as book:
            files = {name: book.read(name) for name in book.namelist() if name.startswith("EPUB/") and not name.endswith(".opf")}
        inputs = {
            "html": printed[-1][2].replace("picture:", f"{folder.as_uri()}/"),
            "sheets": [GROUND, *printed[-1][3]],
            "charts": list(charts),
            "book": files,
            "fonts": [str(file) for file in fonts],
        }
        (folder / f"{number:04}.pickle").write_bytes(pickle.dumps(inputs))
    (folder / "fontconfig").write_text(os.environ["FONTCONFIG_FILE"], encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Keeps what one build of the A4 report hands to its libraries, for scripts that do the same without us.

`python -m tests.bench.record FOLDER`: builds the article that ships, and writes `inputs.pickle` (for the bare script) and
`render.pickle` (for the structure pass). The build itself is the real one; only its calls are listened to.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import Any

from report.build import run
from report.build.request import Request
from report.figures import drawing
from report.output.pdf import render as pdf
from report.output.pdf.engine.press import GROUND
from report.output.pdf.heights import Free
from report.system import places
from tests.bench.measure import OWN


def main(folder: Path) -> None:
    """Build once and write down what went through."""
    charts: list[tuple[str, Any, Any]] = []
    printed: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    fonts: list[Path] = []
    draw, render = drawing.picture, pdf.render

    def drawn(drawing: Any, style: Any, files: Any, **named: Any) -> Any:
        charts.append((named["name"], drawing, style))
        fonts[:] = files
        return draw(drawing, style, files, **named)

    def rendered(*given: Any, **named: Any) -> Any:
        printed.append((given, named))
        return render(*given, **named)

    drawing.picture, pdf.render = drawn, rendered
    request = Request((places.shipped_article(),), formats=("a4",), languages=OWN[1:], out=folder / "once", force=True)
    result = run.build(request)
    if not result.outputs:
        sys.exit("\n".join(map(str, result.problems)))
    given, named = printed[-1]
    html, sheets = given[2], given[3]
    inputs = {
        "html": html.replace("picture:", f"{folder.as_uri()}/"),
        "sheets": [GROUND, *sheets],
        "charts": list({name: (name, drawing, style) for name, drawing, style in charts}.values()),
        "fonts": [str(file) for file in fonts],
    }
    (folder / "inputs.pickle").write_bytes(pickle.dumps(inputs))
    free = [index for index, one in enumerate(given) if isinstance(one, Free)]  # what draws charts at other heights stays here
    (folder / "render.pickle").write_bytes(pickle.dumps(([None if n in free else one for n, one in enumerate(given)], named)))
    (folder / "fontconfig").write_text(os.environ["FONTCONFIG_FILE"], encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

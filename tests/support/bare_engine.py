"""The engine as it comes, and as it is mended, each in a process of its own.

`python -m tests.support.bare_engine` prints JSON: the names that mends change with their fingerprints; for each mend whether the
bare engine has its fault, the mended one, and one that is mended but for it; what is strange about the bare engine's boxes and
streams; and how many layouts Pango makes for a publication, the first time and the second.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from support.printing import CSS, fonts_ready, page, printed

from report.output.pdf.engine import shared
from report.output.pdf.engine.contract import BOXES, FONT, PAGE, STREAM, STYLES, Unknown, fingerprint, holder_of
from report.output.pdf.engine.mends import MENDS, mend
from report.output.pdf.engine.mends.mend import Mend

DRAWN = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
SPECIMEN = f"""
<h1>A title</h1><p>Text<span class="note" id="n" data-number="1">a note</span> and <img src="{DRAWN}" alt="drawn"></p>
<ul><li>item</li></ul>
<table><thead><tr><th>head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
"""
PUBLICATION = "<h1>Title</h1>" + "".join(
    f"<p>{number} times daily work at the camp centres on <b>what it</b> is called. </p>" for number in range(80)
)


def told(work: Callable[[], Any]) -> Any:
    """Return what `work` finds out in a process of its own; if it can't, the last line of what went wrong."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            found = work()
        except BaseException as error:
            found = "".join(traceback.format_exception_only(error)).strip()
        os.write(writes, json.dumps(found).encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if answer else f"the process ended with {os.waitstatus_to_exitcode(status)}"


def mended(each: Mend, without: str = "") -> bool:
    """Tell whether an engine has a fault that has all mends, or all but one."""
    mend(without)
    return each.fault()


def prints(each: Mend) -> dict[str, str]:
    """Return the names that a mend changes with the fingerprints of what they stand for."""
    found = {}
    for name in each.changes:
        try:
            found[name] = fingerprint(name)
        except Unknown as unknown:
            found[name] = str(unknown)
    return found


def strange_boxes(page_boxes: Iterable[Any]) -> Iterator[str]:
    """Yield a sentence for each thing that we read from boxes and that these don't know, and for each kind that isn't there."""
    met: set[str] = set()
    for page_box in page_boxes:
        for found in page_box.descendants():
            box = getattr(found, "_box", found)
            kind = type(box).__name__
            if kind not in met:
                met.add(kind)
                yield from (f"a {kind} has no {name}" for name in sorted(BOXES.get(kind, ())) if not hasattr(box, name))
                yield from (f"the style of a {kind} has no {name}" for name in sorted(STYLES) if name not in _style(box))
    yield from (f"there is no {kind}" for kind in sorted(BOXES.keys() - met))


def strange_stream(document: Any) -> Iterator[str]:
    """Yield a sentence for each thing that we read from painted pages and that those of a laid-out document don't know."""
    seen: list[Any] = []

    def look(page: Any, stream: Any, scale: float = 1) -> None:
        type(page).paint(page, stream, scale)
        seen.append(stream)

    for made in document.pages:
        yield from (f"a page has no {name}" for name in sorted(PAGE) if not hasattr(made, name))
        made.paint = look.__get__(made)
    document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
    for stream in seen:
        yield from (f"a painted page has no {name}" for name in sorted(STREAM) if not hasattr(stream, name))
        for font in getattr(stream, "_fonts", {}).values():
            yield from (f"a painted page's font has no {name}" for name in sorted(FONT) if not hasattr(font, name))
        if not isinstance(stream.stream, list) or not all("mcid" in kid for kid in stream._tags.values()):
            yield "a painted page keeps its operators or its marks otherwise"
    if not seen:
        yield "pages are painted in another way"


def _style(box: Any) -> set[str]:
    known = set()
    for name in STYLES:
        try:
            box.style[name]
        except KeyError:
            continue
        known.add(name)
    return known


def strange() -> list[str]:
    """Return what is strange about a page of the bare engine."""
    from weasyprint import HTML

    document = HTML(string=page(f"<style>{CSS}</style>{SPECIMEN}")).render()
    return [*strange_boxes(made._page_box for made in document.pages), *strange_stream(document)]


def layouts() -> list[int]:
    """Return how many layouts Pango makes for the same publication, the first time and the second."""
    holder, name = holder_of("weasyprint.text.line_break.create_layout")
    original, counts = getattr(holder, name), []

    def counted(*given: Any, **named: Any) -> Any:
        counts[-1] += 1
        return original(*given, **named)

    setattr(holder, name, counted)
    for _ in range(2):
        counts.append(0)
        shared._fonts.clear()  # what is measured of a text is kept with them
        printed(PUBLICATION, "p { width: 41mm }")
    return counts


def main() -> None:
    """Print all that is found."""
    fonts_ready()
    import weasyprint

    found = {
        "version": weasyprint.__version__,
        "names": {each.name: told(lambda each=each: prints(each)) for each in MENDS},
        "bare": {each.name: told(each.fault) for each in MENDS},
        "mended": {each.name: told(lambda each=each: mended(each)) for each in MENDS},
        "without": {each.name: told(lambda each=each: mended(each, each.name)) for each in MENDS},
        "strange": told(strange),
        "layouts": told(layouts),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

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
from collections.abc import Callable
from typing import Any

from support.printing import CSS, fonts_ready, page, printed

from report.output.pdf.engine.contract import Unknown, fingerprint, holder_of, strange_boxes, strange_stream
from report.output.pdf.engine.mends import MENDS, mend
from report.output.pdf.engine.mends.mend import Mend

DRAWN = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
SPECIMEN = f"""
<h1>A title</h1><p>Text<span class="note" id="n" data-number="1">a note</span> and <img src="{DRAWN}" alt="drawn"></p>
<ul><li>item</li></ul>
<table><thead><tr><th>head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
"""
PUBLICATION = "<h1>Title</h1>" + "<p>Daily work at the camp centres on <b>what it</b> is called. </p>" * 80


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

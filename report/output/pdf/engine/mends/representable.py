"""Numbers that a PDF can hold, and no others.

pydyf writes whatever it is given: “nan”, or integers of three hundred digits. A file with one of them in it is broken, and most
viewers say nothing of it. They come of drawings and style sheets with absurd lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

from report.output.pdf.engine.mends.mend import Mend

LARGEST = 2_147_483_647
"""Of integers, ISO 32000-1, annex C. Reals may be larger, but pydyf writes whole ones as integers."""


class NotRepresentable(Exception):
    """A number that no PDF can hold was to be written."""


def _fault() -> bool:
    import pydyf

    stream = pydyf.Stream()
    try:
        stream.move_to(nan, 0)
    except (NotRepresentable, ValueError):
        return False
    return True


def _cure(original: Any) -> Sequence[Any]:
    def to_bytes(item: Any) -> Any:
        if isinstance(item, float) and not -LARGEST <= item <= LARGEST:  # nan is neither
            raise NotRepresentable(f"{item:g}")
        return original(item)

    return (to_bytes,)


MEND = Mend(
    name="representable",
    why="writes numbers that no PDF can hold (its library pydyf does)",
    changes={"pydyf._to_bytes": "1cefd02c285d"},
    fault=_fault,
    cure=_cure,
)

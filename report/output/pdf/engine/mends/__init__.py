"""WeasyPrint with all that is put right in it from outside; each has a file of its own, which says why."""

from __future__ import annotations

from report.output.pdf.engine.mends.divided import divide_with_measure
from report.output.pdf.engine.mends.even_pace import keep_an_even_pace
from report.output.pdf.engine.mends.given_back import give_back
from report.output.pdf.engine.mends.grid import keep_to_grid
from report.output.pdf.engine.mends.last_lines import keep_notes_of_last_lines
from report.output.pdf.engine.mends.line_ends import keep_full_lines
from report.output.pdf.engine.mends.looked_up import look_up
from report.output.pdf.engine.mends.page_numbers import count_on
from report.output.pdf.engine.mends.pagination import fill_in_pages
from report.output.pdf.engine.mends.representable import keep_to_representable
from report.output.pdf.engine.mends.subset import subset_alike
from report.output.pdf.engine.mends.svg_text import set_whole_lines
from report.output.pdf.engine.mends.whole_floats import keep_floats_whole
from report.output.pdf.engine.native_messages import listen


def mend() -> None:
    """Put WeasyPrint right; doing it twice changes nothing."""
    keep_notes_of_last_lines()
    keep_full_lines()
    keep_floats_whole()
    divide_with_measure()
    keep_to_grid()
    set_whole_lines()
    keep_an_even_pace()
    count_on()
    fill_in_pages()
    keep_to_representable()
    listen()
    look_up()
    give_back()
    subset_alike()

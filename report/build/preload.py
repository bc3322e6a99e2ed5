"""All that a worker needs, imported once: the fork server preloads this module, and workers start with it in memory."""

from __future__ import annotations

import gc
import signal
from contextlib import suppress

signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that hands out work says what Ctrl-C ends

from report.build import edition  # noqa: E402, F401
from report.look.fonts import point_fontconfig, prepare, require_pango  # noqa: E402
from report.output.family import families  # noqa: E402
from report.problems import ProblemsFound, ToolMissing  # noqa: E402

with suppress(ProblemsFound, ToolMissing):  # whoever gets the first task says so in its answer
    point_fontconfig(prepare())
    require_pango()

    from report import compose, markup  # noqa: F401
    from report.compose.directives import composing
    from report.figures import pictures  # noqa: F401
    from report.model.grammar import DIRECTIVES

    for family in families().values():
        family.preload()
    markup.compile_all()
    for name in DIRECTIVES:
        composing(name)

gc.collect()
gc.freeze()  # what is here stays, and its memory is shared by all workers

"""Forms of charts, one module each: what one takes as `FORM`, and the class of what it draws.

A module of the same name in `compose/figures/` makes the drawing, and one in `charts/` sets it.
"""

from importlib import import_module
from pkgutil import iter_modules

from report.model.form import Form

FORMS: dict[str, Form] = {found.name: import_module(f"{__name__}.{found.name}").FORM for found in iter_modules(__path__)}

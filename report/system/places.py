"""Where templates, articles and the cache lie."""

from __future__ import annotations

import os
from pathlib import Path

import report

CACHE_VARIABLE = "REPORT_CACHE"
"""Environment variable that names another cache folder."""

MINIMAL = "minimal"
"""The article that `report new` copies; every other one in the articles folder is a publication that ships."""


PACKAGE = Path(report.__file__).resolve().parent
"""The folder of the whole program, wherever the module stands that asks for it."""


def source_tree() -> Path | None:
    """Return the folder that the program is developed in; None where it is installed without it."""
    tree = PACKAGE.parent
    return tree if (tree / "pyproject.toml").is_file() else None


def templates() -> Path:
    """Return the folder of templates, style sheets, tokens and presets: the source tree's where there is one."""
    tree = source_tree()
    return tree / "templates" if tree and (tree / "templates").is_dir() else PACKAGE / "_templates"


def articles() -> Path:
    """Return the folder of the articles that ship with the program."""
    return PACKAGE / "articles"


def shipped_article() -> Path:
    """Return the folder of the article that is built where none is named."""
    found = sorted(file.parent for file in articles().glob("*/article.yaml") if file.parent.name != MINIMAL)
    return found[0] if found else articles() / MINIMAL


def cache_folder() -> Path:
    """Return the folder for what can be made again, such as cut fonts; it need not exist yet."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("report", appauthor=False)

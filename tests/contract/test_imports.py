"""Who imports whom: the picture of the architecture, compared with the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

EVERYBODY = {"problems", "model", "limits", "__init__"}
"""What every unit may import; `report` itself holds its version and nothing else."""

PICTURE: dict[str, set[str]] = {
    "problems": set(),
    "model": set(),
    "load": {"images", "theme", "toml"},
    "lint": set(),
    "compose": set(),
    "limits": set(),
    "stylesheets": set(),
    "css_syntax": set(),
    "resources": set(),
    "images": {"figure_rules", "resources", "stylesheets", "css_syntax"},
    "theme": {"resources", "stylesheets", "css_syntax", "images"},
    "toml": set(),
    "tokens": {"resources", "toml"},
    "fonts": {"resources", "tokens", "system"},
    "charts": set(),
    "figure_rules": set(),
    "drawing": {"tokens", "charts", "figure_rules"},
    "figures": {"tokens", "fonts", "drawing", "images", "figure_rules", "cache"},
    "capitals": set(),
    "markup": {"resources", "tokens", "capitals"},
    "output": {"markup", "tokens", "fonts", "resources"},
    "copies": {"load", "lint", "images", "theme", "stylesheets", "toml", "output.container", "resources"},
    "cache": {"resources", "versions"},
    "stamps": {"cache"},
    "pool": {"family"},
    "warm": {"making", "fonts", "compose", "figures", "markup", "output"},
    "system": set(),
    "versions": {"system"},
    "family": set(),
    "interrupt": set(),
    "bounds": {"family"},
    "hold": set(),
    "verify": {"family", "system"},
    "workroom": {
        *("formats", "compose", "resources", "theme", "tokens", "fonts", "figures", "markup"),
        *("output.pdf", "output.epub", "copies", "versions", "cache"),
    },
    "writing": {"hold", "interrupt"},
    "formats": {"load", "resources"},
    "checking": {"load", "lint", "formats"},
    "making": {"checking", "formats", "copies", "workroom"},
    "cluster": {"making", "pool", "copies", "cache", "versions", "family"},
    "request": set(),
    "delivery": {"request", "stamps", "writing", "making", "pool", "bounds", "copies", "verify"},
    "build": {"request", "checking", "cache", "stamps", "making", "pool", "cluster", "delivery", "writing"},
    "rebuild": {"copies", "lint", "load", "versions", "workroom", "writing"},
    "new": {"resources"},
    "progress": set(),
    "rules": set(),
    "arguments": {"bounds"},
    "commands": {
        *("build", "checking", "lint", "copies", "verify", "load", "resources", "new", "progress", "request"),
        *("rebuild", "rules", "interrupt"),
    },
    "cli": {"arguments", "commands", "bounds", "interrupt"},
    "__main__": {"cli", "interrupt"},
    "__init__": set(),
}
"""Each unit of `report`, and `charts`, with what it may import besides its own modules and what everybody may."""

HEAVY = {
    "weasyprint": {"report/look/fonts/start.py", "report/output/pdf/engine"},
    "matplotlib": {"charts", "report/figures/drawing.py"},
    "ebooklib": {"report/output/epub"},
    "ruamel": {"report/load"},
    "jinja2": {"report/markup.py"},
    "distributed": {"report/build/workers/cluster.py"},
    "rich": {"report/command_line/progress.py", "report/compare/show.py"},
}
"""Libraries that have one home, so that nobody else pays for them or leans on them."""


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for folder in ("report", "charts"):
        for file in sorted((root / folder).rglob("*.py")):
            yield file.relative_to(root).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each imported name in full, with its line; imports for types alone don't count."""
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def unit_of(file: str) -> str:
    parts = file.removesuffix(".py").split("/")
    return "charts" if parts[0] == "charts" else parts[1]


def target_of(name: str, root: Path) -> str | None:
    """Return the unit that an imported name belongs to, `output.<part>` in `report.output`; None for what isn't ours."""
    parts = name.split(".")
    if parts[0] == "charts":
        return "charts"
    if parts[0] != "report":
        return None
    unit = parts[1] if len(parts) > 1 else "__init__"
    if not (root / "report" / unit).is_dir() and not (root / "report" / f"{unit}.py").is_file():
        return "__init__"
    if unit == "output" and len(parts) > 2:
        return f"output.{parts[2]}"
    return unit


def allowed(unit: str, target: str) -> bool:
    may = PICTURE[unit] | EVERYBODY | {unit}
    return target in may or target.partition(".")[0] in may


def test_imports_follow_the_picture(root: Path) -> None:
    strays = []
    for file, tree in modules(root):
        unit = unit_of(file)
        assert unit in PICTURE, f"{file}: the picture has no “{unit}”"
        for name, line in imported(tree):
            target = target_of(name, root)
            if target and not allowed(unit, target):
                may = ", ".join(sorted(PICTURE[unit])) or "nothing else"
                strays.append(f"{file}:{line} imports {name}; {unit} may import problems, model, {may}")
    assert not strays, "\n".join(["the code and the picture disagree:", *strays])


def test_formats_never_import_each_other(root: Path) -> None:
    families = {path.name for path in (root / "report" / "output").iterdir() if (path / "__init__.py").is_file()}
    assert {"pdf", "epub"} <= families
    strays = [
        f"{file}:{line} imports {name}"
        for file, tree in modules(root)
        if file.startswith("report/output/") and (own := file.split("/")[2]) in families
        for name, line in imported(tree)
        if (other := (target_of(name, root) or "").removeprefix("output.")) in families and other != own
    ]
    assert strays == []


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_stays_at_home(root: Path, library: str) -> None:
    used = [
        f"{file}:{line}" for file, tree in modules(root) for name, line in imported(tree) if name.partition(".")[0] == library
    ]
    assert used
    assert [place for place in used if not place.startswith(tuple(HEAVY[library]))] == []


def test_the_picture_sees_a_stray() -> None:
    assert allowed("figures", "tokens")
    assert allowed("output", "output.container")
    assert not allowed("compose", "load")
    assert not allowed("copies", "output.pdf")
    assert not allowed("verify", "markup")

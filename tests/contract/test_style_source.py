"""Style has one source: no colour, type size or family stands outside of tokens.toml, and each token there is used."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from report.load import load_format
from report.look.tokens import Tokens, load_tokens
from report.system.places import templates

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![-\w])|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|device-cmyk)\(")
NAMED = re.compile(
    r"(?:color|background|border|outline|fill|stroke)[\w-]*\s*:[^;{}]*\b"
    r"(?:black|white|red|green|blue|grey|gray|silver|navy|teal|orange|yellow|purple|brown|maroon|olive|pink)\b"
)
POINTS = re.compile(r"(?<![\w.-])[0-9.]+(?:pt|pc)\b")
VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


def tokens() -> Tokens:
    return load_tokens()[0]


def style_sheets() -> list[Path]:
    return sorted(templates().rglob("*.css"))


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)


def strays(text: str) -> list[tuple[int, str]]:
    families = re.compile("|".join(map(re.escape, tokens().family.values())))
    return [
        (number, found[0])
        for number, line in enumerate(without_comments(text).splitlines(), 1)
        for pattern in (COLOUR, NAMED, POINTS, families)
        for found in pattern.finditer(line)
    ]


def test_a_stray_is_seen() -> None:
    assert strays("p { color: #123456 }") == [(1, "#123456")]
    assert strays("p {\n  border: 1px solid black; }") == [(2, "border: 1px solid black")]
    assert strays("p { font: 9.5pt/1 Almarai; background: rgb(0 0 0) }") == [(1, "rgb("), (1, "9.5pt"), (1, "Almarai")]
    assert strays("/* 10pt */ p { color: var(--colour-ink); line-height: 1.2; width: 50% }\na[href='#abc-note'] {}") == []


def test_style_sheets_and_templates_hold_no_literal(root: Path) -> None:
    files = [*style_sheets(), *sorted(templates().rglob("*.j2"))]
    assert len(files) > 20
    found = [
        f"{file.relative_to(root)}:{line}: {literal}"
        for file in files
        for line, literal in strays(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_code_holds_no_colour_and_no_family(root: Path) -> None:
    families = set(tokens().family.values())
    found = [
        f"{file.relative_to(root)}:{node.lineno}: {node.value}"
        for folder in ("report", "charts")
        for file in sorted((root / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (re.fullmatch(r"#[0-9a-fA-F]{6}", node.value) or node.value in families)
    ]
    assert found == []


def test_style_sheets_ask_for_tokens_that_there_are() -> None:
    for medium, name in (("print", "a4"), ("epub", "epub"), ("web", "web")):
        format_, problems = load_format(templates() / "formats" / f"{name}.toml")
        assert format_ is not None, problems
        known = tokens().resolved(format_).keys()
        asked = {
            (name, file.name)
            for file in style_sheets()
            if file.is_relative_to(templates() / "css" / medium)
            for name in VARIABLE.findall(file.read_text(encoding="utf-8"))
        }
        assert asked
        assert sorted((name, file) for name, file in asked if name not in known) == []


def test_every_token_is_used(root: Path) -> None:
    asked = {name for file in style_sheets() for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    # Charts and covers take colours by name.
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for file in [*sorted((root / "report" / "look").rglob("*.py")), *sorted((root / "report" / "figures").glob("*.py"))]
    )
    own = tokens()
    names = [
        *(("colour", name) for name in own.colour),
        *(("size", name) for name in own.size),
        *(("space", name) for name in own.space),
        *(("rule", name) for name in own.rule),
    ]
    unused = [f"{kind}-{name}" for kind, name in names if f"{kind}-{name}" not in asked and f'"{name}"' not in code]
    assert unused == []

"""What other dialects of Markdown, and languages beside it, write: found, so that nothing is printed raw.

Each construct is a pattern with a sentence and a hint that says what to write instead. What stands in code, in a role, in maths
or in an address is no construct, nor is what follows a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from report.load.prose_rules import BAD_ROLE, DIALECT
from report.problems import Rule, cut


class Found(NamedTuple):
    """A construct: where it begins, what is wrong with it, and what to write."""

    offset: int
    sentence: str
    hint: str
    rule: Rule


class _Construct(NamedTuple):
    name: str
    pattern: str
    what: str
    """Follows the words themselves in the sentence."""
    hint: str


_ROW = r"[^{}\n]{0,200}"
_WITHIN = (
    _Construct(
        "toc",
        r"\[\[_TOC_\]\]|\[TOC\](?![(\[])|\{:toc\}|\{\{TOC\}\}",
        "asks for contents",
        "delete it; they are made of the headings",
    ),
    _Construct(
        "template",
        r"\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}",
        "is a template's",
        "write what it stands for, or a role that takes it from a record: {value}`id`",
    ),
    _Construct(
        "wiki",
        r"!?\[\[[^\[\]\n^]{1,200}\]\](?![(\[])",
        "is a wiki's link",
        "write {ref}`id` for a part of the article, or [words](https://example.org)",
    ),
    _Construct(
        "citation", r"\[(?:[^\[\]\n@]{0,200}[\s;])?-?@\{?\w[^\[\]\n]{0,200}\](?![(\[])", "is a citation in Pandoc's way", ""
    ),
    _Construct("struck", r"~~(?=\S)[^~\n]{1,200}~~", "is struck through", "delete it, or say in words what no longer holds"),
    _Construct(
        "marked",
        r"(?<![\w=])==(?=[^\s=])[^=\n]{1,200}(?<!\s)==(?!=)",
        "is marked with a colour",
        "write **words** to make them stand out",
    ),
    _Construct(
        "inserted", r"(?<![\w+])\+\+(?=[^\s+])[^+\n]{1,200}(?<!\s)\+\+(?!\+)", "is underlined", "write *words* to stress them"
    ),
    _Construct(
        "attributes",
        rf"\{{(?:\.[\w-]{_ROW}|#[^\s{{}}]+\s{_ROW}|[\w-]+=\S?{_ROW}|=\w+|-|:\s?[.#\w]{_ROW})\}}",
        "gives attributes to what stands before it",
        "delete it; how things look is the format's matter, and only headings have an id of their own, as in {#raid}",
    ),
    _Construct(
        "emoji",
        r"(?<![\w:/`]):[a-z][a-z0-9_+-]{1,40}:(?![\w:/`])",
        "is the name of a sign",
        "write the sign itself, if it is needed; \\: is the colon itself",
    ),
    _Construct("latex", r"(?<![\w:\\])\\[A-Za-z]{2,}(?:\{[^{}\n]{0,200}\}){0,4}", "is LaTeX", ""),
    _Construct(
        "latexmaths",
        r"\\\([^\n]{1,200}?\\\)|\\\[[^\n\[\]]{0,200}[\\^_=][^\n\[\]]{0,200}?\\\]",
        "is maths in LaTeX's way",
        "write it between dollar signs, as in $E = mc^2$",
    ),
    _Construct(
        "space", r"\\(?= )", "before a space is no space that holds", "write &nbsp; for one, or \\\\ for the backslash itself"
    ),
    _Construct(
        "both",
        r"\^[^\s^\[]{1,60}\^(?=\[)",
        "raises what stands before a note, or begins one",
        "write x^2^ and ^[words] without a sign between them for both: x^2^^[words]",
    ),
    _Construct(
        "raised",
        r"(?:\^(?=\S)|(?<=\S)\^)[^^\[\n]{1,60}\^(?![\w({+^-])",
        "raises nothing, since more stands there than plain characters",
        "write x^2^ for what is raised, with a backslash before each space; \\^ is the sign itself",
    ),
    _Construct(
        "caret",
        r"\^++(?=\S)|(?<=\S)\^++(?!\Z)",
        "raises nothing without a second ^",
        "write x^2^ for what is raised, or \\^ for the sign itself",
    ),
    _Construct(
        "tilde",
        r"(?<=[\w.])~(?=\w)",
        "lowers nothing without a second ~",
        "write CO~2~ for what is lowered, &nbsp; for a space that holds, or \\~ for the sign itself",
    ),
    _Construct(
        "lowered",
        r"(?<![\w/.\\])[A-Z][A-Za-z]{0,3}_\{?\d",
        "lowers nothing",
        "write CO~2~ for what is lowered, or \\_ for the sign itself",
    ),
    _Construct(
        "critic",
        r"\{(?:>>|\+\+|--|~~|==)[^\n]{0,200}?(?:<<|\+\+|--|~~|==)\}",
        "is an editor's mark",
        "write the text as it is to be; a comment is <!-- words -->",
    ),
    _Construct("anchor", r"\{#[^\s{}]*\}", "", ""),
    _Construct("role", r"\{[A-Za-z][\w+:-]*\}", "", ""),
)
_ANY = re.compile("|".join(rf"(?P<{one.name}>(?<!\\)(?:{one.pattern}))" for one in _WITHIN))
_KEYS = re.compile(r"@\{?(\w(?:[\w:.#$%&+?<>~/-]*\w)?)")

_COMMANDS = {
    "textbf": "write **words**",
    "textit": "write *words*",
    "emph": "write *words*",
    "cite": "write {cite}`id`",
    "ref": "write {ref}`id`",
    "footnote": "write ^[words]",
    "newpage": "delete it; pages break by themselves",
    "pagebreak": "delete it; pages break by themselves",
    "clearpage": "delete it; pages break by themselves",
    "section": "write ## Words",
    "url": "write the address itself",
    "href": "write [words](https://example.org)",
    "texttt": "write it between backticks",
    "label": "write {#id} at the end of a heading",
    "textsuperscript": "write ^words^",
    "textsubscript": "write ~words~",
}

_LINES = (
    _Construct(
        "abbreviation",
        r"\*\[[^\]\n]{1,200}\]:",
        "explains an abbreviation",
        "write it into glossary.yaml, and {term}`id` where it is used",
    ),
    _Construct(
        "bars",
        r"\|(?=[ \t]|[^\n|]+\|)",
        "is a line of verse, or a row of a table without a head",
        "end a line of verse with a backslash; below the head of a table write | --- | --- |",
    ),
    _Construct("example", r"\(@[\w-]*\)(?=\s)", "numbers an example", "write 1. before it"),
    _Construct("hash", r"#\.(?=\s)", "asks for a number", "write 1. before each item"),
    _Construct(
        "grid",
        r"\+[-=+:]{3,}\+",
        "draws a table",
        "write its rows with bars: | head | head |, below it | --- | --- |, and then the rows",
    ),
    _Construct(
        "admonition",
        r"(?:!!!|\?\?\?\+?)(?=[ \t]\w)",
        "begins a remark in another way",
        "write a line :::{note}, its words, and a line :::",
    ),
    _Construct("anchored", r"\([\w-]{1,100}\)=(?=\s|\Z)", "names a place", "write {#id} at the end of the heading"),
    _Construct("comment", r"%{1,2}(?=[ \t])", "is a comment in another way", "write <!-- words -->"),
    _Construct("tight", r"#{2,6}(?=[^\s#])", "is a heading without a space", "write a space behind the #"),
    _Construct(
        "caption",
        r":[ \t]+(?=\S)",
        "explains nothing",
        "write it right below the term that it explains, or below the table whose caption it is",
    ),
)
_AT_LINE_START = re.compile("|".join(rf"(?P<{one.name}>^[ \t]*(?:{one.pattern}))" for one in _LINES), re.MULTILINE)
_ONLY_FIRST = {"admonition", "anchored", "comment", "tight", "caption", "grid"}
"""Constructs that are one only where a paragraph begins with them."""

_MARK = re.compile(r"^[ \t]*(\()?(?:([a-zA-Z])|([ivxIVX]{1,5})|(\d{1,3}))([.)])[ \t]+\S", re.MULTILINE)
_SECOND = {"a": "b", "A": "B", "i": "ii", "I": "II", "1": "2"}


_LEFT = (
    _Construct(
        "stars", r"\*\*++", "stresses nothing", "write it right before the words and right behind them: **words**; \\* is *"
    ),
    _Construct(
        "link", r"\]\s?\((?:https?:|mailto:|www\.)[^\s)]{0,40}", "is no link", "write [words](https://example.org) without spaces"
    ),
    _Construct(
        "reference", r"\]\[(?!\^)", "is no link", "add a line [label]: https://example.org, or write \\[ for the sign itself"
    ),
    _Construct(
        "ticks",
        r"(?<!\})`++(?=\S)",
        "stands alone",
        "write it on both sides of code, and quotation marks as “ and ”; \\` is the sign",
    ),
)
_ANY_LEFT = re.compile("|".join(f"(?P<{one.name}>{one.pattern})" for one in _LEFT))
_BY_NAME = {one.name: one for one in (*_WITHIN, *_LINES, *_LEFT)}


def left(text: str) -> Iterator[Found]:
    """Yield the first sign of markup of each kind that is left in a text when all that is markup has been read."""
    seen = set()
    for found in _ANY_LEFT.finditer(text):
        name = found.lastgroup or ""
        if name not in seen:
            seen.add(name)
            construct = _BY_NAME[name]
            yield Found(found.start(), f"“{cut(found[0], 40)}” {construct.what}", construct.hint, DIALECT)


def within(text: str, covered: bytearray) -> Iterator[Found]:
    """Yield the constructs of an inline text; `covered` tells which of its characters are code, a role or the like."""
    for found in _ANY.finditer(text):
        if covered[found.start()]:
            continue
        name = found.lastgroup or ""
        construct, typed = _BY_NAME[name], cut(found[0].strip() or found[0], 40)
        if name == "anchor":
            hint = "put it at the end of the heading, or write \\{ for the brace itself"
            yield Found(found.start(), f"“{typed}” stands where there is no heading to name", hint, BAD_ROLE)
        elif name == "role":
            hint = f"write {typed}`id`, or \\{{ for the brace itself"
            yield Found(found.start(), f"“{typed}” has no id between backticks right after it", hint, BAD_ROLE)
        else:
            yield Found(found.start(), f"“{typed}” {construct.what}", construct.hint or _hint(name, found[0]), DIALECT)


def _hint(name: str, typed: str) -> str:
    if name == "citation":
        return f"write {{cite}}`{', '.join(cut(key, 40) for key in _KEYS.findall(typed)[:4])}`, with ids of sources.yaml"
    command = re.match(r"\\([A-Za-z]+)", typed)
    told = _COMMANDS.get(command[1] if command else "")
    return f"{told or 'write it in Markdown, and maths between dollar signs: $x$'}; \\\\ is the backslash itself"


def of_lines(text: str) -> Iterator[Found]:
    """Yield the constructs that the lines of a paragraph begin with; one of a kind is enough."""
    seen = set()
    for found in _AT_LINE_START.finditer(text):
        name = found.lastgroup or ""
        if name in seen or (name in _ONLY_FIRST and found.start()):
            continue
        seen.add(name)
        line = cut(text[found.start() :].split("\n", 1)[0].strip(), 40)
        begin = found.end() - len(found[0].lstrip())
        yield Found(begin, f"“{line}” {_BY_NAME[name].what}", _BY_NAME[name].hint, DIALECT)


def marks(text: str) -> list[str]:
    """Return what could be the marks of a list of letters, a) or (1), at the beginnings of lines."""
    found = []
    for opening, letter, roman, number, closing in _MARK.findall(text):
        if bool(opening or letter or roman) and not (opening and closing != ")"):
            found.append(letter or roman or number)
    return found


def follows(mark: str, other: str) -> bool:
    """Tell whether two marks are the first and the second of one list; a letter alone may begin a name: “A. Smith”."""
    return _SECOND.get(mark) == other


HTML_HINTS = {
    "sub": "write CO~2~ for what is lowered",
    "sup": "write m^2^ for what is raised",
    "br": "end the line with a backslash",
    "kbd": "write it between backticks",
    "code": "write it between backticks",
    "samp": "write it between backticks",
    "b": "write **words**",
    "strong": "write **words**",
    "i": "write *words*",
    "em": "write *words*",
    "mark": "write **words**",
    "a": "write [words](https://example.org)",
    "img": "write :::{image} and an id of images.yaml, and ::: below it",
    "details": "write :::{note} and its words, and ::: below it",
    "table": "write its rows with bars: | head | head |",
}
"""What to write instead of elements of HTML that have a form of their own."""

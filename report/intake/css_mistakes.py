"""Style sheets that programs can't read: CSS goes on after a mistake, and so a slip takes rules with it without a word.

Judges of e-books refuse a book for any of these mistakes; the layout engine for print tells of some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2

from report.intake import css
from report.problems import cut

_END = "report-end-of-sheet"
_STRAY = {"error", "at-keyword", "{} block"}
_STRAY_SIGNS = {"<!--", "-->", "!", ";", "{", "}"}
_RULES_INSIDE = {"media", "supports", "layer", "container", "scope"}
_NOT_IN_BOOKS = {"direction", "unicode-bidi"}
"""Properties that EPUB 3.3 forbids: reading systems take the direction from the text's own markup."""
_COMMENTS = {"skip_comments": True, "skip_whitespace": True}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a place of a style sheet; `line` and `column` count from 1."""

    sentence: str
    line: int
    column: int


def mistakes(text: str, *, book: bool) -> list[Mistake]:
    """Return what can't be read in a style sheet, in order; of one for a `book` also what an e-book may not have."""
    if endless := css.ENDLESS.search(text):
        line, column = text.count("\n", 0, endless.start()) + 1, endless.start() - text.rfind("\n", 0, endless.start())
        return [Mistake(f"a number of {len(endless[0]):,} digits can't be read", line, column)]
    nodes = tinycss2.parse_stylesheet(f"{text}\n{_END}{{}}", **_COMMENTS)
    last = nodes.pop() if nodes else None
    found = [mistake for node in nodes for mistake in _of_rule(node, book)]
    if last is None or last.type != "qualified-rule" or not tinycss2.serialize(last.prelude).strip().endswith(_END):
        sentence = "a bracket, a quotation mark or a comment that begins in this rule or behind it has no end"
        found.append(_at(last, sentence) if last is not None else Mistake(sentence, 1, 1))
    elif tinycss2.serialize(last.prelude).strip() != _END:
        found.append(_at(last, "this belongs to no rule"))
    return found


def _of_rule(node: Any, book: bool) -> Iterator[Mistake]:
    if node.type == "error":
        yield _at(node, "this can't be read as a rule")
    elif node.type == "qualified-rule":
        yield from _of_selector(node)
        yield from _of_block(node.content, book)
    elif node.type == "at-rule" and node.lower_at_keyword == "font-face" and (node.content is None or _said(node.prelude)):
        yield _at(node, "behind @font-face stands a block and nothing else")
    elif node.type == "at-rule" and (stray := _stray(node.prelude)) is not None:
        yield _at(stray, f"“{tinycss2.serialize([stray])}” can't stand behind @{node.at_keyword}")
    elif node.type == "at-rule" and node.content is not None and not node.lower_at_keyword.endswith("keyframes"):
        if node.lower_at_keyword in _RULES_INSIDE:
            for inner in tinycss2.parse_rule_list(node.content, **_COMMENTS):
                yield from _of_rule(inner, book)
        else:
            yield from _of_block(node.content, book)


def _of_selector(node: Any) -> Iterator[Mistake]:
    try:
        cssselect2.compile_selector_list(node.prelude)
    except Exception:  # a SelectorError, or what else it trips over: "a|" is an AttributeError
        shown = tinycss2.serialize(node.prelude).strip()
        yield _at(node, f"“{cut(shown, 40)}” isn't a selector that is known" if shown else "this rule has no selector")


def _of_block(content: list[Any], book: bool) -> Iterator[Mistake]:
    if book:
        yield from _of_semicolons(content)
    for node in tinycss2.parse_blocks_contents(content, **_COMMENTS):
        if node.type == "error":
            yield _at(node, "what ends here can't be read as a property, a colon and a value")
        elif node.type == "declaration":
            yield from _of_declaration(node, book)
        elif book:
            yield _at(node, "a rule inside of a rule can't be read by most e-readers")
        elif node.type == "qualified-rule":  # its selector may be relative to the one around it
            yield from _of_block(node.content, book)
        else:
            yield from _of_rule(node, book)


def _said(tokens: list[Any]) -> list[Any]:
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def _stray(tokens: list[Any]) -> Any:
    """Return the first token that can stand neither in a value nor behind the name of an at-rule; None if all can."""
    return next(
        (token for token in tokens if token.type in _STRAY or (token.type == "literal" and token.value in _STRAY_SIGNS)), None
    )


def _of_semicolons(content: list[Any]) -> Iterator[Mistake]:
    """Find semicolons that end nothing: CSS allows them, judges of e-books don't."""
    ended = True
    for token in content:
        if token.type not in {"whitespace", "comment"}:
            ends = token.type == "literal" and token.value == ";"
            if ends and ended:
                yield _at(token, "this semicolon ends nothing")
            ended = ends


def _of_declaration(node: Any, book: bool) -> Iterator[Mistake]:
    if node.name.startswith("--") and not book:  # anything can stand in a property of one's own
        return
    value = _said(node.value)
    signs = (token for token in value if token.type == "literal" and token.value not in {",", "/"})
    if (broken := _stray(value) or next(signs, None)) is not None:
        yield _at(broken, f"the value of {node.name} can't be read")
    elif not value and not node.name.startswith("--"):
        yield _at(node, f"the property {node.name} has no value")
    elif book and node.lower_name in _NOT_IN_BOOKS:
        yield _at(node, f"the property {node.name} may not stand in an e-book's style sheet")


def _at(node: Any, sentence: str) -> Mistake:
    return Mistake(sentence, node.source_line, node.source_column)

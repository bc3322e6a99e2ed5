"""Style sheets that programs can't read: CSS goes on after a mistake, and so a slip takes rules with it without a word.

Judges of e-books refuse a book for any of these mistakes; the layout engine for print tells of some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

_END = "report-end-of-sheet"
_IN_SELECTORS = set(".,>+~:*|&")
_TOKENS_OF_SELECTORS = {"ident", "hash", "[] block", "function"}
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
    elif node.type == "at-rule" and node.content is not None and not node.lower_at_keyword.endswith("keyframes"):
        if node.lower_at_keyword in _RULES_INSIDE:
            for inner in tinycss2.parse_rule_list(node.content, **_COMMENTS):
                yield from _of_rule(inner, book)
        else:
            yield from _of_block(node.content, book)


def _of_selector(node: Any) -> Iterator[Mistake]:
    tokens = [token for token in node.prelude if token.type not in {"whitespace", "comment"}]
    if not tokens:
        yield _at(node, "this rule has no selector")
    elif (token := next((token for token in tokens if not _selects(token)), None)) is not None:
        yield _at(token, f"“{tinycss2.serialize([token])}” can't stand in a selector")
    elif tokens[-1].type == "literal" and tokens[-1].value == ",":
        yield _at(tokens[-1], "a selector is missing behind the comma")


def _selects(token: Any) -> bool:
    return token.value in _IN_SELECTORS if token.type == "literal" else token.type in _TOKENS_OF_SELECTORS


def _of_block(content: list[Any], book: bool) -> Iterator[Mistake]:
    for node in tinycss2.parse_blocks_contents(content, **_COMMENTS):
        if node.type == "error":
            yield _at(node, "what ends here can't be read as a property, a colon and a value")
        elif node.type == "declaration":
            yield from _of_declaration(node, book)
        elif node.type == "qualified-rule" and book:
            yield _at(node, "a rule inside of a rule can't be read by most e-readers")
        else:
            yield from _of_rule(node, book)


def _of_declaration(node: Any, book: bool) -> Iterator[Mistake]:
    value = [token for token in node.value if token.type not in {"whitespace", "comment"}]
    if (broken := next((token for token in value if token.type == "error"), None)) is not None:
        yield _at(broken, f"the value of {node.name} can't be read")
    elif not value and not node.name.startswith("--"):
        yield _at(node, f"the property {node.name} has no value")
    elif book and node.lower_name in _NOT_IN_BOOKS:
        yield _at(node, f"the property {node.name} may not stand in an e-book's style sheet")


def _at(node: Any, sentence: str) -> Mistake:
    return Mistake(sentence, node.source_line, node.source_column)

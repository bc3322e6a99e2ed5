"""What is wrong with YAML that can't be parsed, in an editor's words; the parser's own stay in the problem's cause."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

from report.load.files import SourceText
from report.load.rules import SYNTAX
from report.problems import Place, Problem

_QUOTES = "put the whole text in quotes, or write >- after the key and the text on the next lines, indented"

_WORDING = (
    ("mapping values are not allowed", "a colon stands where no value can begin", f"{_QUOTES}; or check the indentation"),
    (r"character '\t'", "a tab stands where only spaces may", "indent with spaces"),
    ("cannot start any token", "no text can begin with this sign unless it is in quotes", _QUOTES),
    ("could not find expected ':'", "a key has no colon after it", "write a colon and a space after the key"),
    ("expected ',' or '}'", "a brace opens a mapping that isn't closed", f"close it with }}; or {_QUOTES}"),
    ("expected ',' or ']'", "a bracket opens a list that isn't closed", f"close it with ]; or {_QUOTES}"),
    (
        "expected <block end>",
        "this line doesn't fit to the ones above it",
        "indent it like its neighbours, and check quotes above",
    ),
    ("chomping or indentation", "text stands on the line of | or >", "begin the text on the next line, indented"),
    ("unknown escape character", "a backslash stands before a letter that it can't", "write \\\\, or use single quotes"),
    ("YAML document", "the YAML version isn't one that can be read", "delete the line with %YAML"),
)


def syntax_problem(error: Exception, source: SourceText) -> Problem:
    """Return the problem that the parser's error stands for."""
    raw = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    place = Place(source.path, 1, 1)
    sentence, hint = "this line can't be read as YAML", "check indentation, colons and quotation marks"
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in raw and "end of stream" in raw:
            mark = error.context_mark
            sentence, hint = "a quotation mark opens and never closes", "close it, with the same mark"
        elif mark is not None:
            found = next((words for sign, *words in _WORDING if sign in raw), None)
            sentence, hint = found or (sentence, hint)
        if mark is not None:
            place = source.place(min(mark.index, len(source.text)))
    return SYNTAX.at(place, sentence, hint=hint, cause=raw or type(error).__name__)

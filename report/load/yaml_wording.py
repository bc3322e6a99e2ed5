"""What is wrong with YAML that can't be parsed, in an editor's words; the parser's own stay in the problem's cause."""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError

from report.intake.files import SourceText
from report.load.rules import SYNTAX
from report.load.yaml_lines import SourceLine, above, lines_before, spaceless
from report.problems import Place, Problem, cut

_QUOTES = "put the whole text in quotes, or write >- after the key and the text on the next lines, indented"
_NO_BEGINNING = "no text can begin with this sign unless it is in quotes"
_CLOSERS = {"[": "]", "{": "}"}

_WORDING = (
    (r"character '\t'", "a tab stands where only spaces may", "write spaces instead"),
    ("cannot start any token", _NO_BEGINNING, _QUOTES),
    ("expected the node content", _NO_BEGINNING, _QUOTES),
    ("mapping keys are not allowed", "no text can begin with ? and a space unless it is in quotes", _QUOTES),
    (
        "sequence entries are not allowed",
        "an item of a list stands in the line of its key",
        "write each item on a line of its own below the key, behind a hyphen and a space; or put text in quotes",
    ),
    ("chomping or indentation", "text stands on the line of | or >", "begin the text on the next line, indented"),
    ("a comment or a line break", "text stands on the line of | or >", "begin the text on the next line, indented"),
    ("unknown escape character", "a backslash stands before a letter that it can't", "write \\\\, or use single quotes"),
    ("YAML document", "the YAML version isn't one that can be read", "delete the line with %YAML"),
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """A sentence with its hint, and the place if it is another one than the parser's."""

    sentence: str
    hint: str
    line: int = 0
    column: int = 0


def syntax_problem(error: Exception, source: SourceText) -> Problem:
    """Return the problem that the parser's error stands for."""
    raw = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    place, fault = Place(source.path, 1, 1), None
    if isinstance(error, MarkedYAMLError):
        begin = _place(source, error.context_mark)
        place = _place(source, error.problem_mark) or begin or place
        fault = _fault(raw, source, begin or place, place)
    if fault is None:
        fault = _Fault("this line can't be read as YAML", "check indentation, colons and quotation marks")
    if fault.line:
        place = Place(source.path, fault.line, fault.column)
    return SYNTAX.at(place, fault.sentence, hint=fault.hint, cause=raw or type(error).__name__)


def gone_on(source: SourceText, start: int, end: int) -> Problem | None:
    """Find items and keys that became text of the value above them, since a line that is indented further goes on with it."""
    first, *rest = source.text[start:end].split("\n")
    place = source.place(start)
    lead = source.line(place.line)[: place.column - 1]
    position = start + len(first) + 1
    for line in rest:
        text = line.strip()
        if text.startswith("-") and first.startswith("-"):
            return SYNTAX.at(place, "no space stands behind the hyphen", hint=f"write - {cut(first[1:])}")
        if text.startswith("- "):
            indent = len(line) - len(line.lstrip())
            if not lead.strip() and indent == len(lead):
                sentence = "no hyphen begins this line, and the one below is an item of a list"
                return SYNTAX.at(place, sentence, hint=f"write - {cut(first)}")
            sentence = "this line goes on with the text above it, and begins like an item of a list"
            like = f"indent it by {_spaces(len(lead) - len(lead.lstrip()))}, like the item above"
            how = like if lead.lstrip().startswith("-") else "leave nothing beside the key that the list belongs to"
            return SYNTAX.at(source.place(position + indent), sentence, hint=f"{how}; or put the whole text in quotes")
        if spaceless(text) and (mended := spaceless(first)):
            return SYNTAX.at(place, "no space stands behind the colon", hint=f"write {cut(mended)}")
        position += len(line) + 1
    return None


def _place(source: SourceText, mark: object) -> Place | None:
    index = getattr(mark, "index", None)
    return None if index is None else source.place(min(index, len(source.text)))


def _fault(raw: str, source: SourceText, begin: Place, place: Place) -> _Fault | None:
    """Tell what is wrong; `begin` is where the parser began to read what it could not end at `place`."""
    if "quoted scalar" in raw and "end of stream" in raw:
        return _unclosed(begin.line, begin.column)
    if "expected ':'" in raw:
        return _without_colon(lines_before(source, begin.line))
    if "expected alphabetic or numeric character" in raw:  # behind & or *
        return _Fault(_NO_BEGINNING, _QUOTES, begin.line, begin.column)
    lines = lines_before(source, place.line)
    if not lines:
        return None
    if r"character '\t'" in raw and not source.line(place.line)[: place.column].strip():
        return _Fault("a tab stands in the indentation", "indent with spaces")
    if strange := next((line for line in reversed(lines[-2:]) if line.text[0].isspace()), None):
        sentence = "the indentation has a space in it that isn't a plain one"
        return _Fault(sentence, "indent with the space bar alone", strange.number, strange.indent + 1)
    if "mapping values are not allowed" in raw:
        return _colon(lines, place)
    if "flow" in raw:
        return _brackets(source, begin, place)
    if "expected <block end>" in raw:
        return _behind(lines, place) if place.column > lines[-1].column + 1 else _indentation(lines)
    if "cannot start any token" in raw and lines[-1].value.startswith(("{", "[")) and lines[-1].value[1:2]:
        return _quoted(lines[-1], "text that begins with a bracket or a brace is read as a list or a mapping")
    return next((_Fault(sentence, hint) for sign, sentence, hint in _WORDING if sign in raw), None)


def _unclosed(line: int, column: int) -> _Fault:
    return _Fault("a quotation mark opens and never closes", "close it, with the same mark", line, column)


def _start(line: SourceLine) -> tuple[int, int]:
    return line.number, line.indent + 1


def _quoted(line: SourceLine, sentence: str, column: int = 0) -> _Fault:
    """Return the fault of a value that has to be quoted, and how that looks."""
    begin = f"{line.key}: " if line.key else "- " if line.item else ""
    plain = line.value.replace("'", "''")
    hint = f"write {begin}'{plain}', in quotes" if len(plain) < 60 else _QUOTES
    at = column or line.column + line.content.rindex(line.value) + 1
    return _Fault(sentence, hint, line.number, at)


def _without_colon(lines: list[SourceLine]) -> _Fault | None:
    """Tell why a line that should begin with a key has no colon."""
    line = lines[-1] if lines else None
    if line is None:
        return None
    before = next(iter(above(lines)), None)
    same = next((other for other in reversed(lines[:-1]) if other.indent <= line.indent), None)
    if mended := spaceless(line.content):
        return _Fault("no space stands behind the colon", f"write {cut(mended)}", *_start(line))
    listed = same is not None and same.item and same.indent == line.indent
    if line.text.startswith("-") and (listed or (same is not None and same.content.endswith(":"))):
        return _Fault("no space stands behind the hyphen", f"write - {cut(line.text[1:])}", *_start(line))
    if listed:
        hint = f"write - {cut(line.text)} for an item of its own, or indent it further to go on with the one above"
        return _Fault("no hyphen begins this line, and the ones above it are items of a list", hint, *_start(line))
    if before is not None and before.opens_block:
        sentence = f"the text of “{before.key}” isn't indented further than its key"
        return _Fault(sentence, f"indent it by {before.column + 2} spaces", *_start(line))
    sentence = "a key has no colon after it, or text that goes on from above isn't indented further than its key"
    return _Fault(sentence, "write a colon and a space after the key, or indent the text", *_start(line))


def _colon(lines: list[SourceLine], place: Place) -> _Fault | None:
    """Tell why a colon stands where no value can begin: the line before has a fault, the indent changes, or it is text."""
    line, before = lines[-1], lines[-2] if len(lines) > 1 else None
    first = line.column + len(line.key) + 1
    if not line.key or place.column > first or before is None:
        return _quoted(line, "a second colon with a space behind it stands in this value", place.column)
    if mended := spaceless(before.content):
        return _Fault("no space stands behind the colon", f"write {cut(mended)}", *_start(before))
    if before.key and line.indent > before.indent:
        how = f"indent it by {_spaces(before.column)}" if before.column else "don't indent it"
        hint = f"{how}, if it is a key like “{before.key}”; if it goes on with the text above, {_QUOTES}"
        sentence = f"this line is indented further than “{before.key}” above it, which has a value already"
        return _Fault(sentence, hint, *_start(line))
    opener = next((other for other in above(lines[:-1]) if other.indent < before.indent), None)
    if not before.key and opener is not None and opener.key and opener.value:
        sentence = f"a colon with a space behind it stands in the text of “{opener.key}”"
        return _Fault(sentence, f"write {opener.key}: >- and the whole text below it, indented", place.line, place.column)
    word, _, value = before.content.partition(" ")
    mended = f"{before.content}:" if line.indent > before.indent else f"{word}: {value}"
    return _Fault("a key has no colon after it", f"write {cut(mended)}", *_start(before))


def _brackets(source: SourceText, begin: Place, place: Place) -> _Fault:
    """Tell a bracket that is never closed from an entry without a comma."""
    rest = source.line(begin.line)[begin.column - 1 :]
    closer = _CLOSERS.get(rest[:1], "]")
    if closer in rest and place.line == begin.line:
        sentence = "no comma stands before this entry, or text with a colon in it stands between brackets without quotes"
        return _Fault(sentence, "write a comma between two entries, and put text in quotes", place.line, place.column)
    what = "brace opens a mapping" if closer == "}" else "bracket opens a list"
    return _Fault(f"a {what} that isn't closed", f"close it with {closer}; or {_QUOTES}", begin.line, begin.column)


def _behind(lines: list[SourceLine], place: Place) -> _Fault | None:
    """Tell what is wrong where something stands behind a value that has ended in this line."""
    line = lines[-1]
    opened = next((other for other in reversed(lines[:-1]) if other.value[:1] in {'"', "'"}), None)
    if opened is not None and opened.value.count(opened.value[0]) % 2:
        return _unclosed(opened.number, opened.column + opened.content.rindex(opened.value) + 1)
    mark = line.value[:1]
    if mark in {'"', "'"}:
        hint = "write '' for an apostrophe" if mark == "'" else 'write \\" for a quotation mark'
        sentence = "text stands behind the quotation mark that closes this value"
        return _Fault(sentence, f"{hint} between the marks, or put the mark that closes at the end")
    if mark in _CLOSERS:
        return _quoted(line, "text stands behind the bracket that closes this value", place.column)
    return None


def _indentation(lines: list[SourceLine]) -> _Fault:
    """Tell which indentation the last line could have."""
    line, open_ = lines[-1], above(lines)
    levels = sorted({_beside(line, other) for other in open_})
    near = [*[level for level in levels if level < line.indent][-1:], *[level for level in levels if level > line.indent][:1]]
    here = next((other for other in open_ if other.indent == line.indent), None)
    if here is None:
        sentence = f"this line is indented by {_spaces(line.indent)}, and none above it that it could belong to is"
        return _Fault(sentence, f"indent it by {' or '.join(map(str, near))} spaces", *_start(line))
    if here.item:
        hint = f"begin it with a hyphen and a space, or indent it by {_spaces(here.column)} if it belongs to the item above"
        return _Fault("a line without a hyphen stands among the items of a list", hint, *_start(line))
    hint = f"write the list below its key, which has no value beside it: “{here.key or here.text}” has one"
    return _Fault("an item of a list stands among keys", hint, *_start(line))


def _beside(line: SourceLine, other: SourceLine) -> int:
    """Return how far a line has to be indented to stand beside another: an item by its hyphen, a key by its first letter."""
    return other.indent if line.item else other.column


def _spaces(count: int) -> str:
    return "one space" if count == 1 else f"{count} spaces" if count else "no spaces"

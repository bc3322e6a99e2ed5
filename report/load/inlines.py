"""Inline Markdown to prose, with the place of everything that a later stage may have to point at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from report.intake.files import SourceText, describe, refused_characters, without_refused
from report.intake.rules import CHARACTER
from report.limits import beyond, limits
from report.load.bare_links import bare_links
from report.load.dialects import HTML_HINTS, left, within
from report.load.formulas import formula
from report.load.markdown import is_comment, parser
from report.load.prose_rules import BAD_ROLE, BLOCK, HTML, IMAGE, NO_FOOTNOTE, UNKNOWN_ROLE
from report.load.rules import ADDRESS
from report.load.suggestions import nearest
from report.load.typed_places import Where
from report.load.yaml_tree import TextScalar
from report.model.addresses import address_objection
from report.model.grammar import ROLES
from report.model.prose import (
    CodeSpan,
    Emph,
    FootnoteReference,
    HardBreak,
    Inline,
    InlineLink,
    Prose,
    RoleCall,
    ScriptSpan,
    StrongEmph,
    Typed,
    says_something,
)
from report.problems import NOWHERE, Place, Problem, cut

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_FAR = 2000
"""How far ahead a piece of text is looked for, at most, so that long texts don't take long."""


@dataclass
class InlineReader:
    """Turns the tokens of one inline text into prose, and notes what is wrong with it."""

    where: Where
    problems: list[Problem]
    calls: list[tuple[str, Place]] = field(default_factory=list)
    """Calls of footnotes, in order."""
    labels: set[str] = field(default_factory=set)
    """Labels of addresses that are written elsewhere."""
    notes: dict[str, tuple[Place, tuple[Inline, ...]]] = field(default_factory=dict)
    """Notes whose words stand at their call, by a label that no editor can type."""
    comments: bool = False
    """Whether an editor's comments may stand in the text; fields of records have those of YAML."""

    def read(self, text: str, children: list[Token]) -> tuple[Inline, ...]:
        """Return the inlines of a text that has been parsed into these tokens."""
        if len(text) > limits().paragraph:
            self.problems.append(beyond(self.where(0), f"{len(text):,} characters stand here in one piece", "paragraph"))
            return ()
        self._text = text
        self._position = 0
        self._opened: set[str] = set()
        self._covered: list[tuple[int, int]] = []
        self._linked = False
        inlines = tuple(self._inlines(iter(children), ""))
        self._foreign()
        return inlines

    def _inlines(self, tokens: Iterator[Token], until: str) -> list[Inline]:
        result: list[Inline] = []
        for token in tokens:
            if token.type == until:
                self._pass(token.markup)
                break
            start, end = token.meta.get("at", self._position), token.meta.get("end", self._position)
            if "at" in token.meta and token.type != "link_open":
                self._position = end
                self._covered.append((start, end))
            if token.type == "text":
                result += self._plain(token.content)
                continue
            node = self._node(token, start, tokens)
            if isinstance(node, Typed) and result and isinstance(result[-1], Typed) and token.type == "softbreak":
                result[-1] = Typed(result[-1].text + " ", result[-1].place)
            elif node is not None:
                result.append(node)
            if token.type == "link_open":
                self._covered.append((self._position, end))
                self._position = max(end, self._position)
        return result

    def _node(self, token: Token, start: int, rest: Iterator[Token]) -> Inline | None:
        place = self.where(start)
        match token.type:
            case "softbreak":
                return Typed(" ", place)
            case "hardbreak":
                return HardBreak()
            case "em_open" | "strong_open":
                self._pass(token.markup)
                inner = tuple(self._inlines(rest, token.type.replace("open", "close")))
                return Emph(inner) if token.type == "em_open" else StrongEmph(inner)
            case "link_open":
                self._position = max(self._position, start)
                address = str(token.attrs.get("href", ""))
                self.labels |= {token.meta["label"]} if token.meta.get("label") else set()
                if reason := address_objection(address):
                    hint = "write it in full, as in https://example.org/page; {ref}`id` leads to a part of the article"
                    self.problems.append(ADDRESS.at(place, f"“{_short(address)}” can't be linked to: {reason}", hint=hint))
                self._linked = True
                inner = tuple(self._inlines(rest, "link_close"))
                self._linked = False
                if not says_something(inner):
                    self.problems.append(ADDRESS.at(place, "this link has no words", hint="write them between the brackets"))
                if title := str(token.attrs.get("title", "")):
                    hint = "write it into the text, or take it out"
                    self.problems.append(
                        ADDRESS.at(place, f"“{_short(title)}” is a link's title, which no page shows", hint=hint)
                    )
                return InlineLink(address, inner, place)
            case "code_inline":
                return CodeSpan(self._printable(token.content, place), place)
            case "myst_role":
                return self._role(str(token.meta["name"]), token.content, place)
            case "math_inline" | "math_inline_double":
                return formula(token, self.where, start, self.problems)
            case "script":
                return ScriptSpan(self._printable(token.content, place), token.markup == "^", place)
            case "footnote_ref":
                label = str(token.meta.get("label") or self._note(token, start))
                self.calls.append((label, place))
                return FootnoteReference(label, place)
            case "image":
                hint = "give it an id in images.yaml, and write :::{image} with that id and ::: on lines of their own"
                self.problems.append(IMAGE.at(place, "an image stands here in Markdown's way", hint=hint))
            case "html_inline" if self.comments and is_comment(token.content):
                return None
            case "html_inline":
                name = _TAG.match(token.content)
                if not token.content.startswith("</"):
                    self._opened.add(name[1].lower() if name else "")
                if not token.content.startswith("</") or name is None or name[1].lower() not in self._opened:
                    told = HTML_HINTS.get(name[1].lower() if name else "", "write it in Markdown")
                    hint = f"{told}; \\< is the sign itself"
                    if token.content.startswith("<!--"):
                        hint = "write comments into the text of a section, or into YAML on a line that begins with #"
                    self.problems.append(HTML.at(place, f"“{_short(token.content)}” is HTML", hint=hint))
        return None

    def _plain(self, content: str) -> Iterator[Inline]:
        if not content:
            return
        found = self._text.find(content, self._position, self._position + len(content) + _FAR)
        if found < 0:  # an escape or an entity stands in it: its first words still tell where it begins
            head = re.match(r"[^\\&]*", content)
            found = self._text.find(head[0], self._position, self._position + len(head[0]) + _FAR) if head and head[0] else -1
            start = found if found >= 0 else self._position
        else:
            start = found
            self._position = found + len(content)
            for one in left(content):
                if self._text[start + one.offset - 1 : start + one.offset] != "\\":
                    self.problems.append(one.rule.at(self.where(start + one.offset), one.sentence, hint=one.hint))
        end = 0
        for first, last, address in () if self._linked else bare_links(content):
            if address_objection(address):
                continue
            if first > end:
                yield self._typed(content[end:first], start + end)
            yield InlineLink(address, (self._typed(content[first:last], start + first),), self.where(start + first))
            end = last
        if end < len(content):
            yield self._typed(content[end:], start + end)

    def _typed(self, content: str, start: int) -> Typed:
        place = self.where(start)
        return Typed(self._printable(content, place), place)

    def _note(self, token: Token, start: int) -> str:
        """Read a note whose words stand at its call, `^[words]`; return the label that it goes by."""
        begin, place = start + len("^["), self.where(start)
        reader = InlineReader(lambda index: self.where(begin + index), self.problems, comments=self.comments)
        inlines = reader.read(str(token.meta["content"]), token.meta["tokens"])
        label = f"^{place.line}:{place.column}"
        self.labels |= reader.labels
        self.notes |= {label: (place, inlines), **reader.notes}
        if not says_something(inlines):
            self.problems.append(NO_FOOTNOTE.at(place, "this note has no words", hint="write them between the brackets"))
        for _, where in reader.calls:
            hint = "write its words here, or call it in the text"
            self.problems.append(BLOCK.at(where, "a note is called inside of another note", hint=hint))
        return label

    def _printable(self, content: str, place: Place) -> str:
        for _, character in refused_characters(content):
            sentence, hint = describe(character)
            self.problems.append(CHARACTER.at(place, sentence, hint=hint))
        return without_refused(content)

    def _role(self, name: str, content: str, place: Place) -> Inline:
        target = self._printable(content, place) if name == "literal" else self._printable(content, place).strip()
        if name not in ROLES:
            self.problems.append(UNKNOWN_ROLE.at(place, f"there is no role “{name}”", hint=nearest(name, list(ROLES))))
        elif not target.strip():
            hint = f"write an id between the backticks, as in {{{name}}}`id`"
            self.problems.append(BAD_ROLE.at(place, f"nothing stands in the role “{name}”", hint=hint))
        return RoleCall(name, target, place)

    def _pass(self, markup: str) -> None:
        found = self._text.find(markup, self._position) if markup else -1
        if found >= 0:
            self._position = found + len(markup)

    def _foreign(self) -> None:
        """Find what other dialects write, and braces that belong to nothing."""
        covered = bytearray(len(self._text) + 1)
        addresses = ((first, last) for first, last, _ in bare_links(self._text))
        for start, end in (*self._covered, *addresses):
            covered[start:end] = b"\1" * (end - start)
        for found in within(self._text, covered):
            self.problems.append(found.rule.at(self.where(found.offset), found.sentence, hint=found.hint))


def _short(text: str) -> str:
    return cut(text.strip().split("\n")[0], 40)


@dataclass
class FieldReader:
    """Parses the text fields of records: inline Markdown, in which nothing can be called that stands elsewhere."""

    problems: list[Problem]

    def __call__(self, value: str) -> Prose:
        """Return the prose of one field."""
        where = where_in_scalar(value) if isinstance(value, TextScalar) else lambda _: getattr(value, "place", NOWHERE)
        return read_inline(str(value), where, self.problems)


def read_inline(text: str, where: Where, problems: list[Problem]) -> Prose:
    """Parse inline Markdown; `where` gives the place of each character."""
    begin = len(text) - len(text.lstrip())
    stripped = text.strip()
    if len(stripped) > limits().paragraph:
        problems.append(beyond(where(begin), f"{len(stripped):,} characters stand here in one piece", "paragraph"))
        return Prose.plain(stripped[:40])
    tokens = parser().parseInline(stripped, {})
    reader = InlineReader(lambda index: where(begin + index), problems)
    inlines = reader.read(stripped, tokens[0].children or [] if tokens else [])
    for label, place in reader.calls:
        hint = "cite a source with {cite}`id`; notes of your own can stand in sections only"
        sentence = f"there is no note [^{label}]"
        if label in reader.notes:
            sentence = "a note of your own stands where only sources have notes: in a field, or an option of a directive"
            hint = "say it in the words themselves, or in a section's text; a source is cited with {cite}`id`"
        problems.append(NO_FOOTNOTE.at(place, sentence, hint=hint))
    return Prose(stripped, inlines, where(begin))


def where_in_scalar(scalar: TextScalar) -> Where:
    r"""Return the places of a YAML scalar's characters.

    White space may be folded and quotes or backslashes be added in the file, so the characters that aren't white space
    are looked up one after the other; where that fails (an escape such as \u00e9), the place is that of the one before.
    """
    source: SourceText = scalar.file
    index = scalar.start
    if source.text[index : index + 1] in {"|", ">"}:
        index = max(source.text.find("\n", index), index)
    indexes: list[int] = []
    for character in str(scalar):
        if not character.isspace():
            found = source.text.find(character, index, min(index + _FAR, scalar.end))
            index = found if found >= 0 else index
        indexes.append(index)
        index += 0 if character.isspace() else 1
    indexes.append(index)
    return lambda position: source.place(indexes[min(position, len(indexes) - 1)])


__all__ = ["FieldReader", "InlineReader", "read_inline", "where_in_scalar"]

"""Block tokens to prose: paragraphs, lists, tables, directives, each with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from report.intake.files import SourceText
from report.limits import beyond, limits
from report.load.callouts import Callout, from_alert, heading
from report.load.callouts import hint as callout_hint
from report.load.dialects import HTML_HINTS, follows, marks, of_lines
from report.load.directives import check, read_opening, read_options
from report.load.formulas import formula
from report.load.inlines import InlineReader, Where, read_inline
from report.load.markdown import HEADING_ID, is_comment, parser
from report.load.prose_rules import (
    BAD_DIRECTIVE,
    BLOCK,
    DIALECT,
    HTML,
    NUMBERING,
    SECOND_FOOTNOTE,
    UNCLOSED,
    UNKNOWN_DIRECTIVE,
    without_words,
)
from report.load.rules import DUPLICATE_KEY, IDENTIFIER
from report.load.tables import TableReader
from report.model.fields import ID, LONGEST_ID
from report.model.prose import (
    Block,
    BlockQuote,
    DefinitionList,
    Directive,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    PlainTable,
    Prose,
    Text,
    says_something,
)
from report.model.table_view import HEADED, OPTIONS, heads
from report.problems import Place, Problem, cut

DEEPEST_DIRECTIVE = 4
DEEPEST_STRAY = 40
DEEPEST_BLOCK = 16
_CLOSING = re.compile(r"(?:^|[\s>])(:{3,})\s*$")
_ID = re.compile(ID)
_CAPTION = re.compile(r"(?:Table)?:[ \t]+(?=\S)")
_BOX = re.compile(r"\[([ xX])\] (?=\S|\Z)")
_UNKNOWN = {"fence": "code", "code_block": "code (lines that begin with four spaces)", "hr": "a rule across the page"}


@dataclass
class BlockReader:
    """Reads the blocks of one section; footnotes and ids are collected for the whole of it."""

    source: SourceText
    problems: list[Problem]
    footnotes: dict[str, tuple[Place, tuple[Block, ...]]] = field(default_factory=dict)
    calls: list[tuple[str, Place]] = field(default_factory=list)
    addresses: dict[str, Place] = field(default_factory=dict)
    """Lines such as `[label]: https://...`, by their label."""
    labels: set[str] = field(default_factory=set)
    """Labels of such lines that a link uses."""
    ids: list[tuple[str, Place]] = field(default_factory=list)
    """Ids that the author gave to headings and directives."""
    _env: dict[str, Any] = field(default_factory=dict)

    def read(self, text: str, line: int, depth: int = 0, *, top: bool = False) -> list[Block]:
        """Parse the text that begins in that line of the file."""
        if (found := self._too_long(text)) is not None:
            place = Place(self.source.path, line + found, 1)
            self.problems.append(beyond(place, "the lines that begin here go on for too long without an empty one", "paragraph"))
            return []
        tokens = parser().parse(text, self._env)
        for label, told in self._env.get("references", {}).items():
            self.addresses.setdefault(label, Place(self.source.path, line + told["map"][0], 1))
        deep = next((token for token in tokens if token.level >= DEEPEST_BLOCK and token.map), None)
        if deep is not None and deep.map:
            hint = "write lists and passages set apart less deeply"
            place = Place(self.source.path, line + deep.map[0], 1)
            self.problems.append(BLOCK.at(place, "blocks are nested too deeply here", hint=hint))
        return self._blocks(SyntaxTreeNode(tokens).children, line, depth, top=depth == 0 or top)

    @staticmethod
    def _too_long(text: str) -> int | None:
        """Return the number of lines before a piece of text that is longer than any paragraph; None if there is none.

        Asked before the text is parsed: the time for that grows with what may belong together. A row of a table stands alone.
        """
        most = limits().paragraph
        if len(text) <= most:
            return None
        first, size = 0, 0
        for number, row in enumerate(text.split("\n")):
            if not row.strip() or row.lstrip().startswith("|"):
                first, size = number + 1, 0
            size += len(row)
            if size > most:
                return first if row.strip() and not row.lstrip().startswith("|") else number
        return None

    def _blocks(self, nodes: list[SyntaxTreeNode], base: int, depth: int, *, top: bool = False) -> list[Block]:
        found: list[Block] = []
        above: SyntaxTreeNode | None = None
        for node in nodes:
            options = self._caption(node, base) if found and isinstance(found[-1], PlainTable) and _touches(above, node) else None
            if options:
                found[-1] = Directive("table", (), options, (found[-1],), found[-1].place)
            elif (block := self._block(node, base, depth, top)) is not None:
                found.append(block)
            self._lettered(above, node, base)
            above = node
        return found

    def _caption(self, node: SyntaxTreeNode, base: int) -> tuple[tuple[str, Prose], ...]:
        """Read a table's caption as Pandoc has it, a paragraph below the table that begins with a colon; its id ends it."""
        inline = node.children[0] if node.type == "paragraph" else None
        begin = _CAPTION.match(inline.content) if inline is not None else None
        if inline is None or begin is None:
            return ()
        where = self._where(inline.content, base + (inline.map[0] if inline.map else 0))
        found = HEADING_ID.search(inline.content)
        words = inline.content[begin.end() : found.start() if found else None]
        caption = read_inline(words, lambda index: where(begin.end() + index), self.problems)
        id_ = self._id({"id": found[1]}, where(found.start())) if found else ""
        return (("caption", caption), *((("id", Prose.plain(id_)),) if id_ else ()))

    def _lettered(self, above: SyntaxTreeNode | None, node: SyntaxTreeNode, base: int) -> None:
        """Find a list of letters, whose marks aren't any here: in the lines of a paragraph, or in two that follow each other."""
        if node.type != "paragraph":
            return
        before = marks(above.children[0].content)[-1:] if above is not None and above.type == "paragraph" else []
        typed = before + marks(node.children[0].content)
        if any(follows(one, other) for one, other in pairwise(typed)):
            hint = "write 1. before each item; a backslash before the mark makes it text"
            sentence = f"a list is marked with “{typed[0]}”, “{typed[1]}”, and lists have numbers or hyphens"
            self.problems.append(DIALECT.at(self._place(above if before and above else node, base), sentence, hint=hint))

    def _block(self, node: SyntaxTreeNode, base: int, depth: int, top: bool) -> Block | None:
        place = self._place(node, base)
        match node.type:
            case "paragraph":
                self._foreign_lines(node.children[0], base)
                inlines = self._inlines(node.children[0], base)
                self._seen(inlines, place, "paragraph")
                return Paragraph(inlines, place) if inlines else None
            case "heading":
                return self._heading(node, base, place, top)
            case "bullet_list" | "ordered_list":
                self._numbering(node, base)
                read = [self._item(item, base, depth) for item in node.children]
                done = tuple(_task(item) for item in read)
                items = tuple(item if state is None else _without_box(item) for item, state in zip(read, done, strict=True))
                loose = any(part.type == "paragraph" and not part.hidden for item in node.children for part in item.children)
                start = node.attrs.get("start", 1)
                tasks = done if any(state is not None for state in done) else ()
                return ListBlock(node.type == "ordered_list", items, int(start), not loose, place, tasks)
            case "math_block":
                return self._display(node, base)
            case "dl":
                return self._definitions(node, base, depth, place)
            case "blockquote":
                if (alert := self._alert(node)) is not None:
                    return self._remark(node, base, depth, place, alert)
                self._filled(node, place, "passage")
                return BlockQuote(tuple(self._blocks(node.children, base, depth)), place)
            case "table":
                return TableReader(self.source, self.problems, self._inlines).read(node, base, place)
            case "colon_fence":
                return self._directive(node, base, depth, place)
            case "footnote_reference":
                self._footnote(node, base, depth, place)
            case "html_block" if is_comment(node.content):
                return None
            case "html_block":
                name = re.match(r"\s*<([A-Za-z][A-Za-z0-9]*)", node.content)
                told = HTML_HINTS.get(name[1].lower() if name else "", "write it in Markdown")
                hint = f"{told}; \\< is the sign itself"
                if node.content.lstrip().startswith("<!--"):
                    hint = "end the comment with -->, and write what follows it on a line of its own"
                shown = cut(node.content.strip().split("\n")[0], 40)
                self.problems.append(HTML.at(place, f"“{shown}” begins a block of HTML", hint=hint))
            case _:
                what = _UNKNOWN.get(node.type, "this block")
                hint = "delete it, or write it as a paragraph"
                if node.type == "fence" and node.info.strip().startswith("{"):
                    hint = f"write :::{node.info.strip()} for a directive, with colons instead of backticks"
                self.problems.append(BLOCK.at(place, f"{what} has no form in a report", hint=hint))
        return None

    def _numbering(self, node: SyntaxTreeNode, base: int) -> None:
        """Find numbers of a list that don't follow from the one before; steps that stay alike are one problem."""
        typed = [int(item.info) for item in node.children if item.info.isdecimal()]
        usual = last = 0 if typed[:1] == typed[1:2] else 1
        for index, (before, number) in enumerate(pairwise(typed), 1):
            step, printed = number - before, typed[0] + index
            if step not in {usual, last} and number != printed:
                mark, other = node.children[index].markup, ")" if node.children[index].markup == "." else "."
                sentence = f"“{number}{mark}” stands behind “{before}{mark}”, and {printed} is printed"
                hint = f"write {printed}{mark}; or {number}{other} for a list of its own, which begins with {number}"
                self.problems.append(NUMBERING.at(self._place(node.children[index], base), sentence, hint=hint))
            last = step

    def _item(self, item: SyntaxTreeNode, base: int, depth: int) -> tuple[Block, ...]:
        self._filled(item, self._place(item, base), "item")
        return tuple(self._blocks(item.children, base, depth))

    def _display(self, node: SyntaxTreeNode, base: int) -> Paragraph | None:
        """Read a formula with a line, or lines, of its own."""
        token = node.token
        assert token is not None
        lines = token.content.split("\n")
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        typed = lines[first].strip()
        number = base + (token.map[0] if token.map else 0) + first
        column = max(self.source.line(number).find(typed), 0)
        made = formula(token, lambda _: Place(self.source.path, number, column + 1), 0, self.problems)
        return Paragraph((made,), self._place(node, base)) if made is not None else None

    def _definitions(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> DefinitionList:
        items: list[tuple[tuple[Inline, ...], tuple[Block, ...]]] = []
        for part in node.children:
            if part.type == "dt":
                items.append((self._inlines(part.children[0], base), ()))
                continue
            self._filled(part, self._place(part, base), "definition")
            blocks = tuple(self._blocks(part.children, base, depth))
            for block in blocks:
                if not isinstance(block, Paragraph):
                    hint = "write it as a paragraph, or move it below the definitions"
                    self.problems.append(BLOCK.at(block.place, "a definition holds more than paragraphs", hint=hint))
            items[-1] = (items[-1][0], (*items[-1][1], *blocks))
        return DefinitionList(tuple(items), place)

    def _foreign_lines(self, inline: SyntaxTreeNode, base: int) -> None:
        where = self._where(inline.content, base + (inline.map[0] if inline.map else 0))
        for found in of_lines(inline.content):
            self.problems.append(found.rule.at(where(found.offset), found.sentence, hint=found.hint))

    def _filled(self, node: SyntaxTreeNode, place: Place, what: str) -> None:
        if not node.children and node.level < DEEPEST_BLOCK:  # what lies deeper isn't parsed any more
            self.problems.append(without_words(what, place))

    def _seen(self, inlines: tuple[Inline, ...], place: Place, what: str) -> None:
        """Find words that nobody can see; where there are none at all, that is told already or meant."""
        if inlines and not says_something(inlines):
            self.problems.append(without_words(what, place))

    def _place(self, node: SyntaxTreeNode, base: int) -> Place:
        number = base + (node.map[0] if node.map else 0)
        line = self.source.line(number)
        begin = re.search(r"[^\s>]", line)
        return Place(self.source.path, number, (begin.start() if begin else 0) + 1)

    def _inlines(self, node: SyntaxTreeNode, base: int, start: int = 0) -> tuple[Inline, ...]:
        """Read an inline token; `start` is the column from which on its text is looked for."""
        token: Token | None = node.token
        if token is None:
            return ()
        text = token.content
        where = self._where(text, base + (token.map[0] if token.map else 0), start)
        reader = InlineReader(where, self.problems, comments=True)
        inlines = reader.read(text, token.children or [])
        self.calls += reader.calls
        self.labels |= reader.labels
        self.footnotes |= {label: (noted, (Paragraph(words, noted),)) for label, (noted, words) in reader.notes.items()}
        return inlines

    def _where(self, text: str, first: int, start: int = 0) -> Where:
        """Return the places of characters of a text whose lines stand in the file from line `first` on."""
        starts, columns, offset = [], [], 0
        for number, line in enumerate(text.split("\n")):
            indent = len(line) - len(line.lstrip())
            found = self.source.line(first + number).find(line.strip(), start if number == 0 else 0)
            starts.append(offset)
            columns.append(max(found, start if number == 0 else 0) - indent)
            offset += len(line) + 1

        def where(index: int) -> Place:
            row = bisect_right(starts, max(index, 0)) - 1
            return Place(self.source.path, first + row, max(columns[row] + index - starts[row], 0) + 1)

        return where

    def _heading(self, node: SyntaxTreeNode, base: int, place: Place, top: bool) -> Heading | None:
        if not top:
            hint = "move it out of the list, passage or directive"
            self.problems.append(BLOCK.at(place, "a heading stands inside of another block", hint=hint))
            return None
        inlines = self._inlines(node.children[0], base)
        id_ = self._id(node.nester_tokens.opening.meta if node.nester_tokens else {}, place)
        if not says_something(inlines) and node.tag != "h1":  # a title without words is told elsewhere
            self.problems.append(without_words("heading", place))
            return None
        return Heading(int(node.tag[1:]), inlines, id_, place)

    def _id(self, meta: dict[str, Any], place: Place) -> str:
        if "id" not in meta:
            return ""
        id_ = str(meta["id"])
        if not _ID.fullmatch(id_) or len(id_) > LONGEST_ID:
            hint = "use small letters, digits and single hyphens, as in raid-2023"
            self.problems.append(IDENTIFIER.at(place, f"“{id_}” is not an id", hint=hint))
            return ""
        self.ids.append((id_, place))
        return id_

    def _footnote(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> None:
        label = str((node.nester_tokens.opening.meta if node.nester_tokens else {}).get("label", ""))
        inner = len(self.calls)
        blocks = tuple(self._blocks(node.children, base, depth))
        self._filled(node, place, "note")
        for block in blocks:
            if not isinstance(block, Paragraph):
                hint = "write it as a paragraph, or move it into the text"
                self.problems.append(BLOCK.at(block.place, f"the note [^{label}] holds more than paragraphs", hint=hint))
        for called, where in self.calls[inner:]:
            hint = "write its words here, or call it in the text"
            which = "a note" if called.startswith("^") else f"the note [^{called}]"
            self.problems.append(BLOCK.at(where, f"{which} is called inside of another note", hint=hint))
        if label in self.footnotes:
            first = self.footnotes[label][0]
            sentence = f"the note [^{label}] stands twice; it is also in line {first.line}"
            self.problems.append(SECOND_FOOTNOTE.at(place, sentence, hint="give one of them another label"))
        else:
            self.footnotes[label] = (place, blocks)

    def _directive(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> Directive | None:
        token = node.token
        if token is None or token.map is None:
            return None
        first, last = base + token.map[0], base + token.map[1] - 1
        opening = read_opening(token.info, place, self.problems)
        closing = _CLOSING.search(self.source.line(last))
        closed = last > first and closing is not None and len(closing[1]) >= len(token.markup)
        if not closed and token.info.strip():
            hint = f"add a line {token.markup}; around another directive write more colons than that one has"
            self.problems.append(UNCLOSED.at(place, "this directive has no closing colons", hint=hint))
        if opening is None:
            # What stands below is read all the same, for its problems and notes; stray colons take nothing with them.
            rest = token.content if token.info.strip() or not closed else f"{token.content}{token.markup}\n"
            if depth < DEEPEST_STRAY:
                self.read(rest, first + 1, depth + 1, top=True)
            return None
        if depth >= DEEPEST_DIRECTIVE:
            self.problems.append(
                BAD_DIRECTIVE.at(place, "directives are nested too deeply here", hint="write them one after the other")
            )
            return None
        lines = token.content.split("\n")
        typed, used = read_options(lines)
        options, places = self._options(typed, first + 1)
        words = opening.arguments
        if opening.callout and not words:
            # Where Quarto writes a callout's title.
            begin = next((number for number, line in enumerate(lines[used:], used) if line.strip()), used)
            if words := heading(lines[begin]):
                used = begin + 1
        body = self.read("\n".join(lines[used:]), first + 1 + used, depth + 1)
        directive = Directive(opening.name, words, options, tuple(body), place, opening.callout)
        directive = check(directive, places, self.problems)
        id_ = directive.option("id")
        if id_ and _ID.fullmatch(id_.source):
            self.ids.append((id_.source, places["id"]))
        return directive

    @staticmethod
    def _alert(node: SyntaxTreeNode) -> Callout | None:
        first = node.children[0] if node.children else None
        return from_alert(first.children[0].content) if first is not None and first.type == "paragraph" else None

    def _remark(self, node: SyntaxTreeNode, base: int, depth: int, place: Place, alert: Callout) -> Directive | None:
        """Read a passage that begins with `[!NOTE]`: GitHub's way of writing a note."""
        first, last = (base + number for number in node.map or (0, 0))
        before, _, typed = self.source.line(first).partition("[!")
        if not alert.kind:
            typed = typed.partition("]")[0]
            hint = callout_hint(typed, "[!{}]")
            self.problems.append(UNKNOWN_DIRECTIVE.at(place, f"there is no kind of remark “{typed}”", hint=hint))
            return None
        marks = re.compile(rf"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:>[ \t]?){{1,{before.count('>')}}}")
        lines = [marks.sub("", self.source.line(number)) for number in range(first, last)]
        body = self.read("\n".join(lines[1:]), first + 1, depth + 1)
        directive = Directive("note", alert.words, (), tuple(body), place, alert.kind)
        check(directive, {}, self.problems)
        return directive

    def _options(self, typed: list[tuple[str, str, int]], first: int) -> tuple[tuple[tuple[str, Prose], ...], dict[str, Place]]:
        options: dict[str, Prose] = {}
        places: dict[str, Place] = {}
        for name, value, offset in typed:
            number = first + offset
            column = max(self.source.line(number).find(f":{name}:"), 0)
            place = Place(self.source.path, number, column + 1)
            if name in places:
                hint = "delete one of the two"
                self.problems.append(DUPLICATE_KEY.at(place, f"the option “{name}” stands twice", hint=hint))
                continue
            places[name] = place
            where = self._where(value, number, column + len(name) + 2)
            options[name] = _as_typed(name, value, where) if name in OPTIONS else read_inline(value, where, self.problems)
        return tuple(options.items()), places


def _as_typed(name: str, value: str, where: Where) -> Prose:
    """Return an option of names of columns and rows, which has no markup; only the words of heads are prose."""
    found = tuple(Text(head, where(value.find(head))) for head in heads(value)) if name in HEADED else ()
    return Prose(value, found, where(0))


def _touches(above: SyntaxTreeNode | None, node: SyntaxTreeNode) -> bool:
    """Tell whether nothing but one empty line stands between two blocks."""
    return above is not None and above.map is not None and node.map is not None and node.map[0] - above.map[1] <= 1


def _task(item: tuple[Block, ...]) -> bool | None:
    """Tell whether an item of a list is a task that is done, one that isn't, or no task."""
    first = item[0].inlines[0] if item and isinstance(item[0], Paragraph) and item[0].inlines else None
    box = _BOX.match(first.text) if isinstance(first, Text) else None
    return None if box is None else box[1] != " "


def _without_box(item: tuple[Block, ...]) -> tuple[Block, ...]:
    first = item[0]
    assert isinstance(first, Paragraph)
    text = first.inlines[0]
    assert isinstance(text, Text)
    place = replace(text.place, column=text.place.column + 4)
    return (replace(first, inlines=(Text(text.text[4:], place), *first.inlines[1:])), *item[1:])

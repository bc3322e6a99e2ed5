"""Block tokens to prose: paragraphs, lists, tables, directives, each with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from report.intake.files import SourceText
from report.limits import beyond, limits
from report.load import lists
from report.load.dialects import HTML_HINTS, of_lines
from report.load.directive_reader import DirectiveReader, callout_of
from report.load.formulas import formula
from report.load.ids import check_id
from report.load.inlines import InlineReader, read_inline
from report.load.markdown import HEADING_ID, is_comment, parser
from report.load.prose_rules import BLOCK, HTML, SECOND_FOOTNOTE, without_words
from report.load.tables import TableReader
from report.load.typed_places import place_of_block, where_in_lines
from report.load.wording import Say, as_typed
from report.model.prose import (
    Block,
    Directive,
    Inline,
    MarkdownList,
    Para,
    PlainTable,
    Prose,
    QuoteBlock,
    SectionHeading,
    TermList,
    says_something,
)
from report.problems import Place, Problem, cut

DEEPEST_BLOCK = 16
_CAPTION = re.compile(r"(?:Table)?:[ \t]+(?=\S)")
_UNKNOWN = {"fence": "code", "code_block": "code (lines that begin with four spaces)", "hr": "a rule across the page"}


@dataclass
class BlockReader:
    """Reads the blocks of one section; footnotes and ids are collected for the whole of it."""

    source: SourceText
    problems: list[Problem]
    say: Say = as_typed
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
            self.problems += lists.lettered(above, node, lambda block: self._place(block, base))
            above = node
        return found

    def _caption(self, node: SyntaxTreeNode, base: int) -> tuple[tuple[str, Prose], ...]:
        """Read a table's caption as Pandoc has it, a paragraph below the table that begins with a colon; its id ends it."""
        inline = node.children[0] if node.type == "paragraph" else None
        begin = _CAPTION.match(inline.content) if inline is not None else None
        if inline is None or begin is None:
            return ()
        where = where_in_lines(self.source, inline.content, base + (inline.map[0] if inline.map else 0))
        found = HEADING_ID.search(inline.content)
        words = inline.content[begin.end() : found.start() if found else None]
        caption = read_inline(*self.say(words, lambda index: where(begin.end() + index)), self.problems)
        id_ = self._id({"id": found[1]}, where(found.start())) if found else ""
        return (("caption", caption), *((("id", Prose.plain(id_)),) if id_ else ()))

    def _block(self, node: SyntaxTreeNode, base: int, depth: int, top: bool) -> Block | None:
        place = self._place(node, base)
        match node.type:
            case "paragraph":
                self._foreign_lines(node.children[0], base)
                inlines = self._inlines(node.children[0], base)
                self._seen(inlines, place, "paragraph")
                return Para(inlines, place) if inlines else None
            case "heading":
                return self._heading(node, base, place, top)
            case "bullet_list" | "ordered_list":
                self.problems += lists.numbering(node, lambda item: self._place(item, base))
                items, done = lists.tasks([self._item(item, base, depth) for item in node.children])
                loose = any(part.type == "paragraph" and not part.hidden for item in node.children for part in item.children)
                start = node.attrs.get("start", 1)
                return MarkdownList(node.type == "ordered_list", items, int(start), not loose, place, done)
            case "math_block":
                return self._display(node, base)
            case "dl":
                return self._definitions(node, base, depth, place)
            case "blockquote":
                if (alert := callout_of(node)) is not None:
                    return self._directives().remark(node, base, depth, place, alert)
                self._filled(node, place, "passage")
                return QuoteBlock(tuple(self._blocks(node.children, base, depth)), place)
            case "table":
                return TableReader(self.source, self.problems, self._inlines).read(node, base, place)
            case "colon_fence":
                return self._directives().read(node, base, depth, place)
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

    def _item(self, item: SyntaxTreeNode, base: int, depth: int) -> tuple[Block, ...]:
        self._filled(item, self._place(item, base), "item")
        return tuple(self._blocks(item.children, base, depth))

    def _display(self, node: SyntaxTreeNode, base: int) -> Para | None:
        """Read a formula with a line, or lines, of its own."""
        token = node.token
        assert token is not None
        lines = token.content.split("\n")
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        typed = lines[first].strip()
        number = base + (token.map[0] if token.map else 0) + first
        column = max(self.source.line(number).find(typed), 0)
        made = formula(token, lambda _: Place(self.source.path, number, column + 1), 0, self.problems)
        return Para((made,), self._place(node, base)) if made is not None else None

    def _definitions(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> TermList:
        items: list[tuple[tuple[Inline, ...], tuple[Block, ...]]] = []
        for part in node.children:
            if part.type == "dt":
                items.append((self._inlines(part.children[0], base), ()))
                continue
            self._filled(part, self._place(part, base), "definition")
            blocks = tuple(self._blocks(part.children, base, depth))
            for block in blocks:
                if not isinstance(block, Para):
                    hint = "write it as a paragraph, or move it below the definitions"
                    self.problems.append(BLOCK.at(block.place, "a definition holds more than paragraphs", hint=hint))
            items[-1] = (items[-1][0], (*items[-1][1], *blocks))
        return TermList(tuple(items), place)

    def _foreign_lines(self, inline: SyntaxTreeNode, base: int) -> None:
        where = where_in_lines(self.source, inline.content, base + (inline.map[0] if inline.map else 0))
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
        return place_of_block(self.source, node, base)

    def _directives(self) -> DirectiveReader:
        return DirectiveReader(self.source, self.problems, self.ids, self.read, self.say)

    def _inlines(self, node: SyntaxTreeNode, base: int, start: int = 0) -> tuple[Inline, ...]:
        """Read an inline token; `start` is the column from which on its text is looked for."""
        token: Token | None = node.token
        if token is None:
            return ()
        text = token.content
        said, where = self.say(text, where_in_lines(self.source, text, base + (token.map[0] if token.map else 0), start))
        children = token.children if said is text else parser().parseInline(said, self._env)[0].children
        reader = InlineReader(where, self.problems, comments=True)
        inlines = reader.read(said, children or [])
        self.calls += reader.calls
        self.labels |= reader.labels
        self.footnotes |= {label: (noted, (Para(words, noted),)) for label, (noted, words) in reader.notes.items()}
        return inlines

    def _as_typed(self, node: SyntaxTreeNode, base: int) -> tuple[Inline, ...]:
        """Return an inline token in the article's own words, whose problems are told elsewhere."""
        token = node.token
        if token is None:
            return ()
        where = where_in_lines(self.source, token.content, base + (token.map[0] if token.map else 0))
        return InlineReader(where, [], comments=True).read(token.content, token.children or [])

    def _heading(self, node: SyntaxTreeNode, base: int, place: Place, top: bool) -> SectionHeading | None:
        if not top:
            hint = "move it out of the list, passage or directive"
            self.problems.append(BLOCK.at(place, "a heading stands inside of another block", hint=hint))
            return None
        inlines = self._inlines(node.children[0], base)
        id_ = self._id(node.nester_tokens.opening.meta if node.nester_tokens else {}, place)
        if not says_something(inlines) and node.tag != "h1":  # a title without words is told elsewhere
            self.problems.append(without_words("heading", place))
            return None
        own = self._as_typed(node.children[0], base)
        return SectionHeading(int(node.tag[1:]), inlines, id_, place, () if own == inlines else own)

    def _id(self, meta: dict[str, Any], place: Place) -> str:
        if "id" not in meta:
            return ""
        id_ = str(meta["id"])
        if not check_id(id_, place, self.problems):
            return ""
        self.ids.append((id_, place))
        return id_

    def _footnote(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> None:
        label = str((node.nester_tokens.opening.meta if node.nester_tokens else {}).get("label", ""))
        inner = len(self.calls)
        blocks = tuple(self._blocks(node.children, base, depth))
        self._filled(node, place, "note")
        for block in blocks:
            if not isinstance(block, Para):
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


def _touches(above: SyntaxTreeNode | None, node: SyntaxTreeNode) -> bool:
    """Tell whether nothing but one empty line stands between two blocks."""
    return above is not None and above.map is not None and node.map is not None and node.map[0] - above.map[1] <= 1

"""Blocks between colons, and passages that others write for the same, to directives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it.tree import SyntaxTreeNode

from report.intake.files import SourceText
from report.load import callouts
from report.load.directives import check, read_opening, read_options, unknown_callout
from report.load.inlines import read_inline
from report.load.prose_rules import BAD_DIRECTIVE, UNCLOSED
from report.load.rules import DUPLICATE_KEY
from report.load.typed_places import Where, where_in_lines
from report.load.wording import Say, as_typed
from report.model.grammar import ID_OPTIONS, taken
from report.model.prose import Block, Directive, Prose, Typed
from report.model.reading import ID
from report.model.table_view import HEADED, OPTIONS, Named, named_as, named_in
from report.problems import Place, Problem

DEEPEST_DIRECTIVE = 4
DEEPEST_STRAY = 40
_CLOSING = re.compile(r"(?:^|[\s>])(:{3,})\s*$")
_ID = re.compile(ID)


@dataclass(frozen=True)
class DirectiveReader:
    """Reads the directives of one section."""

    source: SourceText
    problems: list[Problem]
    ids: list[tuple[str, Place]]
    """Takes the ids that the author gave."""
    blocks: Callable[..., list[Block]]
    """Reads what stands in a directive: text, its first line, how deep it is nested, and whether headings may stand there."""
    say: Say = as_typed

    def read(self, node: SyntaxTreeNode, base: int, depth: int, place: Place) -> Directive | None:
        """Read a block between colons."""
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
                self.blocks(rest, first + 1, depth + 1, top=True)
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
            if words := callouts.heading(lines[begin]):
                used = begin + 1
        body = self.blocks("\n".join(lines[used:]), first + 1 + used, depth + 1)
        directive = self._titled(Directive(opening.name, words, options, tuple(body), place, opening.callout))
        directive = check(directive, places, self.problems)
        id_ = directive.option("id")
        if id_ and _ID.fullmatch(id_.source):
            self.ids.append((id_.source, places["id"]))
        return directive

    def remark(self, node: SyntaxTreeNode, base: int, depth: int, place: Place, alert: callouts.Callout) -> Directive | None:
        """Read a passage that begins with `[!NOTE]`: GitHub's way of writing a note."""
        first, last = (base + number for number in node.map or (0, 0))
        before, _, typed = self.source.line(first).partition("[!")
        if not alert.kind:
            typed = typed.partition("]")[0]
            self.problems.append(unknown_callout(typed, "[!{}]", place))
            return None
        marks = re.compile(rf"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:>[ \t]?){{1,{before.count('>')}}}")
        lines = [marks.sub("", self.source.line(number)) for number in range(first, last)]
        body = self.blocks("\n".join(lines[1:]), first + 1, depth + 1)
        directive = self._titled(Directive("note", alert.words, (), tuple(body), place, alert.kind))
        check(directive, {}, self.problems)
        return directive

    def _titled(self, directive: Directive) -> Directive:
        """Return the directive with its title as it is to be said, if it has one."""
        if not (taken(directive).words and directive.arguments):
            return directive
        said, _ = self.say(" ".join(directive.arguments), lambda _: directive.place)
        return replace(directive, arguments=tuple(said.split()))

    def _of_table(self, name: str, value: str, where: Where) -> Prose:
        """Return an option of names of columns and rows, which has no markup; only the words of heads are prose."""
        if name not in HEADED:
            return Prose(value, (), where(0))
        found: list[Typed] = []
        names: list[Named] = []
        for column in named_in(value):
            head, places = self.say(column.head, _from(where, value.find(column.head)))
            if head:
                found.append(Typed(head, places(0)))
            names.append(Named(column.name, head))
        return Prose(value if names == named_in(value) else named_as(names), tuple(found), where(0))

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
            where = where_in_lines(self.source, value, number, column + len(name) + 2)
            if name in OPTIONS:
                options[name] = self._of_table(name, value, where)
            else:
                words = (value, where) if name in ID_OPTIONS else self.say(value, where)
                options[name] = read_inline(*words, self.problems)
        return tuple(options.items()), places


def _from(where: Where, begin: int) -> Where:
    return lambda index: where(begin + index)


def callout_of(node: SyntaxTreeNode) -> callouts.Callout | None:
    """Return the kind of remark that a passage begins with, as GitHub writes it; None where it begins with none."""
    first = node.children[0] if node.children else None
    return callouts.from_alert(first.children[0].content) if first is not None and first.type == "paragraph" else None

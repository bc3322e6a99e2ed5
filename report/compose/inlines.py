"""Turns an author's inlines into those of a document: roles become what records say, and text is polished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from report.compose import notes
from report.compose.desk import Desk
from report.compose.formulas import formula
from report.compose.language import Language
from report.compose.lookup import DANGLING, need, refuse
from report.compose.names import term
from report.compose.ours import left, translated
from report.compose.sources import Cited, citation, cited_by
from report.compose.typography import polish, spaces
from report.compose.uses import value
from report.compose.values import record_date, value_text
from report.compose.wording import plain
from report.model import document as doc
from report.model import prose as src
from report.model.grammar import ROLES
from report.model.statements import Statement

_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,20}\Z")
_DIGIT = re.compile(r"\d")


def prose(desk: Desk, nodes: tuple[src.Inline, ...], *, quiet: bool = False, calls: bool = True) -> doc.Inlines:
    """Return inlines for the document.

    Where `quiet`, as in headings, nothing counts as introduced; without `calls`, as in contents and metadata, notes are
    left out. Notes that follow each other in a paragraph and name the same are one, at the last of their calls.
    """
    made = notes.divided(_Run(desk, quiet, calls, _covered(desk, nodes) if calls else frozenset()).run(nodes))
    return (doc.Untranslated(made, desk.article.own_language),) if _left(desk, nodes) else made


def _left(desk: Desk, nodes: tuple[src.Inline, ...]) -> bool:
    """Tell whether these words stand in a draft as the article's folder has them, and not its catalogue."""
    if desk.article.untranslated is None:
        return False
    typed = [node for node in nodes if isinstance(node, src.Typed) and any(map(str.isalpha, node.text)) and node.place.path]
    inside = (node.inlines for node in nodes if isinstance(node, src.Emph | src.StrongEmph | src.InlineLink))
    return any(not node.place.path.endswith(".po") for node in typed) or any(_left(desk, inner) for inner in inside)


def words(desk: Desk, text: str | None) -> doc.Inlines:
    """Return a record's words, or the program's, as inlines; what it has in English alone is marked as such."""
    if not text:
        return ()
    said = doc.Text(polish(text, desk.language), "en" if text in desk.labels.missing else "")
    own = left(desk, text)
    return (doc.Untranslated((said,), own) if own else said,)


def field(desk: Desk, value: src.Prose | None) -> doc.Inlines:
    """Return a record's prose as inlines; nothing where there is none."""
    return prose(desk, value.inlines) if value else ()


def plain_field(desk: Desk, value: src.Prose | None) -> str:
    """Return a record's prose as plain text, for machines and for the cover."""
    return plain(prose(desk, value.inlines, quiet=True, calls=False)) if value else ""


def quotation(desk: Desk, statement: Statement) -> doc.Quotation:
    """Return a statement's exact words in the quotation marks of the document's language; only its spaces are made to hold."""
    own = Language(statement.language) if statement.language else desk.language
    exact = desk.language.quoted(spaces(statement.exact or "", own))
    return doc.Quotation(exact, own.tag if own != desk.language else "", statement.id)


@dataclass(slots=True)
class _Run:
    """One run of inlines; `before` is the text so far, which polishing looks back at."""

    desk: Desk
    quiet: bool
    calls: bool
    covered: frozenset[int]
    """The roles, by identity, whose sources the next note names as well."""
    before: str = ""
    linked: bool = False
    """Whether this stands inside a link, where no other link can."""

    def run(self, nodes: tuple[src.Inline, ...]) -> doc.Inlines:
        result: list[doc.Inline] = []
        for node in nodes:
            for made in self.node(node):
                if notes.is_call(made) and result and isinstance(result[-1], doc.Text):
                    result[-1] = doc.Text(result[-1].text.rstrip())
                result += _with_base(result, made) if isinstance(made, doc.Script) else [made]
                if not isinstance(made, doc.Emphasis | doc.Strong | doc.Untranslated | doc.Link):
                    self.before += self.seen(node, plain((made,)))
        return tuple(result)

    def seen(self, node: src.Inline, text: str) -> str:
        """Return what polishing sees of a node: of all numbers only those of values hold on to the word after them."""
        return _DIGIT.sub("xx", text) if isinstance(node, src.RoleCall) and node.name not in {"value", "literal"} else text

    def node(self, node: src.Inline) -> Iterator[doc.Inline]:
        match node:
            case src.Typed():
                yield doc.Text(polish(node.text.replace("\n", " "), self.desk.language, self.before))
            case src.Emph():
                yield doc.Emphasis(self.run(node.inlines))
            case src.StrongEmph():
                yield doc.Strong(self.run(node.inlines))
            case src.CodeSpan():
                yield doc.Code(node.text)
            case src.Maths():
                yield formula(node)
            case src.ScriptSpan():
                yield doc.Script(node.text, node.raised)
            case src.InlineLink():
                self.linked = True
                yield doc.Link(node.address, self.run(node.inlines))
                self.linked = False
            case src.HardBreak():
                yield doc.LineBreak()
            case src.FootnoteReference():
                yield from self.footnote(node)
            case src.RoleCall():
                yield from self.role(node)

    def role(self, role: src.RoleCall) -> doc.Inlines:
        desk = self.desk
        id_, _, form = (part.strip() for part in role.target.partition("|"))
        match role.name:
            case "value":
                return (self.value(value_text(desk, id_, [part.strip() for part in form.split("|")], role.place), id_),)
            case "date":
                return (self.value(record_date(desk, id_, form, role.place), id_),)
            case "cite":
                return self.cite(role)
            case "quote":
                record = need(desk.article, id_, role.place)
                if not isinstance(record, Statement) or not record.exact:
                    refuse(DANGLING, role.place, f"“{id_}” has no exact words", "name a statement that has exact:")
                return (quotation(desk, record), *translated(desk, record.translation, record.language))
            case "term":
                return term(desk, id_, form, quiet=self.quiet, place=role.place)
            case "ref":
                if id_ not in desk.targets:
                    hint = "name a section, a heading or a figure"
                    refuse(DANGLING, role.place, f"nothing in this publication is called “{id_}”", hint)
                target = desk.targets[id_]
                return (
                    doc.CrossReference(target.id, target.text, language=target.language)
                    if target.id
                    else doc.Text(target.text, target.language),
                )
            case "literal":
                return (doc.Text(role.target),)
            case _:
                return refuse(DANGLING, role.place, f"no role is called “{role.name}”", f"use one of {', '.join(ROLES)}")

    def value(self, text: str, id_: str) -> doc.Value:
        """Return a value that leads to where it comes from, if this is text that readers see and in which a word can lead."""
        return value(self.desk, text, id_) if self.calls and not self.linked else doc.Value(text, id_)

    def cite(self, role: src.RoleCall) -> doc.Inlines:
        cited = _cited(self.desk, role)
        if not self.calls or id(role) in self.covered:
            return ()
        if self.desk.in_note:
            return (doc.Text(" ("), *citation(self.desk, dict.fromkeys(cited)), doc.Text(")"))
        return notes.reference(self.desk, cited)

    def footnote(self, node: src.FootnoteReference) -> doc.Inlines:
        if not self.calls or self.desk.in_note:
            return ()
        body = self.desk.footnotes.get(node.label)
        if body is None:
            refuse(DANGLING, node.place, f"no footnote is called “{node.label}”", f"add [^{node.label}]: with its text")
        return (notes.add(self.desk, (self.desk.part.id, node.label), lambda: paragraphs(self.desk, body)),)


def _cited(desk: Desk, role: src.RoleCall) -> list[Cited]:
    ids = [part.strip() for part in role.target.split(",") if part.strip()]
    return list(dict.fromkeys(found for id_ in ids for found in cited_by(desk, id_, role.place)))


def _covered(desk: Desk, nodes: tuple[src.Inline, ...]) -> frozenset[int]:
    """Return the identities of the `cite` roles that say what the next call of a note in the paragraph says."""
    calls = [(node, _cited(desk, node) if isinstance(node, src.RoleCall) else None) for node in _calls(nodes)]
    return frozenset(id(one) for (one, cited), (_, following) in pairwise(calls) if cited is not None and cited == following)


def _calls(nodes: tuple[src.Inline, ...]) -> Iterator[src.RoleCall | src.FootnoteReference]:
    for node in nodes:
        match node:
            case src.FootnoteReference() | src.RoleCall(name="cite"):
                yield node
            case src.Emph() | src.StrongEmph() | src.InlineLink():
                yield from _calls(node.inlines)


def _with_base(result: list[doc.Inline], made: doc.Script) -> list[doc.Inline]:
    """Take the letters right before raised or lowered characters to them."""
    before = result[-1] if result else None
    if not isinstance(before, doc.Text) or (letters := _LETTERS.search(before.text)) is None:
        return [made]
    result[-1:] = [doc.Text(before.text[: letters.start()])] if letters.start() else []
    return [replace(made, base=letters[0])]


def paragraphs(desk: Desk, blocks: tuple[src.Block, ...]) -> doc.Inlines:
    """Return paragraphs, of a note or a definition, as one run, parted by line breaks."""
    result: list[doc.Inline] = []
    for block in blocks:
        if isinstance(block, src.Para):
            result += [doc.LineBreak()] if result else []
            result += prose(desk, block.inlines)
    return tuple(result)

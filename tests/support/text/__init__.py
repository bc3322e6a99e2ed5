"""The document as plain text: a family of formats that a test adds to a copy of the program, by putting this folder there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from report.model import document as doc
from report.output.family import Family
from report.output.rendition import Rendered, Rendition

WIDE = 72


class Text(Family):
    """Plain text in UTF-8, which carries nothing but words."""

    name = "plain text"
    suffix = "txt"
    media_type = "text/plain"
    carries = False

    def make(self, rendition: Rendition) -> Rendered:
        """Write every part, one block below the other."""
        document = rendition.document
        cover = document.cover
        head = [cover.title.upper(), cover.subtitle, f"{cover.edition}, {cover.date}", cover.publisher]
        parts = [text for part in document.parts for text in _part(part)]
        return Rendered("\n\n".join(filter(None, [*head, *parts])).encode("utf-8") + b"\n")


def _part(part: doc.Part) -> Iterator[str]:
    title = _line(part.title)
    yield f"{title}\n{'=' * len(title)}"
    yield from _blocks(part.blocks)
    yield from (fill(f"[{note.number}] {_line(note.inlines)}", WIDE) for note in part.notes)


def _blocks(blocks: Iterable[doc.Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: doc.Block) -> Iterator[str]:
    match block:
        case doc.Paragraph():
            yield _paragraph(block.inlines)
        case doc.Heading():
            yield f"{_line(block.inlines)}\n{'-' * len(_line(block.inlines))}"
        case doc.ListBlock():
            for number, item in enumerate(block.items, block.start):
                mark = f"{number}. " if block.ordered else "- "
                yield mark + indent("\n".join(_blocks(item)), " " * len(mark)).lstrip()
        case doc.BlockQuote() | doc.Admonition():
            title = [_line(block.title)] if isinstance(block, doc.Admonition) else []
            yield indent("\n\n".join([*title, *_blocks(block.blocks)]), "    ")
        case doc.Table():
            yield from _table(block)
        case doc.Figure():
            yield _paragraph((doc.Text(f"{block.label}. " if block.label else ""), *block.title))
            yield from filter(None, (_paragraph(block.subtitle), fill(block.alternative_text, WIDE)))
            yield from (fill(words, WIDE) for words in block.long_description)
            yield from _table(block.data) if block.data else ()
            yield from filter(None, (_paragraph(block.caption), _paragraph(block.source_line)))
        case doc.Timeline():
            yield from (fill(f"{entry.date_text}: {_line(entry.inlines)}", WIDE) for entry in block.entries)
        case doc.StatementGroup():
            for said in block.statements:
                words = ((said.exact,) if said.exact else ()) + said.paraphrase
                yield fill(
                    f"{', '.join(filter(None, map(_line, (said.speaker, said.detail, said.source))))}: {_line(words)}", WIDE
                )
        case doc.AccountBlock():
            yield _paragraph(block.matter)
            for side in block.sides:
                yield fill(f"- {_line(side.label)}, {_line(side.detail)}: {_line(side.inlines)}", WIDE)
            yield _paragraph(block.comment)
        case doc.KeyFigureRow() | doc.Halves():
            for one in block.inside:
                yield from _block(one)
        case doc.KeyFigure():
            yield fill(f"{_line(block.value)}: {_line(block.words)}", WIDE)
        case doc.DefinitionList():
            yield from (fill(f"{_line(term)}: {_line(said)}", WIDE) for term, said in block.items)
        case doc.SourceList():
            yield from (fill(f"{_line(entry.inlines)} {_line(entry.via)}", WIDE) for entry in block.entries)
        case doc.OriginList():
            for entry in block.entries:
                told = "; ".join(filter(None, map(_line, (entry.what, entry.basis, entry.source))))
                yield fill(f"{_line(entry.value)}: {told}", WIDE)


def _table(table: doc.Table) -> Iterator[str]:
    yield _paragraph((doc.Text(f"{table.label}. " if table.label else ""), *table.caption))
    rows = [[_line(column.header) for column in table.columns], *([_line(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    yield _paragraph(table.source_line)


def _paragraph(inlines: doc.Inlines) -> str:
    return "\n".join(fill(line, WIDE) for line in _words(inlines).split("\n"))


def _line(inlines: doc.Inlines) -> str:
    return " ".join(_words(inlines).split())


def _words(inlines: doc.Inlines) -> str:
    return "".join(map(_word, inlines))


def _word(inline: doc.Inline) -> str:
    match inline:
        case doc.Emphasis() | doc.Strong():
            return _words(inline.inlines)
        case doc.Link():
            return f"{_words(inline.inlines)} <{inline.address}>"
        case doc.NoteCall():
            return f"[{inline.number}]"
        case doc.LineBreak():
            return "\n"
        case _:
            return inline.text


FAMILY = Text()

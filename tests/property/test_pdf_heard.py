"""Whatever a document is made of, its PDF is heard whole, once and in order, and drawn in that order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.drawing import disordered
from support.printing import printed
from support.soak import times
from support.structure import read

SMALL = "@page { size: 150mm 120mm; margin: 10mm } p, li, td { hyphens: auto; text-align: justify } tr { break-inside: avoid }"
WORDS = st.sampled_from(
    [
        "camp",
        "of",
        "internationally",
        "well-known",
        "misrepresentations",
        "3,000",
        "the",
        "“so”",
        "incomprehensibilities",
        "Paris,",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
FOREIGN = "اشرف"


@dataclass(frozen=True)
class Said:
    """Markup, what is heard of it, and what its notes say, each of which is heard behind its block."""

    markup: str
    heard: str
    notes: tuple[str, ...] = ()


@st.composite
def inlines(draw: st.DrawFn) -> Said:
    markup, heard, notes = "", "", []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(PHRASES)
        kind = draw(st.sampled_from(["plain", "em", "q", "code", "link", "foreign", "note", "joined"]))
        space = "" if kind == "joined" or not heard else " "
        if kind == "foreign":
            shown = f'<span lang="fa" dir="rtl">{FOREIGN}</span>'
            words = FOREIGN
        elif kind == "link":
            shown = f'<a href="https://example.org/">{words}</a>'
        elif kind == "note":
            note = draw(PHRASES)
            shown = f'{words}<span class="note" role="doc-footnote" id="ID" data-number="NO">{note}</span>'
            words += "NO"
            notes.append(f"NO. {note}")
        elif kind in {"em", "q", "code"}:
            shown = f"<{kind}>{words}</{kind}>"
        else:
            shown = words
        markup += space + shown
        heard += space + words
    return Said(markup, heard, tuple(notes))


@st.composite
def paragraphs(draw: st.DrawFn) -> Said:
    inner = draw(inlines())
    tag = draw(st.sampled_from(["p", "h2", "blockquote"]))
    return Said(f"<{tag}>{inner.markup}</{tag}>", " ".join([inner.heard, *inner.notes]))


@st.composite
def lists(draw: st.DrawFn, depth: int = 0) -> Said:
    markup, heard = "", []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        item = draw(inlines())
        nested = draw(lists(depth + 1)) if depth < 2 and draw(st.booleans()) else Said("", "")
        markup += f"<li>{item.markup}{nested.markup}</li>"
        heard += [f"{number}.", item.heard, *item.notes, nested.heard]
    return Said(f"<ol>{markup}</ol>", " ".join(heard))


@st.composite
def tables(draw: st.DrawFn) -> Said:
    columns = draw(st.integers(1, 3))
    head = [f"H{n}" for n in range(columns)]
    rows, heard = "", ["Caption", *head]
    for _ in range(draw(st.integers(1, 20))):
        cells = [draw(inlines()) for _ in range(columns)]
        rows += "<tr>" + "".join(f"<td>{cell.markup}</td>" for cell in cells) + "</tr>"
        for cell in cells:
            heard += [cell.heard, *cell.notes]
    heads = "".join(f"<th>{name}</th>" for name in head)
    return Said(f"<table><caption>Caption</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", " ".join(heard))


def numbered(said: Said) -> Said:
    """Give notes their numbers and ids, in order; a list's notes may be heard in another order than they are called."""
    markup, heard = said.markup, said.heard
    number = 0
    while "NO" in markup:
        number += 1
        markup = markup.replace('id="ID" data-number="NO"', f'id="n{number}" data-number="1"', 1)
    return Said(markup, heard.replace("NO", "1"))


def parted(heard: list[str], said: list[str]) -> tuple[list[str], list[str]] | None:
    """Return a few words of both from where they part."""
    at = next((n for n, (one, other) in enumerate(zip_longest(heard, said)) if one != other), None)
    return None if at is None else (heard[max(0, at - 2) : at + 6], said[max(0, at - 2) : at + 6])


@settings(
    max_examples=times(6, 120),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a case is small enough to read, and shrinking lays out hundreds of documents
)
@given(st.lists(st.one_of(paragraphs(), lists(), tables()), min_size=1, max_size=4))
def test_text_is_heard_whole_once_and_in_order(blocks: list[Said]) -> None:
    whole = numbered(Said("".join(block.markup for block in blocks), " ".join(block.heard for block in blocks)))
    data = printed(f"<h1>Title</h1>{whole.markup}", SMALL).data
    tree = read(data)
    assert parted(tree.heard().split(" "), f"Title {whole.heard}".split()) is None
    assert "NonStruct" not in {element.type for element in tree.walk()}
    assert disordered(data) == []

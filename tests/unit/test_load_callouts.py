"""Remarks as others write them are notes of ours, headed by their kind; what isn't known is told with what to write."""

from __future__ import annotations

import time

import pytest
from support.small_article import A4, small_article

from report.compose import compose
from report.compose.wording import plain
from report.intake.files import SourceText
from report.load.blocks import BlockReader
from report.model import document as doc
from report.model.prose import Block, Directive, MarkdownList, QuoteBlock, Section, Typed
from report.problems import Problem


def read(text: str) -> tuple[list[Block], list[Problem]]:
    problems: list[Problem] = []
    return BlockReader(SourceText("s.md", text), problems).read(text, 1), problems


def shown(block: Block) -> str:
    """Return a block in short: `tip(Title)[words]`."""
    match block:
        case Directive():
            return f"{block.callout or block.name}({' '.join(block.arguments)})[{', '.join(map(shown, block.body))}]"
        case QuoteBlock():
            return f"passage[{', '.join(map(shown, block.blocks))}]"
        case MarkdownList():
            return f"list[{', '.join(shown(one) for item in block.items for one in item)}]"
    return "".join(getattr(inline, "text", "?") for inline in getattr(block, "inlines", ()))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("::: {.callout-note}\nWords.\n:::\n", "note()[Words.]"),
        ('::: {.callout-tip title="How to read" collapse="true"}\nWords.\n:::\n', "tip(How to read)[Words.]"),
        ("::: {#tip-x .callout-tip appearance=simple}\nWords.\n:::\n", "tip()[Words.]"),
        ("::: {.callout-warning}\n## Careful now\n\nWords.\n:::\n", "warning(Careful now)[Words.]"),
        (":::{important}\nWords.\n:::\n", "important()[Words.]"),
        (":::{caution} Own words\nWords.\n:::\n", "caution(Own words)[Words.]"),
        (":::{admonition} Own words\nWords.\n:::\n", "note(Own words)[Words.]"),
        (":::{note}\nWords.\n:::\n", "note()[Words.]"),
        ("> [!NOTE]\n> Words\n> more.\n>\n> - item\n", "note()[Words more., list[item]]"),
        ("> [!WARNING] Own words\n> Words.\n", "warning(Own words)[Words.]"),
        (">[!tip]-\n>Words.\n", "tip()[Words.]"),
        ("- item\n\n  > [!TIP]\n  > Words.\n", "list[item, tip()[Words.]]"),
        ("> > [!TIP]\n> > inner\n>\n> outer\n", "passage[tip()[inner], outer]"),
        ("> [!NOTE]\n> > [!TIP]\n> > deep\n", "note()[tip()[deep]]"),
        ("::::{note} Outer\n> [!CAUTION]\nlazy > line\n::::\n", "note(Outer)[caution()[lazy > line]]"),
        ("> words [!NOTE] more\n", "passage[words [!NOTE] more]"),
    ],
)
def test_remarks_of_others_are_notes(typed: str, expected: str) -> None:
    blocks, problems = read(typed)
    assert problems == []
    assert [shown(block) for block in blocks] == [expected]


@pytest.mark.parametrize(
    ("typed", "sentence", "hint"),
    [
        ("::: {.callout-info}\nx\n:::\n", "“info”", "did you mean {.callout-note}?"),
        ("::: {.callout-xyz}\nx\n:::\n", "“xyz”", "write one of: {.callout-note}, {.callout-tip}"),
        ("> [!DANGER]\n> x\n", "“DANGER”", "did you mean [!CAUTION]?"),
        (":::{hint}\nx\n:::\n", "“hint”", "did you mean tip?"),
        (":::{figure} x\n:::\n", "“figure”", "did you mean image?"),
        (":::note Title\nx\n:::\n", "“note Title”", "write :::{note} Title"),
        (":::tip[Title]\nx\n:::\n", "“tip[Title]”", "write :::{tip} Title"),
        ("::: {.aside}\nx\n:::\n", "“{.aside}”", "write :::{note}"),
        ("::: {.column width=50%}\nx\n:::\n", "“{.column width=50%}”", "write the name of one in braces"),
        ("> [!NOTE]\n", "nothing in it", "below this line"),
    ],
)
def test_what_is_none_is_told_with_what_to_write(typed: str, sentence: str, hint: str) -> None:
    _, (problem,) = read(typed)
    assert sentence in problem.sentence
    assert problem.hint.startswith(hint) or hint in problem.hint
    assert problem.place.line == 1


@pytest.mark.parametrize("typed", [":::note Title\nx\n:::\n", ":::tip[Title]\nx\n:::\n", "::: {.aside}\nx\n:::\n"])
def test_the_hint_is_right(typed: str) -> None:
    _, (problem,) = read(typed)
    rest = typed.partition("\n")[2]
    assert read(f"{problem.hint.removeprefix('write ')}\n{rest}")[1] == []


def test_places_in_an_alert_are_those_of_the_file() -> None:
    _, (problem,) = read("> [!NOTE]\n> > [!TIP]\n> > deep {bad}\n")
    assert (problem.place.line, problem.place.column) == (3, 10)


@pytest.mark.parametrize(
    ("language", "heads"),
    [("en", ["Note", "Tip", "Important", "Warning", "Caution"]), ("de", ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"])],
)
def test_a_remark_without_a_title_is_headed_by_its_kind(language: str, heads: list[str]) -> None:
    kinds = ("note", "tip", "important", "warning", "caution")
    blocks, _ = read(
        "\n".join(f"> [!{kind}]\n> Words.\n" for kind in kinds) + "\n> [!TIP] Own\n> Words.\n\n:::{note}\nWords.\n:::\n"
    )
    article = small_article(language=language, sections=(Section("only", (Typed("Only"),), tuple(blocks)),))
    (part,) = [part for part in compose(article, A4).parts if part.id == "only"]
    titles = [plain(block.title) for block in part.blocks if isinstance(block, doc.Admonition)]
    assert titles == [*heads, "Own", ""]


@pytest.mark.parametrize("worst", ["> [!NOTE]\n", "> [!NOTE] x ", "[!A", ":::{.callout-", "title=", "{.callout-tip}"])
def test_remarks_are_read_in_linear_time(worst: str) -> None:
    text = worst * (20_000 // len(worst))
    for line in (
        f"> [!NOTE] {text.replace(chr(10), ' ')}\n> x\n",
        f"::: {{.callout-tip title={text.replace(chr(10), ' ')}}}\nx\n:::\n",
    ):
        begin = time.process_time()
        read(line)
        assert time.process_time() - begin < 5

"""Each layout rule finds a small page that breaks it, and is content with one that keeps it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.support import layout_rules as rules
from tests.support.layout import Layout, read, watched
from tests.support.printing import printed

CSS = """
@page { size: 80mm 60mm; margin: 10mm }
body { font-family: "Source Serif 4"; margin: 0; widows: 1; orphans: 1 }
h1, h2 { font-size: 10pt; line-height: 14pt; margin: 0; break-after: auto }
p, figure, table, div { margin: 0; line-height: 14pt }
table { width: 100%; border-collapse: collapse }
figure, .part { break-inside: auto }
svg { display: block }
"""


def text(count: int) -> str:
    """Return a heading of one line and `count` lines of text. A page holds eight lines."""
    return "<h1>T</h1>" + "".join(f"<p>Line {number}.</p>" for number in range(1, count + 1))


def chart(labels: str) -> str:
    """Return a figure with a drawing of 50 by 20 mm."""
    from base64 import b64encode

    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40">{labels}</svg>'
    return f'<figure><p>Title of the figure</p><img src="picture:{b64encode(svg.encode()).decode()}" alt="A chart"/></figure>'


class Drawer:
    """A warehouse that reads pictures out of their addresses."""

    def open(self, url: str) -> tuple[bytes, str]:
        from base64 import b64decode

        return b64decode(url.removeprefix("picture:")), "image/svg+xml"


def laid_out(body: str, css: str, monkeypatch: pytest.MonkeyPatch) -> Layout:
    monkeypatch.setattr("tests.support.printing.Shelf", Drawer)
    monkeypatch.setattr("report.output.pdf.pages.overprints", lambda *_: ())  # a build stops at the worst of it
    with watched() as seen:
        data = printed(body, CSS + css).data
    return read(*seen[0], data)


def label(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="8" font-family="Source Sans 3">{words}</text>'


TURNED = "@page turned { size: 60mm 80mm } .turned { page: turned } .turned + p { break-before: page }"


@dataclass(frozen=True)
class Case:
    """A page that breaks a rule, one that keeps it, and where and what the rule finds."""

    rule: rules.Rule
    bad: str
    good: str
    found: tuple[tuple[int, str], ...]
    css: str = ""
    good_css: str = ""


WIDE = "<p style='white-space: nowrap'>Text that is longer than its own line is</p>"
TABLE = "<table><caption>What is counted</caption><tbody><tr><td>cell</td></tr></tbody></table>"
LABELS = {
    "apart": label(5, 10, "first") + label(5, 30, "second"),
    "over": label(5, 10, "first") + label(12, 12, "second"),
    "out": label(5, 10, "first") + label(90, 30, "second"),
}
NARROW = "<p style='width: 24mm; hyphens: manual'>{}</p>"

NOTES = """
.note { float: footnote; footnote-policy: line; line-height: 14pt; font-size: 8pt }
.note::footnote-call { content: '*' }
"""

CASES = {
    "outside": Case(
        rules.outside_type_area,
        f"<h1>T</h1>{WIDE}",
        "<h1>T</h1><p>Short</p>",
        ((1, "Textthatislongerthanitsownlineis"),),
    ),
    "running-head-off-the-page": Case(
        rules.outside_type_area,
        "<h1>T</h1>",
        "<h1>T</h1>",
        ((1, "Runninghead"),),
        "@page { @top-left { content: 'Running head'; white-space: nowrap; margin-left: -15mm } }",
    ),
    "overlap": Case(
        rules.overlapping_text,
        "<h1>T</h1><p>Words below</p><p style='margin-top: -10pt'>Words above</p>",
        "<h1>T</h1><p>Words below</p><p>Words above</p>",
        ((1, "Wordsbelow"),),
    ),
    "label-over-a-heading": Case(
        rules.overlapping_text,
        "<h1>T</h1><p>Title</p><div style='position: absolute; top: 16pt'>Label</div>",
        "<h1>T</h1><p>Title</p><div style='position: absolute; top: 60pt'>Label</div>",
        ((1, "Title"),),
    ),
    "blank": Case(
        rules.blank_band,
        "<section class='part'><h1>T</h1><p>Alone.</p><p style='break-before: page'>More.</p></section>",
        f"<section class='part'>{text(5)}<p style='break-before: page'>More.</p></section>",
        ((1, "Alone."),),
    ),
    "blank-before-a-figure": Case(
        rules.blank_band,
        f"<section class='part'><p>Alone.</p><p style='break-before: page'>More.</p>{chart('')}</section>",
        f"<section class='part'><p>Alone.</p><div style='break-before: page'>{chart('')}</div></section>",
        ((1, "Alone."),),
    ),
    "blank-before-a-heading-of-a-figure": Case(
        rules.blank_band,
        "<section class='part'><p>Alone.</p><h2 style='break-before: page'>H</h2><p>More.</p></section>",
        f"<section class='part'><p>Alone.</p><h2 style='break-before: page'>H</h2>{chart('')}</section>",
        ((1, "Alone."),),
    ),
    "blank-before-a-turned-page": Case(
        rules.blank_band,
        "<section class='part'><p>Alone.</p><div class='turned'><p>Rows.</p></div><p>More.</p></section>",
        "<section class='part'><p>Alone.</p><h2 class='turned'>H</h2><div class='turned'><p>Rows.</p></div></section>",
        ((1, "Alone."),),
        TURNED,
        TURNED,
    ),
    "blank-between": Case(
        rules.blank_band,
        "<section class='part'><p>Above.</p><p style='margin-top: 60pt'>Below.</p><p style='break-before: page'>M</p></section>",
        "<section class='part'><p>Above.</p><p style='margin-top: 20pt'>Below.</p><p>One.</p><p>Two.</p>"
        "<p style='break-before: page'>M</p></section>",
        ((1, "Above."),),
    ),
    "blank-above-notes": Case(
        rules.blank_band,
        "<section class='part'><p>Called<span class='note' id='n'>Told.</span></p><p style='break-before: page'>M</p></section>",
        f"<section class='part'>{text(4)}<p>Called<span class='note' id='n'>Told.</span></p>"
        "<p style='break-before: page'>M</p></section>",
        ((1, "Called"),),
        NOTES,
        NOTES,
    ),
    "blank-but-last-of-a-part": Case(
        rules.blank_band,
        "<h1>T</h1><p>Alone.</p><p style='break-before: page'>More.</p>",
        "<section class='part'><h1>T</h1></section><section class='part' style='break-before: page'><h1>U</h1></section>",
        ((1, "Alone."),),
    ),
    "heading": Case(
        rules.heading_at_foot,
        f"{text(5)}<h2>Late</h2><p>One.</p><p>Two.</p>",
        f"{text(4)}<h2>In time</h2><p>One.</p><p>Two.</p>",
        ((1, "Late"),),
    ),
    "heading-before-one-line": Case(
        rules.heading_at_foot,
        f"{text(6)}<h2>Late</h2><p>All there is.</p>",
        f"{text(4)}<h2>Short</h2><p>All there is.</p><h2 style='break-before: page'>Next</h2><p>End.</p>",
        ((1, "Late"),),
    ),
    "heading-before-a-key-figure": Case(
        rules.heading_at_foot,
        f"{text(6)}<h2>Late</h2><p>One.</p><p>Two.</p>",
        f"{text(5)}<h2>Figure</h2><aside class='key-figure'><p>12 apples</p></aside>"
        "<p style='break-before: page'>One.</p><p>Two.</p>",
        ((1, "Late"),),
    ),
    "caption-of-a-table": Case(
        rules.caption_apart,
        f"{text(6)}{TABLE}",
        f"{text(4)}{TABLE}",
        ((1, "What is counted"),),
        "caption, tr { line-height: 14pt; break-inside: avoid } tr { height: 30pt }",
    ),
    "caption-of-a-figure": Case(
        rules.caption_apart,
        f"{text(6)}{chart(LABELS['apart'])}",
        f"<h1>T</h1>{chart(LABELS['apart'])}",
        ((1, "Title of the figure"),),
    ),
    "caption-far-away": Case(
        rules.caption_apart,
        "<h1>T</h1>" + chart(LABELS["apart"]),
        "<h1>T</h1>" + chart(LABELS["apart"]),
        ((1, "Title of the figure"),),
        "figure p { margin-bottom: 40pt } img { height: 20pt; width: auto }",
    ),
    "note-on-another-page": Case(
        rules.note_apart,
        "<p style='line-height: 105pt'>Called<span class='note' id='n'>Told.</span></p>",
        f"{text(7)}<p>Called<span class='note' id='n'>Told.</span></p>",
        ((1, "Told."),),
        NOTES,
        NOTES,
    ),
    "label-outside": Case(
        rules.stray_label, "<h1>T</h1>" + chart(LABELS["out"]), "<h1>T</h1>" + chart(LABELS["apart"]), ((1, "second"),)
    ),
    "label-over-label": Case(
        rules.covered_label, "<h1>T</h1>" + chart(LABELS["over"]), "<h1>T</h1>" + chart(LABELS["apart"]), ((1, "first"),)
    ),
    "off-the-grid": Case(
        rules.off_the_grid,
        "<h1>T</h1><p>One.</p><p>Two.</p><p>Three.</p><p style='margin-top: 5pt'>Late.</p>",
        "<h1>T</h1><p>One.</p><p>Two.</p><p>Three.</p><p style='margin-top: 14pt'>In time.</p>",
        ((1, "Late."),),
    ),
    "hyphens": Case(
        rules.stacked_hyphens,
        "<h1>T</h1>" + NARROW.format("cyber- self- anti- some word"),
        "<h1>T</h1>" + NARROW.format("cyber- self- some anti- word"),
        ((1, "cyber- / self- / anti-"),),
        "p { width: 12mm !important }",
        "p { width: 12mm !important }",
    ),
    "end-of-a-word": Case(
        rules.end_of_a_word,
        "<h1>T</h1>" + NARROW.format("It was a self- ish."),
        "<h1>T</h1>" + NARROW.format("It was a self- made."),
        ((1, "ish."),),
        "p { width: 11mm !important }",
        "p { width: 40mm !important }",
    ),
    "one-letter": Case(
        rules.weak_line_end,
        "<h1>T</h1><p>It was not a<br/>good day for plan<br/>B</p>",
        "<h1>T</h1><p>It was not<br/>a good day for plan<br/>B</p>",
        ((1, "It was not a"),),
    ),
    "title": Case(
        rules.weak_line_end,
        "<h1>T</h1><p>Then came Dr.<br/>Smith</p>",
        "<h1>T</h1><p>Then came<br/>Dr. Smith</p>",
        ((1, "Then came Dr."),),
    ),
    "orphan": Case(
        rules.widow_or_orphan,
        f"{text(6)}<p>Lone<br/>two<br/>three</p>",
        f"{text(5)}<p>One<br/>two<br/>three<br/>four</p>",
        ((1, "Lone"),),
    ),
    "widow": Case(
        rules.widow_or_orphan,
        f"{text(4)}<p>One<br/>two<br/>three<br/>four</p>",
        f"{text(5)}<p>One<br/>two<br/>three<br/>four</p>",
        ((2, "four"),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_that_breaks_the_rule_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    found = case.rule(laid_out(case.bad, case.css, monkeypatch))
    assert [(finding.page, finding.words) for finding in found] == list(case.found)


@pytest.mark.parametrize("name", CASES)
def test_a_page_that_keeps_the_rule_is_left_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    assert case.rule(laid_out(case.good, case.good_css, monkeypatch)) == []


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES.values()} == set(rules.RULES)


def test_findings_say_where_and_what() -> None:
    assert str(rules.Finding("overlap", 3, "here", "and “there” overlap")) == "page 3: overlap: “here” and “there” overlap"

"""What holds for the pages of every format of every article; each rule is a function that returns what breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from xml.etree.ElementTree import Element

from tests.support.layout import Ink, Layout, Line, Page, Rect, Zone

SLACK = 1.6
"""Points by which letters may lean over an edge: italics, quotation marks, a j of large print."""
TOUCH = 0.6
"""Points that two pieces of text may share in both directions."""
APART = 30.0
"""Points between a caption and what it names, at most."""
BAND = 1 / 4
"""How much of a page's height may be blank in one piece."""
HYPHENS = ("-", "\u2010", "\u00ad")
STACK = 2
LETTERS = 5
"""A last line that is the end of a word has at least so many."""
TITLES = {"Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Sen", "Rep", "Gen", "Col", "Maj", "Capt", "Lt", "Sgt", "Rev", "Fr", "Hon", "St"}
OFF = 0.3
"""Points by which a line may miss the grid."""
SMALL = ("figure", ".table", ".note", ".remark", ".key-figure", ".descriptions", ".statement", ".account", ".cover", ".brief")
ROWS = ("table", "dl")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", ".chapter")


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a rule is broken."""

    rule: str
    page: int
    words: str
    """What stands there."""
    why: str

    def __str__(self) -> str:
        return f"page {self.page}: {self.rule}: “{self.words}” {self.why}"


Rule = Callable[[Layout], list[Finding]]


def outside_type_area(layout: Layout) -> list[Finding]:
    """Text stays in the type area, but for running heads and folios, and those stay on the page."""
    return [
        Finding("outside", page.number, ink.text, f"sticks out by {over:.1f} pt")
        for page in layout.pages
        for ink in page.ink
        if (over := ink.rect.outside(page.whole if _is_running(page, ink) else page.area)) > SLACK
    ]


def _is_running(page: Page, ink: Ink) -> bool:
    running = [line for line in page.lines if line.zone is Zone.RUNNING]
    return any(piece.holds(*ink.rect.centre) for line in running for piece in line.pieces)


def overlapping_text(layout: Layout) -> list[Finding]:
    """No text is painted over another, wherever each of them comes from."""
    return [
        Finding("overlap", page.number, one.text, f"and “{other.text}” overlap")
        for page in layout.pages
        for one, other in combinations(page.ink, 2)
        if min(one.rect.common(other.rect)) > TOUCH
    ]


def blank_band(layout: Layout) -> list[Finding]:
    """No page has a blank band of more than a quarter of its height, but for the cover and the last page of a part.

    Nor is it one where the part ends with a figure that the band is too low for, or with a table on a page that lies on its
    side, with the headings that stand with it: nothing is left that could stand there. On such a page nothing else stands.
    """
    found = []
    for page, following in pairwise(layout.pages):
        lines, next_lines = _flow(page), _flow(following)
        if not lines or layout.within(lines[0].element, ".cover") is not None or _lies_on_its_side(layout, lines):
            continue
        part = layout.within(lines[-1].element, ".part")
        if next_lines and (layout.within(next_lines[0].element, ".part") is not part or _only_figures(layout, page, part)):
            continue
        end, above = page.area.top, ""
        stretches = [(line.rect, line.text) for line in page.lines if line.zone is not Zone.RUNNING]
        stretches += [(picture.rect, "a picture") for picture in page.pictures]
        stretches += [(page.notes, "")] if page.notes is not None else []
        foot = Rect(page.area.left, page.area.bottom, page.area.right, page.area.bottom)
        for rect, words in [*sorted(stretches, key=lambda one: one[0].top), (foot, "")]:
            if (share := (rect.top - end) / page.whole.bottom) > BAND:
                found.append(Finding("blank", page.number, above, f"stands above a blank band of {share:.0%} of the page"))
            end, above = max((end, above), (rect.bottom, words))
    return found


def _only_figures(layout: Layout, page: Page, part: Element | None) -> bool:
    """Tell whether all that later pages have of a part is figures, or tables on turned pages, and headings above them."""
    later = [line for following in layout.pages[page.number :] for line in _flow(following)]
    own = [line for line in later if layout.within(line.element, ".part") is part]
    return all(layout.within(line.element, "figure", ".turned", *HEADINGS) is not None for line in own)


def _lies_on_its_side(layout: Layout, lines: list[Line]) -> bool:
    return all(layout.within(line.element, ".turned", *HEADINGS) is not None for line in lines)


def _flow(page: Page) -> list[Line]:
    return [line for line in page.lines if line.zone is Zone.FLOW]


def heading_at_foot(layout: Layout) -> list[Finding]:
    """A heading has at least two lines below it on its page, or all there is before the next heading, or a picture."""
    flow = [line for line in layout.lines if line.zone is Zone.FLOW]
    found = []
    for index, line in enumerate(flow):
        heading = layout.within(line.element, *HEADINGS)
        if heading is None or _is_last(flow, index, heading, layout):
            continue
        rows: set[tuple[int, int]] = set()
        text_elsewhere = False
        for next_line in flow[index + 1 :]:
            inner = layout.within(next_line.element, *HEADINGS)
            if inner is not None and rows:
                break
            if inner is None:
                rows.add((next_line.page, round(next_line.rect.top)))
                carried = layout.within(next_line.element, "figure", ".table") is not None
                text_elsewhere = text_elsewhere or (next_line.page != line.page and not carried)
        here = sum(1 for page, _ in rows if page == line.page)
        if here and not text_elsewhere:
            continue  # a figure or a table that was carried to the next page is all that's missing
        below = flow[index + 1].element if index + 1 < len(flow) else None
        if here and below is not None and layout.within(below, ".key-figure") is not None:
            continue  # which stands by itself
        if here < min(2, len(rows)) and not _picture_below(layout.pages[line.page - 1], line):
            found.append(Finding("heading", line.page, line.text, f"has {here} lines below it on its page"))
    return found


def _is_last(flow: list[Line], index: int, heading: Element, layout: Layout) -> bool:
    """Tell whether the heading goes on in the next line: its last line counts."""
    return index + 1 < len(flow) and layout.within(flow[index + 1].element, *HEADINGS) is heading


def _picture_below(page: Page, line: Line) -> bool:
    return any(picture.rect.top >= line.rect.bottom for picture in page.pictures)


def caption_apart(layout: Layout) -> list[Finding]:
    """A table's caption stands on the page of its first rows, a figure's title and caption on that of its picture; both near."""
    found = []
    for table in layout.root.iter("table"):
        lines = [line for line in layout.lines if layout.within(line.element, "table") is table]
        captions = [line for line in lines if layout.within(line.element, "caption") is not None]
        body = [line for line in lines if layout.within(line.element, "caption", "thead") is None]
        if not captions or not body:
            continue
        found += _apart(captions, [(body[0].page, *_near(lines, captions))])
    for figure in layout.root.iter("figure"):
        lines = [line for line in layout.lines if layout.within(line.element, "figure") is figure]
        pictures = [one for page in layout.pages for one in page.pictures if layout.within(one.element, "figure") is figure]
        if lines and pictures:
            found += _apart(lines, [(one.page, one.rect.top, one.rect.bottom) for one in pictures])
    return found


def _near(lines: list[Line], captions: list[Line]) -> tuple[float, float]:
    """Return where the lines that aren't captions begin and end on the page of the first of them."""
    rest = [line for line in lines if line not in captions]
    first = [line.rect for line in rest if line.page == rest[0].page]
    return min(rect.top for rect in first), max(rect.bottom for rect in first)


def _apart(captions: list[Line], named: list[tuple[int, float, float]]) -> Iterator[Finding]:
    """Yield what is wrong with lines that should hang together, above and below what they name."""
    hold = list(named)
    for line in sorted(captions, key=lambda line: min(_gap(line, *place) for place in named)):
        gaps = [_gap(line, *place) for place in hold]
        if min(gaps) > APART:
            why = "stands on another page than what it names" if min(gaps) == float("inf") else f"stands {min(gaps):.0f} pt away"
            yield Finding("caption", line.page, line.text, why)
        else:
            hold.append((line.page, line.rect.top, line.rect.bottom))


def _gap(line: Line, page: int, top: float, bottom: float) -> float:
    return max(0.0, top - line.rect.bottom, line.rect.top - bottom) if line.page == page else float("inf")


def note_apart(layout: Layout) -> list[Finding]:
    """A note begins on each page that calls it."""
    notes = ((layout.within(line.element, ".note"), line.page) for line in layout.lines)
    printed = {(_key(note), page) for note, page in notes if note is not None}
    return [
        Finding("note", page.number, " ".join("".join(note.itertext()).split()), "stands on another page")
        for page in layout.pages
        for note in page.calls
        if (_key(note), page.number) not in printed
    ]


def _key(note: Element) -> str:
    return note.get("data-note") or note.get("id", "")


def stray_label(layout: Layout) -> list[Finding]:
    """A label of a picture stays inside its picture."""
    found = []
    for page in layout.pages:
        for ink in page.ink:
            if page.set_as_text(ink):
                continue
            over = min((ink.rect.outside(picture.rect) for picture in page.pictures), default=float("inf"))
            if over > TOUCH:
                found.append(Finding("label", page.number, ink.text, "leaves its figure"))
    return found


def covered_label(layout: Layout) -> list[Finding]:
    """No label of a picture touches another label, or text around the picture."""
    found = []
    for page in layout.pages:
        labels = [ink for ink in page.ink if not page.set_as_text(ink)]
        others = [ink for ink in page.ink if ink not in labels]
        pairs = [*combinations(labels, 2), *((label, text) for label in labels for text in others)]
        found += [
            Finding("label", page.number, one.text, f"touches “{other.text}”")
            for one, other in pairs
            if min(one.rect.common(other.rect)) > 0.1
        ]
    return found


def stacked_hyphens(layout: Layout) -> list[Finding]:
    """Never more than two hyphens in a row at the ends of lines."""
    found = []
    for lines in _blocks(layout):
        for broken, stack in groupby(lines[:-1], key=lambda line: line.text.endswith(HYPHENS)):
            run = list(stack)
            if broken and len(run) > STACK:
                words = " / ".join(line.text.split()[-1] for line in run)
                found.append(Finding("hyphens", run[0].page, words, f"end {len(run)} lines in a row"))
    return found


def end_of_a_word(layout: Layout) -> list[Finding]:
    """No last line is but the few letters that were divided from a word above it."""
    found = []
    for lines in _blocks(layout):
        if len(lines) < 2 or not lines[-2].text.endswith(HYPHENS):
            continue
        last = lines[-1].text
        if not any(map(str.isspace, last)) and sum(map(str.isalnum, last)) < LETTERS:
            found.append(Finding("last line", lines[-1].page, last, "is the end of a word"))
    return found


def weak_line_end(layout: Layout) -> list[Finding]:
    """No line but the last of its block ends in a word of one letter or in a title."""
    found = []
    for lines in _blocks(layout):
        for line in lines[:-1]:
            last = re.split(r"[\s—–]+", line.text)[-1].strip("“”‘’\"'()[]").rstrip(".")
            if len(last) == 1 and last.isalpha() and line.text.strip() != last:
                found.append(Finding("line end", line.page, line.text, "ends in a word of one letter"))
            elif last in TITLES:
                found.append(Finding("line end", line.page, line.text, "ends in a title"))
    return found


def off_the_grid(layout: Layout) -> list[Finding]:
    """Text in the body's size stands on lines that every page has at the same heights, wherever charts and tables stand above it.

    They are counted from the head of the type area; where most of the lines stand, all have to, but for those that are higher
    than others for what stands in them.
    """
    text = [line for line in layout.lines if line.zone is Zone.FLOW and _is_body(layout, line)]
    if not text:
        return []
    usual = Counter(round(line.size, 1) for line in text).most_common(1)[0][0]
    text = [line for line in text if abs(line.size - usual) < OFF]
    step = min(line.height for line in text)
    text = [line for line in text if line.height < step + OFF]
    below = [(line.baseline - layout.pages[line.page - 1].area.top) % step for line in text]
    first = Counter(round(over, 1) for over in below).most_common(1)[0][0]
    found = []
    for line, at in zip(text, below, strict=True):
        over = (at - first) % step
        if min(over, step - over) > OFF:
            found.append(Finding("grid", line.page, line.text, f"stands {over:.1f} pt below a line of the grid"))
    return found


def _is_body(layout: Layout, line: Line) -> bool:
    """Tell text of the body's column, its lists among it, from headings, leads, small print, and what is set in rows."""
    if line.element.tag not in {"p", "li"} or layout.within(line.element, *SMALL, *ROWS) is not None:
        return False
    if line.element.tag == "li" and layout.within(line.element, ".section") is None:
        return False  # contents and sources
    return not set((line.element.get("class") or "").split()) & {"lead", "who", "comment", "chapter"}


def widow_or_orphan(layout: Layout) -> list[Finding]:
    """A block of text that a page break splits has at least two lines on either side."""
    found = []
    for lines in _blocks(layout):
        pages = [list(those) for _, those in groupby(lines, key=lambda line: line.page)]
        if len(pages) < 2:
            continue
        if len(pages[0]) < 2:
            found.append(Finding("orphan", pages[0][0].page, pages[0][0].text, "stands alone at its page's foot"))
        if len(pages[-1]) < 2:
            found.append(Finding("widow", pages[-1][0].page, pages[-1][0].text, "stands alone at its page's head"))
    return found


def _blocks(layout: Layout) -> list[list[Line]]:
    """Return the lines of each block of text, in order; running matter, and what repeats on each page, left out."""
    blocks: dict[Element, list[Line]] = {}
    for line in layout.lines:
        if line.zone is not Zone.RUNNING and layout.within(line.element, "thead") is None:
            blocks.setdefault(line.element, []).append(line)
    return list(blocks.values())


RULES: tuple[Rule, ...] = (
    outside_type_area,
    overlapping_text,
    blank_band,
    heading_at_foot,
    caption_apart,
    note_apart,
    stray_label,
    covered_label,
    off_the_grid,
    stacked_hyphens,
    end_of_a_word,
    weak_line_end,
    widow_or_orphan,
)


def check(layout: Layout) -> list[Finding]:
    """Return all that breaks any rule, by page."""
    return sorted((finding for rule in RULES for finding in rule(layout)), key=lambda finding: finding.page)

"""Small pages, one thing on each, printed as a build prints them: templates, style sheets, charts and fonts are the real ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import cast

import pypdfium2 as pdfium
from PIL import Image

from report import markup
from report.compose.labels import Labels
from report.compose.template_labels import template_words
from report.figures.pictures import Page, draw_all, printed_cover
from report.intake.warehouse import Warehouse
from report.load import load_format
from report.look.fonts import prepare
from report.look.tokens import load_tokens
from report.model.charts.area import Area, AreaDrawing
from report.model.charts.bars import Bar, BarsDrawing
from report.model.charts.grouped import BarGroup, GroupedDrawing
from report.model.charts.line import Level, Line, LineDrawing, Point, PointNote
from report.model.charts.marks import EventLine, Mark, MarksDrawing
from report.model.charts.range import RangeDrawing
from report.model.charts.stacked import BarStack, StackedDrawing, StackPart
from report.model.charts.timeline import TimelineDrawing, TimelineMark
from report.model.document import (
    Abbreviation,
    AccountBlock,
    AccountSide,
    Admonition,
    Block,
    Column,
    Cover,
    Document,
    Figure,
    Foreign,
    Heading,
    Inlines,
    KeyFigure,
    Matter,
    Metadata,
    Note,
    NoteCall,
    Paragraph,
    Part,
    PartKind,
    Quotation,
    StatementEntry,
    StatementGroup,
    Table,
    Text,
)
from report.model.figure import Chart, Dating
from report.model.format import ChartBox, Format, PageBox, Typesetting
from report.model.overview import OverviewDrawing
from report.model.shape import shape_of
from report.output.pdf.render import render
from report.system.places import templates
from tests.support.layout import read, watched

CARD = Format(
    name="card",
    medium="pdf",
    title="Specimen",
    standard="ua-1+a-3a",
    page=PageBox(width=130, height=140, head=15, foot=15, left=6, right=6, side=30, gutter=5),
    text=Typesetting(base=10, floor=7.5, leading=1.45),
    chart=ChartBox(width=118, ratio=0.44, base=8),
)
EACH_ON_ITS_PAGE = ".part { break-before: page !important; margin-top: 0 !important }"
CARD_SCALE, COVER_SCALE = 2.0, 1.0
"""Pixels to a millimetre."""


def said(words: str) -> Inlines:
    return (Text(words),)


def paragraph(id_: str, words: str, *, lead: bool = False, note: NoteCall | None = None) -> Paragraph:
    return Paragraph(id_, (*said(words), *([note] if note else [])), lead=lead)


def voice(id_: str, speaker: str, detail: str, *, exact: str = "", paraphrase: str = "") -> StatementEntry:
    return StatementEntry(
        id_, said(speaker), said(detail), Quotation(f"“{exact}”") if exact else None, said(paraphrase) if paraphrase else ()
    )


SPELL = Dating(date(2004, 12, 31), date(2008, 1, 1))
GOES_ON = Dating(date(2016, 12, 31), closing="open")
UNKNOWN = Dating(date(2012, 12, 31), closing="unknown")
SERIES = MarksDrawing(
    "en",
    ("counted", "planned for"),
    (
        Mark(date(2013, 1, 1), date(2013, 12, 31), 3000, None, True, 1, "about 3,000", "planned for, the board"),
        Mark(date(2018, 1, 1), date(2018, 12, 31), 2300, None, True, 0, "about 2,300", "counted, an engineer"),
        Mark(date(2022, 1, 1), date(2022, 12, 31), 3000, None, False, 0, "3,000", "counted, the gazette"),
    ),
    (EventLine(date(2020, 6, 20), date(2020, 6, 20), "Bridge closes", "20 June 2020"),),
)
TIMELINE = TimelineDrawing(
    "en",
    (
        TimelineMark(date(2013, 1, 1), date(2013, 12, 31), "The bridge is planned", "2013"),
        TimelineMark(date(2016, 4, 9), date(2016, 4, 9), "The bridge opens", "9 April 2016"),
        TimelineMark(date(2018, 1, 1), date(2018, 12, 31), "Tolls end", "2018"),
        TimelineMark(date(2020, 6, 20), date(2020, 6, 20), "It closes", "20 June 2020"),
        TimelineMark(date(2020, 6, 20), date(2020, 6, 20), "It opens again", "a week later", relative=True),
    ),
)

REACHING = MarksDrawing(
    "en",
    ("counted",),
    (
        Mark(date(2004, 1, 1), date(2008, 12, 31), 310, None, False, 0, "310", "counted", SPELL, "2004–2008"),
        Mark(date(2011, 1, 1), date(2011, 12, 31), 420, None, False, 0, "420", "counted", Dating(doubtful=True), "about 2011"),
        Mark(date(2014, 3, 5), date(2014, 3, 5), 180, None, False, 0, "180", "counted"),
        Mark(date(2016, 1, 1), date(2016, 12, 31), 260, None, False, 0, "260", "counted", GOES_ON, "since 2016"),
    ),
    (EventLine(date(2013, 6, 20), date(2013, 6, 20), "Tolls", "since 20 June 2013", Dating(date(2013, 6, 20), closing="open")),),
)
LASTING = TimelineDrawing(
    "en",
    (
        TimelineMark(date(2004, 1, 1), date(2008, 12, 31), "It is built", "2004–2008", dating=SPELL),
        TimelineMark(date(2011, 1, 1), date(2011, 12, 31), "A flood", "about 2011", dating=Dating(doubtful=True)),
        TimelineMark(date(2012, 1, 1), date(2012, 12, 31), "A count", "2012 to an unknown date", dating=UNKNOWN),
        TimelineMark(date(2014, 3, 1), date(2014, 3, 31), "It closes", "March 2014"),
        TimelineMark(date(2016, 1, 1), date(2016, 12, 31), "Tolls", "since 2016", dating=GOES_ON),
        TimelineMark(date(2020, 6, 20), date(2020, 6, 20), "It opens again", "20 June 2020"),
    ),
)


def line(
    name: str, values: Sequence[float], breaks: tuple[int, ...] = (), *, first: int = 1990, muted: bool = False, wide: float = 0
) -> Line:
    """Return a line with a value a year, and with bounds that are so `wide`."""
    days = [(date(first + n, 1, 1), date(first + n, 12, 31)) for n in range(len(values))]
    shape = shape_of(values, breaks)
    labels = tuple((f"{values[n]:,.0f}", str(first + n)) for n in shape.told)
    bounds = [(value - wide, value + wide) if wide else (None, None) for value in values]
    points = (Point(*day, value, *ends) for day, value, ends in zip(days, values, bounds, strict=True))
    return Line(name, tuple(points), shape, labels, muted)


LINE = LineDrawing(
    "en",
    (line("counted at the gate", [315 + n / 2 + 9 * math.sin(n / 2) for n in range(90)], (40,), first=1930),),
    SERIES.events,
    start=300,
)
LINES = LineDrawing(
    "en",
    (
        *(line("", [200 * k + (90 - 6 * k) * n for n in range(20)], muted=True) for k in range(1, 9)),
        line("counted at the gate", [1200 + 31 * n for n in range(20)]),
        line("card holders", [700 + 40 * math.sin(n) for n in range(20)], (9,)),
        line("estimated from a survey", [370 + 62 * n for n in range(20)]),
    ),
)

RANGES = RangeDrawing(
    "en",
    (
        Line(
            "counted at the gate",
            tuple(
                Point(date(2008 + n, 1, 1), date(2008 + n, 12, 31), 600.0 + 31 * n, low, high)
                for n, (low, high) in enumerate([(560, 680), (590, 700), (662, None), (600, 760), (None, 724), (700, 810)])
            ),
            shape_of([600.0 + 31 * n for n in range(6)]),
            (("600", "2008"), ("755", "2013")),
        ),
        Line(
            "estimated from a survey",
            tuple(
                Point(date(2008 + n, 1, 1), date(2008 + n, 12, 31), 300.0 + 20 * n, 240 + 20 * n, 360 + 20 * n, None, False)
                for n in range(6)
            ),
            shape_of([300.0 + 20 * n for n in range(6)]),
            (("240–360", "2008"), ("340–460", "2013")),
        ),
    ),
    levels=(Level(500, None, "500", "planned for"),),
    notes=(PointNote(0, 2, "A gate is closed", "9 days"),),
)
BANDS = RangeDrawing(
    "en",
    (
        line("counted at the gate", [315 + n / 2 + 9 * math.sin(n / 2) for n in range(90)], (40,), first=1930, wide=14),
        line("as reckoned", [240 + 20 * math.sin(n / 9) for n in range(90)], first=1930, wide=9),
    ),
    power=3,
    stop=500,
)

BARS = BarsDrawing(
    "en",
    (
        Bar(3000, None, "about 3,000", "Walkers whom the plan allowed for", "the board; 2013"),
        Bar(1500, 2000, "1,500–2,000", "Walkers on the first day", "an engineer"),
        Bar(12, None, "at least 12", "Ferrymen out of work"),
    ),
)
VALLEYS = ("Upper valley", "Lower valley", "Coast", "Islands beyond the strait")
DIVERGING = BarsDrawing(
    "en", tuple(Bar(v, None, f"{v:+}".replace("-", "−"), name) for v, name in zip((310, 80, -45, -260), VALLEYS, strict=True))
)
GROUPS = GroupedDrawing(
    "en",
    ("2013", "2022"),
    tuple(
        BarGroup(name, (Bar(v, None, f"{v}", ""), Bar(v + 130, None, f"{v + 130}", "") if v != 240 else None))
        for v, name in zip((310, 240, 145, 60), VALLEYS, strict=True)
    ),
)
STACKS = StackedDrawing(
    "en",
    ("On foot", "By cart", "By boat"),
    tuple(
        BarStack(f"{2013 + n}", tuple(StackPart(value, f"{value}") for value in parts), f"{sum(parts)}")
        for n, parts in enumerate((90 + 20 * n, 60 - 9 * n, 12) for n in range(5))
    ),
)
AREAS = AreaDrawing(
    "en",
    tuple(
        Area(name, line("", values).points, f"{values[-1]:.0f}")
        for name, values in (
            ("on foot", [90 + 6.0 * n for n in range(20)]),
            ("by cart", [60 + 9 * math.sin(n) for n in range(20)]),
            ("by boat", [12.0] * 20),
        )
    ),
    (range(12), range(14, 20)),
)


def figure(id_: str, drawing: Chart) -> Figure:
    title, subtitle = said("Three figures of two kinds"), said("Walkers on the bridge, by who counted them")
    caption, source = said("The open mark was planned; the filled marks were counted."), said("Sources: The Gazette; Ortiz.")
    return Figure(id_, "Figure 1", title, subtitle, caption, source, drawing, "A chart", ())


RUNNING = (
    "The board keeps a meadow beside the bridge, where walkers rest. It asks for a toll of each who crosses, and has done so "
    "since the bridge was opened; those who mow the meadow pay nothing."
)
CALL = NoteCall("note-1", 1, "call-1")
TITLE = "The bridge"

SPECIMENS: dict[str, tuple[Block, ...]] = {
    "capitals": (
        Heading("h4", 2, said("What the VWB says")),
        Paragraph(
            "p11", (*said("The "), Abbreviation("VWB", "Valley Water Board"), *said(" and the VWB’s U.S. guests cross it."))
        ),
        StatementGroup("four", (voice("s6", "The VWB", "in the DN report", exact="The VWB keeps it, and the UN knows"),)),
    ),
    "heading": (
        paragraph("lead", "A bridge that everybody crosses, or nearly so, and what is said of it.", lead=True),
        paragraph("p1", RUNNING),
        Heading("h2", 2, said("Who crosses it")),
        paragraph("p2", RUNNING),
        paragraph("p3", RUNNING),
    ),
    "statement": (
        paragraph("p4", RUNNING),
        StatementGroup(
            "one", (voice("s1", "Ana Ortiz", "engineer, in The Gazette, 2018", exact="The bridge belongs to those who cross it"),)
        ),
        paragraph("p5", RUNNING),
    ),
    "statements": (
        StatementGroup(
            "two",
            (
                voice(
                    "s2",
                    "Several ferrymen",
                    "by way of Ana Ortiz, 2018",
                    paraphrase="The bridge took their trade, as they alleged.",
                ),
                voice("s3", "Valley Water Board", "in The Gazette, 2019", exact="Ferries were free to stay, and some did"),
            ),
            "in answer",
        ),
        paragraph("p6", RUNNING),
    ),
    "account": (
        AccountBlock(
            "differ",
            said("Who keeps the bridge"),
            (
                AccountSide(said("In the survey"), said("Ortiz, 2018"), said("The board keeps it, with the help of two men.")),
                AccountSide(
                    said("The ferrymen"), said("The Gazette, 2019"), said("Nobody keeps it; each walker mends what he breaks.")
                ),
            ),
            said("Nothing settles it."),
        ),
    ),
    "table": (
        Table(
            "counts",
            "Table 1",
            said("Walkers on the bridge, and who counted them"),
            (Column(said("Year")), Column(said("Number"), "end"), Column(said("What was counted"))),
            tuple(
                (said(year), said(number), said(basis))
                for year, number, basis in (
                    ("2013", "about 3,000", "walkers whom the plan allowed for"),
                    ("2018", "about 2,300", "walkers who crossed in a day"),
                    ("2022", "3,000", "walkers who crossed in a day"),
                )
            ),
            source_line=said("Sources: The Gazette; Ortiz."),
        ),
    ),
    "series": (figure("figure-series", SERIES),),
    "timeline": (figure("figure-timeline", TIMELINE),),
    "line": (figure("figure-line", LINE),),
    "lines": (figure("figure-lines", LINES),),
    "bars": (figure("figure-bars", BARS),),
    "diverging": (figure("figure-diverging", DIVERGING),),
    "groups": (figure("figure-groups", GROUPS),),
    "stacks": (figure("figure-stacks", STACKS),),
    "areas": (figure("figure-areas", AREAS),),
    "dates": (figure("figure-dates", REACHING),),
    "lasting": (figure("figure-lasting", LASTING),),
    "key-figure": (
        KeyFigure("key", said("34 hectares"), said("of meadow beside the bridge, The Gazette says")),
        paragraph("p7", RUNNING),
        paragraph("p8", RUNNING),
    ),
    "note": (
        paragraph("p9", RUNNING, note=CALL),
        Admonition(
            "remark", said("How to read the figures"), (paragraph("p10", "Each counts something else, so none is compared."),)
        ),
    ),
    "ranges": (figure("figure-ranges", RANGES),),
    "bands": (figure("figure-bands", BANDS),),
}


def _dated(*days: date | tuple[date, date], language: str = "en") -> OverviewDrawing:
    spans = [day if isinstance(day, tuple) else (day, day) for day in days]
    return OverviewDrawing(language, tuple(TimelineMark(*span, "Something happens", "then") for span in sorted(spans)))


def _year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


_RELATED = (
    TimelineMark(*_year(2013), "The plan", "2013"),
    TimelineMark(*_year(2013), "The work", "since 2013", dating=Dating(begin=date(2013, 12, 31), closing="open")),
    TimelineMark(*_year(2014), "The flood", "about 2014", dating=Dating(doubtful=True)),
    TimelineMark(*(date(2016, 4, 9),) * 2, "The ban", "days before", relative=True),
    TimelineMark(*(date(2016, 4, 9),) * 2, "The opening", "9 April 2016"),
    TimelineMark(*(date(2016, 4, 9),) * 2, "The ruling", "a week later", relative=True),
    TimelineMark(date(2018, 2, 1), date(2018, 2, 28), "The interview", "February 2018"),
)
_EVERY_WEEK = [date.fromordinal(730_000 + 11 * n + (n * n) % 17) for n in range(300)]

COVERS: dict[str, OverviewDrawing | None] = {
    "none": None,
    "one-day": _dated(date(2016, 4, 9)),
    "one-year": _dated(_year(2016)),
    "related": OverviewDrawing("en", _RELATED),
    "week": _dated(*(date(2023, 6, day) for day in (14, 15, 15, 16, 18, 20, 20, 20))),
    "centuries": _dated(_year(1215), _year(1348), date(1517, 10, 31), _year(1648), date(1789, 7, 14), _year(1848), _year(2015)),
    "three-hundred": _dated(*_EVERY_WEEK),
    "one-busy-day": _dated(*[date(2001, 9, 3)] * 40, date(2000, 1, 1), date(2003, 1, 1)),
    "years-on-years": _dated(*(_year(1990 + (n * n) % 30) for n in range(120))),
    "months": _dated(*((date(2020, month, 1), date(2020, month, 28)) for month in (1, 2, 2, 3, 7, 8, 12))),
}
"""What covers show of time, by the article that it is of."""


def document(cover: Cover | None = None) -> Document:
    """Return a document with a part for each specimen."""
    notes = {"note": (Note("note-1", 1, ("call-1",), said("The Gazette, page 2.")),)}
    parts = tuple(
        Part(name, PartKind.SECTION, Matter.BODY, said(TITLE), blocks, notes.get(name, ())) for name, blocks in SPECIMENS.items()
    )
    about = Metadata(
        identifier="urn:uuid:8d3bd9a4-5c19-5d2c-a5b5-4c5b4f2f7f55",
        title=TITLE,
        subtitle="",
        summary="Specimens.",
        language="en",
        publisher="Valley Press",
        authors=(),
        subjects=(),
        rights="CC0",
        rights_url="https://example.org/cc0",
        modified=date(2020, 1, 5),
        edition=2,
    )
    cover = cover or Cover(
        TITLE,
        Foreign("پل ۳", "fa", "rtl"),
        "Who crosses it, and who says so",
        "Edition 2",
        "5 January 2020",
        "Valley Press",
        "Report",
        axis=COVERS["related"],
        axis_text="Axis",
    )
    return Document("bridge", "card", "en", about, cover, parts, (), "Contents", (), (), template_words(Labels("en")))


def _printed(format_: Format, rules: str, shown: Document) -> bytes:
    """Return the PDF of a document."""
    tokens, _ = load_tokens()
    fonts = prepare(faces=tokens.faces)
    page = Page(format_, tokens, fonts, shown.language)
    pictures = {**draw_all(shown, format_, tokens, fonts), **printed_cover(shown.cover, page, templates())}
    drawings = {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in pictures.items()}
    warehouse = Warehouse([templates(), fonts.folder], drawings)
    look = tokens.resolved(format_)
    sheets = [tokens.css(format_), *markup.print_styles(format_), EACH_ON_ITS_PAGE, rules]
    html = markup.publication(shown, format_)
    return render(shown, format_, html, [markup.resolve(sheet, look) for sheet in sheets], warehouse).data


def drawn(rules: str = "") -> dict[str, Image.Image]:
    """Return a picture of each specimen and of the cover on A4; `rules` come after the style sheets."""
    with watched() as seen:
        cards = _printed(CARD, rules, document())
    covered = _printed(_a4(), rules, document())
    layout = read(*seen[0], cards)
    first = {}
    for line in layout.lines:
        part = layout.within(line.element, ".part")
        if part is not None:
            first.setdefault(part.get("id"), line.page)
    pictures = {name: _page(cards, first[name], CARD_SCALE) for name in SPECIMENS}
    return {**pictures, "cover": _page(covered, 1, COVER_SCALE)}


def _a4() -> Format:
    a4, problems = load_format(templates() / "formats" / "a4.toml")
    assert a4 is not None, problems
    return a4


def covers() -> dict[str, Image.Image]:
    """Return a picture of each cover, by the name of its article."""
    made = {}
    for name, axis in COVERS.items():
        shown = document(replace(document().cover, axis=axis, authors="B. Bell and C. Cole", native=None))
        alone = replace(shown, parts=(), contents=())
        made[f"cover-{name}"] = _page(_printed(_a4(), "", alone), 1, COVER_SCALE)
    return made


@cache
def as_built() -> dict[str, Image.Image]:
    """Return the specimens and covers as style sheets have them."""
    return {**drawn(), **covers()}


def _page(data: bytes, number: int, scale: float) -> Image.Image:
    document = pdfium.PdfDocument(data)
    try:
        return cast("Image.Image", document[number - 1].render(scale=scale * 25.4 / 72).to_pil().convert("RGB"))
    finally:
        document.close()

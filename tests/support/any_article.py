"""Articles of any make, as hypothesis draws them, in English and in Persian.

Long tables, short ones, and such as have a turned page to themselves; lists in lists, long quotations, charts in a row, many
notes in one paragraph; chapters of one sentence, and of nothing but headings and charts; articles without any data, and of forty
chapters where there is time.
"""

from __future__ import annotations

from hypothesis import strategies as st

from tests.support.soak import LONG

_WORDS = {
    "en": ("camp", "of", "internationally", "well-known", "misrepresentation", "the", "river", "and", "incomprehensible", "so"),
    "fa": ("اردوگاه", "از", "بین‌المللی", "شناخته‌شده", "رودخانه", "هر", "کتابخانه", "آن", "گفت‌وگو", "چنین"),
}
_LONG = (
    *("administration", "responsibility", "characteristics", "representative"),
    *("transformation", "recommendations", "implementation"),
)
_ROLES = {"en": ("*so*", "**once**"), "fa": ("{term}`lane`", "{term}`press`", "*New York*")}
_VALUES = ("{value}`visits.2023`", "{date}`opening`", "{value}`visits.2022`")
_NOTE = "[^note]"
_CITE = "{cite}`annual-report`"
_CHARTS = (
    ":::{{chart}} visits\n:id: {id}\n:::",
    ":::{{chart}} visits\n:id: {id}\n:::",
    ":::{{chart}} visits\n:id: {id}\n:height: tall\n:::",
    ":::{{chart}} opening\n:form: timeline\n:id: {id}\n:title: {few}\n:subtitle: {few}\n:::",
)
_RECORDS = (
    ":::{{table}} visits\n:caption: {few}\n:::",
    ":::{{statement}} staff-quiet\n:::",
    ":::{{statement}} staff-quiet review-clock\n:::",
    ":::{{accounts}}\n:::",
    ":::{{timeline}}\n:::",
    ":::{{image}} yard\n:::",
    ":::{{key-figure}} visits.2023\n{few}\n:::",
    ":::{{key-figure}} visits.2023\n{few}\n:::\n\n:::{{key-figure}} visits.2022\n{few}\n:::",
)


@st.composite
def articles(draw: st.DrawFn, language: str) -> list[str]:
    """Draw the texts of an article's chapters."""
    make = draw(st.sampled_from(["few", "few", "few", "bare", "short", *(["many"] if LONG else [])]))
    number = 40 if make == "many" else draw(st.integers(3, 12) if make == "short" else st.integers(1, 2))
    blocks = {"many": (1, 2), "short": (1, 1)}.get(make, (2, 14 if LONG else 8))
    return [draw(chapters(language, f"chart-{chapter}", *blocks, data=make != "bare")) for chapter in range(number)]


@st.composite
def chapters(draw: st.DrawFn, language: str, id_: str, least: int, most: int, *, data: bool = True) -> str:
    """Draw the text of a chapter; the ids of its charts begin with `id_`."""
    kinds = ["line"] * 4 + ["list", "list", "table", "table", "wide", "quotation", "heading", "heading", "note", "noted"]
    kinds += ["charts", "charts", "record", "record"] if data else []
    text = [f"# {draw(phrases(language, 1, 8))}"]
    if draw(st.booleans()):
        text.append(f":::{{lead}}\n{draw(lines(language, 2, data=data))}.\n:::")
    drawn, those = 0, draw(st.lists(st.sampled_from(kinds), min_size=least, max_size=most))
    for kind in [*those, "line"] if those[-1] == "heading" else those:
        few = draw(phrases(language))
        if kind == "charts":
            for _ in range(draw(st.integers(1, 4))):
                text.append(draw(st.sampled_from(_CHARTS)).format(few=few, id=f"{id_}-{drawn}"))
                drawn += 1
        elif kind == "record":
            text.append(draw(st.sampled_from(_RECORDS)).format(few=few))
        elif kind == "heading":
            text.append(f"{draw(st.sampled_from(['##', '##', '###']))} {few}")
        elif kind == "list":
            text.append(draw(lists(language, data=data)))
        elif kind == "table":
            text.append(draw(tables(language, data=data)))
        elif kind == "wide":
            text.append(draw(wide_tables(language)))
        elif kind == "quotation":
            text.append("\n>\n".join(f"> {draw(lines(language, 8, data=data))}" for _ in range(draw(st.integers(1, 3)))))
        elif kind == "note":
            text.append(f":::{{note}} {few}\n{draw(lines(language, data=data))}\n:::")
        elif kind == "noted":
            notes = draw(st.integers(3, 12))
            text.append(" ".join(f"{draw(phrases(language))}{draw(st.sampled_from([_CITE, _NOTE]))}" for _ in range(notes)))
        else:
            text.append(draw(lines(language, data=data)))
    made = "\n\n<!-- a list would go on in a list -->\n\n".join(text)
    parts = made.split(_NOTE)
    made = "".join(f"{part}[^{at}]" for at, part in enumerate(parts[:-1])) + parts[-1]
    # Notes begin on the page of their call: many long ones leave it blank, and nothing can be done about that.
    told = draw(st.lists(st.integers(1, 8 if len(parts) < 4 else 3), min_size=len(parts) - 1, max_size=len(parts) - 1))
    return "\n\n".join([made, *(f"[^{at}]: {' '.join([draw(phrases(language))] * length)}" for at, length in enumerate(told))])


@st.composite
def briefs(draw: st.DrawFn, language: str) -> str:
    """Draw what an article's two pages to hand out are made of, as `article.yaml` has it."""
    known = "".join(
        f"    - title: {draw(phrases(language, 1, 5))}\n      text: >-\n        {draw(lines(language, 4))}\n"
        for _ in range(draw(st.integers(1, 5)))
    )
    figures = draw(st.lists(st.sampled_from(["visits.2022", "visits.2023"]), min_size=1, max_size=4))
    further = [line for line in ("chart: visits", "events: [opening]", "accounts: [when-opened]") if draw(st.booleans())]
    return (
        f"brief:\n  standfirst: >-\n    {draw(lines(language, 2))}\n  key-figures: [{', '.join(figures)}]\n"
        f"  known:\n{known}{''.join(f'  {line}{chr(10)}' for line in further)}"
    )


def phrases(language: str, least: int = 2, most: int = 14) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS[language]), min_size=least, max_size=most).map(" ".join)


@st.composite
def lines(draw: st.DrawFn, language: str, most: int = 6, *, data: bool = True) -> str:
    """Draw a paragraph: words, and now and then something else among them."""
    roles = st.sampled_from([*_ROLES[language], _CITE, *(_VALUES if data else ())])
    text = draw(phrases(language))
    for _ in range(draw(st.integers(0, most))):
        role = draw(roles)
        text += f"{'' if role == _CITE else ' '}{role} {draw(phrases(language))}"
    return text


@st.composite
def lists(draw: st.DrawFn, language: str, depth: int = 0, *, data: bool = True) -> str:
    mark, apart = ("1." if draw(st.booleans()) else "-"), ("\n" if draw(st.integers(0, 3)) == 0 else "")
    text = ""
    for _ in range(draw(st.integers(2, 6))):
        text += "   " * depth + f"{mark} {draw(lines(language, 2, data=data))}\n{apart}"
        if depth < 3 and draw(st.integers(0, 3)) == 0:
            text += draw(lists(language, depth + 1, data=data))
    return text


@st.composite
def wide_tables(draw: st.DrawFn, language: str) -> str:
    """Draw a table of so many columns of long words that it is turned on most pages."""
    words = (*_LONG, *_LONG)[draw(st.integers(0, 6)) :][:7]
    head, rule = f"| {' | '.join(word.capitalize() for word in words)} |\n", f"|{' --- |' * 7}\n"
    rows = f"| {' | '.join(words)} |\n" * draw(st.integers(6, 30))
    return f":::{{table}}\n:caption: {draw(phrases(language))}\n\n{head}{rule}{rows}:::\n"


@st.composite
def tables(draw: st.DrawFn, language: str, *, data: bool = True) -> str:
    columns, long = draw(st.integers(2, 4)), draw(st.integers(0, 5)) == 0
    # Without notes: the layout engine prints the note of a row that it moves to the next page on the page before, now and then.
    cell = phrases(language, 1, 3) if long else lines(language, 1, data=data).map(lambda text: text.replace(_CITE, ""))
    rows = [[draw(cell) for _ in range(columns)] for _ in range(draw(st.integers(40, 90) if long else st.integers(1, 24)))]
    head = f"| {' | '.join(draw(phrases(language, 1, 2)) for _ in range(columns))} |\n|{' --- |' * columns}\n"
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f":::{{table}}\n:caption: {draw(phrases(language))}\n\n{head}{body}:::\n"

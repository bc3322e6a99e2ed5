"""The rules of prose: what Markdown may hold in an article."""

from __future__ import annotations

from collections.abc import Callable

from report.model.charts import FORMS
from report.model.form import Form
from report.model.grammar import DIRECTIVES, ROLES
from report.problems import Place, Problem, Rule, Severity

ERROR = Severity.ERROR
_BODIES = {"paragraph": "one paragraph", "blocks": "what you like", "table": "a table if it names no record", "": ""}


def _each(said: Callable[[Form], str]) -> str:
    """Return what is said of directives and of the other forms of charts, for those together of which the same is said."""
    groups: dict[str, list[str]] = {}
    for name, form in {**DIRECTIVES, **{f"chart as {name}": FORMS[name] for name in DIRECTIVES["chart"].forms}}.items():
        groups.setdefault(said(form), []).append(name)
    return "; ".join(f"for {', '.join(names)} {words}" for words, names in groups.items() if words)


NO_TITLE = Rule(
    "STR-001",
    ERROR,
    "Section without a title",
    "A section begins with its title, a heading of the first level: # Residents. The title stands in the contents, in running "
    "heads and in bookmarks.",
)
SECOND_TITLE = Rule(
    "STR-002",
    ERROR,
    "Second title in a section",
    "A section has one heading of the first level, at its beginning. Further ones are ## and ###, or begin a file of their own.",
)
HEADING_LEVEL = Rule(
    "STR-003",
    ERROR,
    "Heading of the wrong level",
    "Below the title (#) come ## and below that ###. A level that is left out breaks the outline that screen readers and "
    "bookmarks show; a fourth level is finer than a report needs.",
)
HTML = Rule(
    "STR-004",
    ERROR,
    "HTML in prose",
    "Prose becomes pages and e-books, each with markup of its own; HTML typed into it can't be checked for either. Everything "
    "that a report needs has a form in Markdown, a role or a directive. Write \\< for the sign itself.\n\n"
    "A comment (<!-- to do -->) may stand in a section: it is printed nowhere, and no copy carries what it says.",
)
IMAGE = Rule(
    "STR-005",
    ERROR,
    "Image in Markdown's way",
    "An image needs credit, rights and an alternative text. They stand in images.yaml, and a directive puts the image in its "
    "place: a line :::{image} id and a line :::.",
)
UNKNOWN_ROLE = Rule(
    "STR-006",
    ERROR,
    "Unknown role",
    f"Roles take what is printed from records: {', '.join(ROLES)}. The last is for digits that are part of a name.",
)
BAD_ROLE = Rule(
    "STR-007",
    ERROR,
    "Role that isn't complete",
    "A role is its name in braces, and right after it the id between backticks: {value}`site-area`. Write \\{ for a brace that "
    "is meant as one.",
)
UNKNOWN_DIRECTIVE = Rule(
    "STR-008",
    ERROR,
    "Unknown directive",
    f"Directives set something apart that comes from records: {', '.join(DIRECTIVES)}. "
    "A note may be written as others write it, and its kind heads it then: {tip}, {important}, {warning} or "
    "{caution}, {.callout-tip}, or a passage that begins with [!TIP].",
)
BAD_DIRECTIVE = Rule(
    "STR-009",
    ERROR,
    "Directive that isn't complete",
    "A directive begins with three colons or more, its name in braces, and what it is about: :::{chart} membership. It ends with "
    "a line of as many colons. Around another directive it has more colons than that one.",
)
UNCLOSED = Rule(
    "STR-010",
    ERROR,
    "Directive without an end",
    "Without a line of closing colons everything up to the end of the section would belong to the directive.",
)
UNKNOWN_OPTION = Rule(
    "STR-011",
    ERROR,
    "Unknown option of a directive",
    "Options stand right below the first line of a directive, one a line: “:caption: words”. Each directive has its own.",
)
ARGUMENTS = Rule(
    "STR-012",
    ERROR,
    "Wrong ids or words after a directive",
    f"What stands after a directive's name: {_each(lambda form: '' if form.words else form.count)}. A table that names none has "
    "its rows in its body; others that may name none show all there are. After note stands its title, in plain words: what comes "
    "from records, and what is stressed, stands in the note itself.",
)
BODY = Rule(
    "STR-013",
    ERROR,
    "Wrong body of a directive",
    f"What stands in a directive: {_each(lambda form: _BODIES[form.body])}. The others have options only, since what they show "
    "comes from records.",
)
MISSING_OPTION = Rule(
    "STR-014",
    ERROR,
    "Missing option of a directive",
    f"Readers who can't see what is shown learn from words what it is: {_each(lambda form: ' and '.join(form.wanted))}.",
)
NO_FOOTNOTE = Rule(
    "STR-015",
    ERROR,
    "Call of a note that isn't there",
    "A call such as [^a] needs its note in the same section: a line that begins with [^a]: and then the words. A note at its "
    "call, ^[words], has them there. Notes of your own stand in sections only; fields of records cite their sources.",
)
UNUSED_FOOTNOTE = Rule(
    "STR-016",
    ERROR,
    "Note that is never called",
    "A note without a call in the same section would be left out.",
)
UNUSED_ADDRESS = Rule(
    "STR-019",
    ERROR,
    "Line that is never printed",
    "A line such as `[label]: https://example.org/` gives a link its address: `[words][label]`. Where no link uses it, nothing "
    "of it is printed, and a line that was meant as text is lost; write \\[ then.",
)
SECOND_FOOTNOTE = Rule(
    "STR-017",
    ERROR,
    "Note that stands twice",
    "Two notes with the same label in one section: one of them would be lost.",
)
BLOCK = Rule(
    "STR-018",
    ERROR,
    "Block that a report doesn't have",
    "Prose has paragraphs, headings, lists, definitions, passages set apart, tables, formulas, notes and directives. Code, rules "
    "across the page, headings inside of other blocks and very deep nesting have no form in print.",
)
DIALECT = Rule(
    "STR-026",
    ERROR,
    "Markup of another dialect",
    "There are many Markdowns. What one of them reads as markup would be printed here as it is typed: [@key], ==words==, "
    "{.class}, \\newpage, :smile:, a), front matter; so would what is begun and not ended, as in **words. "
    "The problem says what to write instead; a backslash before the sign makes it a plain one.\n\n"
    "Known are CommonMark, GitHub's tables, tasks and bare addresses, and of Pandoc's and MyST's Markdown notes ([^a], "
    "^[words]), definitions, H~2~O, m^2^, roles and directives.",
)
NUMBERING = Rule(
    "STR-025",
    Severity.WARNING,
    "List whose numbers jump",
    "Only the first number of a list is printed as it is typed; the others count on from it, whatever they are, so that 1. 2. 3. "
    "7. comes out as 1, 2, 3, 4. Typing the same number before every item (1. 1. 1.) is a habit of its own, and fine. A list "
    "whose marks are of the other kind, 7) instead of 7., is a new one, and begins with its own number.",
)


def without_words(what: str, place: Place) -> Problem:
    """Return the problem of a block of which nothing can be seen."""
    return BLOCK.at(place, f"this {what} has no words", hint="write some, or delete it")

"""What can stand in an article: kinds of records, and the roles, directives and forms of charts that name them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from report.model import table_view
from report.model.charts import FORMS
from report.model.events import Event
from report.model.evidence import Fact, Series
from report.model.fields import Keyed
from report.model.form import Form
from report.model.glossary import Term
from report.model.images import Image
from report.model.marks import EVIDENCE, VALUES
from report.model.people import Party
from report.model.prose import Directive
from report.model.sources import Source
from report.model.statements import Account, Statement


class RecordKind(NamedTuple):
    """A kind of record, all of whose ids share one name space."""

    model: type[Keyed]
    file: str
    """Where they stand under their ids; for a folder, each in the file of its id."""
    unused: Literal["spare", "forgotten", "fine"] = "spare"
    """What one is that nothing uses: kept for later, left over, or no matter."""

    @property
    def held(self) -> str:
        """The field of an article that holds them."""
        return self.file.rstrip("/").removesuffix(".yaml")


KINDS: dict[str, RecordKind] = {
    "series": RecordKind(Series, "series/"),
    "fact": RecordKind(Fact, "facts.yaml"),
    "person": RecordKind(Party, "people.yaml", "fine"),
    "event": RecordKind(Event, "events.yaml"),
    "statement": RecordKind(Statement, "statements.yaml", "forgotten"),
    "account": RecordKind(Account, "accounts.yaml", "fine"),
    "source": RecordKind(Source, "sources.yaml", "forgotten"),
    "term": RecordKind(Term, "glossary.yaml", "fine"),
    "image": RecordKind(Image, "images.yaml", "fine"),
}
"""In the order in which differences are told; `observation` is the kind of what a series holds."""
ANY = frozenset({"observation", *KINDS})
MODELS: dict[str, type[Keyed]] = {kind.held: kind.model for kind in KINDS.values() if kind.file.endswith(".yaml")}
"""What stands in each file of records, by the file's name."""


def file_of(kind: str) -> str:
    """Return where records of a kind stand; an observation in its series."""
    return KINDS.get(kind, KINDS["series"]).file


ROLES: dict[str, Form] = {
    "value": Form(VALUES, forms=("bare", "unit", "digits", "short", "bounds")),
    "date": Form(EVIDENCE | {"source"}, forms=("year", "month"), inflected=True),
    "cite": Form(EVIDENCE | {"source", "series", "account"}),
    "quote": Form(frozenset({"statement"})),
    "term": Form(frozenset({"person", "term"}), forms=("full", "short"), inflected=True),
    "ref": Form(),
    "literal": Form(),
}
"""`{ref}` points at parts of the publication, `{literal}` at nothing."""

_USUAL = FORMS["line"]
"""What a chart takes that asks for no form: it is of a series, whose values tell whether they are lines or marks."""
CHART_FORM_OF: dict[str, str] = {
    kind: name for name, form in reversed(FORMS.items()) for kind in form.kinds if kind not in _USUAL.kinds
}
"""The form that a chart asks for to take records of a kind; the first, where there are several."""

DIRECTIVES: dict[str, Form] = {
    "chart": replace(_USUAL, forms=tuple(FORMS), usual="a chart of a series"),
    "table": Form(frozenset({"series", "fact"}), 0, None, ("caption", "id", "turn", *table_view.OPTIONS), ("caption",), "table"),
    "timeline": Form(frozenset({"event"}), 0, None, ("id",), whole=True),
    "statement": Form(frozenset({"statement"}), 1, 2, ("id",)),
    "accounts": Form(frozenset({"account"}), 0, None, ("id",), whole=True),
    "image": Form(frozenset({"image"}), 1, 1, ("caption", "id")),
    "note": Form(least=0, most=None, options=("id",), body="blocks", words=True),
    "lead": Form(body="paragraph"),
    "key-figure": Form(VALUES, 1, 1, ("id", "form"), body="paragraph", forms=("short",), usual="a number in full"),
}
"""Each is composed by the module of its name in `compose/directives/`."""

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("chart", "height"): ("short", "standard", "tall"),
    ("chart", "sort"): ("value", "given"),
    ("chart", "scale"): ("values", "shares"),
    ("chart", "behind"): ("others", "nothing"),
    ("chart", "by"): ("group", "line"),
    ("table", "turn"): ("yes", "no"),
}
"""What may stand after an option of a directive: the height of a chart of lines, the order of bars, what stacked ones show,
what is behind panels, and whether a table's page is turned."""
OPTION_KINDS: dict[str, frozenset[str]] = {"events": frozenset({"event"}), "levels": VALUES, "source": frozenset({"source"})}
"""The kinds of record that an option lists."""
_OF_TABLES = frozenset(table_view.OPTIONS) - frozenset(table_view.HEADED)
ID_OPTIONS = frozenset(
    {"id", "form", "highlight", "at", "from", "to", *(option for _, option in CHOICES), *OPTION_KINDS, *_OF_TABLES}
)
"""Options of directives that hold names for the machine, not prose."""


class Target(NamedTuple):
    """An id with the form that is asked for; an empty form is the usual one."""

    id: str
    form: str = ""


def targets(role: str, text: str) -> list[Target]:
    """Read a role's target: one id with its form, for `cite` a list of ids; at least one target, be it empty."""
    if role == "cite":
        return [Target(part) for part in (part.strip() for part in text.split(",")) if part] or [Target("")]
    id_, _, form = text.partition("|")
    return [Target(id_.strip(), form.strip())]


def inflected(role: str, form: str) -> str:
    """Return a date or a name in the form that its sentence needs, as typed behind `|=`; nothing where none is."""
    return form[1:].strip() if form.startswith("=") and ROLES[role].inflected else ""


def words_of(option: str) -> list[str]:
    """Read an option that lists ids, as in `:events: raid, move`."""
    return option.replace(",", " ").split()


def form_of(directive: Directive) -> str:
    """Return what `:form:` says; nothing, where a chart asks for a form that isn't known."""
    option = directive.option("form")
    form = option.source.strip() if option else ""
    return form if directive.name != "chart" or form in FORMS else ""


def taken(directive: Directive) -> Form:
    """Return what a directive takes; a chart, what its form does."""
    form = FORMS.get(form_of(directive)) if directive.name == "chart" else None
    return form or DIRECTIVES.get(directive.name, Form())

"""Names of records in prose and fields: that the record is there, is of the right kind, and has what is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from report.model.dates import Precision
from report.model.events import Event
from report.model.evidence import PICKS, Evidence, Fact
from report.model.grammar import CHART_FORM_OF, DIRECTIVES, ROLES, file_of, inflected
from report.model.marks import LINE
from report.model.reckoned import date_of
from report.model.rows import RowObservation
from report.model.sources import Source
from report.model.survey import Naming, Survey
from report.problems import Problem, Rule, Severity, cut, either

DANGLING_REFERENCE = Rule(
    "CLM-101",
    Severity.ERROR,
    "Unknown id",
    "Roles, directives and fields name records by their ids: an observation by its series and its key (membership.2018; of "
    "a table its line and its date: life-expectancy.albania.2007), everything else by the key under which it stands in its file. "
    "An id that no record has leads nowhere, so a value or a source would be missing in print; nor has a row a value that its "
    "table calls missing (missing:). Authors, publishers and others who may be named in words are looked up where the word has "
    "the form of an id: small letters, digits, hyphens.",
)
WRONG_KIND = Rule(
    "CLM-102",
    Severity.ERROR,
    "Record of the wrong kind",
    "Each role, directive and field takes records of certain kinds: {value} takes an observation or a fact, {quote} a "
    "statement, a speaker is somebody from people.yaml. A record of another kind has no value, words or name to print there.",
)
UNKNOWN_BASIS = Rule(
    "CLM-103",
    Severity.ERROR,
    "Unknown basis",
    "The basis of an observation says what was counted. It is a key under `bases:` in the same series, so that a chart can "
    "tell which observations are alike.",
)
UNKNOWN_FORM = Rule(
    "CLM-104",
    Severity.ERROR,
    "Unknown form",
    "After an id a form may follow: {value} takes |bare (without qualifier), |unit (a count with its noun), |digits and |short "
    "(millions and more in words, units by their signs: US$25.7 trillion), |bounds (with the bounds that a table gives around "
    "it: 64 (62 to 66)), and several of them at once; {date} takes |year and "
    "|month; {term} takes |full and |short. In languages that inflect, a date or a name may stand behind |= as its "
    "sentence needs it: {date}`raid|=20 qershorit 2023`. Other roles have one form only.",
)
NO_BOUNDS = Rule(
    "DAT-172",
    Severity.ERROR,
    "Bounds that a value hasn't",
    "{value} with |bounds prints a value with the bounds that its table gives around it: 64 (62 to 66). They stand in the "
    "columns that low: and high: name in the data of the series; one of the two will do. Where a row has neither, there is "
    "nothing to print.",
)
UNDATED = Rule(
    "CLM-105",
    Severity.ERROR,
    "Record without a date",
    "{date} prints the date of a record. A fact, a statement or a source may have none; then there is nothing to print, and "
    "nothing is guessed.",
)
DATE_TOO_FINE = Rule(
    "CLM-106",
    Severity.ERROR,
    "Form finer than the date",
    "A date is printed no finer than its source gives it: |month needs a month, and a date that the source gives only by "
    "relation (“a week later”) has neither a month nor a year.",
)
QUOTE_WITHOUT_WORDS = Rule(
    "CLM-107",
    Severity.ERROR,
    "Quotation of a paraphrase",
    "{quote} prints the exact words of a statement in quotation marks. A statement that has a paraphrase only was not quoted "
    "by its source, and must not look as if it were.",
)
UNSOURCED = Rule(
    "CLM-109",
    Severity.ERROR,
    "Evidence without a source",
    "Every observation, event and statement names at least one source; an empty list is none. A fact that is derived has "
    "the sources of its parents.",
)


_OR_NAME = " (a name that is meant to be printed is written with capitals)"


def nearest(id_: str, ids: Iterable[str]) -> str:
    """Return the id that looks most like this one, or nothing."""
    return next(iter(get_close_matches(id_, list(ids), n=1, cutoff=0.7)), "")


def a_kind(kinds: Iterable[str]) -> str:
    """Return kinds in words, with their articles."""
    words = [f"{'an' if kind[0] in 'aeio' else 'a'} {kind}" for kind in sorted(kinds)]
    return either(words) if words else "a record"


def dangling_reference(survey: Survey) -> Iterator[Problem]:
    """Find ids that no record has."""
    for naming in survey.namings:
        if naming.target in survey.kinds or survey.left_out(naming.target):
            continue
        entries = survey.article.unnamed if "source" in naming.wanted else ()
        if (place := survey.kinds.unknown(naming.target)) is not None:
            sentence = f"{naming.by} names “{cut(naming.target)}”, whose value {place} calls missing"
            hint = "say in words that it isn't known, or name another row"
            yield DANGLING_REFERENCE.at(naming.place, sentence, hint=hint)
            continue
        known = survey.kinds.near(naming.target, lines=LINE in naming.wanted) or [*survey.of_kinds(naming.wanted), *entries]
        close = nearest(naming.target, known) if naming.target else ""
        files = " or ".join(sorted({file_of(kind) for kind in naming.wanted}))
        hint = f"did you mean “{close}”?" if close else f"name a record from {files}, or add it there"
        hint += _OR_NAME if naming.name else ""
        what = f"“{cut(naming.target)}”, which no record is called" if naming.target else "no record"
        yield DANGLING_REFERENCE.at(naming.place, f"{naming.by} names {what}", hint=hint)


def _in_chart_of_a_series(naming: Naming) -> bool:
    return naming.directive == "chart" and naming.wanted == DIRECTIVES["chart"].kinds


def wrong_kind(survey: Survey) -> Iterator[Problem]:
    """Find ids of records that can't stand where they are named; a chart of several, which has no form, is told already."""
    ids = Counter(naming.place for naming in survey.namings if _in_chart_of_a_series(naming))
    for naming in survey.namings:
        kind = survey.kinds.get(naming.target)
        if kind is None or kind in naming.wanted:
            continue
        form = CHART_FORM_OF.get(kind) if _in_chart_of_a_series(naming) else None
        if form and ids[naming.place] > 1:
            continue
        sentence = f"{naming.by} takes {a_kind(naming.wanted)}; “{naming.target}” is {a_kind([kind])}"
        if kind == "series" and "observation" in naming.wanted:
            keys = survey.article.series[naming.target].observations
            hint = f"name one observation, such as {naming.target}.{next(iter(keys), 'key')}"
        elif kind == LINE and "observation" in naming.wanted:
            hint = f"name one observation, such as {next(iter(survey.kinds.near(f'{naming.target}.')), naming.target)}"
        elif form:
            hint = f"add a line :form: {form} below this one, or name a series"
        else:
            close = nearest(naming.target, survey.of_kinds(naming.wanted))
            hint = f"did you mean “{close}”?" if close else f"name {a_kind(naming.wanted)}"
            hint += _OR_NAME if naming.name else ""
        yield WRONG_KIND.at(naming.place, sentence, hint=hint)


def unknown_basis(survey: Survey) -> Iterator[Problem]:
    """Find observations whose basis isn't one of their series."""
    for id_, series, observation in survey.article.observations():
        if observation.basis not in series.bases:
            close = nearest(observation.basis, series.bases)
            known = ", ".join(series.bases) or "none yet"
            hint = f"did you mean “{close}”?" if close else f"the series has these bases: {known}; add it under bases:"
            sentence = f"the basis of “{id_}” is “{observation.basis}”, which its series doesn't describe"
            yield UNKNOWN_BASIS.at(observation.place, sentence, hint=hint)
    for series in survey.article.series.values():
        if (rows := series.rows) is not None and rows.shared.basis not in series.bases:
            hint = f"the series has these bases: {', '.join(series.bases) or 'none yet'}"
            sentence = f"the basis of “{series.id}” is “{rows.shared.basis}”, which it doesn't describe"
            yield UNKNOWN_BASIS.at(series.basis.place if series.basis else series.place, sentence, hint=hint)


def unknown_form(survey: Survey) -> Iterator[Problem]:
    """Find forms that a role doesn't have."""
    for naming in survey.namings:
        if naming.role and inflected(naming.role, naming.form):
            continue
        forms = ROLES[naming.role].forms if naming.role else ()
        asked = [form.strip() for form in naming.form.split("|")] if naming.role == "value" else [naming.form]
        form = next((form for form in asked if form not in forms), None) if naming.form else None
        if form is None:
            continue
        if close := nearest(form, forms):
            hint = f"did you mean |{close}?"
        elif forms:
            hint = "write one of " + ", ".join(f"|{form}" for form in forms) + ", or none"
        else:
            hint = f"write {naming.by}`{naming.target}`"
        yield UNKNOWN_FORM.at(naming.place, f"{naming.by} has no form “{cut(form)}”", hint=hint)


def no_bounds(survey: Survey) -> Iterator[Problem]:
    """Find {value} with bounds of what has none."""
    for naming in survey.namings:
        asked = naming.role == "value" and "bounds" in [form.strip() for form in naming.form.split("|")]
        record = survey.article.find(naming.target) if asked else None
        if record is None or (isinstance(record, RowObservation) and (record.low, record.high) != (None, None)):
            continue
        hint = "leave out |bounds, or name the columns under low: and high: in the data of its series"
        yield NO_BOUNDS.at(naming.place, f"“{cut(naming.target)}” has no bounds", hint=hint)


def undated(survey: Survey) -> Iterator[Problem]:
    """Find {date} of records that have none."""
    for naming in survey.namings:
        if naming.role != "date" or survey.kinds.get(naming.target) not in naming.wanted:
            continue
        record = survey.article.find(naming.target)
        dated = date_of(survey.article, naming.target) is not None or (isinstance(record, Event) and record.when is not None)
        picked = isinstance(record, Fact) and record.derived is not None and record.derived.by in PICKS
        if not (dated or picked):  # what can't be picked is told already
            key = "issued" if isinstance(record, Source) else "date"
            where = f"{key}: to it in {file_of(survey.kinds[naming.target])}"
            if naming.target in survey.article.entries:
                where = "it to the entry in the bibliography"
            hint = f"if its source gives a date, add {where}; if not, leave it out"
            yield UNDATED.at(naming.place, f"“{naming.target}” has no date", hint=hint)


def date_too_fine(survey: Survey) -> Iterator[Problem]:
    """Find {date} in a form that would print more than the source says."""
    for naming in survey.namings:
        if naming.role != "date" or naming.form not in ROLES["date"].forms:
            continue
        record = survey.article.find(naming.target)
        date, hint = date_of(survey.article, naming.target), f"write {{date}}`{naming.target}`, which prints it as it is given"
        if isinstance(record, Event) and record.when is not None:
            sentence = f"the date of “{naming.target}” is known only as “{record.when.words}”, without a {naming.form}"
            yield DATE_TOO_FINE.at(naming.place, sentence, hint=hint)
        elif naming.form == "month" and date is not None and date.precision < Precision.MONTH:
            yield DATE_TOO_FINE.at(naming.place, f"the date of “{naming.target}” is {date}, without a month", hint=hint)


def quote_without_words(survey: Survey) -> Iterator[Problem]:
    """Find {quote} of statements without exact words."""
    for naming in survey.namings:
        statement = survey.article.statements.get(naming.target) if naming.role == "quote" else None
        if statement is not None and statement.exact is None:
            hint = "tell in your own words what was said, and cite it; or add exact: if the source has the words"
            yield QUOTE_WITHOUT_WORDS.at(naming.place, f"“{naming.target}” is a paraphrase, without exact words", hint=hint)


def unsourced(survey: Survey) -> Iterator[Problem]:
    """Find evidence that names no source."""
    for id_, kind in survey.kinds.items():
        record = survey.article.find(id_)
        if isinstance(record, Evidence) and not record.source:
            hint = "add source: with an id from sources.yaml"
            yield UNSOURCED.at(record.place, f"the {kind} “{id_}” names no source", hint=hint)

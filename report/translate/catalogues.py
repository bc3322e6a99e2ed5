"""Writes and updates the catalogues of an article's folder, and tells how much of each is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.catalog import Message as Entry

from report.intake.files import read_text
from report.load import load_article
from report.load.catalogue import catalogue_name, read_catalogue
from report.load.po_text import po_text
from report.load.wording import Collected, Message
from report.model.article import Article
from report.problems import Place, Problem, ProblemsFound, Severity
from report.system.writing import write_whole
from report.translate.as_read import AsRead

_OF_WORDS = {"python-format", "python-brace-format"}
"""Flags that Babel reads off a message."""


@dataclass(frozen=True, slots=True)
class Status:
    """How much of an article is said in a language."""

    language: str
    messages: int
    translated: int
    fuzzy: int
    """Translations of words that were changed since."""
    path: str
    written: bool = False
    """Whether its catalogue was new or changed."""

    @property
    def missing(self) -> int:
        """How many messages have no translation at all."""
        return self.messages - self.translated - self.fuzzy

    def as_json(self) -> dict[str, Any]:
        """Return it with plain values."""
        return asdict(self) | {"missing": self.missing}

    def __str__(self) -> str:
        """Return it in a line."""
        parts = [f"{self.translated} of {self.messages} translated"]
        parts += [f"{count} {word}" for count, word in ((self.fuzzy, "changed since"), (self.missing, "missing")) if count]
        return f"{self.path}: {', '.join(parts)}"


def update(folder: Path, languages: Sequence[str] = ()) -> tuple[list[Status], list[Problem]]:
    """Write the catalogues of an article, by default those of all its languages; translations stay.

    What changed since is marked as fuzzy, with the words before; what is gone goes to the end of the file.
    """
    article, messages, problems = _read(folder)
    if article is None:
        return [], problems
    template = _template(article, messages)
    found = []
    for language in languages or article.meta.languages:
        name = catalogue_name(language)
        catalog, before = _existing(folder, language, problems)
        if catalog is None:
            continue
        changed = {(entry.context, entry.id): entry.previous_id for entry in catalog if entry.fuzzy}
        catalog.update(template, update_creation_date=False)
        for entry in list(catalog):
            entry.flags -= _OF_WORDS - Entry(entry.id).flags  # of the words before the change
            if entry.fuzzy and not entry.string:
                entry.flags.discard("fuzzy")
            elif entry.fuzzy and not entry.previous_id:  # Babel keeps them only where the change is new
                entry.previous_id = changed.get((entry.context, entry.id), [])
        text = po_text(catalog, f"{article.meta.id} {article.meta.edition.number}")
        if text != before:
            write_whole(folder / name, text.encode("utf-8"))
        found.append(_status(language, name, catalog, messages, written=text != before))
    return found, problems


def status(folder: Path, languages: Sequence[str] = ()) -> tuple[list[Status], list[Problem]]:
    """Tell how much of each catalogue is done, against the article as it stands now; nothing is written."""
    article, messages, problems = _read(folder)
    if article is None:
        return [], problems
    found = []
    for language in languages or article.meta.languages:
        catalog, _ = _existing(folder, language, problems)
        if catalog is not None:
            found.append(_status(language, catalogue_name(language), catalog, messages))
    return found, problems


def _read(folder: Path) -> tuple[Article | None, list[Message], list[Problem]]:
    """Return the article with its messages; none with errors, since of those some would be missing."""
    collected = Collected()
    article, problems = load_article(folder, wording=collected)
    whole = not any(problem.severity is Severity.ERROR for problem in problems)
    return (article if whole else None), collected.messages, problems if not whole else []


def _template(article: Article, messages: Sequence[Message]) -> Catalog:
    read = AsRead(article)
    catalog = Catalog(locale=article.meta.language.replace("-", "_"), charset="utf-8", fuzzy=False)
    for message in messages:
        where = message.place.path.removeprefix(article.folder).lstrip("/")
        told = read.told(message)
        catalog.add(
            message.forms[:2] if message.forms else message.text,
            locations=[(where, message.place.line)],
            auto_comments=told,
            context=message.context,
        )
    return catalog


def _existing(folder: Path, language: str, problems: list[Problem]) -> tuple[Catalog | None, str]:
    """Return the catalogue that is there, or an empty one, with its text."""
    path = folder / catalogue_name(language)
    if not path.exists():
        return Catalog(locale=_locale(language, path), charset="utf-8", fuzzy=False), ""
    source, found = read_text(path, path.as_posix(), folder)
    problems += found
    catalog = read_catalogue(source, language, problems) if source else None
    return catalog, source.text if source else ""


def _locale(language: str, path: Path) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        from report.load.translation_rules import BAD_CATALOGUE

        sentence = f"nothing is known of a language “{language}”: how many forms a noun has in it"
        hint = "write its BCP 47 tag, as in fa or pt-BR"
        raise ProblemsFound([BAD_CATALOGUE.at(Place(path.as_posix()), sentence, hint=hint)]) from None
    return language.replace("-", "_")


def _status(language: str, name: str, catalog: Catalog, messages: Sequence[Message], *, written: bool = False) -> Status:
    wanted = {(message.context, message.forms[:2] or message.text): message for message in messages if not message.exact}
    entries = [catalog.get(id_, context) for context, id_ in wanted]
    return Status(
        language,
        len(wanted),
        sum(entry is not None and _said(entry) and not entry.fuzzy for entry in entries),
        sum(entry is not None and _said(entry) and entry.fuzzy for entry in entries),
        name,
        written,
    )


def _said(entry: Entry) -> bool:
    return all(entry.string) if isinstance(entry.string, tuple) else bool(entry.string)

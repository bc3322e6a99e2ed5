"""An article's catalogue for one language, `locale/<tag>.po`: gettext's, read with its places, and held against the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from io import BytesIO

from babel.messages import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, read_po, unescape

from report.intake.files import SourceText
from report.load.folder import Folder
from report.load.po_text import with_previous
from report.load.suggestions import nearest
from report.load.translation_rules import (
    BAD_CATALOGUE,
    FUZZY,
    NO_CATALOGUE,
    OTHER_ROLES,
    UNNAMED_LANGUAGE,
    UNTRANSLATED,
)
from report.load.wording import Message, roles
from report.load.yaml_tree import TextScalar
from report.model.cldr import locale_of
from report.model.quantities import CATEGORIES
from report.problems import Place, Problem, cut

FOLDER = "locale"
_LINE = re.compile(r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]+)?"(?:[^"\\]|\\.)*"|)')


def catalogue_name(language: str) -> str:
    """Return where the catalogue for a language stands in an article's folder."""
    return f"{FOLDER}/{language}.po"


class Translation:
    """Says what an article says in another language; what it can't say is a problem, at its line of the catalogue."""

    own = False

    def __init__(self, source: SourceText, catalog: Catalog, problems: list[Problem], *, draft: bool = False) -> None:
        self.source = source
        self.catalog = catalog
        self.problems = problems
        self.draft = draft
        """Whether what isn't translated is said as it is typed."""
        self.left: set[str] = set()
        """That, so far."""
        self._told: set[tuple[str, str]] = set()

    def __call__(self, message: Message) -> TextScalar | None:
        """Return what the catalogue has for a message; None where that is nothing, which is told."""
        entry = self._entry(message)
        if entry is None:
            return None
        said = self._scalar(entry, str(entry.string) if message.exact else self._lines(entry), "msgstr")
        if not message.exact and roles(said) != roles(message.text):
            self._tell(message, OTHER_ROLES.at(said.place, _other_roles(message.text, said), hint=_MEND))
        return said

    def forms(self, message: Message) -> dict[str, str] | None:
        """Return the forms of a noun by plural category of the language."""
        entry = self._entry(message)
        if entry is None:
            return None
        given = [str(form) for form in (entry.string if isinstance(entry.string, tuple) else (entry.string,))]
        return {category: given[min(index, len(given) - 1)] for category, index in plurals(self.catalog).items()}

    def _entry(self, message: Message) -> Entry | None:
        """Return the entry that says a message; None, with a problem, where there is none that may be used."""
        entry = self.catalog.get(message.forms[:2] if message.forms else message.text, message.context)
        said = () if entry is None else entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if entry is not None and said and all(said) and not entry.fuzzy:
            return entry
        if message.exact:  # stays in its own words anyway
            return None
        if self.draft:
            self.left.add(message.text)
            return None
        shown = f"“{cut(message.text, 60)}”"
        if entry is None:
            hint = "run `report translate`, which puts it into the catalogue, and translate it there"
            self._tell(message, UNTRANSLATED.at(message.place, f"{self.source.path} doesn’t have {shown}", hint=hint))
        elif entry.fuzzy:
            sentence = f"{shown} was changed after it was translated"
            hint = "mend the translation in this line, and delete “fuzzy” above it"
            self._tell(message, FUZZY.at(self._scalar(entry, "", "msgstr").place, sentence, hint=hint))
        else:
            place = self._scalar(entry, "", "msgstr").place
            self._tell(message, UNTRANSLATED.at(place, f"{shown} isn’t translated", hint="write the translation after msgstr"))
        return None

    def _tell(self, message: Message, problem: Problem) -> None:
        if (key := (message.context, message.text)) not in self._told:
            self._told.add(key)
            self.problems.append(problem)

    def _lines(self, entry: Entry) -> str:
        """Return a translation with the line ends that it has in the file, as the original has those of its own."""
        start = self._scalar(entry, "", "msgstr").place.line
        parts: list[str] = []
        while (line := self.source.line(start + len(parts)).strip().removeprefix("msgstr").strip())[:1] == '"':
            part = unescape(line)
            parts.append(f"{part[:-1]}\n" if part.endswith(" ") else part)
        return "".join(parts).strip()

    def _scalar(self, entry: Entry, text: str, keyword: str) -> TextScalar:
        """Return the translation with its place: behind the keyword, in the line below the original's words."""
        start = self.source.starts[min((entry.lineno or 1), len(self.source.starts)) - 1]
        found = self.source.text.find(f"\n{keyword}", start)
        begin = self.source.text.find('"', found) + 1 if found >= 0 else start
        end = self.source.text.find("\n\n", begin)
        scalar = TextScalar(text, self.source.place(begin))
        scalar.file, scalar.start, scalar.end = self.source, begin, end if end >= 0 else len(self.source.text)
        return scalar


_MEND = "name the same records in the translation, each as often; the form after | is the translation's own affair"


def _other_roles(original: str, translated: str) -> str:
    """Say which records are missing in a translation, or are too many."""
    wanted, found = roles(original), roles(translated)
    parts = [f"{what} {_listed(these)}" for what, these in (("lacks", wanted - found), ("adds", found - wanted)) if these]
    return f"the translation {' and '.join(parts)}"


def _listed(these: Counter[tuple[str, str]]) -> str:
    return ", ".join(f"{{{name}}}`{target}`" if target else f"{{{name}}}" for name, target in these.elements())


def plurals(catalog: Catalog) -> dict[str, int]:
    """Return for each plural category of the language which of a catalogue's forms serves it.

    gettext counts whole numbers only; a category that none of them has (Polish for fractions) takes the last form.
    """
    language = str(catalog.locale_identifier or "en").replace("_", "-")
    choose = _chooser(catalog.plural_expr)
    found: dict[str, int] = {}
    for number in (*range(201), 1000, 10_000, 1_000_000):
        found.setdefault(locale_of(language).plural_form(number), min(choose(number), catalog.num_plurals - 1))
    found.setdefault("other", catalog.num_plurals - 1)
    return {category: found[category] for category in CATEGORIES if category in found}


def _chooser(expression: str) -> Callable[[int], int]:
    from gettext import c2py

    chooser: Callable[[int], int] = c2py(expression)
    return chooser


def read_catalogue(source: SourceText, language: str, problems: list[Problem]) -> Catalog | None:
    """Return the catalogue that a file holds; None, with the problem, where it can't be read."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if not _LINE.fullmatch(
            line.strip()
        ):  # Babel takes off the first and the last sign of what stands there, whatever they are
            sentence = f"“{cut(line.strip(), 40)}” is no line of a gettext catalogue"
            hint = 'write a keyword (msgctxt, msgid, msgstr) and its words in straight quotation marks, \\" for one inside'
            problems.append(BAD_CATALOGUE.at(Place(source.path, number, 1), sentence, hint=hint))
            return None
    try:
        catalog = with_previous(
            read_po(BytesIO(source.text.encode("utf-8")), locale=language.replace("-", "_"), abort_invalid=True)
        )
        plurals(catalog)
    except PoFileError as error:
        place = Place(source.path, (getattr(error, "lineno", None) or 0) + 1, 1)
        hint = "open it with a program for catalogues, such as Poedit, or `msgfmt --check`"
        problems.append(BAD_CATALOGUE.at(place, f"this isn’t a gettext catalogue: {error}", hint=hint))
        return None
    except Exception as error:  # gettext's and Babel's readers raise whatever comes of a stranger's file
        problems.append(
            BAD_CATALOGUE.at(Place(source.path, 1, 1), f"the head of the catalogue can’t be read: {cut(str(error))}",
                             hint="let `report translate` write it anew")
        )  # fmt: skip
        return None
    return catalog


def translation(
    folder: Folder,
    language: str,
    place: Place,
    read: Callable[[str], SourceText | None],
    problems: list[Problem],
    *,
    draft: bool = False,
) -> Translation | None:
    """Return what says an article in a language; None, with the problem, where its folder has no catalogue for that."""
    name = catalogue_name(language)
    if name not in folder.files:
        known = [file.removesuffix(".po") for file in folder.within(FOLDER)]
        hint = f"run `report translate` for this article and {language}"
        if near := nearest(language, known) if known else "":
            hint += f", or {near}"
        problems.append(NO_CATALOGUE.at(place, f"the article has no catalogue for “{language}”", hint=hint))
        return None
    source = read(name)
    catalog = read_catalogue(source, language, problems) if source is not None else None
    return None if source is None or catalog is None else Translation(source, catalog, problems, draft=draft)


def check_languages(folder: Folder, languages: Collection[str], problems: list[Problem]) -> None:
    """Find catalogues of languages that article.yaml doesn't name."""
    for file in folder.within(FOLDER):
        tag = file.removesuffix(".po")
        if tag not in languages:
            hint = f"add languages: [{tag}] to article.yaml, or move the file out of the folder"
            problems.append(
                UNNAMED_LANGUAGE.at(
                    folder.place(f"{FOLDER}/{file}"), f"article.yaml doesn’t name the language “{tag}”", hint=hint
                )
            )


__all__ = ["Translation", "catalogue_name", "check_languages", "plurals", "read_catalogue", "translation"]

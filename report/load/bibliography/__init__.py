"""Sources from the files that people have: BibTeX, BibLaTeX and CSL-JSON, as Zotero and others export them.

A library has hundreds of entries of which an article names a few. Those are made into sources; the others are read no further
than their keys, so that nobody has to mend what isn't printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from report.intake.files import read_exported
from report.load.bibliography.entries import BibEntry, Bibliography, Illegible
from report.load.folder import BIBLIOGRAPHIES, Folder
from report.load.ids import Names
from report.load.records import Inline, load_record
from report.load.rules import PASSED_OVER
from report.model.article import ANY_ID, Article
from report.model.sources import Source
from report.model.survey import Survey
from report.problems import Place, Problem


def with_bibliography(article: Article, folder: Folder, names: Names, inline: Inline, problems: list[Problem]) -> Article:
    """Return the article with the sources that it names and that stand in a bibliography of its folder."""
    read = [found for name in BIBLIOGRAPHIES if name in folder.files for found in (_read(folder, name, problems),) if found]
    survey = Survey.of(article)
    wanted = survey.uses.keys()
    sources = dict(article.sources)
    left_out = set(article.left_out)
    unnamed: dict[str, Place] = {}
    found: set[str] = set()
    for entry in (entry for one in read for entry in one.entries):
        if entry.key not in wanted:
            unnamed.setdefault(entry.key, entry.place)
            continue
        names.add(entry.key, entry.place)
        if entry.key in found or entry.key in survey.kinds:
            continue
        found.add(entry.key)
        record = _source(entry, inline, problems)
        if record is None:
            left_out.add(entry.key)
        else:
            sources[entry.key] = record
    missing = [id_ for id_ in wanted if id_ not in survey.kinds and id_ not in found]
    for fault in (fault for one in read for fault in one.faults):
        problems += _told(fault, wanted, missing)
        left_out |= {fault.key} if fault.key in wanted else {ANY_ID} if fault.rest else set()
    if len(read) < sum(name in folder.files for name in BIBLIOGRAPHIES):
        left_out.add(ANY_ID)
    return replace(
        article, sources=sources, left_out=frozenset(left_out), entries=frozenset(found & sources.keys()), unnamed=unnamed
    )


def _read(folder: Folder, name: str, problems: list[Problem]) -> Bibliography | None:
    source, found = read_exported(folder.files[name], folder.path(name), folder.root)
    problems += found
    if source is None:
        return None
    if name.endswith(".bib"):
        from report.load.bibliography import bibtex  # brings its library along

        return bibtex.read(source)
    from report.load.bibliography import csl

    return csl.read(source)


def _source(entry: BibEntry, inline: Inline, problems: list[Problem]) -> Source | None:
    tree = entry.read(problems)
    return load_record(tree, Source, entry.place, entry.key, inline=inline, problems=problems).record


def _told(fault: Illegible, wanted: Collection[str], missing: Collection[str]) -> Iterator[Problem]:
    """Yield what is to be told of a fault: an error where the article may need what it spoils, a note elsewhere."""
    if fault.key in wanted or (missing and (fault.rest or not fault.key)):
        yield fault.problem
    else:
        hint = "mend it when the article needs it"
        yield PASSED_OVER.at(fault.problem.place, f"nothing was read here: {fault.problem.sentence}", hint=hint)

"""What a build of an article would find before it lays out any page, found without building: by the functions that a build asks.

A build asks them format by format, so that one that can't be made doesn't stop the others; here all are asked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from report.build.check import NO_CATALOGUE
from report.compose import compose
from report.compose.labels import Labels
from report.compose.language import Language
from report.copies import Baggage
from report.figures.pictures import doubtful
from report.load.formats import read_formats
from report.look.fonts import LEFT_TO_READERS, FontSet, prepare, scripts_for, typed, uncovered
from report.look.tokens import Tokens, load_tokens
from report.model.article import Article
from report.model.format import Format
from report.output.family import family_of
from report.problems import Problem, ProblemsFound, ToolMissing, any_error
from report.system.cache import PICTURES, Kept
from report.system.digests import surroundings

_NO_HINDRANCE = ("FIG-", "TYP-")
"""Families of rules whose errors leave an article that can be composed all the same."""


def foreseen(article: Article, folder: Path, known: list[Problem]) -> list[Problem]:
    """Return the problems that are `known` with what a build would find beyond them, each once."""
    labels = Labels(article.meta.language)
    labels.missing.clear()
    hindering = [problem for problem in known if not problem.rule.startswith(_NO_HINDRANCE)]
    found = dict.fromkeys(_of_all(article, folder, composed=not any_error(hindering)))
    named = (_with_words(problem, labels) if problem.rule == NO_CATALOGUE.id else problem for problem in known)
    return [*named, *(problem for problem in found if problem not in known)]


def _with_words(problem: Problem, labels: Labels) -> Problem:
    """Say which of the words that the article prints within its sentences are English, and how many headings and the like."""
    within = [words for words in labels.missing if words[:1].islower() or (words.startswith("{") and "}" in words)]
    if not labels.missing:
        return problem
    listed = f"; within sentences: {', '.join(f'“{words}”' for words in within)}" if within else ""
    others = len(labels.missing) - len(within)
    sentence = f"the program has no words in “{labels.tag}”: {others} headings, labels and sentences of it are English{listed}"
    return replace(problem, sentence=sentence)


def dressed(tokens: Tokens, article: Article) -> tuple[Tokens, FontSet]:
    """Return the tokens and the faces of an article, with those of further scripts that it has letters of.

    ToolMissing names a family whose package isn't installed; ProblemsFound a cache that can't be written.
    """
    fonts = prepare(faces=tokens.faces)
    lacking = fonts.missing(typed(article) + Language(article.meta.language).letters + "".join(_names(article).values()))
    further = tokens.with_scripts(scripts_for(lacking, tokens))
    return further, prepare(faces=further.faces) if further.used else fonts


def strange(article: Article, folder: Path, fonts: FontSet, tokens: Tokens) -> list[Problem]:
    """Return a problem for each character that is published and that no font has."""
    return uncovered(article, folder, fonts, Language(article.meta.language).letters, tokens.scripts, _names(article))


def _names(article: Article) -> dict[str, str]:
    """Return what the languages of the article's other editions are called in themselves, which each edition prints."""
    return {tag: Language(tag).name for tag in article.other_languages}


def left_to_readers(problem: Problem) -> Problem:
    """Return what is said of a character without a font in an e-book: a warning."""
    return LEFT_TO_READERS.at(problem.place, problem.sentence, hint=problem.hint)


def _of_all(article: Article, folder: Path, *, composed: bool) -> Iterator[Problem]:
    formats: list[Format] = []
    try:
        formats = read_formats(article.meta.formats, named_by=article.meta.at("formats"))
    except ProblemsFound as found:
        yield from found.problems
    try:
        travels = Baggage.of(article, folder).article
    except ProblemsFound as found:
        yield from found.problems
        return
    tokens, problems = load_tokens(
        *(folder / "theme" / path for path in article.theme if path == "tokens.toml"), palette=article.meta.palette
    )
    yield from problems
    if any_error(problems):
        return
    try:
        tokens, fonts = dressed(tokens, travels)
    except (ToolMissing, ProblemsFound):  # this machine can't have the faces, which a build says
        return
    printed = any(family_of(format_).own_fonts for format_ in formats)
    yield from (problem if printed else left_to_readers(problem) for problem in strange(travels, folder, fonts, tokens))
    if composed:
        for format_ in formats:
            yield from _of_one(travels, folder, format_, tokens, fonts)


def _of_one(article: Article, folder: Path, format_: Format, tokens: Tokens, fonts: FontSet) -> list[Problem]:
    try:
        document = compose(article, format_)
        return doubtful(document, format_, tokens, fonts, folder, _kept())
    except ProblemsFound as found:
        return list(found.problems)


def _kept() -> Callable[[], Kept]:
    """Return what opens the pictures of earlier builds, once, where one is asked for."""
    return cache(lambda: Kept(PICTURES, surroundings()))

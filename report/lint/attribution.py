"""Words that take sides where the report speaks in its own voice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from report.lint.names import names, phrases
from report.lint.quotes import quoted
from report.model.article import Article
from report.model.survey import Survey
from report.problems import Problem, Rule, Severity

LOADED_WORD = Rule(
    "CLM-151",
    Severity.WARNING,
    "Word that takes sides",
    "A report on contested ground says who said what, and leaves the judging to its readers. Some words judge in passing: "
    "“admitted” takes a thing for true, “so-called” denies a name. The list, with a reason for each word, is "
    "report/lint/attribution.toml; an article adds its own under `attribution:` in article.yaml. Inside quotations and names "
    "every word is free: there it is somebody else's.",
)


class LoadedTerm(NamedTuple):
    """Why a word takes sides, and what to write."""

    reason: str
    instead: str


@cache
def _shipped(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], LoadedTerm], ...]:
    """Return the shipped entries for a language: words, harmless phrases, and why."""
    listed = tomllib.loads(files("report.lint").joinpath("attribution.toml").read_text(encoding="utf-8"))
    return tuple(
        (tuple(entry["words"]), tuple(entry.get("except", ())), LoadedTerm(entry["reason"], entry["instead"]))
        for entry in listed.get(language, [])
    )


def loaded_words(article: Article) -> tuple[dict[str, LoadedTerm], list[str]]:
    """Return the words that take sides, in small letters, and the phrases in which they don't."""
    words: dict[str, LoadedTerm] = {}
    harmless: list[str] = []
    for listed, free, loaded in _shipped(article.meta.language.partition("-")[0]):
        words |= dict.fromkeys(listed, loaded)
        harmless += free
    for entry in article.meta.attribution:
        words |= dict.fromkeys((word.casefold() for word in entry.words), LoadedTerm(entry.reason, entry.instead or ""))
    return words, harmless


def loaded_word(survey: Survey) -> Iterator[Problem]:
    """Find words that take sides, outside quotations and names."""
    words, harmless = loaded_words(survey.article)
    if not words:
        return
    pattern = re.compile(phrases(words), re.IGNORECASE)
    # Titles that we gave ourselves don't excuse what they say.
    ours = {event.title for event in survey.article.events.values()} | {survey.article.meta.title}
    others = (name for name in names(survey.article) if name not in ours and pattern.search(name))
    free = re.compile(phrases([*harmless, *others]), re.IGNORECASE)
    for part in survey.pieces:
        found = list(pattern.finditer(part.text))
        if not found:
            continue
        kept = [(start, end) for start, end, _ in quoted(part)]
        kept += [match.span() for match in free.finditer(part.text)]
        for match in found:
            if any(start <= match.start() and match.end() <= end for start, end in kept):
                continue
            word = " ".join(match[0].split())
            loaded = words[_key(word, words)]
            sentence = f"“{word}” in {part.where} takes sides: {loaded.reason}"
            hint = f"write instead: {loaded.instead}" if loaded.instead else "say it without the word, or quote who says it"
            yield LOADED_WORD.at(part.at(match.start()), sentence, hint=hint)


def _key(word: str, words: dict[str, LoadedTerm]) -> str:
    """Return the listed word that this match is; hyphens and apostrophes may be of another kind than in the list."""
    plain = re.sub("[‐‑–]", "-", word.casefold()).replace("’", "'")
    return next(listed for listed in (word.casefold(), plain, plain.replace("'", "’")) if listed in words)

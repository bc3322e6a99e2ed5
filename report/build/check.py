"""An article read and held against every rule that can be known without making pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from report.lint import lint
from report.load import load_article
from report.load.formats import unknown_formats
from report.model.article import Article
from report.problems import Problem, Rule, Severity, any_error

NO_CATALOGUE = Rule(
    "CFG-065",
    Severity.NOTE,
    "Language that the program's own words aren't in",
    "Dates, numbers and lists are written as the article's language wants them. What the program adds (Contents, Sources, "
    "Figure) comes from a catalogue, report/locales/LANGUAGE.po. Where there is none, it is in English; but within a sentence "
    "signs take the place of words, ~ for about and a dash for to, and numbers aren't spelled. `report check` names the words "
    "for which there is no sign.",
)


def check(folder: Path, language: str = "", *, draft: bool = False) -> tuple[Article | None, list[Problem]]:
    """Load an article and check it; None stands for one that can't be read.

    With `language`, what it says is taken from its catalogue; of a `draft`, as far as that goes.
    """
    article, problems = load_article(folder, language, draft=draft)
    if article is not None and not (language and any_error(problems)):  # what is left in other words makes problems of its own
        problems += lint(article)
        problems += unknown_formats(article.meta.formats, article.meta.at("formats"))
        problems += _own_words(article)
    return article, problems


def _own_words(article: Article) -> list[Problem]:
    language = article.meta.language
    parts = language.split("-")
    tags = {"-".join(parts[:length]) for length in range(1, len(parts) + 1)}
    if "en" in tags or any((files("report") / "locales" / f"{tag}.po").is_file() for tag in tags):
        return []
    sentence = f"the program has no words in “{language}”: headings such as Contents are printed in English"
    hint = f"leave it so, or add report/locales/{parts[0]}.po, a copy of de.po with other words"
    return [NO_CATALOGUE.at(article.meta.at("language"), sentence, hint=hint)]

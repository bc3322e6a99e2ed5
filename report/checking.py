"""An article read and held against every rule that can be known without making pages."""

from __future__ import annotations

from pathlib import Path

from report.formats import unknown_formats
from report.lint import lint
from report.load import load_article
from report.model.article import Article
from report.problems import Problem


def check(folder: Path) -> tuple[Article | None, list[Problem]]:
    """Load an article and check it; None stands for one that can't be read."""
    article, problems = load_article(folder)
    if article is not None:
        problems += lint(article)
        problems += unknown_formats(article.meta.formats, article.meta.at("formats"))
    return article, problems

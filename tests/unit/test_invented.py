"""The articles that tests and benches invent: free of problems, and the same each time."""

from __future__ import annotations

from pathlib import Path

from support.invented import book, catalogue

from report.lint import lint
from report.load import load_article


def test_a_book_and_a_catalogue_have_no_problems(tmp_path: Path) -> None:
    for folder in (book(tmp_path / "book", 12), *catalogue(tmp_path / "catalogue", 3)):
        article, problems = load_article(folder)
        assert article is not None
        assert [*problems, *lint(article)] == []


def test_they_are_the_same_each_time_and_differ_from_each_other(tmp_path: Path) -> None:
    def contents(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}

    catalogue(tmp_path / "one", 2)
    catalogue(tmp_path / "other", 2)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert contents(tmp_path / "one" / "article-0001") != contents(tmp_path / "one" / "article-0002")

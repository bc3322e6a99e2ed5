"""Golden cases: what the loader and lint say about broken articles, one case a rule at least."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from support.catalogues import add_languages, same

import report.lint
from report.intake import rules as file_rules
from report.intake import table_rules
from report.lint import lint
from report.load import load_article, load_format, prose_rules, rules, translation_rules
from report.problems import Problem, Rule

CASES = Path(__file__).resolve().parent.parent / "golden" / "problems"
LOADING = (file_rules, table_rules, rules, prose_rules, translation_rules)
LINTING = [importlib.import_module(f"report.lint.{module.name}") for module in pkgutil.iter_modules(report.lint.__path__)]
REFUSED_BEFORE = {"FIG-102", "FIG-103"}
"""Rules for articles that weren't loaded, tried in test_lint_structure.py: what they find in an image, the loader refuses."""


def rules_of(modules: Iterable[object]) -> set[str]:
    """Return the ids of the rules that stand in modules."""
    return {rule.id for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}


LINTED = rules_of(LINTING) - REFUSED_BEFORE
RULES = sorted(rules_of(LOADING) | LINTED)
NAMES = sorted(path.name for path in CASES.iterdir() if path.name[:7].upper() in RULES)


def lay_out(case: Path, target: Path) -> str:
    """Copy the base article, lay the case's files over it, and do what can't be kept as a file.

    `case.toml` may have `remove`, `folders` and `pipes` (lists of paths), `links` (path to target), `sizes` (path to a number of
    bytes), `bytes` (path to bytes in hexadecimal) and `edits` (lists of a path, what stands there once, and what comes instead).
    `language` is one in which the article is said, whole, and read.
    """
    shutil.copytree(CASES / "base", target)
    if (case / "in").is_dir():
        shutil.copytree(case / "in", target, dirs_exist_ok=True)
    extra = case / "case.toml"
    wanted = tomllib.loads(extra.read_text(encoding="utf-8")) if extra.is_file() else {}
    if language := wanted.get("language", ""):
        add_languages(target, language, say=same)
    for name in wanted.get("remove", []):
        path = target / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in wanted.get("folders", []):
        (target / name).mkdir()
    for name, leads_to in wanted.get("links", {}).items():
        (target / name).symlink_to(leads_to)
    for name in wanted.get("pipes", []):
        os.mkfifo(target / name)
    for name, size in wanted.get("sizes", {}).items():
        (target / name).write_bytes(b"#" * size)
    for name, data in wanted.get("bytes", {}).items():
        (target / name).write_bytes(bytes.fromhex(data))
    for name, old, new in wanted.get("edits", []):
        text = (target / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        (target / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return str(language)


def as_text(problems: list[Problem]) -> str:
    """Return problems as a user sees them."""
    return "".join(f"{problem}\n  hint: {problem.hint}\n" for problem in problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_article_has_exactly_these_problems(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    case = CASES / name
    monkeypatch.chdir(tmp_path)
    if (case / "format.toml").is_file():
        shutil.copy(case / "format.toml", "format.toml")
        _, problems = load_format(Path("format.toml"))
    else:
        article, problems = load_article(Path("article"), lay_out(case, tmp_path / "article"))
        if name[:7].upper() in LINTED:
            assert (article is not None, as_text(problems)) == (True, "")
            problems = lint(article)
    assert name[:7].upper() in {problem.rule for problem in problems}
    assert all(problem.sentence and problem.hint for problem in problems)
    golden(case / "expected.txt", as_text(problems))


def test_the_base_article_has_no_problem() -> None:
    article, problems = load_article(CASES / "base")
    assert as_text(problems) == ""
    assert article is not None
    assert article.left_out == frozenset()
    assert as_text(lint(article)) == ""


def test_every_rule_has_a_case() -> None:
    assert sorted(set(RULES) - {name[:7].upper() for name in NAMES}) == []


def test_every_rule_explains_itself() -> None:
    for module in LOADING:
        for rule in vars(module).values():
            if isinstance(rule, Rule):
                assert rule.title
                assert len(rule.help.split()) > 12

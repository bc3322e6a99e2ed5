"""Libraries as other programs export them: what is taken of an entry, how it is set, and what is told of its faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.library import KEYS, LIBRARY, with_library

from report.compare.state import fields
from report.compose.back import entry
from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.sources import anchor, full, short
from report.compose.wording import plain
from report.copies.references import csl_json
from report.lint import explain_record, lint
from report.load import load_article
from report.load.bibliography.bibtex_fields import Field, tree
from report.load.bibliography.dates import edtf, of_csl, of_parts
from report.load.bibliography.latex import text_of
from report.load.bibliography.names import people
from report.load.bibliography.trees import doi, edition, language
from report.model import document as doc
from report.model.article import Article
from report.model.people import PersonName
from report.model.sources import Source
from report.problems import NOWHERE, Problem, ProblemsFound

BIB, CSL = "references.bib", "references.json"


def loaded(folder: Path) -> tuple[Article, list[Problem]]:
    article, problems = load_article(folder)
    assert article is not None
    return article, problems


def written(folder: Path, keys: list[str], **files: str) -> tuple[Article, list[Problem]]:
    """Load the minimal article with files of these texts; `bib` and `json` stand for their names."""
    with_library(folder, keys=keys)
    for ending, text in files.items():
        (folder / f"references.{ending}").write_text(text, encoding="utf-8")
    return loaded(folder)


def desk(article: Article) -> Desk:
    tag = article.meta.language
    return Desk(article, None, Language(tag), Labels(tag))  # type: ignore[arg-type]


def set_reference(article: Article, id_: str) -> str:
    """Return a source as the list names it, and below that as a note names it again."""
    source = article.sources[id_]
    return f"{id_}\n  {plain(entry(desk(article), source).inlines)}\n  {plain(short(desk(article), source))}\n"


@pytest.mark.parametrize("tag", ["en-GB", "de"])
def test_forty_entries_are_set_as_reviewed(tag: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    article, problems = loaded(with_library(tmp_path / "a", BIB, language=tag))
    assert [problem.rule for problem in problems] == ["DAT-145"]
    assert len(KEYS) == 40
    golden(LIBRARY / f"set-{tag}.txt", "".join(set_reference(article, id_) for id_ in KEYS))


@pytest.mark.parametrize("id_", KEYS)
def test_both_kinds_of_file_give_the_same_source(id_: str, tmp_path: Path) -> None:
    bib, csl = (loaded(with_library(tmp_path / name, name, keys=[id_]))[0] for name in (BIB, CSL))
    assert fields(bib.sources[id_]) == fields(csl.sources[id_])


def test_what_a_copy_carries_gives_the_same_sources_again(tmp_path: Path) -> None:
    article, _ = loaded(with_library(tmp_path / "a", BIB))
    carried = csl_json(article.sources[id_] for id_ in KEYS)
    assert b"private" not in carried
    assert b"/home/me" not in carried
    with_library(tmp_path / "b")
    (tmp_path / "b" / CSL).write_bytes(carried)
    again, problems = loaded(tmp_path / "b")
    assert problems == []
    for id_ in KEYS:
        assert fields(again.sources[id_]) == fields(article.sources[id_])
    assert csl_json(again.sources[id_] for id_ in KEYS) == carried


def test_a_typed_source_can_say_all_that_a_library_says(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", keys=["Doe:2019/a"])
    sources = folder / "sources.yaml"
    typed = """
Doe:2019/a:
  type: chapter
  author: [staff, {family: Gogh, given: Vincent, particle: van}, World Bank, others]
  editor: {family: Roe, given: Richard}
  translator: Emily Wilson
  title: Chapter
  container-title: A book
  collection-title: Studies
  collection-number: 7
  version: 2
  genre: Working paper
  status: in press
"""
    sources.write_text(sources.read_text(encoding="utf-8") + typed, encoding="utf-8")
    article, problems = loaded(folder)
    assert problems == []
    assert lint(article) == []
    assert plain(full(desk(article), article.sources["Doe:2019/a"])) == (
        "Staff of the reading room, Vincent van Gogh, World Bank and others, “Chapter”, A book, version\N{NO-BREAK SPACE}2, "
        "Working paper, edited by Richard Roe, translated by Emily Wilson, Studies\N{NO-BREAK SPACE}7, in press"
    )


def test_an_author_who_is_no_record_is_a_name_or_a_problem(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", keys=["annual-report"])
    sources = folder / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("author: staff", "author: [staf, {given: Ada}]"), encoding="utf-8"
    )
    article, problems = loaded(folder)
    assert [(problem.rule, problem.place.line) for problem in problems] == [("DAT-021", 4)]
    assert [problem.rule for problem in lint(article)] == ["CLM-101"]


def test_entries_that_nobody_names_are_no_part_of_an_article(tmp_path: Path) -> None:
    article, problems = loaded(with_library(tmp_path / "a", BIB, keys=["austen"]))
    assert article.sources.keys() == {"annual-report", "austen"}
    assert article.entries == {"austen"}
    assert article.unnamed["odd_one"].line > 1
    assert {problem.rule for problem in [*problems, *lint(article)]} == {"DAT-145"}
    with pytest.raises(ProblemsFound, match="nothing names “odd_one”"):
        explain_record(article, "odd_one")
    assert "source austen" in explain_record(article, "austen")


def test_a_key_that_is_mistyped_is_known_again(tmp_path: Path) -> None:
    article, _ = loaded(with_library(tmp_path / "a", BIB, keys=["Turing:1936"]))
    (problem,) = lint(article)
    assert (problem.rule, problem.hint) == ("CLM-101", "did you mean “Turing:1936a”?")


def test_a_reference_to_what_a_fault_spoils_is_told_once(tmp_path: Path) -> None:
    article, problems = written(tmp_path / "a", ["open", "other"], bib="@book{open, title = {A {b}\n")
    assert [problem.rule for problem in [*problems, *lint(article)]] == ["CLM-101", "DAT-140"][::-1]
    article, problems = written(tmp_path / "b", ["lost"], json='[{"id": "a"} {"id": "lost"}]')
    assert [problem.rule for problem in [*problems, *lint(article)]] == ["DAT-140"]


def test_a_date_that_is_missing_is_asked_for_where_the_entry_stands(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", BIB, keys=[])
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + "\nIn {date}`noether_ms`.\n", encoding="utf-8")
    (problem,) = lint(loaded(folder)[0])
    assert (problem.rule, "the entry in the bibliography" in problem.hint) == ("CLM-105", True)


def test_a_change_may_name_an_entry(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", BIB, keys=["austen"])
    file = folder / "article.yaml"
    text = file.read_text(encoding="utf-8").replace("what: First edition.", "what: First edition.\n      records: [knuth77]")
    file.write_text(text, encoding="utf-8")
    article, _ = loaded(folder)
    assert "knuth77" in article.entries
    assert lint(article) == []


def test_windows_marks_of_exporters_are_nobodys_problem(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", keys=["a1"])
    (folder / BIB).write_bytes(b"\xef\xbb\xbf@book{a1,\r\n  title = {On\r\n two lines},\r\n  year = 2001\r\n}\r\n")
    article, problems = loaded(folder)
    assert problems == []
    assert article.sources["a1"].title == "On two lines"
    assert article.sources["a1"].place.line == 1


def test_ids_become_anchors_of_their_own() -> None:
    ids = ["raid-2023", "Smith:2019a", "Smith_3a_2019a", "müller_2020", "doe.2020/x", "doe-2020-x", "Doe-2020-x", "a(b)", "文献"]
    anchors = [anchor(id_) for id_ in ids]
    assert len(set(anchors)) == len(ids)
    assert anchors[0] == "source-raid-2023"
    assert all(one.isascii() and one.replace("-", "").replace("_", "").isalnum() for one in anchors)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"O}ber {NASA} \'{\i} \ss \o{}re", "Öber NASA í ßøre"),
        (r"G{\"o}del \& Erd{\H o}s", "Gödel & Erdős"),
        (r"\emph{Homo sapiens} -- a ``study''", "Homo sapiens – a “study”"),
        (r"50\% of 5% is $\alpha$ #1", "50% of 5% is α #1"),
        (r"CO$_2$, H\textsubscript{2}O, 10$^{6}$, x\textsuperscript{2}", "CO₂, H₂O, 10⁶, x²"),
        ("It costs $5", "It costs $5"),
        (r"It costs \$5 -- or $6", "It costs $5 – or $6"),
        (r"{\relax Ch}arles \enquote{y \emph{z}} \noopsort{1973b}1973", "Charles “y z” 1973"),
        (r"{\L}{\'o}d{\'z} \c{C}a {\DJ} {\aa} {\AE}", "Łódź Ça Đ å Æ"),
        ("two\n   lines~and\tmore", "two lines and more"),
        (r"\textit{a \textbf{b}} {{C}}", "a b C"),
    ],
)
def test_latex_is_the_text_that_it_stands_for(latex: str, text: str) -> None:
    problems: list[Problem] = []
    assert text_of(latex, NOWHERE, problems) == text
    assert problems == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Donald E. Knuth", ["Donald E. Knuth"]),
        ("van Gogh, Vincent and Gauguin, Paul", ["Vincent van Gogh", "Paul Gauguin"]),
        ("{World Bank} and others", ["World Bank", "others"]),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        (r"de la Cruz, Juana In{\'e}s AND {\'E}mile Zola", ["Juana Inés de la Cruz", "Émile Zola"]),
        ("{Barnes and Noble} and Plato", ["Barnes and Noble", "Plato"]),
        ("given=Hans, family=Harman, prefix=von der", ["Hans von der Harman"]),
        ("{{NASA}}", ["NASA"]),
    ],
)
def test_names_have_their_parts(typed: str, names: list[str]) -> None:
    found = [{part: text for part, text in parts.items() if text} for parts in people(typed, NOWHERE, [])]
    assert [PersonName.model_validate(parts).name for parts in found] == names


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2019", "2019"), ("2019-07", "2019-07"), ("2019-07-13T12:00:00Z", "2019-07-13"), ("2019/2020", "2019/2020"),
        ("1998--1999", "1998/1999"), ("1998-99", "1998/1999"), ("ca. 1850", "1850~"), ("[1850]", "1850"), ("201X", "2010/2019"),
        ("2019-21", "2019"), ("2019~", "2019~"), ("2019/..", "2019/.."), ("n.d.", ""), ("in press", "in press"),
        ("07/13/2019", "07/13/2019"),
    ],
)  # fmt: skip
def test_dates_are_as_fine_as_they_are_given(typed: str, date: str) -> None:
    assert edtf(typed) == date


def test_months_and_days_are_read_in_words_and_numbers() -> None:
    months = [("jan", ""), ("7", "13"), ("July", ""), ("jan 5", ""), ("Jan--Feb", ""), ("Spring", ""), ("12 jan", ""), ("13", "")]
    assert [of_parts("2019", *one) for one in months] == [
        "2019-01", "2019-07-13", "2019-07", "2019-01-05", "2019", "2019", "2019-01-12", "2019",
    ]  # fmt: skip
    assert of_csl([["2019", "7"], ["2020"]], about=True) == "2019-07~/2020~"
    assert of_csl([[]], about=False) == ""


def test_words_of_other_styles_become_ours() -> None:
    assert [edition(text) for text in ("2nd", "Third edition", "2. Auflage", "Revised")] == ["2", "3", "2", "Revised"]
    assert [doi(text) for text in ("https://doi.org/10.1/x", "doi:10.1/x", "10.1/x")] == ["10.1/x"] * 3
    assert [language(text) for text in ("ngerman", "en_US", "eng", "Englisch", "zz")] == ["de", "en-US", "en", "", ""]


def test_a_number_is_the_issue_of_an_article_and_the_volume_of_a_series() -> None:
    given = {name: Field(text, NOWHERE) for name, text in {"title": "T", "number": "7", "series": "S"}.items()}
    assert tree("article", given, "k", NOWHERE, []).entries["issue"] == "7"
    assert tree("book", given, "k", NOWHERE, []).entries["collection-number"] == "7"


def test_a_title_in_another_language_says_so(tmp_path: Path) -> None:
    article, _ = loaded(with_library(tmp_path / "a", BIB))
    assert doc.Foreign("Über die NASA und andere", "de", "ltr") in full(desk(article), article.sources["müller_2020"])


def test_an_entry_that_is_called_as_an_observation_is_told(tmp_path: Path) -> None:
    _, problems = written(tmp_path / "a", ["visits.2022"], bib="@book{visits.2022, title = {T}}")
    assert [(problem.rule, problem.place.path[-4:]) for problem in problems] == [("DAT-015", ".bib")]


def test_ids_of_a_file_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", keys=["Smith:2019a", "müller"])
    (folder / "sources.yaml").write_text("annual-report:\n  title: [\nSmith:2019a:\n  type: book\nmüller: {}\n", encoding="utf-8")
    article, _ = loaded(folder)
    assert lint(article) == []


def test_long_lists_of_authors_are_cut_and_say_so(tmp_path: Path) -> None:
    names = " and ".join(f"Author{chr(65 + number)}, A." for number in range(26))
    article, _ = written(tmp_path / "a", ["many"], bib=f"@book{{many, author = {{{names}}}, title = {{T}}, year = 2001}}")
    assert len(article.sources["many"].author) == 26
    assert plain(full(desk(article), article.sources["many"])).startswith("A. AuthorA, A. AuthorB,")
    assert "A. AuthorG and others" in plain(full(desk(article), article.sources["many"]))
    assert plain(short(desk(article), article.sources["many"])) == "AuthorA and others (2001)"


def test_what_a_source_is_made_of_can_be_written_as_csl() -> None:
    names = {"author": [{"literal": "nature"}], "type": "book", "title": "T", "issued": "2019~", "URL": "https://example.org/a"}
    (made,) = json.loads(csl_json([Source.model_validate({**names, "id": "x"})]))
    assert made == {
        "id": "x", "type": "book", "author": [{"literal": "nature"}], "title": "T", "issued": {"raw": "2019~"},
        "URL": "https://example.org/a",
    }  # fmt: skip


def test_a_library_is_asked_for_as_long_as_it_is_there(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "a", BIB, keys=["austen"])
    (folder / "sources.yaml").unlink()
    file = folder / "series" / "visits.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("annual-report", "austen"), encoding="utf-8")
    section = folder / "statements.yaml"
    section.write_text(section.read_text(encoding="utf-8").replace("annual-report", "austen"), encoding="utf-8")
    events = folder / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("annual-report", "austen"), encoding="utf-8")
    article, problems = loaded(folder)
    assert [problem.rule for problem in [*problems, *lint(article)]] == ["DAT-145"]

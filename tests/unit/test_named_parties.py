"""Fields that take a name take the id of somebody in people.yaml as well, and say of them what is known."""

from __future__ import annotations

import pytest
from lint_samples import clean, image, make, only, party, ref, source
from support.small_article import A4, META, PEOPLE, small_article

from report.compose import compose
from report.compose.language import PLAIN_SPACES
from report.compose.wording import plain
from report.model import document as doc
from report.model.article import Article, ArticleFile
from report.model.fields import Record
from report.model.grammar import ANY
from report.model.identifiers import read_issn, read_orcid
from report.model.marks import LINE, Of, marked
from report.model.people import Party
from report.problems import Place

ORTIZ = Party.model_validate(
    {
        **PEOPLE["ortiz"].model_dump(exclude={"place", "names", "roles", "affiliations"}, exclude_none=True),
        "affiliations": [{"body": "board", "words": "Valley Water Board"}],
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }
)


def by(*authors: str, **meta: str) -> Article:
    people = {**PEOPLE, "ortiz": ORTIZ}
    told = ArticleFile.model_validate({**META, "authors": authors, **meta})
    return Article(**{**vars(small_article(people=people)), "meta": told})


def imprint(article: Article) -> dict[str, str]:
    (part,) = [part for part in compose(article, A4).parts if part.kind == "imprint"]
    (items,) = [block.items for block in part.blocks if isinstance(block, doc.DefinitionList)]
    return {plain(term): plain(said).translate(PLAIN_SPACES) for term, said in items}


def test_an_author_by_id_is_named_with_what_is_known() -> None:
    document = compose(by("ortiz", "C. Cole"), A4)
    known = doc.Author("Ana Ortiz", "Ortiz, Ana", "0000-0002-1825-0097", ("Valley Water Board",))
    assert document.metadata.authors == (known, doc.Author("C. Cole"))
    assert imprint(by("ortiz", "C. Cole"))["Authors"] == (
        "Ana Ortiz (Valley Water Board, https://orcid.org/0000-0002-1825-0097); C. Cole"
    )


def test_authors_of_whom_nothing_is_known_are_a_list_in_words() -> None:
    assert imprint(by("board", "C. Cole"))["Authors"] == "Valley Water Board and C. Cole"


def test_a_publisher_is_named_by_id_everywhere() -> None:
    article = by("ortiz", publisher="board")
    assert imprint(article)["Publisher"] == "Valley Water Board"
    document = compose(article, A4)
    assert document.metadata.publisher == document.cover.publisher == "Valley Water Board"


@pytest.mark.parametrize("names", [("speaker", "A. Bell"), ("Speaker",), ("de Vries",), ("bell hooks",), ("Œuvre",)])
def test_ids_and_names_are_told_apart(names: tuple[str, ...]) -> None:
    assert clean(make(meta={"authors": names}))


@pytest.mark.parametrize(
    ("named", "hint"),
    [("speaeker", "did you mean “speaker”?"), ("annual-team", "people.yaml"), ("plato", "people.yaml"), ("origin", "a person")],
)
def test_an_author_whom_nobody_is_called_is_told_at_its_line(named: str, hint: str) -> None:
    problem = only(make(meta={"authors": ["A. Bell", ref(named, 9, "article.yaml")]}))
    assert problem.place == Place("article.yaml", 9, 9)
    assert hint in problem.hint
    assert "written with capitals" in problem.hint


@pytest.mark.parametrize("field", ["publisher", "holder", "certifier", "source", "credit"])
def test_other_names_may_be_one_small_word_but_no_id_that_nobody_has(field: str) -> None:
    def article(name: str) -> Article:
        if field == "publisher":
            return make(meta={"publisher": name})
        if field == "holder":
            return make(meta={"rights": {"licence": "CC0-1.0", "name": "CC0", "holder": name, "statement": "Take it."}})
        if field == "certifier":
            return make(meta={"certifier": {"name": name}})
        if field == "source":
            return make(text="So.{cite}`paper`", sources=[source("paper", publisher=name)])
        return make(images=[image("gate", credit=name)], people=[party("ann-bell")])

    assert [p for p in _problems(article("taz")) if p == "CLM-101"] == []
    assert [p for p in _problems(article("speaker")) if p == "CLM-101"] == []
    assert [p for p in _problems(article("annual-team")) if p == "CLM-101"] == ["CLM-101"]
    assert [p for p in _problems(article("speakr")) if p == "CLM-101"] == ["CLM-101"]


def test_a_certifier_is_somebody() -> None:
    problem = only(make(meta={"certifier": {"name": ref("origin", 9, "article.yaml")}}))
    assert (problem.rule, problem.place.line) == ("CLM-102", 9)


def test_every_field_that_names_records_says_of_which_kinds() -> None:
    kinds: list[type[Record]] = [Record]
    for kind in kinds:
        kinds += kind.__subclasses__()
    naming = {(kind, name) for kind in kinds for name, info in kind.model_fields.items() if "Ref" in repr(info.annotation)}
    assert {(kind.__name__, name) for kind, name in naming if name not in marked(kind, Of)} == {("Change", "records")}
    assert {kind for model, name in naming if (mark := marked(model, Of).get(name)) for kind in mark.kinds} <= ANY | {LINE}


def _problems(article: Article) -> list[str]:
    from report.lint import lint

    return [problem.rule for problem in lint(article)]


@pytest.mark.parametrize("typed", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097"])
def test_an_orcid_has_one_form(typed: str) -> None:
    assert read_orcid(typed) == "0000-0002-1825-0097"


@pytest.mark.parametrize("typed", ["0000-0002-1694-233X", "0000-0002-1694-233x"])
def test_an_orcid_may_end_with_x(typed: str) -> None:
    assert read_orcid(typed) == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed", ["0000-0002-1825-0098", "0000-0002-1825-097", "0000-0002-1285-0097", "Ana Ortiz", "٠٠٠٠-0002-1825-0097"]
)
def test_a_wrong_orcid_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="ORCID"):
        read_orcid(typed)


def test_issns_are_checked_too() -> None:
    assert read_issn("20493630") == "2049-3630"
    assert read_issn("2434-561x") == "2434-561X"
    for typed in ("2049-3631", "0378-5954", "2049-36300"):
        with pytest.raises(ValueError, match="ISSN"):
            read_issn(typed)

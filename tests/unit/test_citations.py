"""How an edition is cited: four files for four programs, which say the same, and nothing that the article doesn't."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
from ruamel.yaml import YAML
from support.small_article import A4, META, PEOPLE, small_article

from report.build.citations import citations
from report.compose import metadata
from report.model.article import Article, ArticleFile
from report.model.people import Party

GIVEN = {
    "url": "https://example.org/bridge",
    "doi": "10.1000/182_a",
    "isbn": {"a4": "978-3-16-148410-0", "epub": "979-10-90636-07-1"},
    "contact": "errors@example.org",
}


def article(**given: Any) -> Article:
    meta = ArticleFile.model_validate({**META, **given})
    writer = Party.model_validate(
        {
            "id": "bell", "kind": "person", "name": "Bea Bell", "sort": "Bell, Bea", "orcid": "0000-0002-1825-0097",
            "affiliations": [{"body": "board", "words": "engineer of the bridge board"}],
        }
    )  # fmt: skip
    return replace(small_article(), meta=meta, people={**PEOPLE, "bell": writer})


def files(made: Article) -> dict[str, str]:
    return citations(made, metadata(made, A4))


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return files(article(**GIVEN, authors=["bell", "C. Cole"], title="Bridges & tolls: 100% of them"))


def test_a_translation_has_files_of_its_own_and_leaves_the_one_of_a_fixed_name_to_the_article() -> None:
    made = article()
    names = [f"bridge-{made.meta.language}.{ending}" for ending in ("bib", "csl.json", "ris")]
    assert sorted(files(replace(made, own_language="sq"))) == names


def test_each_file_is_there_by_its_usual_name(written: dict[str, str]) -> None:
    assert sorted(written) == ["CITATION.cff", "bridge.bib", "bridge.csl.json", "bridge.ris"]


def cff(text: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(text)
    return found


def ris(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.split("\r\n")[:-1]:
        found.setdefault(line[:2], []).append(line[6:])
        assert line[2:6] == "  - "
    return found


def test_all_four_agree(written: dict[str, str]) -> None:
    (csl,), card, lines = json.loads(written["bridge.csl.json"]), cff(written["CITATION.cff"]), ris(written["bridge.ris"])
    own = card["preferred-citation"]
    assert csl["title"] == card["title"] == own["title"] == lines["TI"][0]
    assert csl["DOI"] == card["doi"] == own["doi"] == lines["DO"][0] == "10.1000/182_a"
    assert csl["URL"] == card["url"] == lines["UR"][0]
    assert csl["ISBN"] == " ".join(lines["SN"]) == "978-3-16-148410-0 979-10-90636-07-1"
    assert csl["issued"]["date-parts"] == [[2020, 1, 5]]
    assert (str(card["date-released"]), own["year"], own["month"]) == ("2020-01-05", 2020, 1)
    assert (lines["PY"], lines["DA"]) == (["2020"], ["2020/01/05"])
    assert csl["author"] == [{"family": "Bell", "given": "Bea"}, {"literal": "C. Cole"}]
    assert lines["AU"] == ["Bell, Bea", "C. Cole"]
    assert card["authors"] == own["authors"]
    assert card["authors"][0] == {
        "family-names": "Bell",
        "given-names": "Bea",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
        "affiliation": "engineer of the bridge board",
    }
    assert card["authors"][1] == {"name": "C. Cole"}
    assert csl["publisher"] == own["publisher"]["name"] == lines["PB"][0]


def test_bibtex_says_the_same_and_keeps_its_capitals(written: dict[str, str]) -> None:
    (entry,) = bibtexparser.parse_string(written["bridge.bib"]).entries
    (csl,) = json.loads(written["bridge.csl.json"])
    held = {name: field.value for name, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("techreport", "bridge")
    assert held["title"] == "{" + csl["title"].replace("&", r"\&").replace("%", r"\%") + "}"
    assert held["author"] == "Bell, Bea and {C. Cole}"
    assert (held["year"], held["month"], held["day"]) == ("2020", "1", "5")
    assert (held["doi"], held["url"], held["isbn"]) == (csl["DOI"], csl["URL"], csl["ISBN"])
    assert held["institution"] == csl["publisher"]


def test_nothing_is_said_that_is_not_given() -> None:
    made = files(article(authors=[]))
    (csl,), card, lines = json.loads(made["bridge.csl.json"]), cff(made["CITATION.cff"]), ris(made["bridge.ris"])
    assert not {"DOI", "URL", "ISBN"} & csl.keys()
    assert not {"doi", "url", "isbn"} & (card.keys() | card["preferred-citation"].keys())
    assert not {"DO", "UR", "SN"} & lines.keys()
    assert "doi" not in made["bridge.bib"]
    assert csl["author"] == [{"literal": "Valley Press"}]


def test_a_date_is_as_fine_as_the_editions() -> None:
    made = files(article(edition={"number": "2", "date": "2020-01", "changes": []}))
    (csl,), card = json.loads(made["bridge.csl.json"]), cff(made["CITATION.cff"])
    assert csl["issued"]["date-parts"] == [[2020, 1]]
    assert "date-released" not in card
    assert ris(made["bridge.ris"])["DA"] == ["2020/01"]
    assert "day =" not in made["bridge.bib"]


def test_a_licence_is_named_by_its_id_where_that_is_known() -> None:
    assert cff(files(article())["CITATION.cff"])["license"] == "CC0-1.0"
    other = {**META["rights"], "licence": "Ask-First"}
    card = cff(files(article(rights=other))["CITATION.cff"])
    assert "license" not in card
    assert card["license-url"] == "https://example.org/cc0"

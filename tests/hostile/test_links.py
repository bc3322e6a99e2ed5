"""Addresses that judges of e-books refuse are refused at their line; DOIs of any publisher become addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.check import check
from report.build.edition import Task, make
from report.model.addresses import address_objection
from tests.support.edited import bare, minimal
from tests.support.reading import documents

REFUSED = [
    "https://example.org/?a=[1]", "https://example.org/%zz", "https://example.org/%", "mailto:a b@c", "mailto:a@b@c", "mailto:@",
    "https://example.org/#a#b", "https://example.org/a b", "https://exa mple.org/", "https://", "https://example.org/<a>",
    "ftp://example.org/", "https://example.org:x/", "javascript:x",
]  # fmt: skip
TAKEN = [
    "https://example.org/%5B1%5D?a=b&c=d#e/f?g", "https://[::1]/a", "mailto:a@b.example", "https://bücher.example/straße",
    "http://example.org:8080/~a/(b);c=d,e!f*g'h", "https://example.org/?q=a+b%20c",
]  # fmt: skip
DOIS = {
    "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2": (
        "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"
    ),
    "10.1000/a{b}|c[d]#e%f": "https://doi.org/10.1000/a%7Bb%7D%7Cc%5Bd%5D%23e%25f",
}


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_none_are_refused(address: str) -> None:
    assert address_objection(address)


@pytest.mark.parametrize("address", TAKEN)
def test_addresses_of_all_kinds_are_taken(address: str) -> None:
    assert address_objection(address) == ""


@pytest.mark.parametrize("doi", DOIS)
def test_a_doi_of_any_signs_leads_to_its_address(doi: str, tmp_path: Path) -> None:
    folder = bare(tmp_path / "a", sources=("  issued: 2024", f"  issued: 2024\n  DOI: '{doi}'"))
    made = make(Task(folder, ("epub",)))
    assert (made.problems, made.failed) == ([], [])
    (tmp_path / "a.epub").write_bytes(made.products[0].data)
    sources = next(tree for name, tree in documents(tmp_path / "a.epub").items() if name.endswith("sources.xhtml"))
    links = {link.get("href"): "".join(link.itertext()) for link in sources.iter("{*}a")}
    assert links[DOIS[doi]] == f"doi:{doi}"


@pytest.mark.parametrize("doi", ["https://doi.org/10.1000/xyz", "doi:10.1000/xyz", "10.1000/x y", "x"])
def test_what_is_no_doi_is_a_problem_at_its_line(doi: str, tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a", sources=("  issued: 2024", f"  issued: 2024\n  DOI: '{doi}'"))
    line = (folder / "sources.yaml").read_text(encoding="utf-8").split("  DOI:")[0].count("\n") + 1
    assert [(problem.rule, problem.place.line) for problem in check(folder)[1]] == [("DAT-033", line)]

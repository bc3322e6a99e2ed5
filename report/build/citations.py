"""How an edition is cited, for programs that keep references: CITATION.cff, CSL-JSON, BibTeX and RIS.

All four are written from one description of the edition, so that they can't disagree. Nothing is in them that the article doesn't
say: an author whose name nobody divided stands in one piece, and a date is as fine as the edition's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from report.model.article import Article
from report.model.dates import Precision
from report.model.document import Author, Metadata

ENDINGS = (".cff", ".bib", ".csl.json", ".ris")
"""Of the files' names."""
_LICENCE = re.compile(r"CC(?:0|-BY(?:-NC)?(?:-SA|-ND)?)-[0-9]\.[0-9]")
"""Licences whose SPDX ids are known here; CITATION.cff takes no others by id."""
_TEX = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def citations(article: Article, about: Metadata) -> dict[str, str]:
    """Return the text of each file by its name; a folder has one CITATION.cff, so translations have none."""
    edition = _Cited(article, about)
    name = f"{article.meta.id}-{article.meta.language}" if article.translated else article.meta.id
    files = {f"{name}.bib": edition.bibtex(), f"{name}.csl.json": edition.csl(), f"{name}.ris": edition.ris()}
    return files if article.translated else {"CITATION.cff": edition.cff(), **files}


class _Cited:
    """One edition, as all of the files describe it."""

    def __init__(self, article: Article, about: Metadata) -> None:
        self.id, self.about = article.meta.id, about
        date = article.meta.edition.date
        self.date = (date.known[0].year, date.known[0].month, date.known[0].day)[: int(_FINE[date.precision])]
        self.isbns = tuple(str(number) for number in article.meta.isbn.values())
        self.licence = article.meta.rights.licence
        self.title = f"{about.title}: {about.subtitle}" if about.subtitle else about.title

    def cff(self) -> str:
        """Return CITATION.cff of version 1.2.0, whose own types are software and data: the report is its preferred citation."""
        about = self.about
        names = [self._person(author) for author in about.creators]
        report: dict[str, Any] = {"type": "report", "title": self.title, "authors": names, "year": self.date[0]}
        report |= dict(zip(("month",), self.date[1:2], strict=False))
        report |= {
            "edition": str(about.edition),
            "publisher": {"name": about.publisher},
            "languages": [about.language.partition("-")[0]],
        }
        report |= self._where()
        whole: dict[str, Any] = {
            "cff-version": "1.2.0",
            "message": f"Please cite “{about.title}” as below.",
            "type": "dataset",
            "title": self.title,
            "authors": names,
            "version": str(about.edition),
        }
        if len(self.date) == 3:
            whole["date-released"] = about.modified.isoformat()
        whole |= {"abstract": about.summary, "keywords": list(about.subjects)}
        if _LICENCE.fullmatch(self.licence):
            whole["license"] = self.licence
        elif about.rights_url:
            whole["license-url"] = about.rights_url
        whole |= {key: value for key, value in self._where().items() if key != "isbn"} | {"preferred-citation": report}
        return "\n".join(_yaml({key: value for key, value in whole.items() if value}, 0)) + "\n"

    def _where(self) -> dict[str, Any]:
        found = {"doi": self.about.doi, "url": self.about.url, "isbn": next(iter(self.isbns), "")}
        return {key: value for key, value in found.items() if value}

    def _person(self, author: Author) -> dict[str, str]:
        family, given = _divided(author)
        if not given:
            return {"name": family}
        orcid = {"orcid": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
        tie = {"affiliation": "; ".join(author.affiliations)} if author.affiliations else {}
        return {"family-names": family, "given-names": given, **orcid, **tie}

    def csl(self) -> str:
        """Return CSL-JSON, as citation processors and reference managers read it."""
        about = self.about
        people = [
            {"family": family, "given": given} if given else {"literal": family}
            for family, given in map(_divided, about.creators)
        ]
        one: dict[str, Any] = {
            "id": self.id, "type": "report", "title": self.title, "author": people, "issued": {"date-parts": [list(self.date)]},
            "publisher": about.publisher, "edition": str(about.edition), "language": about.language, "abstract": about.summary,
            "keyword": ", ".join(about.subjects), "DOI": about.doi, "URL": about.url, "ISBN": " ".join(self.isbns),
        }  # fmt: skip
        return json.dumps([{key: value for key, value in one.items() if value}], ensure_ascii=False, indent=2) + "\n"

    def bibtex(self) -> str:
        """Return BibTeX; the title keeps its capitals."""
        about = self.about
        people = [f"{family}, {given}" if given else f"{{{family}}}" for family, given in map(_divided, about.creators)]
        fields = {
            "author": " and ".join(_tex(one) if one[0] != "{" else f"{{{_tex(one[1:-1])}}}" for one in people),
            "title": f"{{{_tex(self.title)}}}",
            "institution": _tex(about.publisher),
            "year": str(self.date[0]),
            "month": "".join(map(str, self.date[1:2])),
            "day": "".join(map(str, self.date[2:3])),
            "edition": str(about.edition),
            "language": about.language,
            "isbn": " ".join(self.isbns),
            "doi": about.doi,
            "url": about.url,
            "keywords": _tex(", ".join(about.subjects)),
            "abstract": _tex(about.summary),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@techreport{{{self.id},", *lines, "}"]) + "\n"

    def ris(self) -> str:
        """Return RIS, whose lines end as the format wants them."""
        about = self.about
        dated = "/".join([f"{self.date[0]:04}", *(f"{part:02}" for part in self.date[1:])])
        pairs = [("TY", "RPRT"), *(("AU", ", ".join(filter(None, _divided(author)))) for author in about.creators)]
        pairs += [
            ("TI", self.title),
            ("PY", str(self.date[0])),
            ("DA", dated),
            ("PB", about.publisher),
            ("ET", str(about.edition)),
        ]
        pairs += [("LA", about.language), *(("SN", number) for number in self.isbns), ("DO", about.doi), ("UR", about.url)]
        pairs += [*(("KW", subject) for subject in about.subjects), ("AB", about.summary), ("ID", self.id)]
        lines = [f"{tag}  - {value}" for tag, value in pairs if value]
        return "\r\n".join([*lines, "ER  - ", ""])


_FINE = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}


def _divided(author: Author) -> tuple[str, str]:
    """Return family name and given names where people.yaml divides them under `sort`; else the name, and nothing."""
    family, comma, given = author.sort.partition(", ")
    whole = comma and set(f"{given} {family}".split()) == set(author.name.split())
    return (family, given) if whole else (author.name, "")


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _yaml(value: dict[str, Any], deep: int) -> Iterator[str]:
    """Yield the lines of a mapping; every text stands in quotes, as JSON has it, which YAML reads."""
    for key, inner in value.items():
        yield from _entry(f"{'  ' * deep}{key}:", inner, deep)


def _entry(head: str, inner: Any, deep: int) -> Iterator[str]:
    if isinstance(inner, dict):
        yield head
        yield from _yaml(inner, deep + 1)
    elif isinstance(inner, list):
        yield head
        for one in inner:
            lines = list(_yaml(one, deep + 2)) if isinstance(one, dict) else [json.dumps(one, ensure_ascii=False)]
            yield f"{'  ' * deep}  - {lines[0].strip()}"
            yield from lines[1:]
    else:
        yield f"{head} {inner if isinstance(inner, int) else json.dumps(inner, ensure_ascii=False)}"

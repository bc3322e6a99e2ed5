"""An entry of BibTeX or BibLaTeX as sources.yaml would have it: CSL's types and names, and text instead of LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from report.load.bibliography.dates import edtf, of_parts
from report.load.bibliography.latex import text_of
from report.load.bibliography.names import people
from report.load.bibliography.trees import UNTITLED_TYPES, Filling, address, doi, edition, issn, language, pages
from report.load.rules import ENTRY_TYPE
from report.load.yaml_tree import Mapping
from report.problems import Place, Problem, cut

_TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "bibnote": "document", "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet", "collection": "book", "commentary": "book", "conference": "paper-conference", "data": "dataset",
    "dataset": "dataset", "electronic": "webpage", "image": "figure", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legal": "legislation",
    "legislation": "legislation", "letter": "personal_communication", "manual": "report", "mastersthesis": "thesis",
    "misc": "document", "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book",
    "mvproceedings": "book", "mvreference": "book", "newspaper": "article-newspaper", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book", "reference": "book",
    "report": "report", "review": "review", "software": "software", "standard": "standard", "suppbook": "chapter",
    "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report", "thesis": "thesis",
    "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}  # fmt: skip
_SUBTYPES = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "blog": "post-weblog",
    "post": "post",
    "interview": "interview",
}
"""What `entrysubtype` makes of an article or a page."""
INHERITED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
"""What a part takes from the whole that its crossref names under another name."""
_STATES = {"inpress": "in press", "inpreparation": "in preparation"}
"""Values of `pubstate` that are no words, by those that CSL's `status` has for them."""
_KEYWORDS = {
    "phdthesis",
    "mathesis",
    "mastersthesis",
    "candthesis",
    "bathesis",
    "techreport",
    "resreport",
    "software",
    "datacd",
    "audiocd",
    "patent",
}
"""Values of `type` and `pubstate` that BibLaTeX's styles put into words."""
_URL = re.compile(r"\\(?:url|path)\s*\{([^{}]*)\}")
_ADDRESS = re.compile(r"https?://[^\s{}]+")


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a field, as LaTeX, and where its name stands."""

    text: str
    place: Place
    faulty: bool = False
    """Whether it can't be read, which is a problem already."""


Fields = dict[str, Field]
"""By name in small letters."""


def tree(kind: str, fields: Fields, key: str, place: Place, problems: list[Problem]) -> Mapping:
    """Return the entry as sources.yaml would have it."""
    return _FieldReader(kind, fields, key, problems, Filling(place, problems)).tree()


@dataclass
class _FieldReader:
    kind: str
    fields: Fields
    key: str
    problems: list[Problem]
    filling: Filling

    def text(self, *names: str) -> tuple[str, Place]:
        """Return the first of these fields that says something."""
        for name in names:
            if (one := self.fields.get(name)) and (found := text_of(one.text, one.place, self.problems)):
                return found, one.place
        return "", self.filling.place

    def put(self, key: str, *names: str, made: Callable[[str], str] = str) -> None:
        """Fill a key with the first of these fields that says something."""
        found, place = self.text(*names)
        self.filling.put(key, made(found) if found else "", place)

    def tree(self) -> Mapping:
        """Fill all keys."""
        type_ = self.type()
        self.filling.put("type", type_, self.filling.place)
        for role in ("author", "editor", "translator"):
            if one := self.fields.get(role):
                self.filling.people(role, people(one.text, one.place, self.problems), one.place)
        self.title("title", "", titled=type_ not in UNTITLED_TYPES)
        periodical = type_.startswith(("article", "post", "review"))
        if periodical:
            self.title("container-title", "journal", "journaltitle", "journal", "booktitle", "maintitle")
        else:
            self.title("container-title", "book", "booktitle", "maintitle", "journaltitle", "journal")
        self.numbers(type_, periodical=periodical)
        self.put("page", "pages", made=pages)
        self.put("edition", "edition", made=edition)
        self.put("version", "version")
        self.put("genre", "type", made=lambda text: "" if text.casefold() in _KEYWORDS else text)
        self.put("status", "pubstate", made=lambda text: _STATES.get(text.casefold(), text))
        self.put("publisher", "publisher", "institution", "school", "organization", made=lambda text: text.replace(" and ", ", "))
        self.put("publisher-place", "location", "address", made=lambda text: text.replace(" and ", ", "))
        self.dates()
        self.put("language", "langid", "language", "hyphenation", made=language)
        self.put("ISBN", "isbn")
        self.put("ISSN", "issn", made=issn)
        self.addresses()
        return self.filling.tree

    def type(self) -> str:
        """Return CSL's type."""
        if self.kind not in _TYPES:
            hint = "write @misc, or another type that BibTeX or BibLaTeX have"
            self.problems.append(ENTRY_TYPE.at(self.filling.place, f"“@{cut(self.kind, 40)}” is no type of entry", hint=hint))
            return "document"
        subtype, _ = self.text("entrysubtype")
        if self.kind in {"article", "suppperiodical", "online", "misc"} and subtype.casefold() in _SUBTYPES:
            return _SUBTYPES[subtype.casefold()]
        return _TYPES[self.kind]

    def title(self, key: str, prefix: str, *names: str, titled: bool = False) -> None:
        """Fill a title with its subtitle."""
        found, place = self.text(*(names or ("title",)))
        if not found:
            if titled and not any(one.text.strip() or one.faulty for one in (self.fields.get("title"),) if one):
                self.filling.untitled(self.key)
            return
        below, _ = self.text(f"{prefix}subtitle")
        added, _ = self.text(f"{prefix}titleaddon")
        whole = " ".join(
            filter(
                None, [f"{found}{'' if found[-1] in '?!:' else ':'} {below}" if below else found, f"({added})" if added else ""]
            )
        )
        self.filling.put(key, whole, place)

    def numbers(self, type_: str, *, periodical: bool) -> None:
        """Fill volume, issue, number and series, which are one another's in each type."""
        self.put("volume", "volume")
        series = not periodical and "series" in self.fields
        if periodical or type_ == "periodical":
            self.put("issue", "number", "issue")
            if "pages" not in self.fields:
                self.put("number", "eid")
        elif not series:
            self.put("number", "number", "eid")
        if series:
            self.put("collection-title", "series")
            self.put("collection-number", "number")

    def dates(self) -> None:
        """Fill both dates; what stands instead of a year is the state of a work."""
        for key, name in (("issued", "date"), ("accessed", "urldate"), ("accessed", "lastchecked")):
            if one := self.fields.get(name):
                self.filling.put(key, edtf(_unguarded(one.text).strip("{}")), one.place)
        if "issued" not in self.filling.tree.entries:
            year, place = self.text("year")
            month, day = self.text("month")[0], self.text("day")[0]
            issued = of_parts(year, month, day) if year else ""
            if issued and not any(sign.isdigit() for sign in issued):
                self.filling.put("status", issued, place)
            else:
                self.filling.put("issued", issued, place)

    def addresses(self) -> None:
        """Fill DOI and URL; an address is no LaTeX, but for the signs that were guarded in it."""
        if one := self.fields.get("doi"):
            self.filling.put("DOI", doi(_unguarded(one.text)), one.place)
        if one := self.fields.get("url"):
            found = _URL.fullmatch(one.text.strip())
            self.filling.put("URL", address(_unguarded(found[1] if found else one.text)), one.place)
        elif (one := self.fields.get("howpublished")) and (found := _URL.search(one.text) or _ADDRESS.search(one.text)):
            self.filling.put("URL", address(_unguarded(found[1] if found.re is _URL else found[0])), one.place)
        elif (one := self.fields.get("eprint")) and "doi" not in self.fields:
            kind = self.text("eprinttype", "archiveprefix")[0].casefold()
            if kind == "arxiv":
                self.filling.put("URL", f"https://arxiv.org/abs/{_unguarded(one.text).removeprefix('arXiv:')}", one.place)


def _unguarded(text: str) -> str:
    return re.sub(r"\\([_%&#~$])|\{\\(?:_|textunderscore)\}", lambda found: found[1] or "_", text).strip()

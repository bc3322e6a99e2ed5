"""Whatever stands in a library, an entry becomes a source that can be set, or a problem with a place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.library import with_library
from support.soak import LONG, times

from report.compose.back import entry
from report.compose.desk import Desk
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.sources import anchor, short
from report.compose.wording import plain
from report.copies.references import csl_json
from report.intake.files import SourceText
from report.load.bibliography import bibtex, csl
from report.load.bibliography.entries import Bibliography
from report.load.records import load_record
from report.model.article import Article
from report.model.prose import Prose
from report.model.sources import Source
from report.problems import Problem

SIGNS = [
    "{", "}", "{{", "}}", '"', "\\", "\\'", '\\"{o}', "\\ss", "$", "$_2$", "%", "#", "&", "~", "--", "and", " and ", "others",
    ",", "=", "@", "@book{", "\n", "\n@", "Doe, Jane", "{World Bank}", "van der", "Jr.", "2019", "2019-07", "1998--99", "ca. ",
    "[", "]", "jan", "https://", "doi:10.1/x", "\\url{x}", "\\textsuperscript{2}", "\\foo", "é", "\u202e", "\x0b", "'", "``",
    "<i>", "</i>", "x" * 300,
]  # fmt: skip
FIELDS = [
    "author", "editor", "translator", "title", "subtitle", "journal", "booktitle", "series", "volume", "number", "pages",
    "edition", "publisher", "address", "year", "month", "day", "date", "urldate", "url", "doi", "isbn", "issn", "language",
    "type", "pubstate", "crossref", "xdata", "howpublished", "eprint", "entrysubtype", "version",
]  # fmt: skip
words = st.lists(st.sampled_from(SIGNS) | st.text(max_size=6), max_size=8).map("".join)
kinds = st.sampled_from(
    ["article", "book", "incollection", "inproceedings", "misc", "online", "report", "thesis", "xdata", "odd"]
)
bib_entry = st.builds(
    lambda kind, key, fields: f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{text}}},\n" for name, text in fields) + "}\n",
    kinds, st.sampled_from("abc"), st.lists(st.tuples(st.sampled_from(FIELDS), words), max_size=8),
)  # fmt: skip
bib = st.lists(bib_entry | words, max_size=4).map("\n".join)
scalar = words | st.integers() | st.none() | st.floats()
value = st.recursive(
    scalar,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "suffix", "date-parts", "raw", "circa", "non-dropping-particle"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
csl_entry = st.fixed_dictionaries(
    {"id": st.sampled_from("abc"), "type": st.sampled_from(["book", "article-journal", "odd", ""])},
    optional=dict.fromkeys(("title", "author", "editor", "issued", "accessed", "page", "URL", "DOI", "ISSN", "edition"), value),
)
usual = settings(
    max_examples=times(150, 3_000),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def sources(found: Bibliography) -> dict[str, Source]:
    """Return the entries that are sources, each set in words; whatever is wrong has a place and a hint."""
    problems: list[Problem] = [fault.problem for fault in found.faults]
    made: dict[str, Source] = {}
    for one in found.entries:
        record = load_record(one.read(problems), Source, one.place, one.key, inline=Prose.plain, problems=problems).record
        if record is not None:
            made.setdefault(one.key, record)
    for problem in problems:
        assert problem.sentence
        assert problem.hint
        assert problem.place.line > 0
    return made


def check(made: dict[str, Source]) -> None:
    article: Any = Article("a", None, sources=made)  # type: ignore[arg-type]
    for tag in ("en", "de"):
        for source in made.values():
            desk = Desk(article, None, Language(tag), Labels(tag))  # type: ignore[arg-type]
            assert plain(entry(desk, source).inlines).endswith(tuple(".!?…"))
            assert plain(short(desk, source))
            assert anchor(source.id).isascii()


@usual
@given(bib)
def test_bibtex_is_set_or_told(text: str) -> None:
    made = sources(bibtex.read(SourceText("references.bib", text)))
    check(made)
    carried = csl_json(made.values())
    again = sources(csl.read(SourceText("references.json", carried.decode("utf-8"))))
    assert csl_json(again.values()) == carried


@usual
@given(st.lists(csl_entry, max_size=3), st.integers(0, 400))
def test_csl_is_set_or_told(entries: list[dict[str, Any]], cut: int) -> None:
    text = json.dumps(entries, ensure_ascii=False)
    made = sources(csl.read(SourceText("references.json", text)))
    check(made)
    carried = csl_json(made.values())
    assert csl_json(sources(csl.read(SourceText("references.json", carried.decode("utf-8")))).values()) == carried
    sources(csl.read(SourceText("references.json", text[:cut])))


@settings(usual, max_examples=times(25, 400))
@given(text=bib, keys=st.lists(st.sampled_from("abc"), unique=True))
def test_a_folder_with_any_library_can_be_loaded(text: str, keys: list[str], tmp_path_factory: Any) -> None:
    from report.lint import lint
    from report.load import load_article

    folder: Path = with_library(tmp_path_factory.mktemp("any") / "a", keys=keys)
    (folder / "references.bib").write_text(text, encoding="utf-8", errors="surrogatepass")
    article, problems = load_article(folder)
    assert article is not None
    assert all(problem.place.path for problem in [*problems, *lint(article)])

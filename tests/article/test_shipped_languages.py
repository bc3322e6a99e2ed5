"""The article that ships says the same in each of its languages, of the same records; and it is kept up as one."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.catalogues import meaning
from support.command import here
from support.reading import page_tree
from support.shipped import FURTHER, LANGUAGES, Shipped, shipped

from report.build.check import check
from report.compare.changes import compare
from report.compare.state import read_state
from report.copies import find
from report.load import load_article
from report.load.formats import read_formats
from report.load.wording import Collected
from report.model import document as doc
from report.model.cldr import locale_of
from report.system import places
from report.translate import update
from tests.support.built import Desk
from tests.support.built import shipped as shipped_desk
from tests.unit.test_compose_document import nodes

SENTENCE = "Since {date}`move|year` members of an Iranian opposition organisation"


def digits(text: str, language: str) -> list[str]:
    """Return the numbers that stand in a text in digits of whatever script, in order of their size."""
    symbols = locale_of(language).number_symbols
    marks = {system["group"] for system in symbols.values() if "group" in system} | {"\u202f", "\u00a0"}
    plain = "".join(str(int(sign)) if sign.isdecimal() else "" if sign in marks else sign for sign in text)
    return sorted("".join(sign if sign.isdecimal() else " " for sign in plain).split())


def values_of_page(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the values of a web edition: the record behind each, and its words."""
    for element in page_tree(path).iter("{*}a", "{*}span"):
        if record := element.get("data-record"):
            yield record, "".join(element.itertext())


def values_of_document(language: str, form: str) -> Iterator[tuple[str, str]]:
    for node in nodes(shipped_desk(language).document(form)):
        if isinstance(node, doc.Value):
            yield node.record, node.text


def same(own: list[tuple[str, str]], said: list[tuple[str, str]], language: str) -> list[tuple[str, list[str], list[str]]]:
    """Return where the values of a record differ; a number that one of both has in words is told by its record alone."""
    assert len(own) > 20
    assert Counter(record for record, _ in own) == Counter(record for record, _ in said)
    wrong = []
    for record in dict.fromkeys(record for record, _ in own):
        first = sorted(found for of, text in own if of == record and (found := digits(text, "en")))
        second = sorted(found for of, text in said if of == record and (found := digits(text, language)))
        if len(first) == len(second) and first != second:
            wrong.append((record, first, second))
    return wrong


def test_every_value_is_that_of_the_same_record_with_the_same_number(translated: Shipped) -> None:
    language = translated.article.meta.language
    own, said = (list(values_of_page(one.files["web"])) for one in (shipped(), translated))
    assert same(own, said, language) == []


@pytest.mark.parametrize("form", ["a4", "brief"])
def test_every_printed_value_is_that_of_the_same_record(translated: Shipped, form: str) -> None:
    language = translated.article.meta.language
    own, said = (list(values_of_document(tag, form)) for tag in ("", language))
    assert same(own, said, language) == []


def test_a_wrong_number_would_be_found() -> None:
    own = [("fact", "3,000 members"), *((f"other-{n}", "2") for n in range(20))]
    said = [("fact", "۳٬۰۰۱ عضو"), *((f"other-{n}", "۲") for n in range(20))]
    assert same(own, said, "fa") == [("fact", [["3000"]], [["3001"]])]
    assert same(own, [("fact", "۳٬۰۰۰ عضو"), *said[1:]], "fa") == []


def test_records_are_those_of_the_article_s_own_language(translated: Shipped) -> None:
    own = shipped().article
    for kind in ("facts", "events"):
        ours, theirs = getattr(own, kind), getattr(translated.article, kind)
        assert ours.keys() == theirs.keys()
        assert [(one.date, getattr(one, "quantity", None)) for one in ours.values()] == [
            (one.date, getattr(one, "quantity", None)) for one in theirs.values()
        ]
    for id_, series in own.series.items():
        said = translated.article.series[id_]
        assert [(one.id, one.date, one.quantity, one.source) for one in series.observations.values()] == [
            (one.id, one.date, one.quantity, one.source) for one in said.observations.values()
        ]


def test_exact_words_are_the_same_in_every_language(translated: Shipped) -> None:
    own, said = shipped().article.statements, translated.article.statements
    assert {id_: one.exact for id_, one in own.items()} == {id_: one.exact for id_, one in said.items()}
    assert [id_ for id_, one in said.items() if one.exact and not one.translation] == []


NAMES = {"": "English", "fa": "فارسی", "sq": "shqip"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_editions_name_each_other(language: str) -> None:
    assert set(NAMES) == set(LANGUAGES)
    others = [name for tag, name in NAMES.items() if tag != language]
    for name, reading in shipped(language).full.items():
        assert [other for other in others if other not in reading.text] == [], name


def test_identifiers_files_and_metadata_are_of_a_language() -> None:
    made = {tag: shipped_desk(tag).document("a4").metadata for tag in LANGUAGES}
    assert len({one.identifier for one in made.values()}) == len(LANGUAGES)
    assert {one.edition for one in made.values()} == {shipped().article.meta.edition.number}
    files = [file.name for tag in LANGUAGES for file in shipped(tag).files.values()]
    assert len(set(files)) == len(files) == 6 * len(LANGUAGES)


def test_the_imprint_says_whose_the_translation_is(translated: Shipped) -> None:
    note = translated.article.meta.translation_note
    assert note
    own = shipped().article.meta.translation_note
    assert own
    assert note.source != own.source
    for name, reading in translated.full.items():
        assert " ".join(note.source.split()) in reading.text, name
    for name, reading in shipped().full.items():
        assert own.source not in reading.text, name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(places.shipped_article(), tmp_path / "article")


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_a_word_that_changes_stops_the_translations_alone_at_its_line(folder: Path) -> None:
    before = {tag: meaning(folder / "locale" / f"{tag}.po") for tag in FURTHER}
    changed(folder / "article.yaml", SENTENCE, SENTENCE.replace("members", "people"))
    told, problems = update(folder)
    assert problems == []
    assert [(one.fuzzy, one.missing) for one in told] == [(1, 0)] * len(FURTHER)
    for tag in FURTHER:
        file = folder / "locale" / f"{tag}.po"
        fresh = {key: said for key, said in meaning(file).items() if said[2] and "title" not in key[0]}
        assert [context for context, _ in fresh] == ["article.yaml:brief.standfirst"]
        kept = {key: said[:2] for key, said in meaning(file).items() if key not in fresh}
        assert kept == {key: said[:2] for key, said in before[tag].items() if key[0] != "article.yaml:brief.standfirst"}
        (problem,) = load_article(folder, tag)[1]
        line = file.read_text(encoding="utf-8").split("\n")[problem.place.line - 1]
        assert (problem.rule, Path(problem.place.path).name, line[:6]) == ("LNG-004", f"{tag}.po", "msgstr")
    assert load_article(folder)[1] == []


def test_a_number_that_changes_touches_no_catalogue_and_every_language_follows(folder: Path) -> None:
    before = {tag: (folder / "locale" / f"{tag}.po").read_bytes() for tag in FURTHER}
    said = {tag: [text for record, text in values_of_document(tag, "a4") if record == "membership.2018"] for tag in LANGUAGES}
    changed(folder / "series" / "membership.yaml", "number: 2300", "number: 2400")
    for tag in LANGUAGES:
        assert check(folder, tag)[1] == []
        desk = Desk.of(folder, language=tag)
        for form in read_formats(["a4", "letter", "large-print", "brief", "epub", "web"]):
            document = desk.document(form.name)
            now = [node.text for node in nodes(document) if isinstance(node, doc.Value) and node.record == "membership.2018"]
            assert now
            assert {tuple(digits(text, tag or "en")) for text in now} <= {("2400",), ("2018",)}, (tag, form.name)
        assert any("2300" in digits(text, tag or "en") for text in said[tag])
    assert update(folder)[1] == []
    remarks = {
        tag: [line for line in catalogue.decode().split("\n") if not line.startswith("#")] for tag, catalogue in before.items()
    }
    for tag in FURTHER:
        text = (folder / "locale" / f"{tag}.po").read_text(encoding="utf-8")
        assert [line for line in text.split("\n") if not line.startswith("#")] == remarks[tag], "only what translators are told"


def test_copies_are_extracted_and_built_again_and_compared_in_each_language(translated: Shipped, tmp_path: Path) -> None:
    language = translated.article.meta.language
    book = translated.files["epub"]
    assert find(book).language == language
    assert here("extract", book, tmp_path / "extracted").status == 0
    article, problems = load_article(tmp_path / "extracted" / "article", language)
    assert article is not None
    assert problems == []
    assert article.meta.title == translated.article.meta.title
    done = here("rebuild", translated.files["brief"], "--out", tmp_path / "rebuilt")
    assert (done.status, done.errors) == (0, "")
    again = tmp_path / "rebuilt" / "camp-ashraf-3" / translated.files["brief"].name
    assert again.read_bytes() == translated.files["brief"].read_bytes()
    assert not compare(read_state(book), read_state(translated.files["a4"]))
    assert here("diff", book, translated.files["large-print"]).status == 0


def test_whoever_collects_messages_finds_each_once(translated: Shipped) -> None:
    collected = Collected()
    load_article(places.shipped_article(), wording=collected)
    wanted = {(one.context, one.forms[0] if one.forms else one.text) for one in collected.messages}
    file = places.shipped_article() / "locale" / f"{translated.article.meta.language}.po"
    assert meaning(file).keys() == wanted

"""What an article says is asked for by name, and said in another language where a catalogue has it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from support.catalogues import add_languages, fill, marked, read, same
from support.edited import minimal

from report.lint import lint
from report.load import languages_of, load_article
from report.load.catalogue import plurals
from report.load.wording import Collected, folded, roles, says
from report.model.prose import Directive, Para, Typed
from report.model.quantities import Unit
from report.model.table_view import named_in, read_view
from report.problems import Problem
from report.system import places
from report.translate import status, update


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return add_languages(minimal(tmp_path / "article"), "de", "pl")


def problems_of(folder: Path, language: str) -> list[str]:
    return [one.rule for one in load_article(folder, language)[1]]


def lines(folder: Path) -> str:
    return (folder / "locale" / "de.po").read_text(encoding="utf-8").replace("\n#. ", " ")


def say(folder: Path, language: str, own: str, said: str) -> None:
    """Write another translation for all messages of these words."""
    file = folder / "locale" / f"{language}.po"
    text, count = re.subn(
        rf'(msgid "{re.escape(own)}"\nmsgstr) ".*"', lambda found: f'{found[1]} "{said}"', file.read_text(encoding="utf-8")
    )
    assert count, own
    file.write_text(text, encoding="utf-8", newline="\n")


def where(problems: list[Problem], folder: Path) -> list[tuple[str, str, int]]:
    return [(one.rule, Path(one.place.path).relative_to(folder).as_posix(), one.place.line) for one in problems]


def test_line_ends_mean_nothing_but_behind_a_backslash() -> None:
    assert folded("a  b\n  c\td ") == "a b c d"
    assert folded("a\\\nb") == "a\\\nb"


def test_what_comes_from_records_says_nothing_by_itself() -> None:
    assert not says("{value}`visits.2022` – {date}`opening|month`")
    assert says("in {date}`opening`")


def test_roles_are_counted_whatever_their_form() -> None:
    assert roles("{value}`a|bare` {value}`a` {literal}`3`") == Counter({("value", "a"): 2, ("literal", ""): 1})
    assert roles("{cite}`first, second`") == roles("{cite}`first,\nsecond`")


def test_whoever_asks_changes_nothing() -> None:
    folder = places.shipped_article()
    asked = Collected()
    assert load_article(folder, wording=asked) == load_article(folder)
    assert len({(one.context, one.text) for one in asked.messages}) > 300
    assert not any(one.text == "note" or "for editors" in one.text for one in asked.messages)


def test_an_article_says_what_its_catalogue_says(folder: Path) -> None:
    article, problems = load_article(folder, "de")
    assert problems == []
    assert article is not None
    assert (article.meta.language, article.own_language, article.translated) == ("de", "en-GB", True)
    assert article.meta.title == marked("The reading room")
    assert article.events["opening"].title == marked("Opening")
    assert article.series["visits"].unit == Unit.of({"one": "Ü visitor 0", "other": "Ü visitors 1"})
    first = next(block for block in article.sections[0].blocks if isinstance(block, Para))
    assert isinstance(first.inlines[0], Typed)
    assert first.inlines[0].text == "Ü In "
    assert first.inlines[0].place.path.endswith("locale/de.po")


def test_a_translation_takes_no_name_that_others_gave_the_article_s_own_edition(tmp_path: Path) -> None:
    home = minimal(tmp_path / "article")
    with (home / "article.yaml").open("a", encoding="utf-8") as file:
        file.write("url: https://example.org/room\ndoi: 10.1000/182\nisbn: {a4: 978-3-16-148410-0}\n")
    add_languages(home, "de")
    own, german = (load_article(home, language)[0] for language in ("", "de"))
    assert own is not None
    assert german is not None
    assert (own.meta.doi, own.meta.isbn) == ("10.1000/182", {"a4": "978-3-16-148410-0"})
    assert (german.meta.doi, german.meta.isbn, german.meta.url) == (None, {}, own.meta.url)


def test_its_own_language_is_left_as_it_is(folder: Path) -> None:
    article, _ = load_article(folder)
    assert article is not None
    assert (article.meta.title, article.translated) == ("The reading room", False)
    assert languages_of(folder) == ("en-GB", ("de", "pl"))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("pl", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("uk", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("ar", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 4, "other": 5}),
        ("de", {"one": 0, "other": 1}),
        ("fa", {"one": 0, "other": 1}),
        ("ja", {"other": 0}),
    ],
)
def test_forms_of_nouns_are_those_of_the_language(tmp_path: Path, language: str, forms: dict[str, int]) -> None:
    add_languages(minimal(tmp_path / "article"), language)
    assert plurals(read(tmp_path / "article" / "locale" / f"{language}.po")) == forms


def test_words_that_change_make_their_own_message_fuzzy_and_no_other(folder: Path) -> None:
    file = folder / "events.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The reading room opens.", "The reading room opens again."), encoding="utf-8", newline="\n")
    (line,) = [n for n, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1) if "opens again" in line]
    assert where(load_article(folder, "de")[1], folder) == [("LNG-003", "events.yaml", line)]
    told, _ = update(folder)
    assert [(one.translated, one.fuzzy, one.missing) for one in told] == [(23, 1, 0)] * 2
    catalogue = (folder / "locale" / "de.po").read_text(encoding="utf-8")
    assert '#| msgid "The reading room opens."' in catalogue
    assert "LNG-004" in problems_of(folder, "de")
    assert problems_of(folder, "") == []
    fill(folder / "locale" / "de.po")
    assert problems_of(folder, "de") == []
    assert problems_of(folder, "pl") == ["LNG-004"]


def test_numbers_that_change_touch_no_catalogue(folder: Path) -> None:
    file = folder / "series" / "visits.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("1450", "1451"), encoding="utf-8", newline="\n")
    assert problems_of(folder, "de") == problems_of(folder, "pl") == []
    assert [(one.translated, one.fuzzy) for one in update(folder)[0]] == [(24, 0), (24, 0)]
    assert "Reads: In 2022 about 1,200 people were counted at the door; in 2023 there were 1,451." in lines(folder)
    assert [one.written for one in update(folder)[0]] == [False, False]


def test_status_writes_nothing(folder: Path) -> None:
    before = (folder / "locale" / "de.po").read_bytes()
    told, _ = status(folder, ["de", "fr"])
    assert [(one.language, one.translated, one.missing) for one in told] == [("de", 24, 0), ("fr", 0, 24)]
    assert (folder / "locale" / "de.po").read_bytes() == before
    assert not (folder / "locale" / "fr.po").exists()


def test_a_draft_says_what_isn_t_translated_as_it_is_typed(folder: Path) -> None:
    file = folder / "locale" / "de.po"
    file.write_text(file.read_text(encoding="utf-8").replace('msgstr "Ü Opening"', 'msgstr ""'), encoding="utf-8", newline="\n")
    assert problems_of(folder, "de") == ["LNG-003"]
    article, problems = load_article(folder, "de", draft=True)
    assert problems == []
    assert article is not None
    assert article.untranslated == {"Opening"}
    assert (article.meta.title, article.events["opening"].title) == ("Ü The reading room", "Opening")


def test_somebody_else_s_words_stay_and_have_our_translation_beside_them(tmp_path: Path) -> None:
    exact, title = "It is quiet here, and that is the point.", "Annual report of the reading room"
    folder = minimal(tmp_path / "article", statements=(f"  exact: {exact}", f"  exact: {exact}\n  hedge: claimed"))
    add_languages(folder, "de", say=same)
    for own, said in ((exact, "Hier ist es ruhig."), (title, "Jahresbericht"), ("claimed", "angeblich")):
        say(folder, "de", own, said)
    article, problems = load_article(folder, "de")
    assert problems == []
    assert article is not None
    (statement,), (source,) = article.statements.values(), article.sources.values()
    assert (statement.exact, statement.translation, statement.language) == (exact, "Hier ist es ruhig.", "en-GB")
    assert (statement.hedge, statement.hedge_translation) == ("claimed", "angeblich")
    assert (source.title, source.translation, source.language) == (title, "Jahresbericht", "en-GB")
    for own in (exact, title, "claimed"):
        say(folder, "de", own, "")
    article, problems = load_article(folder, "de")
    assert problems == [], "nobody has to translate them"
    assert article is not None
    assert [one.translation for one in (*article.statements.values(), *article.sources.values())] == [None, None]


def test_our_translation_for_readers_of_one_language_is_none_for_others(tmp_path: Path) -> None:
    quote, foreign = "It is quiet here, and that is the point.", "Es ist ruhig.\n  language: de\n  translation: It is quiet."
    folder = minimal(tmp_path / "article", statements=(quote, foreign))
    add_languages(folder, "fr", "pl", say=same)
    say(folder, "fr", "Es ist ruhig.", "C’est calme.")
    say(folder, "pl", "Es ist ruhig.", "")
    said = [next(iter(article.statements.values())) for tag in ("", "fr", "pl") if (article := load_article(folder, tag)[0])]
    assert [(one.exact, one.translation) for one in said] == [
        ("Es ist ruhig.", "It is quiet."), ("Es ist ruhig.", "C’est calme."), ("Es ist ruhig.", None),
    ]  # fmt: skip


def test_what_looks_like_an_id_is_one_only_where_ids_may_stand(tmp_path: Path) -> None:
    folder = minimal(
        tmp_path / "article",
        people=("  short: The staff", "  short: staff\n  roles: [{title: keeper}]"),
        article=("publisher: ", "authors: [staff]\npublisher: "),
    )
    asked = Collected()
    load_article(folder, wording=asked)
    said = {one.context: one.text for one in asked.messages}
    assert (said["people.yaml:staff.short"], said["people.yaml:staff.roles.0.title"]) == ("staff", "keeper")
    assert not [context for context in said if "authors" in context]


def test_headings_keep_their_ids_in_every_language(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article", sections_reading_room=("In {date}", "## Days *off*\n\nSee {ref}`days-off`. In {date}"))
    add_languages(folder, "fa", say=lambda text: text.replace("Days", "روزهای").replace("*off*", "*بسته*"))
    article, problems = load_article(folder, "fa")
    assert article is not None
    assert [*problems, *lint(article)] == []


def test_words_of_heads_are_said_and_names_of_columns_stay(tmp_path: Path) -> None:
    table = "\n:::{table} visits\n:caption: Visits\n:columns: date, value = Visitors\n:::\n\n:::{statement}"
    folder = minimal(tmp_path / "article", sections_reading_room=("\n:::{statement}", table))
    add_languages(folder, "de", say=same)
    say(folder, "de", "Visitors", r"Besucher, \"gezählt\"")
    article, problems = load_article(folder, "de")
    assert problems == []
    assert article is not None
    (shown,) = [block for block in article.sections[0].blocks if isinstance(block, Directive) and block.name == "table"]
    option = shown.option("columns")
    assert option is not None
    assert named_in(option.source) == [("date", ""), ("value", 'Besucher, "gezählt"')]
    assert [one.place.path for one in option.inlines if isinstance(one, Typed)] == [f"{folder.as_posix()}/locale/de.po"]


def test_lines_of_tables_are_said_and_named_by_what_the_table_has(tmp_path: Path) -> None:
    table = "\n:::{table} loans\n:caption: Loans\n:across: line\n:only: line = Books, films\n:sort: -Books\n:::\n\n:::{statement}"
    folder = minimal(tmp_path / "article", sections_reading_room=("\n:::{statement}", table))
    shutil.copytree(places.articles() / "minimal-with-data", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))
    add_languages(folder, "de")
    article, problems = load_article(folder, "de")
    assert article is not None
    assert [*problems, *lint(article)] == []
    series = article.series["loans"]
    assert series.rows is not None
    assert (series.rows.names, series.rows.slugs) == (("Ü Books", "Ü Films"), ("books", "films"))
    (shown,) = [block for block in article.sections[0].blocks if isinstance(block, Directive) and block.name == "table"]
    view, faults = read_view(shown, series)
    assert (faults, view.sort, {entry.line for entry in view.entries}) == ([], "Ü Books", {"Ü Books", "Ü Films"})
    assert '#: data/loans.csv:2\nmsgctxt "data"\nmsgid "Books"' in (folder / "locale" / "de.po").read_text(encoding="utf-8")

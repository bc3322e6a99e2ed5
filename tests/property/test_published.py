"""What of an article is published, whatever is printed of it: enough to say the same again, and nothing is taken off twice."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import events as ev
from support.soak import LONG, times

from report.build.check import check
from report.compare.state import records
from report.compose import compose
from report.copies import Baggage, write_files
from report.copies.published import Published
from report.intake.files import SourceText
from report.load import load_format
from report.load.yaml_text import rewritten
from report.load.yaml_tree import Mapping, Sequence, Tree, parse
from report.model.article import Article
from report.problems import any_error
from report.system import places

MILL = Path(__file__).parents[1] / "frozen" / "0.1" / "mill"
SECTIONS = ("the-mill", "voices")
quick = settings(
    max_examples=times(8, 200), deadline=None, derandomize=not LONG, database=None, suppress_health_check=list(HealthCheck)
)


def blocks(name: str) -> list[str]:
    """Return what a section of the mill consists of, its title first; nothing of it refers to another part."""
    text = (MILL / "sections" / f"{name}.md").read_text(encoding="utf-8")
    text = re.sub(r"\{ref\}`\w+`", "the chart", text.replace("[^beck]: It is dry in summer.\n", "").replace("[^beck]", ""))
    found = [""]
    for line in text.splitlines(keepends=True):
        if line.strip() or (found[-1].lstrip().startswith(":::") and not found[-1].endswith("\n:::\n")):
            found[-1] += line
        elif found[-1]:
            found.append("")
    return [block for block in found if block]


BLOCKS = {name: blocks(name) for name in SECTIONS}


@st.composite
def articles(draw: st.DrawFn) -> dict[str, str]:
    """The mill with less of its text, with or without a brief and changes, and with comments."""
    files = {}
    for name in SECTIONS:
        title, *rest = BLOCKS[name]
        kept = [block for block in rest if draw(st.booleans())] or ["Nothing is told."]
        files[f"sections/{name}.md"] = "\n".join([title, *kept])
    meta = (MILL / "article.yaml").read_text(encoding="utf-8")
    if draw(st.booleans()):
        meta = re.sub(r"(?m)^brief:\n(?:  .*\n)+", "", meta).replace("brief, ", "")
    if draw(st.booleans()):
        meta = re.sub(r"(?m)^  changes:\n(?:    .*\n)+", "", meta)
    files["article.yaml"] = meta
    for path in sorted(MILL.rglob("*.yaml")):
        name = path.relative_to(MILL).as_posix()
        text = files.get(name) or path.read_text(encoding="utf-8")
        files[name] = re.sub(r"(?m)^(?=\w)", lambda _: "# Comment\n" if draw(st.booleans()) else "", text)
    return files


def written(folder: Path, files: dict[str, str]) -> Path:
    shutil.copytree(MILL, folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def said(article: Article, format_: str) -> str:
    """Return a document as text, without where its parts stand in the author's files."""
    preset, _ = load_format(places.templates() / "formats" / f"{format_}.toml")
    assert preset is not None
    return re.sub(r"Place\([^)]*\)|'[^']*': Place", "", repr(compose(article, preset)))


@quick
@given(articles())
def test_what_is_published_says_the_same_and_has_nothing_to_lose(files: dict[str, str]) -> None:
    with TemporaryDirectory() as name:
        folder = written(Path(name, "mill"), files)
        article, problems = check(folder)
        assume(article is not None and not any_error(problems))
        assert article is not None
        first = Baggage.of(article, folder)
        assert not [name for name, data in first.files.items() if b"Comment" in data and name != "images/view.jpg"]
        home = Path(name, "again", "mill")
        write_files(home, first.files)
        again, found = check(home)
        assert again is not None
        told = {(problem.rule, problem.sentence) for problem in problems}
        assert {(problem.rule, problem.sentence) for problem in found} <= told
        second = Baggage.of(again, home)
        assert (second.files, second.left_out) == (first.files, {})
        assert records(again, first.files) == records(first.article, first.files)
        told_of = replace(article, events=first.article.events)  # the axis shows every event that is told, and no other
        for format_ in ("a4", "epub", *(["brief"] if article.meta.brief else [])):
            assert said(again, format_) == said(first.article, format_) == said(told_of, format_)


def test_a_publication_prints_every_account_and_counts_what_it_leans_on() -> None:
    article, _ = check(MILL)
    assert article is not None
    ids = Published.of(article).ids
    assert {"other-matter", "keeps", "letter", "gazette", "visits", "visits.2018", "meadow", "gate-seven"} <= ids
    assert ids.isdisjoint({"left-over", "pamphlet", "left-over-picture"})


PIECES = (
    *("a", "word", "é", "اشرف", "🏔", "1", "0x", " ", "  ", "\t", "\n", "\n\n", "- ", ": ", ":", "#", " #", '"', "'", "\\"),
    *("{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "---", "...", "<<", "\u00a0"),
)
REFUSED = ["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]
"""Of these, and of the byte order mark, no article has any: the loader says so."""
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=REFUSED, exclude_characters="\ufeff"), max_size=4)
texts = (
    st.lists(st.sampled_from(PIECES) | LETTERS, min_size=1, max_size=60).map(lambda pieces: "".join(pieces).strip()).filter(bool)
)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(texts, inner, min_size=1, max_size=3),
    max_leaves=8,
)


NOTHING = {"~", "null", "Null", "NULL"}
"""Words that are texts only where they stand in quotes."""


def events_of(value: Any, draw: st.DrawFn) -> list[ev.Event]:
    if isinstance(value, str):
        styles = [None, '"', "'", "|", ">"][value in NOTHING :]
        return [ev.ScalarEvent(None, None, (True, True), value, style=draw(st.sampled_from(styles)))]
    flow = draw(st.booleans())
    if isinstance(value, list):
        inner = [event for one in value for event in events_of(one, draw)]
        return [ev.SequenceStartEvent(None, None, True, flow_style=flow), *inner, ev.SequenceEndEvent()]
    pairs = [
        (ev.ScalarEvent(None, None, (True, True), key, style='"' if key in NOTHING else None), one) for key, one in value.items()
    ]
    inner = [event for key, one in pairs for event in (key, *events_of(one, draw))]
    return [ev.MappingStartEvent(None, None, True, flow_style=flow), *inner, ev.MappingEndEvent()]


def plain(tree: Tree | None) -> Any:
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, value in tree.entries.items()}
    return [plain(item) for item in tree.items] if isinstance(tree, Sequence) else str(tree)


def test_a_name_of_two_words_in_brackets_stays_on_its_line() -> None:
    text = f"only: {{{'a' * 60}: [{'b' * 40}], Country of birth or residence: [Albania]}}  # gone\n"
    written = rewritten(text, lambda _: False)
    assert "gone" not in written
    assert plain(parse(SourceText("", written))[0]) == {
        "only": {"a" * 60: ["b" * 40], "Country of birth or residence": ["Albania"]}
    }


@settings(quick, max_examples=times(150, 3_000))
@given(st.dictionaries(texts, trees, min_size=1, max_size=3), st.data())
def test_yaml_that_is_written_again_is_read_as_the_same(value: dict[str, Any], data: st.DataObject) -> None:
    from report.load.yaml_text import _written

    text = _written(events_of(value, data.draw))
    tree, _ = parse(SourceText("", text))
    assert plain(tree) == value
    assert rewritten(text, lambda _: False) == text
    assert "# gone" not in rewritten(f"# gone\n{text}", lambda _: False) or "# gone" in str(value)


@quick
@given(st.sampled_from(["a: 1\n", "a: [1, {b: c}]\n", 'a: "#"\n', "a: |\n  # x\n", "? a\n: b\n"]), st.booleans())
@example("a: &x [1]\nb: *x\n", True)
def test_a_file_keeps_every_byte_unless_something_goes(text: str, commented: bool) -> None:
    assert rewritten(text, lambda _: False) == text
    if commented:
        again = rewritten(f"# gone\n{text}", lambda _: False)
        assert "gone" not in again
        assert plain(parse(SourceText("", again))[0]) == plain(parse(SourceText("", text))[0])


def test_what_an_alias_repeats_stays_where_its_anchor_goes() -> None:
    text = "gone: &x {a: 1, b: [2]}\nkept: *x\nalso: {inner: *x}\n"
    after = rewritten(text, lambda path: path == ("gone",) or path[-1] == "b")
    assert plain(parse(SourceText("", after))[0]) == {"kept": {"a": "1"}, "also": {"inner": {"a": "1"}}}
    assert rewritten("a: 1\n", lambda _: True) == ""

"""Whatever stands in a file, the loader gives problems with places, and never raises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from report.load import load_article, load_format
from report.load.files import decode, refused_characters
from report.load.inlines import read_inline
from report.load.sections import read_section
from report.load.yaml_tree import parse
from report.problems import Place, Problem

BASE = Path(__file__).resolve().parent.parent / "golden" / "problems" / "base"
SIGNS = [
    ":::", "::::", "{chart}", "{note}", "{value}", "`", "``", "[^a]", "[^a]: ", ":caption: ", "\n", "\n\n", "# ", "## ", "{#x}",
    "> ", "- ", "1. ", "    ", "| a | b |\n|---|---|\n", "|", "![", "](x)", "<b>", "<!--", "*", "**", "\\", "&#0;", "&#8238;",
    "\t", "x", "é", " ", "{", "}", "[", "]", "~", "\x00", "\u202e", "\r\n", "---", "```", "$",
]  # fmt: skip
YAML_SIGNS = [
    "a", ": ", "- ", "\n", "\n  ", "&a ", "*a", "!!x ", "'", '"', "|", ">-", "{", "}", "[", "]", "? ", "---", "...", "#",
    "%YAML 1.2", "<<", ",", "\\x", "\t", "2013", "source", "@", "`", "\x00", "é", "!", "null", "~", "\u2028", "=",
]  # fmt: skip
markdown = st.lists(st.sampled_from(SIGNS) | st.text(max_size=4), max_size=40).map("".join)
yaml = st.lists(st.sampled_from(YAML_SIGNS) | st.text(max_size=4), max_size=40).map("".join)
quick = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def have_places(problems: list[Problem], path: str, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in problems:
        assert problem.place.path == path
        assert 0 <= problem.place.line <= lines + 1
        assert problem.place.column >= 0
        assert problem.sentence
        assert problem.hint


@quick
@given(markdown)
@example(":::{note}\n" * 60)
@example(":::\n" * 50)
@example("> " * 200 + "x")
@example("[" * 500)
@example("*a **b " * 300)
def test_any_markdown_is_read(text: str) -> None:
    source, problems = decode(text.encode("utf-8", "surrogatepass"), "a.md")
    if source is not None:
        read_section(source, "a", problems)
    have_places(problems, "a.md", text)


@quick
@given(markdown)
def test_any_inline_text_is_read_without_loss_of_safety(text: str) -> None:
    prose = read_inline(text, lambda index: Place("a.yaml", 1, index + 1), [])
    assert not list(refused_characters("".join(getattr(node, "text", "") for node in prose.inlines)))


@quick
@given(yaml)
@example("%")
@example("%YAML")
@example("%YAML 1.22013")
@example("a: !")
@example('"\\')
@example('a: "\\ud800"')
@example("a: &a [*a]")
@example("{" * 400)
@example("? ? ? a")
def test_any_yaml_is_parsed(text: str) -> None:
    source, problems = decode(text.encode("utf-8", "surrogatepass"), "a.yaml")
    if source is not None:
        problems += parse(source)[1]
    have_places(problems, "a.yaml", text)


@quick
@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    source, problems = decode(data, "a.yaml")
    assert source is not None or problems


@settings(quick, max_examples=40)
@given(
    yaml | markdown,
    st.sampled_from(["article.yaml", "facts.yaml", "people.yaml", "series/a.yaml", "sections/a.md", "images.yaml"]),
)
def test_an_article_with_any_file_is_loaded(tmp_path: Path, text: str, name: str) -> None:
    for source in ("article.yaml", "sources.yaml"):
        (tmp_path / source).write_bytes((BASE / source).read_bytes())
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    load_article(tmp_path)


@settings(quick, max_examples=40)
@given(yaml)
def test_any_preset_is_loaded(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found, problems = load_format(path)
    assert found is not None or problems

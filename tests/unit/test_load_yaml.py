"""YAML to a tree: scalars stay text, everything has its place."""

from __future__ import annotations

from report.intake.files import SourceText, decode
from report.load.inlines import FieldReader, where_in_scalar
from report.load.yaml_tree import Mapping, Sequence, TextScalar, parse
from report.model.prose import RoleCall
from report.problems import Place, Problem


def tree_of(text: str) -> Mapping:
    tree, problems = parse(SourceText("a.yaml", text))
    assert problems == []
    assert tree is not None
    return tree


def rules_of(text: str) -> list[str]:
    return [problem.rule for problem in parse(SourceText("a.yaml", text))[1]]


def scalar_of(text: str) -> TextScalar:
    value = tree_of(text).entries["a"]
    assert isinstance(value, TextScalar)
    return value


def test_scalars_stay_as_they_are_typed() -> None:
    typed = {"a": "2013", "b": "no", "c": "3_000", "d": "1e400", "e": "2019-07-13", "f": "0x1F", "g": "true", "h": "01"}
    assert tree_of("".join(f"{key}: {value}\n" for key, value in typed.items())).entries == typed


def test_every_value_and_key_has_its_place() -> None:
    tree = tree_of("a: x\nb:\n  - y\n  - {c: z}\n")
    assert tree.keys == {"a": Place("a.yaml", 1, 1), "b": Place("a.yaml", 2, 1)}
    items = tree.entries["b"]
    assert isinstance(items, Sequence)
    assert items.items[0].place == Place("a.yaml", 3, 5)
    assert isinstance(items.items[1], Mapping)
    assert items.items[1].entries["c"].place == Place("a.yaml", 4, 9)


def test_an_alias_repeats_what_its_anchor_holds() -> None:
    assert tree_of("a: &x words\nb: *x\n").entries == {"a": "words", "b": "words"}


def test_many_problems_of_one_file_come_at_once() -> None:
    assert rules_of("a: !!binary x\nb:\nc: 1\nc: 2\nd: !foo [1]\n") == ["DAT-011", "DAT-022", "DAT-014", "DAT-011"]


def test_tags_of_the_core_schema_are_harmless() -> None:
    assert tree_of("a: !!str 3\nb: !!int 4\n").entries == {"a": "3", "b": "4"}


def test_a_quoted_null_is_a_word() -> None:
    assert tree_of("a: 'null'\n").entries == {"a": "null"}


def test_a_merge_key_is_an_ordinary_key() -> None:
    assert set(tree_of("x: &x {a: b}\n<<: *x\n").entries) == {"x", "<<"}


def test_places_inside_of_scalars_follow_every_style() -> None:
    for text, line, column in (
        ("a: one {value}`x`\n", 1, 8),
        ("a: 'it''s {value}`x`'\n", 1, 11),
        ('a: "a \\"b\\" {value}`x`"\n', 1, 13),
        ("a: >-\n  one\n  two {value}`x`\n", 3, 7),
        ("a: |\n    one\n\n    {value}`x`\n", 4, 5),
        ("a: one\n  two\n  {value}`x`\n", 3, 3),
        ("a: &b !!str one {value}`x`\n", 1, 17),
    ):
        scalar = scalar_of(text)
        problems: list[Problem] = []
        prose = FieldReader(problems)(scalar)
        assert problems == []
        assert [node.place for node in prose.inlines if isinstance(node, RoleCall)] == [Place("a.yaml", line, column)], text


def test_an_escape_in_a_scalar_leaves_places_on_its_line() -> None:
    where = where_in_scalar(scalar_of('a: "caf\\u00e9 au {value}"\n'))
    assert where(8).line == 1


def test_bytes_are_decoded_with_line_ends_made_alike() -> None:
    source, problems = decode(b"a\r\nb\rc\n", "a.md")
    assert source is not None
    assert source.text == "a\nb\nc\n"
    assert [problem.rule for problem in problems] == ["DAT-003"]


def test_marks_of_direction_and_joiners_are_free() -> None:
    source, problems = decode("می‌خواهم \u200e\u200f\u061c\n".encode(), "a.md")
    assert source is not None
    assert problems == []


def test_a_refused_character_leaves_the_others_in_place() -> None:
    source, problems = decode("a\x07b\u202ec\n".encode(), "a.md")
    assert source is not None
    assert source.text == "a b c\n"
    assert [problem.place.column for problem in problems] == [2, 4]

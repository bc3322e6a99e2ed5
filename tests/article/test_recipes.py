"""The recipes of tests/README.md, each followed in a copy of the program: the files that they name are all that it takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.edited import minimal
from support.reading import Reading, publication

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Recipe:
    """What is added by one: files that are new, and text that is put behind other text of a file that is there."""

    title: str
    most: int
    name: str
    class_: str
    new: Mapping[str, str]
    behind: Mapping[str, Mapping[str, str]]
    section: str
    records: Mapping[str, str]
    read: tuple[str, ...]
    """Words that both the PDF and the e-book have then."""


FACTS = """
desks:
  what: Desks of the reading room
  quantity: 40
  unit: desk|desks
  source: annual-report
lamps:
  what: Lamps of the reading room
  quantity: 12
  unit: lamp|lamps
  source: annual-report
"""

FORM = Recipe(
    "A chart form",
    3,
    "dots",
    "",
    {
        "report/model/charts/dots.py": '''"""Charts of dots: single facts, a dot for each thing that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.figure import Chart
from report.model.form import Form

FORM = Form(frozenset({"fact"}), 1, None, ("title", "subtitle", "caption", "id", "form"), ("title", "subtitle"))


@dataclass(frozen=True, slots=True)
class DotsDrawing(Chart):
    """What is counted, with how many there are of it."""

    counts: tuple[tuple[str, int], ...]
    form: ClassVar[str] = "dots"
''',
        "report/compose/figures/dots.py": '''"""Charts of dots: single facts, and the same in words."""

from __future__ import annotations

from report.compose.desk import Desk, Referent
from report.compose.figures.parts import Around, figure
from report.compose.inlines import field
from report.compose.lookup import need_in
from report.compose.sources import cited_by, source_line
from report.compose.tables import facts_table
from report.model import document as doc
from report.model.charts.dots import DotsDrawing
from report.model.prose import Directive


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the dots of the facts that a directive names."""
    facts = [need_in(desk.article.facts, ref, "fact", directive.place) for ref in directive.arguments]
    counts = tuple((fact.what, int(fact.quantity.number)) for fact in facts if fact.quantity)
    told = [f"{what}: {count} dots." for what, count in counts]
    title, subtitle, caption = (field(desk, directive.option(name)) for name in ("title", "subtitle", "caption"))
    sources = source_line(desk, [one for fact in facts for one in cited_by(desk, fact.id)])
    around = Around(title, subtitle, caption, sources, Referent(desk.ids.claim(f"{target.id}-data"), ""))
    table = facts_table(desk, directive, around.data, title, cells=False)
    return figure(target, around, DotsDrawing(desk.language.tag, counts), " ".join(told), told, table, directive.place)
''',
        "charts/dots.py": '''"""Single facts: a row for each, with as many dots as there are things."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.ink import add, sheet
from charts.style import Style, settings
from charts.text import TextStyle, put, stack
from report.model.charts.dots import DotsDrawing


def draw(drawing: DotsDrawing, style: Style) -> Figure:
    """Return the drawing."""
    row = 4 * style.plain_pt
    with settings(style):
        figure = sheet(style.width, row * len(drawing.counts))
        for number, (what, count) in enumerate(drawing.counts):
            top = row * (len(drawing.counts) - number) - style.gap
            put(figure, stack(((what, TextStyle(style.plain_pt, style.ink, style.families)),), 0, top, "left"), f"words-{number}")
            at = [style.width * (place + 0.5) / count for place in range(count)]
            dots = Line2D(at, [top - 2 * style.plain_pt] * count, linestyle="", marker="o", color=style.accent, markersize=4)
            add(figure, dots, f"dots-{number}", 3)
    return figure
''',
    },
    {},
    ":::{chart} desks lamps\n:form: dots\n:title: What stands there\n:subtitle: Desks and lamps\n:::\n",
    {"facts.yaml": FACTS},
    ("Figure 2 What stands there", "Desks of the reading room: 40 dots."),
)

DIRECTIVE = Recipe(
    "A directive",
    3,
    "call_out",
    "CallOut",
    {
        "report/compose/directives/call_out.py": '''"""Calls: who is to be asked, and for what."""

from __future__ import annotations

from dataclasses import dataclass

from report.compose.blocks import blocks
from report.compose.desk import Desk
from report.compose.inlines import field, words
from report.compose.lookup import need_party
from report.model import document as doc
from report.model.prose import Directive


@dataclass(frozen=True, slots=True)
class CallOut(doc.Block):
    """Somebody's name, and what to ask."""

    who: doc.Inlines
    why: doc.Inlines
    blocks: tuple[doc.Block, ...]

    @property
    def inside(self) -> tuple[doc.Block, ...]:
        """What to ask."""
        return self.blocks


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return a call for each of those whom a directive names."""
    why = field(desk, directive.option("why"))
    named = [words(desk, need_party(desk.article, ref).name) for ref in directive.arguments]
    return [CallOut(desk.block_id("c"), who, why, blocks(desk, directive.body)) for who in named]
''',
        "templates/document/blocks/CallOut.html.j2": """{%- from "document/blocks.html.j2" import blocks -%}
{%- from "document/inlines.html.j2" import inlines -%}
{%- macro block(node, at) -%}
<aside class="remark" id="{{ node.id }}">
<p class="remark-title">Ask {{ inlines(node.who, at) }}: {{ inlines(node.why, at) }}</p>
{{- blocks(node.blocks, at) }}
</aside>
{%- endmacro -%}
""",
    },
    {
        "report/model/grammar.py": {
            "DIRECTIVES: dict[str, Form] = {\n": (
                '    "call-out": Form(frozenset({"person"}), 1, 1, ("why",), ("why",), body="blocks"),\n'
            )
        }
    },
    ":::{call-out} staff\n:why: of {date}`opening`\n\nWho came first?\n:::\n",
    {},
    ("Ask Staff of the reading room: of 1 March 2022", "Who came first?"),
)

KIND = Recipe(
    "A record kind",
    4,
    "rooms",
    "",
    {
        "report/model/rooms.py": '''"""Rooms of a house."""

from __future__ import annotations

from report.model.evidence import Evidence
from report.model.fields import Label, PersonRef, ProseField


class Room(Evidence):
    """A room, and who keeps it."""

    name: Label
    keeper: PersonRef
    use: ProseField
''',
        "report/compose/directives/rooms.py": '''"""Rooms: each with its keeper and its use."""

from __future__ import annotations

from report.compose import notes
from report.compose.desk import Desk
from report.compose.inlines import field, words
from report.compose.lookup import need_in, need_party
from report.model import document as doc
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the rooms that a directive names, or all of them."""
    ids = directive.arguments or tuple(desk.article.rooms)
    items = []
    for room in (need_in(desk.article.rooms, id_, "room", directive.place) for id_ in ids):
        keeper = words(desk, f"Kept by: {need_party(desk.article, room.keeper).name}. ")
        items.append((words(desk, room.name), (*keeper, *field(desk, room.use), *notes.reference_to(desk, [room.id]))))
    return [doc.DefinitionList(desk.block_id("d"), tuple(items))]
''',
    },
    {
        "report/model/article.py": {
            "from report.model.prose import Section\n": "from report.model.rooms import Room\n",
            "    images: Mapping[str, Image] = field(default_factory=dict)\n": (
                "    rooms: Mapping[str, Room] = field(default_factory=dict)\n"
            ),
        },
        "report/model/grammar.py": {
            "from report.model.prose import Directive\n": "from report.model.rooms import Room\n",
            "KINDS: dict[str, RecordKind] = {\n": '    "room": RecordKind(Room, "rooms.yaml"),\n',
            "DIRECTIVES: dict[str, Form] = {\n": '    "rooms": Form(frozenset({"room"}), 0, None, whole=True),\n',
            '    "cite": Form(EVIDENCE | {"source", "series", "account"': ', "room"',
        },
    },
    "So it is said of one.{cite}`upper`\n\n:::{rooms}\n:::\n",
    {
        "rooms.yaml": """
upper:
  name: The upper room
  keeper: staff
  use: Quiet reading since {date}`opening`.
  source: annual-report
  at: page 7
"""
    },
    ("The upper room", "Kept by: Staff of the reading room. Quiet reading since 1 March 2022."),
)


def named(recipe: Recipe) -> set[str]:
    """Return the files that the recipe's table names, with what is added put in the place of NAME and CLASS."""
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^### {recipe.title}\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, recipe.title
    return {
        path.replace("NAME", recipe.name).replace("CLASS", recipe.class_)
        for path in re.findall(r"^\| `([^`]+)` \|", found[1], re.MULTILINE)
    }


def program(folder: Path) -> dict[str, bytes]:
    """Return the files of a copy of the program."""
    tops = [folder / top for top in ("report", "charts", "templates")]
    files = (path for top in tops for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def followed(recipe: Recipe, tree: Path) -> None:
    """Copy the program, and add what the recipe says."""
    for top in ("report", "charts", "templates"):
        shutil.copytree(ROOT / top, tree / top, ignore=shutil.ignore_patterns("camp-ashraf-3"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    for name, text in recipe.new.items():
        assert not (tree / name).exists()
        (tree / name).write_text(text, encoding="utf-8")
    for name, additions in recipe.behind.items():
        text = (tree / name).read_text(encoding="utf-8")
        for before, added in additions.items():
            assert text.count(before) == 1, before
            text = text.replace(before, before + added)
        (tree / name).write_text(text, encoding="utf-8")


def run(tree: Path, *arguments: str | Path) -> str:
    """Run the copy of the program in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", "-m", "report", *map(str, arguments)]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("recipe", [FORM, DIRECTIVE, KIND], ids=lambda recipe: recipe.name)
def test_what_a_recipe_adds_is_printed_and_touches_no_other_file(recipe: Recipe, tmp_path: Path) -> None:
    tree = tmp_path / "program"
    followed(recipe, tree)
    before, after = program(ROOT), program(tree)
    touched = {name for name, data in after.items() if before.get(name) != data}
    assert touched == named(recipe)
    assert len(touched) <= recipe.most

    article = minimal(tmp_path / "article")
    for name, text in recipe.records.items():
        (article / name).write_text(text, encoding="utf-8")
    with (article / "sections" / "reading-room.md").open("a", encoding="utf-8") as section:
        section.write(f"\n{recipe.section}")
    assert "warning" not in run(tree, "build", article, "--out", tmp_path / "out", "--jobs", "1")
    made = [publication(path) for path in sorted((tmp_path / "out").rglob("*")) if path.suffix in {".pdf", ".epub"}]
    assert len(made) == 2
    for reading in made:
        assert [words for words in recipe.read if words not in everything(reading)] == []


def everything(reading: Reading) -> str:
    return " ".join((reading.text, *reading.notes))

"""What an editor keeps for himself is in nothing that goes out, looked for through every byte of it."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from support.command import here
from support.edited import bare
from support.looked_through import found

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.command_line.cli import main
from report.copies import find
from report.problems import any_error

MILL = Path(__file__).parents[1] / "frozen" / "0.1" / "mill"
"""An article with one of everything."""


@dataclass
class Seeds:
    """An article's folder, and words that stand in it once each, by where they were hidden."""

    folder: Path
    markers: dict[str, str] = field(default_factory=dict)

    def mark(self, name: str) -> str:
        number = len(self.markers)
        marker = f"Zqx{chr(97 + number // 26)}{chr(97 + number % 26)}kwv"  # without digits, which rules look for
        self.markers[name] = marker
        return marker

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """The mill, with a word hidden in every place that nothing is printed from."""
    made = Seeds(tmp_path_factory.mktemp("seeded") / "mill")
    shutil.copytree(MILL, made.folder)
    _comments(made)
    _notes(made)
    _unused(made)
    _files(made)
    _images(made)
    return made


def _comments(made: Seeds) -> None:
    made.edit("article.yaml", "id: mill", f"# {made.mark('comment')}\nid: mill # {made.mark('comment behind a value')}")
    made.add("people.yaml", f"# {made.mark('comment at the end')}\n")
    made.edit("series/visits.yaml", "observations:", f"observations:   # {made.mark('comment in a series')}")
    made.edit("article.yaml", "summary: >-", f"summary: >- # {made.mark('comment behind a block')}")
    made.edit("sections/voices.md", "were there.", f"were there <!-- {made.mark('comment in a line')} -->.")
    made.edit("sections/voices.md", "# Voices\n", f"# Voices\n\n<!--\n{made.mark('comment of several lines')}\n\nand more\n-->\n")
    made.add("theme/print.css", f"/* {made.mark('comment in print.css')} */\n")
    made.add("theme/epub.css", f"/* {made.mark('comment in epub.css')} */\n")
    made.add("theme/web.css", f"/* {made.mark('comment in web.css')} */\n")
    made.add("theme/tokens.toml", f"# {made.mark('comment in tokens.toml')}\n")


def _notes(made: Seeds) -> None:
    for file, old in (
        ("people.yaml", "Asked to be called by her first name in conversation."),
        ("people.yaml", "As written on the gate."),
        ("series/visits.yaml", "The later ledgers are lost."),
        ("events.yaml", "Ask the keeper whether this is right."),
        ("statements.yaml", "She said it twice."),
        ("glossary.yaml", "Ask the county."),
    ):
        made.edit(file, old, made.mark(f"note in {file}: {old}"))
    made.edit("article.yaml", "it doubts the name", made.mark("a word to be warned of"))


def _unused(made: Seeds) -> None:
    made.edit("sources.yaml", "Never cited", made.mark("unused source"))
    made.add("people.yaml", f"nobody-asked:\n  kind: person\n  name: {made.mark('unused person')}\n")
    made.edit("facts.yaml", "Steps to the loft", made.mark("unused fact"))
    made.add("glossary.yaml", f"unsaid:\n  term: {made.mark('unused term')}\n")
    made.add(
        "statements.yaml",
        f"unheard:\n  speaker: keeper\n  exact: {made.mark('unused statement')}\n  source: ledger\n",
    )
    made.add("statements.yaml", "told:\n  speaker: keeper\n  paraphrase: It turns.\n  set-beside: unheard\n  source: ledger\n")
    made.edit("images.yaml", "A grey square.", made.mark("unused image"))
    made.edit("sections/voices.md", ":::{timeline}\n", ":::{timeline} opening flood closing markets\n")
    made.edit("sections/voices.md", ":::{chart}\n", ":::{chart} opening flood\n")
    made.add(
        "events.yaml",
        f"unseen:\n  date: 2016\n  title: {made.mark('unused event')}\n  what: It is not told.\n  source: ledger\n",
    )
    series = (made.folder / "series" / "visits.yaml").read_text(encoding="utf-8")
    made.add("series/unused.yaml", series.replace("title: Visits to the mill", f"title: {made.mark('unused series')}"))
    one = (
        "title: Carts\nunit: cart|carts\nbases:\n  all: {counted: carts, label: carts}\n"
        f"  none: {{counted: {made.mark('unused basis')}, label: none}}\n"
        "observations:\n  a: &cart {date: 2019, quantity: 7, basis: all, by: keeper, reported: the keeper, source: ledger}\n"
        f"  b: {{date: 2020, quantity: 8, basis: none, by: keeper, reported: {made.mark('unused value')}, source: ledger}}\n"
        "chart: {title: Carts, subtitle: A day}\n"
    )
    made.add("series/carts.yaml", one)
    made.add("sections/the-mill.md", "\nThere were {value}`carts.a|unit`.{cite}`carts.a, told`\n")


def _files(made: Seeds) -> None:
    made.add("sections/draft.md", made.mark("unlisted section") + "\n")
    made.add("texts/gazette.txt", made.mark("source text") + "\n")
    made.add("README.md", made.mark("README") + "\n")
    made.add("theme/old.css", f"p {{ color: red }} /* {made.mark('left-over sheet')} */\n")
    made.add("images/notes.txt", made.mark("left-over file") + "\n")
    made.add(".hidden/notes.txt", made.mark("hidden file") + "\n")
    made.add("article.yaml~", made.mark("backup") + "\n")


def _images(made: Seeds) -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x010E], exif[0x0112] = made.mark("artist"), made.mark("description"), 6
    exif.get_ifd(0x8825)[0x1D] = made.mark("place")
    picture = Image.linear_gradient("L").resize((160, 120)).convert("RGB")
    thumbnail = io.BytesIO()
    picture.resize((16, 12)).save(thumbnail, "JPEG", comment=made.mark("thumbnail").encode())
    picture.save(made.folder / "images" / "view.jpg", quality=80, exif=exif, comment=made.mark("comment of an image").encode())
    data = (made.folder / "images" / "view.jpg").read_bytes()
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + made.mark("XMP").encode()
    more = b"".join(
        bytes([0xFF, kind]) + (len(content) + 2).to_bytes(2, "big") + content
        for kind, content in ((0xE1, xmp), (0xE0, b"JFXX\0\x10" + thumbnail.getvalue()))
    )
    (made.folder / "images" / "view.jpg").write_bytes(data[:2] + more + data[2:])
    info = PngInfo()
    info.add_text("Comment", made.mark("text of a PNG"))
    info.add_text("Long", made.mark("packed text of a PNG") * 20, zip=True)
    Image.new("L", (4, 4), 60).save(made.folder / "theme" / "dot.png", pnginfo=info)
    made.edit("images/plan.svg", "Drawn by hand", made.mark("comment of a drawing"))
    made.edit("images/plan.svg", "plan-for-the-owners.svg", made.mark("name of a drawing"))
    made.edit("images/plan.svg", "By C. Castell", made.mark("metadata of a drawing"))
    made.edit("images/plan.svg", 'label="wheel"', f'label="{made.mark("label of a shape")}"')


HIDDEN = {"hidden file", "backup"}
SVG = {"name of a drawing", "metadata of a drawing", "label of a shape", "comment of a drawing"}
METADATA = {
    "artist",
    "description",
    "place",
    "thumbnail",
    "comment of an image",
    "XMP",
    "text of a PNG",
    "packed text of a PNG",
} | SVG


@pytest.fixture(scope="module")
def built(seeds: Seeds) -> Path:
    """Everything that a build writes of it, to a folder; all formats."""
    out = seeds.folder.parent / "out"
    result = build(Request((seeds.folder,), out=out))
    assert not any_error(result.problems), result.problems
    assert len(result.outputs) == 5
    return out


def test_nothing_of_it_goes_out(seeds: Seeds, built: Path) -> None:
    paths = [path for path in built.rglob("*") if path.is_file()]
    assert len(paths) == 11
    assert len(seeds.markers) > 40
    assert found({**seeds.markers, "printed": "Seen from the meadow"}, paths).keys() == {"printed"}


def test_the_same_search_finds_all_of_it_where_all_goes_out(seeds: Seeds, tmp_path: Path) -> None:
    folder = tmp_path / "mill"
    shutil.copytree(seeds.folder, folder)
    meta = folder / "article.yaml"
    meta.write_text(meta.read_text(encoding="utf-8").replace("language: en-GB", "language: en-GB\ncarry: all"), encoding="utf-8")
    (output,) = build(Request((folder,), ("epub",), out=tmp_path / "out")).outputs
    met = found(seeds.markers, [output.path])
    assert seeds.markers.keys() - met.keys() == HIDDEN
    assert not [name for name in METADATA if "source.zip" not in met[name]]  # in the article that is carried, and nowhere else
    assert rebuild(output.path, tmp_path / "again").same
    assert not main(["diff", str(output.path), str(folder)])


@pytest.mark.parametrize("name", ["mill-a4.pdf", "mill-brief.pdf", "mill.epub"])
def test_what_went_out_is_enough_to_make_it_again(name: str, seeds: Seeds, built: Path, tmp_path: Path) -> None:
    again = rebuild(built / "mill" / name, tmp_path)
    assert (again.same, again.versions, again.differences) == (True, (), ())
    assert not main(["diff", str(built / "mill" / name), str(seeds.folder)])


def test_all_formats_carry_the_same_and_the_manifest_lists_it(built: Path) -> None:
    told = json.loads((built / "mill" / "manifest.json").read_text(encoding="utf-8"))["carries"]
    for file in (built / "mill").iterdir():
        if file.suffix in {".pdf", ".epub"}:
            carried = find(file).within("article")
            assert {name: len(data) for name, data in carried.items()} == {n: f["size"] for n, f in told["files"].items()}
    assert told["carry"] == "published"
    assert told["left_out"] == {"record": 11, "note": 7, "section": 1, "text": 1, "image": 2, "file": 2}


def test_what_travels_is_told_in_one_line(tmp_path: Path) -> None:
    for number in (1, 2):
        folder = bare(tmp_path / "all" / f"a{number}", article=("id: minimal", f"id: a{number}"))
        (folder / "README.md").write_text("For us.\n")
    done = here("build", tmp_path / "all", "--jobs", "1", "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.errors) == (0, "")
    assert [line for line in done.output.splitlines() if "carries" in line] == [
        f"  a{number} carries 4 files, 2 records; left out: 1 other file (carry: published)" for number in (1, 2)
    ]
    done = here("build", tmp_path / "all", "--jobs", "1", "--format", "a4", "--out", tmp_path / "other", "--json")
    assert len(json.loads(done.output)["outputs"]) == 2
    assert "carries" not in here("build", tmp_path / "all", "--jobs", "1", "--format", "a4", "--out", tmp_path / "out").output


def test_what_was_extracted_has_no_new_problems(seeds: Seeds, built: Path, tmp_path: Path) -> None:
    from report.build.check import check

    assert main(["extract", str(built / "mill" / "mill.epub"), str(tmp_path / "out")]) == 0
    before = {(problem.rule, problem.sentence) for problem in check(seeds.folder)[1]}
    _, problems = check(tmp_path / "out" / "article")
    assert {(problem.rule, problem.sentence) for problem in problems} <= before

"""Web editions in a real browser: judges pass them and reject what they must; nothing is fetched, and on paper all is there."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Here
from support.reading import page_tree, paragraphs_of
from support.shipped import LANGUAGES
from support.web_editions import EDITIONS
from support.web_editions import edition as edition_of
from test_verify_web import PAGE

from report.look.tokens.values import contrast
from report.system import places
from report.verify import axe, nu, tools
from report.verify.browser import Browser, browser
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance

JUDGED = {"minimal", *("-".join(filter(None, (places.shipped_article().name, language))) for language in LANGUAGES)}
"""Editions that are before all judges in `test_shipped.py`."""
TEXT = "document.body.innerText"
INKS = """[...document.querySelectorAll('.picture text')].map(one => getComputedStyle(one).fill)"""
FACES = "Promise.all([...document.fonts].map(face => face.load())).then(() => 0)"
"""Waits for them: before anything is laid out none is asked for."""
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def lacking() -> str | None:
    for tool in (tools.chromium(), tools.pdftotext()):
        if not tool.path:
            return f"{tool.lacking}: {tool.install}"
    return None


@pytest.fixture(scope="module")
def chromium(judge_is_here: Here) -> Iterator[Browser]:
    judge_is_here(lacking)
    with browser(tools.chromium().path or Path(), 120) as opened:
        yield opened


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Path:
    return edition_of(request.param)


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        (' alt="A dot"', "", "axe image-alt"),
        ("<p>See", '<p style="color: #aaa; background: #fff">See', "axe color-contrast"),
        ("<h1 ", '<h3 aria-lable="x" ', "axe aria-valid-attr"),
        ('lang="en"', 'lang="xx-zz"', "axe html-has-lang"),
        ("color: inherit", "width: 50em", ""),
    ],
)
def test_axe_rejects_what_keeps_readers_out(tmp_path: Path, judge_is_here: Here, old: str, new: str, clause: str) -> None:
    judge_is_here(axe.missing)
    assert old in PAGE
    (file := tmp_path / "a.html").write_text(PAGE.replace(old, new, 1), encoding="utf-8")
    (judgement,) = axe.judge([file], Options())
    assert not judgement.passed
    found = [(problem.rule, problem.clause) for problem in judgement.problems]
    assert ("WEB-203", "") in found if not clause else any(at.startswith(clause[:8]) for _, at in found)


def test_axe_and_nu_pass_a_sound_page(tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(axe.missing)
    judge_is_here(nu.missing)
    (file := tmp_path / "a.html").write_text(PAGE.replace("<body>", "<body><main>").replace("</body>", "</main></body>"), "utf-8")
    assert [one.problems for judge in (axe, nu) for one in judge.judge([file], Options())] == [(), ()]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<title>A mill</title>", "", "Element head is missing a required instance of child element title"),
        ("<p>See", "<p><b>See", "Unclosed element b"),
        ('id="mill"', 'id="mi ll"', "Bad value mi ll for attribute id"),
        ("<p>See", "<p><table><tr><td colspan=0>1</table>See", "colspan"),
    ],
)
def test_nu_rejects_what_is_no_html(tmp_path: Path, judge_is_here: Here, old: str, new: str, found: str) -> None:
    judge_is_here(nu.missing)
    assert old in PAGE
    (file := tmp_path / "a.html").write_text(PAGE.replace(old, new, 1), encoding="utf-8")
    (judgement,) = nu.judge([file], Options())
    assert not judgement.passed
    assert any(found in re.sub("[“”]", "", problem.sentence) for problem in judgement.problems)


@pytest.mark.parametrize("name", [name for name in EDITIONS if name not in JUDGED])
def test_every_edition_passes_every_judge(name: str, judge_is_here: Here) -> None:
    judge_is_here(axe.missing)
    judge_is_here(nu.missing)
    assert [one.problems for judge in (axe, nu) for one in judge.judge([edition_of(name)], Options())] == [(), ()]


def test_nothing_is_fetched_and_nothing_refused(chromium: Browser, edition: Path) -> None:
    for width, dark in ((360, True), (1440, False)):
        chromium.look(width, dark=dark)
        chromium.show(edition.as_uri())
        chromium.say(FACES)
        asked = [address for address in chromium.requests if not address.startswith("data:")]
        assert asked == [edition.as_uri()]
        assert [event for event in chromium.events if event.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown"}] == []
    used = chromium.say("[...document.fonts].filter(face => face.status === 'loaded').length")
    assert used >= 4


def test_without_scripts_it_is_the_same(chromium: Browser, edition: Path) -> None:
    chromium.look(800)
    shown = []
    for off in (False, True):
        chromium.call("Emulation.setScriptExecutionDisabled", value=off)
        chromium.show(edition.as_uri())
        chromium.call("Emulation.setScriptExecutionDisabled", value=False)
        shown.append(chromium.say(TEXT))
    assert shown[0] == shown[1]
    assert len(shown[0]) > 1_000


def test_a_link_into_a_description_opens_it(chromium: Browser, edition: Path) -> None:
    chromium.look(800)
    chromium.show(edition.as_uri())
    closed = "[...document.querySelectorAll('details')].map(one => one.open)"
    assert not any(chromium.say(closed))
    inside = chromium.say("[...document.querySelectorAll('details')].map(one => one.querySelector(':scope > [id]').id)")
    for number, id_ in enumerate(inside):
        chromium.show(f"{edition.as_uri()}?{number}#{id_}")
        assert [at for at, is_open in enumerate(chromium.say(closed)) if is_open] == [number]


@pytest.mark.parametrize("width", [360, 1440])
def test_a_listener_hears_every_paragraph_in_its_place(chromium: Browser, edition: Path, width: int) -> None:
    """Read from the browser's own tree for assistive technology, with everything opened."""
    chromium.look(width)
    chromium.show(edition.as_uri())
    chromium.say("document.querySelectorAll('details').forEach(one => { one.open = true })")
    nodes = {node["nodeId"]: node for node in chromium.call("Accessibility.getFullAXTree")["nodes"]}
    heard: list[str] = []

    def listen(node: dict[str, Any]) -> None:
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        if not node.get("ignored") and role in {"StaticText", "image"}:
            heard.append(name)
        for child in node.get("childIds", []) if role not in {"StaticText", "ListMarker", "doc-noteref"} else []:
            listen(nodes[child])

    listen(next(iter(nodes.values())))
    text, at = solid("".join(heard)), 0
    page = page_tree(edition)
    for head in page.iter("{*}thead") if width < 700 else []:
        if any("stacks" in above.get("class", "").split() for above in head.iterancestors()):
            head.clear()  # each cell of its columns says there what it is of
    wanted = [solid(words) for words in paragraphs_of(page)]
    for words in wanted:
        found = text.find(words, at)
        assert found >= 0, words
        at = found + len(words) if len(words) > 40 else at  # a short one may stand in another before its own place
    pictures = [solid(box.get("aria-label", "")) for box in page.iter() if box.get("role") == "img"]
    assert [words for words in pictures if words not in text] == []
    assert len(wanted) > 30


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_words_in_charts_are_legible(chromium: Browser, edition: Path, dark: bool) -> None:
    chromium.look(1440, dark=dark)
    chromium.show(edition.as_uri())
    ground = coded(chromium.say(GROUND))
    assert (contrast(ground, coded("rgb(0, 0, 0)")) < 2) == dark
    inks = {coded(ink) for ink in chromium.say(INKS)}
    assert len(inks) > 1
    assert min(contrast(ink, ground) for ink in inks) >= 4.5


def test_charts_keep_their_words_inside(chromium: Browser, edition: Path) -> None:
    chromium.look(360)
    chromium.show(edition.as_uri())
    chromium.say(FACES)
    beyond = chromium.say("""[...document.querySelectorAll('.picture svg')].flatMap(drawing => {
      const edge = drawing.getBoundingClientRect()
      return [...drawing.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect()
        const rounded = Math.max(box.width / 10, text.textContent.length / 2)  // by browsers that set each sign on a whole pixel
        return box.left < edge.left - rounded || box.right > edge.right + rounded
      }).map(text => text.textContent)
    })""")
    assert beyond == []


def test_printed_it_is_whole(chromium: Browser, edition: Path, tmp_path: Path) -> None:
    chromium.look(1440, dark=True)
    chromium.show(edition.as_uri())
    wanted = chromium.say("""(() => {
      document.querySelectorAll('details').forEach(one => { one.open = true })
      document.querySelectorAll('footer, #nav-pages, .languages, [role=doc-pagebreak]').forEach(one => one.remove())
      const told = 'h1, h2, h3, p, dt, dd, td, th, li, caption'
      return [...document.querySelectorAll(told)].map(one => one.innerText)
    })()""")
    chromium.show(f"{edition.as_uri()}?printed")
    (file := tmp_path / "printed.pdf").write_bytes(
        base64.b64decode(chromium.call("Page.printToPDF", printBackground=True)["data"])
    )
    done = subprocess.run([str(tools.pdftotext().path), "-raw", str(file), "-"], capture_output=True, check=True, timeout=60)
    printed = solid(done.stdout.decode())
    assert len(wanted) > 60
    persian = re.compile("[\u0600-\u06ff]")  # the browser's own PDF has it turned round, and moves what stands beside it
    from_right = chromium.say("document.documentElement.dir") == "rtl"
    pieces = [word for words in wanted for word in (re.findall(r"\w+", words) if from_right else [words])]
    assert [words for words in pieces if solid(words) not in printed and not persian.search(words)] == []


def solid(text: str) -> str:
    """Return the letters of a text: lines end, and words are divided, where the browser likes."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def coded(colour: str) -> str:
    """Return rgb(1, 2, 3) as #010203."""
    return "#" + "".join(f"{int(number):02x}" for number in re.findall(r"\d+", colour)[:3])

"""Web editions in a real browser: judges pass them and reject what they must; nothing is fetched, and on paper all is there."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Here
from support.shipped import shipped
from test_verify_web import PAGE

from report.look.tokens.values import contrast
from report.verify import axe, nu, tools
from report.verify.browser import Browser, browser
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance

TEXT = "document.body.innerText"
INKS = """[...document.querySelectorAll('.picture text')].map(one => getComputedStyle(one).fill)"""
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


@pytest.fixture(scope="module")
def edition() -> Path:
    return shipped().files["web"]


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


def test_nothing_is_fetched_and_nothing_refused(chromium: Browser, edition: Path) -> None:
    for width, dark in ((360, True), (1440, False)):
        chromium.look(width, dark=dark)
        chromium.show(edition.as_uri())
        chromium.say("document.fonts.ready.then(() => 0)")
        asked = [address for address in chromium.requests if not address.startswith("data:")]
        assert asked == [edition.as_uri()]
        assert [event for event in chromium.events if event.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown"}] == []
    used = chromium.say("[...document.fonts].filter(face => face.status === 'loaded').length")
    assert used >= 5


def test_without_scripts_it_is_the_same(chromium: Browser, edition: Path) -> None:
    chromium.look(800)
    shown = []
    for off in (False, True):
        chromium.call("Emulation.setScriptExecutionDisabled", value=off)
        chromium.show(edition.as_uri())
        chromium.call("Emulation.setScriptExecutionDisabled", value=False)
        shown.append(chromium.say(TEXT))
    assert shown[0] == shown[1]
    assert len(shown[0]) > 10_000


def test_a_link_into_a_description_opens_it(chromium: Browser, edition: Path) -> None:
    chromium.look(800)
    chromium.show(edition.as_uri())
    closed = "[...document.querySelectorAll('details')].map(one => one.open)"
    assert not any(chromium.say(closed))
    first = chromium.say("document.querySelector('details > div').id")
    chromium.show(f"{edition.as_uri()}?again#{first}")
    assert chromium.say(closed)[0] is True


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_words_in_charts_are_legible(chromium: Browser, edition: Path, dark: bool) -> None:
    chromium.look(1440, dark=dark)
    chromium.show(edition.as_uri())
    ground = coded(chromium.say(GROUND))
    assert (contrast(ground, coded("rgb(0, 0, 0)")) < 2) == dark
    inks = {coded(ink) for ink in chromium.say(INKS)}
    assert len(inks) > 2
    assert min(contrast(ink, ground) for ink in inks) >= 4.5


def test_charts_keep_their_words_inside(chromium: Browser, edition: Path) -> None:
    chromium.look(360)
    chromium.show(edition.as_uri())
    chromium.say("document.fonts.ready.then(() => 0)")
    beyond = chromium.say("""[...document.querySelectorAll('.picture svg')].flatMap(drawing => {
      const edge = drawing.getBoundingClientRect()
      return [...drawing.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect()
        return box.left < edge.left - 2 || box.right > edge.right + 2
      }).map(text => text.textContent)
    })""")
    assert beyond == []


def test_printed_it_is_whole(chromium: Browser, edition: Path, tmp_path: Path) -> None:
    chromium.look(1440, dark=True)
    chromium.show(edition.as_uri())
    wanted = chromium.say("""(() => {
      document.querySelectorAll('details').forEach(one => { one.open = true })
      document.querySelectorAll('footer, #nav-pages, [role=doc-pagebreak]').forEach(one => one.remove())
      const told = 'h1, h2, h3, p, dt, dd, td, th, li, caption'
      return [...document.querySelectorAll(told)].map(one => one.innerText)
    })()""")
    chromium.show(f"{edition.as_uri()}?printed")
    (file := tmp_path / "printed.pdf").write_bytes(
        base64.b64decode(chromium.call("Page.printToPDF", printBackground=True)["data"])
    )
    done = subprocess.run([str(tools.pdftotext().path), "-raw", str(file), "-"], capture_output=True, check=True, timeout=60)
    printed = solid(done.stdout.decode())
    assert len(wanted) > 200
    persian = re.compile("[\u0600-\u06ff]")  # the browser's own PDF has it turned round
    assert [words for words in wanted if solid(words) not in printed and not persian.search(words)] == []


def solid(text: str) -> str:
    """Return the letters of a text: lines end, and words are divided, where the browser likes."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def coded(colour: str) -> str:
    """Return rgb(1, 2, 3) as #010203."""
    return "#" + "".join(f"{int(number):02x}" for number in re.findall(r"\d+", colour)[:3])

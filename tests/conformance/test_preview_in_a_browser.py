"""The preview in a real browser: ten edits, each seen right; what is broken is marked as such, and stands beside the text."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Here
from support.catalogues import add_languages
from support.command import ROOT
from support.edited import minimal
from verify_samples import PIXEL

from report.verify import tools
from report.verify.browser import Browser, browser

pytestmark = pytest.mark.conformance

PAGE = "document.querySelector('#web iframe').contentDocument"
OTHER = "document.querySelector('#beside iframe')"
TEXT = f"(() => {{ const page = {PAGE}; return page && page.body ? page.body.innerText : '' }})()"
BESIDE = f"[...{PAGE}.querySelectorAll('.preview-problem')].map(one => [one.textContent, one.nextElementSibling.id])"


def lacking() -> str | None:
    found = tools.chromium()
    return None if found.path else f"{found.lacking}: {found.install}"


class Seen:
    """The article's folder, and the preview of it as a browser shows it."""

    def __init__(self, folder: Path, shown: Browser) -> None:
        self.folder = folder
        self.shown = shown

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def until(self, script: str, fits: Callable[[object], bool]) -> object:
        """Wait until what a script comes to fits."""
        end, said = time.monotonic() + 90, None
        while time.monotonic() < end:
            said = self.shown.say(f"(() => {{ try {{ return {script} }} catch {{ return null }} }})()")
            if said is not None and fits(said):
                return said
            time.sleep(0.1)
        raise AssertionError(f"never seen: {script}: {str(said)[:2000]}")

    def reads(self, *words: str) -> None:
        self.until(TEXT, lambda text: all(word in " ".join(str(text).split()) for word in words))

    def state(self) -> str:
        return str(self.shown.say("document.getElementById('state').textContent"))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, judge_is_here: Here) -> Iterator[Seen]:
    judge_is_here(lacking)
    folder = minimal(tmp_path_factory.mktemp("preview") / "article")
    command = [sys.executable, "-m", "report", "preview", folder, "--no-browser", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            address = json.loads(process.stdout.readline())["address"]
            with browser(tools.chromium().path or Path(), 120) as shown:
                shown.look(1400)
                shown.show(address)
                yield Seen(folder, shown)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert process.returncode == 130


SECTION = "sections/reading-room.md"


def test_ten_edits_are_seen(seen: Seen) -> None:
    seen.reads("The reading room opened in", "1,450", "Figure 1")
    seen.until(f"{PAGE}.querySelectorAll('#nav-pages a').length", lambda count: int(str(count)) > 2)
    # 1, prose; 2, a record, whose value changes in text, chart and description alike
    seen.edit(SECTION, "and people came", "and many people came")
    seen.reads("and many people came")
    seen.edit("series/visits.yaml", "1450", "1460")
    seen.reads("1,460")
    labels = f"[...{PAGE}.querySelectorAll('.picture text')].map(one => one.textContent).join(' ')"
    seen.until(labels, lambda text: "1,460" in str(text))
    # 3, the table of the chart's data follows, too, where the reader has opened it, and stays open
    seen.shown.say(f"{PAGE}.querySelector('details').open = true")
    seen.edit("series/visits.yaml", "1460", "1470")
    seen.reads("1,470")
    assert seen.shown.say(f"{PAGE}.querySelector('details').open") is True
    # 4, the theme
    (seen.folder / "theme").mkdir()
    (seen.folder / "theme" / "tokens.toml").write_text('[colour]\naccent = "#7a0b2e"\n', encoding="utf-8")
    seen.until(
        f"getComputedStyle({PAGE}.documentElement).getPropertyValue('--colour-accent').trim()", lambda said: said == "#7a0b2e"
    )
    # 5, broken YAML: the last good state stays, marked as such, and the problem names its line; 6, mended
    seen.edit("series/visits.yaml", "number:", "number")
    seen.until("document.getElementById('state').textContent", lambda said: "Last good state" in str(said))
    seen.reads("1,470")
    seen.until("document.getElementById('problems').innerText", lambda said: "series/visits.yaml:" in str(said))
    seen.edit("series/visits.yaml", "number", "number:")
    seen.until("document.getElementById('state').textContent", lambda said: said == "")
    assert seen.shown.say("document.getElementById('problems').innerText") == ""
    # 7, a new section
    (seen.folder / "sections" / "garden.md").write_text("# The garden\n\nThere is one.{cite}`annual-report`\n", encoding="utf-8")
    seen.edit("article.yaml", "sections: [reading-room]", "sections: [reading-room, garden]")
    seen.reads("The garden There is one.")
    # 8, a renamed id: what still has the old name is told where it stands in the text
    seen.edit("series/visits.yaml", "  2023", "  2024")
    found = seen.until(BESIDE, bool)
    assert any("visits.2023" in text and SECTION in text for text, _ in found)  # type: ignore[attr-defined]
    assert "Last good state" in seen.state()
    seen.edit("series/visits.yaml", "  2024", "  2023")
    seen.until(BESIDE, lambda said: said == [])
    # 9, a picture
    (seen.folder / "images").mkdir()
    (seen.folder / "images" / "dot.png").write_bytes(PIXEL)
    (seen.folder / "images.yaml").write_text(
        "dot:\n  file: images/dot.png\n  title: A dot\n  credit: Nobody\n  rights: CC0\n  alternative-text: A black dot\n",
        "utf-8",
    )
    seen.edit("sections/garden.md", "one.{cite}", "one.{cite}`annual-report`\n\n:::{image} dot\n:::\n\nIt is small.{cite}")
    seen.until(f"{PAGE}.querySelector('figure img').alt", lambda said: said == "A black dot")
    # 10, the language
    seen.edit("article.yaml", "language: en-GB", "language: de-DE")
    seen.until(f"{PAGE}.documentElement.lang", lambda said: said == "de-DE")
    seen.reads("Quellen")


def test_where_the_reader_is_stays(seen: Seen) -> None:
    before = seen.shown.say(
        f"(() => {{ const w = {PAGE}.defaultView; w.scrollTo({{top: 900, behavior: 'instant'}}); return w.scrollY }})()"
    )
    assert before > 300
    seen.edit("sections/garden.md", "It is small.", "It is very small.")
    seen.reads("It is very small.")
    assert abs(seen.shown.say(f"{PAGE}.defaultView.scrollY") - before) < 60


def test_other_formats_are_shown_beside_it_on_request(seen: Seen) -> None:
    seen.shown.say("document.querySelector('[data-family=EPUB]').click()")
    seen.until(
        f"[{OTHER}.className, {OTHER}.getAttribute('src')]",
        lambda said: said[0] == "phone" and "book/" in said[1],  # type: ignore[index]
    )
    seen.shown.say("document.querySelector('[data-step=\"1\"]').click()")
    book = f"{OTHER}.contentDocument.body.innerText"
    seen.until(book, lambda text: "The reading room" in str(text))
    seen.edit("sections/garden.md", "It is very small.", "It is small indeed.")
    seen.reads("It is small indeed.")
    for _ in range(5):  # it follows as the web edition does
        seen.shown.say("document.querySelector('[data-step=\"1\"]').click()")
    seen.until(book, lambda text: "It is small indeed." in " ".join(str(text).split()))
    seen.shown.say("document.querySelector('[data-family=PDF]').click()")
    seen.until(f"{OTHER}.getAttribute('src')", lambda said: str(said).startswith("shown/a4/-/"))
    assert "The reading room" in str(seen.shown.say(TEXT))
    seen.shown.say("document.querySelector('[data-family=PDF]').click()")
    assert seen.shown.say(OTHER) is None


def test_nothing_but_this_machine_was_asked(seen: Seen) -> None:
    hosts = {address.partition("://")[2].partition(":")[0] for address in seen.shown.requests if address.startswith("http")}
    assert hosts == {"127.0.0.1"}


def test_languages_are_switched_and_follow_too(seen: Seen) -> None:
    assert seen.shown.say("document.getElementById('languages').hidden") is True
    add_languages(seen.folder, "fa")
    names = "[...document.querySelectorAll('#languages option')].map(one => one.text)"
    seen.until(names, lambda said: said == ["Deutsch", "فارسی"])
    choose = """(() => {{
      const chooser = document.querySelector('#languages select')
      chooser.value = '{}'
      chooser.dispatchEvent(new Event('change'))
    }})()"""
    seen.shown.say(choose.format("fa"))
    seen.until(f"[{PAGE}.documentElement.lang, {PAGE}.documentElement.dir]", lambda said: said == ["fa", "rtl"])
    seen.reads("Ü The reading room opened in", "۱٬۴۷۰")
    # what isn't translated any more stands there as it is typed, and is told beside it
    seen.edit(SECTION, "and many people came", "and a great many people came")
    seen.reads("and a great many people came")
    assert "Last good state" not in seen.state()
    seen.until("document.getElementById('problems').innerText", lambda said: "LNG-003" in str(said))
    seen.shown.say(choose.format("-"))
    seen.until(f"{PAGE}.documentElement.lang", lambda said: said == "de-DE")
    seen.until("document.getElementById('problems').innerText", lambda said: said == "")

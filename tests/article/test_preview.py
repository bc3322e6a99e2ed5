"""The preview, driven by a client: who is let in, what is served, what a save does, and how it ends."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from support.catalogues import add_languages
from support.command import ROOT, report
from support.edited import minimal

from report.load.formats import read_formats
from report.preview.app import application
from report.preview.guard import Guard
from report.preview.studio import Studio
from report.system import processes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are the system's own there")

PORT, TOKEN = 4321, "a-token"
HOST = f"127.0.0.1:{PORT}"
SERIES = "series/visits.yaml"


def studio_of(folder: Path) -> Studio:
    names = ["web", "a4", "epub"]
    return Studio(folder, dict(zip(names, read_formats(names), strict=True)))


def client(studio: Studio) -> httpx.AsyncClient:
    app = Guard(application(studio), TOKEN, PORT)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=f"http://{HOST}/{TOKEN}/")  # type: ignore[arg-type]


@asynccontextmanager
async def working(studio: Studio) -> AsyncIterator[httpx.AsyncClient]:
    """Let the studio work while a client asks."""
    work = asyncio.create_task(studio.work())
    async with client(studio) as asking:
        try:
            yield asking
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


async def until(
    studio: Studio,
    fits: Callable[[dict], bool],  # type: ignore[type-arg]
    name: str = "web",
    language: str = "",
) -> dict:  # type: ignore[type-arg]
    """Listen until the state fits."""
    async with asyncio.timeout(90):
        told = studio.told(name, language)
        try:
            async for said in told:
                if fits(state := json.loads(said)):
                    return state
        finally:
            await told.aclose()  # type: ignore[attr-defined]
    raise AssertionError("nothing was told any more")


def tried(scene: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(scene())  # type: ignore[arg-type]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"Host": f"localhost:{PORT}", "Origin": f"http://localhost:{PORT}"}, 200),
        ("", {"Host": "evil.example"}, 421),
        ("", {"Host": f"evil.example:{PORT}"}, 421),
        ("", {"Host": "127.0.0.1"}, 421),
        ("", {"Host": f"127.0.0.1:{PORT}.evil.example"}, 421),
        ("", {"Origin": "http://evil.example"}, 403),
        ("", {"Origin": "null"}, 403),
        ("", {"Origin": f"https://127.0.0.1:{PORT}"}, 403),
        ("", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/", {}, 404),
        ("/other/", {}, 404),
        (f"/{TOKEN}x/", {}, 404),
        (f"/{TOKEN}/%2e%2e/article.yaml", {}, 404),
        ("../../../etc/passwd", {}, 404),
        ("shown/web/-/..%2f..%2farticle.yaml", {}, 404),
        ("shown/..%2farticle.yaml/-/1", {}, 404),
        ("shown/brief/-/1", {}, 404),
        ("shown/web/de/1", {}, 404),
        ("events/web/de", {}, 404),
        ("events/web/..", {}, 404),
        ("shown/web/-/1", {}, 404),
        ("book/-/1/..%2f..%2farticle.yaml", {}, 404),
        ("book/-/1//etc/passwd", {}, 404),
        ("events/none/-", {}, 404),
        ("article.yaml", {}, 404),
    ],
)
def test_who_is_let_in_and_what_is_served(tmp_path: Path, path: str, headers: dict[str, str], status: int) -> None:
    async def scene() -> None:
        async with client(studio_of(minimal(tmp_path / "article"))) as asking:
            answer = await asking.get(f"http://{HOST}{path}" if path.startswith("/") else path, headers=headers)
        assert answer.status_code == status
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "The reading room" not in answer.text or status == 200

    tried(scene)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(tmp_path: Path, method: str) -> None:
    async def scene() -> None:
        async with client(studio_of(minimal(tmp_path / "article"))) as asking:
            assert (await asking.request(method, "")).status_code == 405

    tried(scene)


def test_its_own_page_runs_no_script_but_its_own(tmp_path: Path) -> None:
    async def scene() -> None:
        async with client(studio_of(minimal(tmp_path / "article"))) as asking:
            first, second = [(await asking.get("")) for _ in range(2)]
        policy = first.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        nonce = policy.partition("'nonce-")[2].partition("'")[0]
        assert f'<script nonce="{nonce}">' in first.text
        assert nonce not in second.text

    tried(scene)


def test_a_save_is_followed_and_a_broken_article_keeps_its_last_good_state(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio) as asking:
            state = await until(studio, lambda state: state["revision"] > 0 and not state["pages"])
            assert (state["stale"], state["problems"]) == (False, [])
            page = await asking.get(f"shown/web/-/{state['revision']}")
            assert "1,450" in page.text
            assert 'id="page-1"' in page.text
            assert "default-src 'none'" in page.headers["content-security-policy"]

            edit(folder, SERIES, "1450", "1460")
            state = await until(studio, lambda now: now["revision"] > state["revision"])
            page = await asking.get(f"shown/web/-/{state['revision']}")
            assert "1,460" in page.text
            assert 'id="page-1"' in page.text  # from the pages that were laid out before

            edit(folder, "sections/reading-room.md", "{value}`visits.2023`", "{value}`visits.2033`")
            state = await until(studio, lambda now: now["stale"])
            (problem,) = [one for one in state["problems"] if one["severity"] == "error"]
            assert problem["where"].startswith(f"{folder.as_posix()}/sections/reading-room.md:8:")
            assert "visits.2033" in problem["sentence"]
            block = problem["at"].removeprefix('[id="').removesuffix('"]')
            assert f'id="{block}"' in page.text
            assert (await asking.get(f"shown/web/-/{state['revision']}")).text == page.text

            (folder / "secret.txt").symlink_to(tmp_path / "secret.txt")
            assert (await asking.get("secret.txt")).status_code == 404
            (folder / "secret.txt").unlink()

            edit(folder, "sections/reading-room.md", "{value}`visits.2033`", "{value}`visits.2023`")
            state = await until(studio, lambda now: not now["stale"])
            assert state["problems"] == []

    tried(scene)


def test_a_problem_in_a_record_stands_beside_its_value(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio):
            await until(studio, lambda state: state["revision"] > 0)
            edit(folder, SERIES, "quantity: 1450", "quantity: many")
            state = await until(studio, lambda now: now["stale"])
            assert '[data-record="visits.2023"]' in {problem["at"] for problem in state["problems"]}

    tried(scene)


def test_other_formats_are_made_when_somebody_looks(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio) as asking:
            await until(studio, lambda state: state["revision"] > 0 and not state["pages"])
            assert (await asking.get("shown/epub/-/1")).status_code == 404
            state = await until(studio, lambda now: now["revision"] > 0, "epub")
            assert any(name.endswith("reading-room.xhtml") for name in state["leaves"])
            leaf = await asking.get(f"book/-/{state['revision']}/{state['leaves'][-1]}")
            assert leaf.headers["content-type"].startswith("application/xhtml+xml")
            state = await until(studio, lambda now: now["revision"] > 0, "a4")
            assert (await asking.get("shown/a4/-/1")).content.startswith(b"%PDF-")

    tried(scene)


def test_every_language_is_shown_and_followed_that_somebody_looks_at(tmp_path: Path) -> None:
    folder = add_languages(minimal(tmp_path / "article"), "de", "fa")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio) as asking:
            own = await until(studio, lambda state: state["revision"] > 0)
            assert own["languages"] == [["", "English"], ["de", "Deutsch"], ["fa", "فارسی"]]
            assert (await asking.get("shown/web/de/1")).status_code == 404, "nobody looks at it"
            assert (await asking.get("shown/web/fr/1")).status_code == 404, "there is none"
            german = await until(studio, lambda state: state["revision"] > 0 and not state["pages"], language="de")
            page = await asking.get(f"shown/web/de/{german['revision']}")
            assert 'lang="de"' in page.text
            assert "1.450" in page.text
            assert 'id="page-1"' in page.text
            printed = await until(studio, lambda state: state["revision"] > 0, "a4", language="de")
            assert (await asking.get(f"shown/a4/de/{printed['revision']}")).content.startswith(b"%PDF-")
            edit(folder, "sections/reading-room.md", "and people came", "and everybody came")
            state = await until(studio, lambda now: now["revision"] > german["revision"], language="de")
            page = await asking.get(f"shown/web/de/{state['revision']}")
            assert "and everybody came" in page.text
            assert ({one["rule"] for one in state["problems"]}, state["stale"]) == ({"LNG-003"}, False)

    tried(scene)


def test_an_article_that_is_broken_from_the_start_is_shown_once_it_is_mended(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    edit(folder, SERIES, "basis: counted", "basis counted")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio) as asking:
            state = await until(studio, lambda state: bool(state["problems"]))
            assert (state["revision"], state["waiting"], state["stale"]) == (0, False, False)
            assert (await asking.get("shown/web/-/0")).status_code == 404
            edit(folder, SERIES, "basis counted", "basis: counted")
            assert (await until(studio, lambda now: now["revision"] > 0))["problems"] == []

    tried(scene)


def test_memory_stays_flat_over_many_saves(tmp_path: Path) -> None:
    """Fewer here than the 200 of `nox -s soak`: what one save leaves behind would be seen."""
    from support.soak import times

    folder = minimal(tmp_path / "article")

    async def scene() -> None:
        studio = studio_of(folder)
        async with working(studio):
            state = await until(studio, lambda state: state["revision"] > 0 and not state["pages"])
            used = []
            for number in range(times(12, 200)):
                edit(folder, SERIES, f"14{50 + number % 2}", f"14{51 - number % 2}")
                state = await until(studio, lambda now, before=state["revision"]: now["revision"] > before)  # type: ignore[misc]
                gc.collect()
                used.append(processes.memory([os.getpid()]))
        assert used[-1] - used[len(used) // 2] < 12 * 1024 * 1024

    tried(scene)


# The command


def test_it_prints_its_address_listens_on_this_machine_alone_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    command = [sys.executable, "-m", "report", "preview", str(folder), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(address).status_code == 200
        port = httpx.URL(address).port
        if (own := socket.gethostbyname(socket.gethostname())) != "127.0.0.1":
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"http://{own}:{port}/", timeout=5)
        taken = report("preview", folder, "--no-browser", "--port", str(port))
        assert taken.status == 1
        assert taken.errors.startswith(f"--port: CFG-095 nothing can listen at the port {port}: ")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "report: interrupted; nothing half-written is left\n")


def test_without_the_extra_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "watchfiles.py").write_text("raise ImportError('not here', name='watchfiles')\n", encoding="utf-8")
    done = report("preview", "--no-browser", env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"})
    assert (done.status, done.errors) == (
        3,
        "report: the package “watchfiles”, which the preview needs, is not there. "
        "Install it: python3 -m pip install 'report[preview]'\n",
    )


def test_an_article_that_is_not_there_is_no_preview(tmp_path: Path) -> None:
    done = report("preview", tmp_path / "none", "--no-browser")
    assert done.status == 1
    assert "CFG-001" in done.errors


def test_a_language_that_it_is_not_in_is_no_preview(tmp_path: Path) -> None:
    done = report("preview", minimal(tmp_path / "article"), "--no-browser", "--lang", "de")
    assert done.status == 1
    assert "LNG-001" in done.errors


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
def test_a_port_is_a_number(port: str) -> None:
    assert report("preview", "--port", port).status == 2

"""Workers: in order, warm, followed by fresh ones, and none of them takes another's task with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.tasks import DIE, left, work

from report.build.workers import pool
from report.build.workers.pool import Pool, WorkerDied


@pytest.fixture
def workers() -> Iterator[Pool]:
    with Pool(2) as made:
        yield made


def test_answers_come_in_the_order_of_the_tasks(workers: Pool) -> None:
    answers = list(workers.run(work, range(40)))
    assert [task for task, _ in answers] == list(range(40))
    assert [answer[0] for _, answer in answers] == list(range(40))
    assert len({answer[1] for _, answer in answers}) <= 2


def test_fresh_workers_follow_old_ones(workers: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LIFETIME", 3)
    answers = list(workers.run(work, range(20)))
    assert [answer[0] for _, answer in answers] == list(range(20))
    assert len({answer[1] for _, answer in answers}) >= 4


def test_what_a_task_leaves_is_let_go_before_the_next(workers: Pool) -> None:
    assert [answer for _, answer in workers.run(left, range(9))] == [0] * 9


def test_a_task_that_fails_is_an_answer(workers: Pool) -> None:
    answers = [answer for _, answer in workers.run(work, [1, -5, 2])]
    assert isinstance(answers[1], LookupError)
    assert [answers[0][0], answers[2][0]] == [1, 2]


def test_a_dead_worker_takes_only_its_own_task_with_it(workers: Pool) -> None:
    tasks = [*range(6), DIE, *range(6, 30), DIE, 30]
    answers = [answer for _, answer in workers.run(work, tasks)]
    assert [index for index, answer in enumerate(answers) if isinstance(answer, WorkerDied)] == [6, 31]
    assert [answer[0] for answer in answers if not isinstance(answer, WorkerDied)] == list(range(31))


def test_nothing_runs_on_after_an_exception() -> None:
    def interrupted(seen: list[int]) -> None:
        with Pool(2) as made:
            seen.append(next(made.run(work, range(100)))[1][1])
            raise KeyboardInterrupt

    seen: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(seen)
    (process,) = seen
    assert not Path(f"/proc/{process}").exists()


ORPHANS = """
import os, signal, sys, time
sys.path[:0] = [{tests!r}]
from support.tasks import work
from report.build.workers import pool
with pool.Pool(2) as workers:
    _, (_, process) = next(workers.run(work, range(100)))
    print(process, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


UNKNOWN = """
import multiprocessing.process
from report.build.workers import pool

try:
    with pool.Pool(2) as made:
        worker = made._context.Process(target=pool._end_with_parent, args=(made._held,))
        worker.start()
        multiprocessing.process._children.discard(worker)
        raise KeyboardInterrupt
except KeyboardInterrupt:
    print("done")
"""


def test_a_worker_that_is_being_started_keeps_nobody_waiting() -> None:
    done = subprocess.run([sys.executable, "-c", UNKNOWN], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_workers_end_with_a_parent_that_was_killed() -> None:
    code = ORPHANS.format(tests=str(Path(__file__).parents[1]))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    process = int(done.stdout)
    until = time.monotonic() + 30
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()


def test_the_current_folder_lends_workers_no_modules(tmp_path: Path) -> None:
    for name in ("weasyprint", "report", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run from the current folder')\n", encoding="utf-8")
    code = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parents[2])!r}, {str(Path(__file__).parents[1])!r}]\n"
        "from support.tasks import work\nfrom report.build.workers.pool import Pool\n"
        "with Pool(2, ['report.build.preload']) as workers:\n"
        "    print([answer[0] for _, answer in workers.run(work, range(3))])\n"
    )
    environment = {**os.environ, "PYTHONPATH": ""}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[0, 1, 2]\n", "")

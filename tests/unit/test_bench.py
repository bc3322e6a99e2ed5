"""The bench's arithmetic and its exit status; nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench.benches import BENCHES, LONG, Bench
from tests.bench.figures import Cost, Limit, Outcome, any_broken, cheaper, table
from tests.bench.measure import Failed, Unavailable, in_turn, run, said

MB = 2**20


def outcome(*ratios: float, most: float | None = 1.3, kind: str = "CPU") -> Outcome:
    pairs = tuple((Cost(2 * ratio, round(100 * MB * ratio)), Cost(2.0, 100 * MB)) for ratio in ratios)
    return Outcome("sample", "ours", "theirs", pairs, (Limit(kind, most),))


def test_the_ratio_is_the_median_of_pairs_and_not_the_ratio_of_medians() -> None:
    pairs = ((Cost(1.0), Cost(1.0)), (Cost(4.0), Cost(2.0)), (Cost(9.0), Cost(8.0)))
    (figure,) = Outcome("sample", "a", "b", pairs, (Limit("CPU"),)).figures()
    assert (figure.ours, figure.theirs) == (4.0, 2.0)
    assert figure.ratio == 1.125
    assert figure.spread == (1.0, 2.0)


def test_one_slow_run_breaks_no_limit() -> None:
    assert not any_broken([outcome(1.1, 1.2, 9.0)])


def test_a_ratio_at_its_limit_keeps_it_and_one_above_breaks_it() -> None:
    assert not any_broken([outcome(1.3)])
    assert any_broken([outcome(1.31)])
    assert any_broken([outcome(1.0), outcome(1.31, kind="memory")])


def test_a_figure_without_a_limit_breaks_nothing() -> None:
    assert not any_broken([outcome(50.0, most=None)])


def test_no_runs_give_no_ratio() -> None:
    with pytest.raises(ValueError, match="no runs"):
        outcome().figures()


def test_the_cheaper_one_is_that_of_less_processor_time() -> None:
    assert cheaper(Cost(2.0, 1), Cost(1.0, 9)) == Cost(1.0, 9)


def test_the_table_has_each_ratio_beside_its_limit() -> None:
    lines = table([outcome(1.25), outcome(1.5, kind="memory"), outcome(2.0, most=None)]).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["sample", "CPU", "2.500", "s", "2.000", "s", "1.250", "1.25-1.25", "1.30", "kept"],
        ["sample", "memory", "150", "MB", "100", "MB", "1.500", "1.50-1.50", "1.30", "BROKEN"],
        ["sample", "CPU", "4.000", "s", "2.000", "s", "2.000", "2.00-2.00", "none"],
    ]


def test_sides_run_in_turn_after_one_run_that_isn_t_counted() -> None:
    order: list[str] = []

    def step(name: str) -> Callable[[], Cost]:
        def once() -> Cost:
            order.append(name)
            return Cost(float(len(order)))

        return once

    rounds = in_turn([step("a"), step("b")], 2, lambda _: None)
    assert "".join(order) == "ababab"
    assert rounds == [[Cost(3.0), Cost(4.0)], [Cost(5.0), Cost(6.0)]]


HOLDS_200_MB = "x = bytearray(200 << 20); x[::4096] = b'1' * len(x[::4096])"


def held(code: str) -> int:
    """Memory of a process that runs `code`, measured by a small one as in the bench: a child's peak begins at its parent's."""
    measure = f"from tests.bench.measure import run; print(run(['-c', {code!r}]).memory)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", measure], cwd=root, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_what_a_process_holds_is_its_memory() -> None:
    assert 200 * MB < held(HOLDS_200_MB) < 400 * MB
    assert held("") < 200 * MB


def test_what_its_children_hold_counts() -> None:
    assert held(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS_200_MB!r}])") > 200 * MB


def test_a_command_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(Failed, match=r"(?s)ended with 3:.*no such thing"):
        run(["-c", "import sys; print('no such thing'); sys.exit(3)"])


@pytest.mark.parametrize(("ratio", "status"), [(1.2, 0), (1.4, 1)])
def test_a_broken_limit_exits_with_1(ratio: float, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--runs", "1"], {"sample": lambda _: outcome(ratio)}, tmp_path) == status
    assert ("BROKEN" in capsys.readouterr().out) == bool(status)
    (file,) = tmp_path.iterdir()
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert file.name == "sample.json"
    assert (kept["figures"][0]["ratio"], kept["figures"][0]["broken"]) == (ratio, bool(status))
    assert kept["surroundings"]["weasyprint"]


def test_a_command_that_fails_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def failing(bench: Bench) -> Outcome:
        raise Failed("it went wrong")

    assert command.main([], {"sample": failing}, tmp_path) == 2
    assert "it went wrong" in capsys.readouterr().err


def test_long_benches_run_when_they_are_named(tmp_path: Path) -> None:
    assert set(LONG) < set(BENCHES)
    for arguments, ran in (([], {"short"}), ([LONG[0]], {LONG[0]})):
        seen: set[str] = set()

        def noted(name: str, seen: set[str] = seen) -> Callable[[Bench], Outcome]:
            return lambda _: seen.add(name) or outcome(1.0)  # type: ignore[func-returns-value]

        command.main(arguments, {name: noted(name) for name in ("short", LONG[0])}, tmp_path)
        assert seen == ran


@pytest.mark.parametrize("arguments", [["nonsense"], ["--runs", "0"]])
def test_wrong_usage_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments, {"sample": lambda _: outcome(1.0)}, tmp_path)
    assert stopped.value.code == 2


def test_a_bench_that_cannot_run_is_left_out_and_not_counted_as_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(_: Bench) -> Outcome:
        raise Unavailable("pandoc isn't there")

    assert command.main([], {"missing": missing, "kept": lambda _: outcome(1.1)}, tmp_path) == 0
    printed = capsys.readouterr().out
    assert "left out, neither kept nor broken: pandoc isn't there" in printed
    assert [file.name for file in tmp_path.iterdir()] == ["sample.json"]


def test_what_a_command_says_is_returned() -> None:
    assert said(["-c", "print(6 * 7)"]) == "42"

"""The steps of a build: what the tuple names is what runs, in its order."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from report.build import steps
from report.build.run import Request, build
from report.build.steps import DELIVER, LOOK, PREPARE, PUBLISH, READ, STEPS, Step
from report.system import places


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.function)
def test_a_step_is_a_function_that_says_what_it_does(step: Step) -> None:
    assert inspect.getdoc(getattr(import_module(f"report.build.{step.module}"), step.function))


def test_the_steps_stand_on_one_screen() -> None:
    _, _, told = inspect.getsource(steps).partition("\nLOOK = ")
    assert 30 < len(told.splitlines()) <= 50


def test_a_build_takes_the_steps_in_order_and_a_second_one_only_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Step] = []
    take = Step.__call__

    def noted(self: Step, *state: Any) -> None:
        taken.append(self)
        take(self, *state)

    monkeypatch.setattr(Step, "__call__", noted)
    request = Request((places.articles() / places.MINIMAL,), formats=("a4",), out=tmp_path)
    assert build(request).problems == []
    assert taken == list(STEPS) == [*LOOK, *READ, *PREPARE, *PUBLISH, *DELIVER]
    taken.clear()
    assert [output.unchanged for output in build(request).outputs] == [True]
    assert taken == list(LOOK)


def test_an_error_lets_no_further_step_be_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    take = Step.__call__
    monkeypatch.setattr(Step, "__call__", lambda self, *state: (taken.append(self.function), take(self, *state)))
    result = build(Request((places.articles() / places.MINIMAL,), formats=("nowhere",), out=tmp_path))
    assert [problem.rule for problem in result.problems] == ["CFG-050"]
    assert taken == ["look", "read", "choose_formats", "order"]

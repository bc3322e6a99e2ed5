"""Follows an article: makes its editions anew at every save, and tells those who look at them."""

from __future__ import annotations

import asyncio
import gc
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from report.build.edition import Task
from report.build.run import DRAWING, PRELOADED
from report.build.workers.pool import Pool
from report.intake.archive import opened
from report.model.article import Article
from report.model.format import Format
from report.model.pages import PageMap
from report.preview import places
from report.preview.leaves import reading_order
from report.preview.proof import Attempt, LastGood, at_once, beside
from report.preview.rules import FAILED
from report.problems import Place, Problem, ProblemsFound, in_order


class Studio:
    """The states of all formats of one article, and the work that keeps them up to date."""

    def __init__(self, folder: Path, formats: Mapping[str, Format]) -> None:
        """Follow the article in `folder`; `formats` are by the names that are asked for, the first made at every save."""
        self.folder = folder
        self.formats = formats
        self.first = next(iter(formats))
        self.marked = formats[self.first].page_list
        self.states = {name: LastGood() for name in formats}
        self.article: Article | None = None
        """As it was when it could be made last: what is laid out beside need not read it again."""
        self.pages: PageMap | None = None
        self.pages_stale = bool(self.marked)
        self.book: dict[str, bytes] = {}
        """The files of the e-book that is shown."""
        self.leaves: list[str] = []
        """The names of those that are read, in their order."""
        self.looked_at: Counter[str] = Counter()
        self._changed = asyncio.Condition()
        self._saved, self._idle = asyncio.Event(), asyncio.Event()
        self._pool = Pool(1, PRELOADED + DRAWING)

    async def work(self) -> None:
        """Make what is to be made until cancelled; where that can't go on, it is told in the page."""
        try:
            self._saved.set()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._follow())
                tasks.create_task(self._at_once())
                tasks.create_task(self._beside())
        except* Exception as errors:
            sentence = f"saves are followed no longer: {errors.exceptions[0]}"
            problem = FAILED.at(Place(self.folder.as_posix()), sentence, hint="start the preview again")
            self.states[self.first].take(Attempt([problem]))
            await self._tell()

    async def _follow(self) -> None:
        from watchfiles import awatch

        async for _ in awatch(self.folder, debounce=200, step=20):
            self._saved.set()

    async def _at_once(self) -> None:
        while True:
            await self._saved.wait()
            self._saved.clear()
            state = self.states[self.first]
            attempt = await self._attempt(at_once, self.folder, self.pages, self.first)
            if attempt.article and attempt.document:
                state.places = places.shown(attempt.article, attempt.document)
            state.take(attempt)
            await self._tell()
            if attempt.data:
                self.article = attempt.article
                self._idle.set()
            gc.collect()

    async def _beside(self) -> None:
        """Lay out the pages that are marked, then make what somebody looks at, in a process beside this one."""
        await self._idle.wait()  # its imports would slow down the first page
        with self._pool:
            while True:
                await self._idle.wait()
                self._idle.clear()
                for name in dict.fromkeys([self.marked, *(name for name in self.formats if self.looked_at[name])]):
                    if name and name != self.first:
                        await self._one_beside(name)

    async def _one_beside(self, name: str) -> None:
        attempt = await self._attempt(self._apart, Task(self.folder, (self._given(name),), article=self.article))
        if name in self.states:
            self._shown(name, attempt)
        if name == self.marked:
            await self._marked(attempt)
        await self._tell()

    async def _marked(self, attempt: Attempt) -> None:
        """Take the pages as they begin now, and mark them in what is shown."""
        self.pages_stale = attempt.pages is None
        if attempt.pages is not None and attempt.pages != self.pages:
            self.pages = attempt.pages
            again = await self._attempt(at_once, self.folder, self.pages, self.first)
            if again.data:
                self.states[self.first].take(again)

    def _shown(self, name: str, attempt: Attempt) -> None:
        if self.states[name].take(attempt) and attempt.data[:2] == b"PK":
            self.book = dict(opened(attempt.data))
            self.leaves = reading_order(self.book)

    def _given(self, name: str) -> str:
        return self.formats[name].place.path if name in self.formats and Path(self.formats[name].place.path).is_file() else name

    def _apart(self, task: Task) -> Attempt:
        ((_, answer),) = self._pool.run(beside, [task])
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _attempt(self, make: Any, *arguments: Any) -> Attempt:
        """Make something in a thread; what goes wrong is told as a problem, since the preview goes on."""
        try:
            made: Attempt = await asyncio.to_thread(make, *arguments)
        except ProblemsFound as found:
            return Attempt(found.problems)
        except Exception as error:
            problem = FAILED.at(Place(self.folder.as_posix()), f"this can't be made: {type(error).__name__}: {error}")
            return Attempt([problem])
        return made

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def told(self, name: str) -> AsyncIterator[str]:
        """Yield the state of a format as JSON, now and whenever it changes, as long as somebody listens."""
        self.looked_at[name] += 1
        last = ""
        try:
            if not self.states[name].revision and self.states[self.first].revision:
                self._idle.set()
            while True:
                await self._other(name, last)
                last = self._told(name)
                yield last
        finally:
            self.looked_at[name] -= 1

    async def _other(self, name: str, known: str) -> None:
        """Wait until there is something else to be told than what is known."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._told(name) != known)

    def _told(self, name: str) -> str:
        state, first = self.states[name], self.states[self.first]
        problems = in_order([*first.problems, *(problem for problem in state.problems if problem not in first.problems)])
        told = {
            "revision": state.revision,
            "stale": bool(state.revision) and (state.stale or first.stale),
            "waiting": not state.revision and not state.stale,
            "pages": bool(self.marked) and self.pages_stale,
            "problems": [self._problem(problem, first) for problem in problems],
            "leaves": self.leaves if state.data[:2] == b"PK" else [],
        }
        return json.dumps(told)

    def _problem(self, problem: Problem, first: LastGood) -> dict[str, Any]:
        return {
            "rule": problem.rule,
            "severity": problem.severity.value,
            "sentence": problem.sentence,
            "hint": problem.hint,
            "where": str(problem.place),
            "at": places.beside(problem.place, first.places),
        }

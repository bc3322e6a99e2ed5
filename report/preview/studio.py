"""Follows an article: makes its editions anew at every save, and tells those who look at them."""

from __future__ import annotations

import asyncio
import gc
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
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


@dataclass
class InLanguage:
    """What is shown of an article in one language."""

    states: dict[str, LastGood]
    """By format."""
    pages_stale: bool
    article: Article | None = None
    """As it was when it could be made last: what is laid out beside need not read it again."""
    pages: PageMap | None = None
    book: dict[str, bytes] = field(default_factory=dict)
    """The files of the e-book."""
    leaves: list[str] = field(default_factory=list)
    """The names of those that are read, in their order."""


class Studio:
    """The states of all formats of one article, and the work that keeps them up to date."""

    def __init__(self, folder: Path, formats: Mapping[str, Format], language: str = "") -> None:
        """Follow the article in `folder`; `formats` are by the names that are asked for, the first made at every save.

        `language` is the one that is shown at first, nothing for the article's own.
        """
        self.folder = folder
        self.formats = formats
        self.language = language
        self.first = next(iter(formats))
        self.marked = formats[self.first].page_list
        self.shown: dict[str, InLanguage] = {}
        """By language, nothing for the article's own."""
        self.languages: list[tuple[str, str]] = []
        """Those that there are to choose from, with their names."""
        self.looked_at: Counter[tuple[str, str]] = Counter()
        """How many look at a format in a language."""
        self._changed = asyncio.Condition()
        self._saved, self._idle = asyncio.Event(), asyncio.Event()
        self._pool = Pool(1, PRELOADED + DRAWING)

    def of(self, language: str) -> InLanguage:
        """Return what is shown in a language."""
        if language not in self.shown:
            self.shown[language] = InLanguage({name: LastGood() for name in self.formats}, bool(self.marked))
        return self.shown[language]

    def knows(self, language: str) -> bool:
        """Tell whether there is anything to be shown in a language."""
        return language in {"", self.language, *(tag for tag, _ in self.languages)}

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
            for shown in [self.of(self.language), *self.shown.values()]:
                shown.states[self.first].take(Attempt([problem]))
            await self._tell()

    async def _follow(self) -> None:
        from watchfiles import awatch

        async for _ in awatch(self.folder, debounce=200, step=20):
            self._saved.set()

    def _read_by_somebody(self) -> list[str]:
        """Return the languages that somebody looks at; until then, the one that is shown at first."""
        return list(dict.fromkeys(language for (_, language), count in self.looked_at.items() if count)) or [self.language]

    async def _at_once(self) -> None:
        while True:
            await self._saved.wait()
            self._saved.clear()
            for language in self._read_by_somebody():
                await self._one_at_once(language)
            gc.collect()

    async def _one_at_once(self, language: str) -> None:
        shown = self.of(language)
        attempt = await self._attempt(at_once, self.folder, shown.pages, self.first, language)
        if attempt.article and attempt.document:
            shown.states[self.first].places = places.shown(attempt.article, attempt.document)
            self.languages = [("" if one.own else one.language, one.name) for one in attempt.document.metadata.tongues]
        shown.states[self.first].take(attempt)
        await self._tell()
        if attempt.data:
            shown.article = attempt.article
            self._idle.set()

    async def _beside(self) -> None:
        """Make what somebody looks at, then lay out the pages that are marked, in a process beside this one."""
        await self._idle.wait()  # its imports would slow down the first page
        with self._pool:
            while True:
                await self._idle.wait()
                self._idle.clear()
                for language in self._read_by_somebody():
                    looked_at = (name for name in self.formats if self.looked_at[name, language])
                    for name in dict.fromkeys([*looked_at, self.marked]):
                        if name and name != self.first:
                            await self._one_beside(name, language)

    async def _one_beside(self, name: str, language: str) -> None:
        shown = self.of(language)
        task = Task(self.folder, (self._given(name),), article=shown.article, language=language)
        attempt = await self._attempt(self._apart, task)
        if name in shown.states:
            self._show(shown, name, attempt)
        if name == self.marked:
            await self._mark(shown, attempt, language)
        await self._tell()

    async def _mark(self, shown: InLanguage, attempt: Attempt, language: str) -> None:
        """Take the pages as they begin now, and mark them in what is shown."""
        shown.pages_stale = attempt.pages is None
        if attempt.pages is not None and attempt.pages != shown.pages:
            shown.pages = attempt.pages
            again = await self._attempt(at_once, self.folder, shown.pages, self.first, language)
            if again.data:
                shown.states[self.first].take(again)

    @staticmethod
    def _show(shown: InLanguage, name: str, attempt: Attempt) -> None:
        if shown.states[name].take(attempt) and attempt.data[:2] == b"PK":
            shown.book = dict(opened(attempt.data))
            shown.leaves = reading_order(shown.book)

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

    async def told(self, name: str, language: str = "") -> AsyncIterator[str]:
        """Yield the state of a format in a language as JSON, now and whenever it changes, as long as somebody listens."""
        self.looked_at[name, language] += 1
        last = ""
        try:
            states = self.of(language).states
            if not states[self.first].revision:
                self._saved.set()
            elif not states[name].revision:
                self._idle.set()
            while True:
                await self._other(name, language, last)
                last = self._told(name, language)
                yield last
        finally:
            self.looked_at[name, language] -= 1

    async def _other(self, name: str, language: str, known: str) -> None:
        """Wait until there is something else to be told than what is known."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._told(name, language) != known)

    def _told(self, name: str, language: str) -> str:
        shown = self.of(language)
        state, first = shown.states[name], shown.states[self.first]
        problems = in_order([*first.problems, *(problem for problem in state.problems if problem not in first.problems)])
        told = {
            "revision": state.revision,
            "stale": bool(state.revision) and (state.stale or first.stale),
            "waiting": not state.revision and not state.stale,
            "pages": bool(self.marked) and shown.pages_stale,
            "problems": [self._problem(problem, first) for problem in problems],
            "leaves": shown.leaves if state.data[:2] == b"PK" else [],
            "languages": self.languages,
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

"""What each command does with its arguments: it prints problems and results, and returns an exit status.

Heavy imports stay inside the commands that need them.
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report import __version__
from report.problems import Problem, ProblemsFound, Severity, any_error, in_order
from report.system import interrupt, screen
from report.system.screen import complain, say

if TYPE_CHECKING:
    from report.build.run import Result


class Exit(IntEnum):
    """What the command's exit status means."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    TOOL_MISSING = 3
    OUR_FAULT = 4
    INTERRUPTED = 130


def show(problems: Sequence[Problem]) -> None:
    """Print problems to standard error, each with its hint."""
    for problem in in_order(list(problems)):
        grade = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
        complain(f"{problem.place}: {problem.rule} {grade}{problem.sentence}")
        if problem.clause:
            complain(f"  clause: {problem.clause}")
        if problem.hint:
            complain(f"  hint: {problem.hint}")


def finish(arguments: argparse.Namespace, problems: Sequence[Problem], **results: Any) -> None:
    """Print problems to people; with `--json`, problems and results to machines; where the command is to stop, nothing."""
    interrupt.check()  # a library that swallowed it may have called it a problem of its own
    if arguments.json:
        screen.hand_over({"problems": [p.as_json() for p in in_order(list(problems))], **results})
    else:
        show(problems)


def our_fault(error: Exception) -> int:
    """Say that the program is wrong and not its user, and what to report; with REPORT_DEBUG set, raise the error."""
    if os.environ.get("REPORT_DEBUG") or interrupt.status():
        raise error
    complain(f"report: this is a fault of report {__version__}, not yours: {type(error).__name__}: {error}")
    complain("  Please report it with the command that you typed and what `REPORT_DEBUG=1` before it prints.")
    return Exit.OUR_FAULT


def _articles(arguments: argparse.Namespace) -> list[Path]:
    from report.system import places

    given = [Path(path) for path in arguments.article] or [places.shipped_article()]
    found: list[Path] = []
    for path in given:
        catalogue = [] if (path / "article.yaml").exists() or not path.is_dir() else sorted(path.glob("*/article.yaml"))
        found += [file.parent for file in catalogue] or [path]
    once: dict[str, Path] = {}
    for path in found:
        once.setdefault(os.path.realpath(path), path)
    return list(once.values())


def _build(arguments: argparse.Namespace) -> int:
    from report.build.run import Request, build
    from report.command_line.progress import progress

    folders = _articles(arguments)
    if arguments.since and len(folders) > 1:
        complain("report: --since compares with an earlier edition of one article; name that alone")
        return Exit.USAGE
    request = Request(
        articles=tuple(folders),
        languages=tuple(dict.fromkeys(arguments.lang)),
        draft=arguments.draft,
        formats=tuple(dict.fromkeys(arguments.format)),
        out=Path(arguments.out),
        verify=arguments.verify,
        strict=arguments.strict,
        since=Path(arguments.since) if arguments.since else None,
        force=arguments.force,
        jobs=arguments.jobs,
        cluster=arguments.cluster or "",
        patience=arguments.cluster_timeout,
    )
    gc.set_threshold(50_000, 20, 20)  # a page is millions of small objects that all live until it is written
    with progress(quiet=arguments.json) as tell:
        result = build(request, tell)
    finish(arguments, result.problems, outputs=[output.as_json() for output in result.outputs])
    for missing in result.missing:
        complain(f"not judged: {missing}")
    if len(request.articles) > 1 and not arguments.json:
        for line in _summary(result, len(request.articles)):
            say(line)
    if result.faults:
        return our_fault(result.faults[0])
    if result.unreachable:
        return Exit.TOOL_MISSING
    if any_error(result.problems, strict=arguments.strict):
        return Exit.PROBLEMS
    return Exit.TOOL_MISSING if result.missing else Exit.DONE


def _summary(result: Result, articles: int) -> list[str]:
    """Return what came of a catalogue in a line, and below it the articles that have to be looked at."""
    built = sum(not output.unchanged for output in result.outputs)
    files = f"{built} file{'s' if built != 1 else ''}"
    line = f"{articles} articles: {files} built, {len(result.outputs) - built} unchanged, {len(result.failed)} with errors"
    return [line, *(f"  {folder}" for folder in result.failed)]


def _check(arguments: argparse.Namespace) -> Exit:
    from report.build.check import check
    from report.build.foresight import foreseen

    problems: list[Problem] = []
    explained: list[str] = []
    for folder in _articles(arguments):
        article, found = check(folder)
        problems += foreseen(article, folder, found) if article is not None else found
        for language in article.meta.languages if article is not None and not any_error(found) else ():
            said, more = check(folder, language)
            told = foreseen(said, folder, more) if said is not None and not any_error(more) else more
            problems += [problem for problem in told if problem not in problems]
        if arguments.explain and article is not None and article.find(arguments.explain) is not None:
            from report.lint.explain import explain_record

            explained += explain_record(article, arguments.explain)
    if arguments.explain is not None and not explained:
        show(problems)
        complain(f"report: no record is called “{arguments.explain}”")
        return Exit.USAGE
    if explained and not arguments.json:
        for line in explained:
            say(line)
    finish(arguments, problems, **({"explained": explained} if explained else {}))
    if not problems and not arguments.json and not arguments.explain:
        say("no problems")
    return Exit.PROBLEMS if any_error(problems, strict=arguments.strict) else Exit.DONE


def _explain(arguments: argparse.Namespace) -> Exit:
    from report.command_line.all_rules import all_rules

    rules = all_rules()
    rule = rules.get(arguments.rule.upper())
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(arguments.rule.upper(), rules, n=3)
        guess = f"; did you mean {', '.join(near)}?" if near else ""
        complain(f"report: there is no rule {arguments.rule}{guess}")
        return Exit.USAGE
    if arguments.json:
        told = {"id": rule.id, "severity": rule.severity.value, "title": rule.title, "help": rule.help}
        screen.hand_over(told, indent=None)
    else:
        from textwrap import wrap

        say(f"{rule.id}  {rule.title} ({rule.severity})")
        for paragraph in rule.help.split("\n\n"):
            for line in ("", *wrap(paragraph, 88)):
                say(line)
    return Exit.DONE


def _verify(arguments: argparse.Namespace) -> Exit:
    from report.verify import verify

    verdict = verify([Path(path) for path in arguments.file])
    finish(
        arguments,
        verdict.problems,
        judged=[judgement.as_json() for judgement in verdict.judged],
        missing=[missing.as_json() for missing in verdict.missing],
    )
    if not arguments.json:
        for judgement in verdict.judged:
            say(str(judgement))
        for missing in verdict.missing:
            complain(f"not judged: {missing}")
    if any_error(verdict.problems, strict=True):
        return Exit.PROBLEMS
    return Exit.TOOL_MISSING if verdict.missing and arguments.require_all else Exit.DONE


def _extract(arguments: argparse.Namespace) -> Exit:
    from report.copies import extract, find

    copy = find(Path(arguments.file))
    target = Path(arguments.folder)
    files = extract(copy, target)
    if arguments.json:
        about = {"article": copy.article, "edition": copy.edition, "format": copy.format}
        screen.hand_over({**about, "files": [str(file) for file in files]})
    else:
        say(f"{copy.article}, edition {copy.edition}: {len(files)} files in {target}. Next: report build {target / 'article'}")
    return Exit.DONE


def _rebuild(arguments: argparse.Namespace) -> Exit:
    gc.set_threshold(50_000, 20, 20)
    from report.build.rebuild import rebuild

    file = Path(arguments.file)
    made = rebuild(file, Path(arguments.out))
    finish(arguments, made.problems(file), **made.as_json())
    if arguments.json:
        return Exit.DONE if made.same else Exit.PROBLEMS
    say(f"{'the same' if made.same else 'other'} bytes: {made.path}" + (f" (SHA-256 {made.sha256})" if made.same else ""))
    for name, there, here in made.versions:
        say(f"  version of {name}: the copy's {there}, here {here}")
    for stamps, words in ((False, "parts from the copy at"), (True, "names versions at")):
        for difference in made.differences:
            if difference.stamp is stamps:
                say(f"  {words}: {difference.where}")
    return Exit.DONE if made.same else Exit.PROBLEMS


def _diff(arguments: argparse.Namespace) -> Exit:
    from report.compare.changes import compare
    from report.compare.show import markdown, plain, show_in_colour
    from report.compare.state import read_state

    try:
        given = [Path(arguments.old), Path(arguments.new)]
        whole = all(path.is_dir() for path in given)  # a copy has what was published, and that alone can be compared with it
        changes = compare(*(read_state(path, whole=whole) for path in given))
    except ProblemsFound as found:
        finish(arguments, found.problems)
        return Exit.USAGE
    if arguments.json:
        screen.hand_over({"same": not changes, **changes.as_json()})
    elif not arguments.markdown and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        show_in_colour(changes)
    else:
        for line in (markdown if arguments.markdown else plain)(changes).split("\n")[:-1]:
            say(line)
    return Exit.PROBLEMS if changes else Exit.DONE


def _translate(arguments: argparse.Namespace) -> Exit:
    from report.system import places
    from report.translate import status, update

    folder = Path(arguments.article) if arguments.article else places.shipped_article()
    told, problems = (status if arguments.status else update)(folder, tuple(dict.fromkeys(arguments.language)))
    finish(arguments, problems, catalogues=[one.as_json() for one in told])
    if not arguments.json:
        for one in told:
            say(f"{one}{' (written)' if one.written else ''}")
        if not told and not problems:
            say("the article names no further language: add languages: to article.yaml, or name one here")
    return Exit.PROBLEMS if any_error(problems) else Exit.DONE


def _preview(arguments: argparse.Namespace) -> Exit:
    from report.preview.serve import serve
    from report.system import places

    def tell(address: str) -> None:
        if arguments.json:
            screen.hand_over({"address": address}, indent=None)
        else:
            say(address)
            say("Ctrl-C ends it.")

    folder = Path(arguments.article) if arguments.article else places.shipped_article()
    formats, browse = tuple(dict.fromkeys(arguments.format)), not arguments.no_browser
    serve(folder, formats, arguments.port, tell, browse=browse, language=arguments.lang)
    return Exit.DONE


def _new(arguments: argparse.Namespace) -> Exit:
    from datetime import date

    from report.command_line.new import new_article

    files = new_article(Path(arguments.folder), date.today(), with_data=arguments.with_data)
    if arguments.json:
        screen.hand_over({"files": [str(file) for file in files]}, indent=None)
    else:
        say(f"{len(files)} files in {arguments.folder}. Next: report build {shlex.quote(arguments.folder)}")
    return Exit.DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "explain": _explain,
    "verify": _verify,
    "extract": _extract,
    "rebuild": _rebuild,
    "diff": _diff,
    "preview": _preview,
    "new": _new,
    "translate": _translate,
}

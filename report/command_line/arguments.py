"""The command line's words: commands, options, and what values they take."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from report import __version__
from report.system import screen

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """Reads the command line, and speaks through the one door."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        for line in (message or "").splitlines():
            (screen.say if file is sys.stdout else screen.complain)(line)


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(prog="report", description="Turns structured articles with sources into tagged reports and e-books.")
    top.add_argument("--version", action="version", version=f"report {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, line: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=line, description=line[0].upper() + line[1:] + ".")
        sub.add_argument("--json", action="store_true", help="problems and results for machines, on standard output")
        sub.set_defaults(command=name)
        return sub

    which = "an article's folder, or a folder of them; the shipped one if none is given"
    article = {"nargs": "*", "metavar": "ARTICLE", "help": which}

    def bounds(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="give up after so long, with all that was started")
        memory = "give up where more memory is in use (500M, 2G), all that was started together"
        sub.add_argument("--max-memory", type=_size, metavar="SIZE", help=memory)

    sub = command("build", "build an article's publications")
    sub.add_argument("article", **article)  # type: ignore[arg-type]
    _build_options(sub)
    bounds(sub)

    sub = command("check", "check an article's source: every problem, with file, line and column")
    sub.add_argument("article", **article)  # type: ignore[arg-type]
    sub.add_argument("--explain", metavar="ID", help="show a record, its source, and every place that uses it")
    sub.add_argument("--strict", action="store_true", help="exit with 1 for warnings, too")
    bounds(sub)

    sub = command("explain", "say what a rule wants, and why")
    sub.add_argument("rule", metavar="RULE-ID")

    sub = command("verify", "put built files before the field's judges: veraPDF, EPUBCheck, Ace, axe, Nu, and our own checks")
    sub.add_argument("file", nargs="+", metavar="FILE")
    sub.add_argument("--require-all", action="store_true", help="exit with 3 if a judge is missing")

    sub = command("extract", "take out of a publication the article that it was built from")
    sub.add_argument("file", metavar="FILE", help="a file that `report build` made, of a format that carries its article")
    sub.add_argument("folder", metavar="DIR", help="a folder that is new or empty")

    sub = command("rebuild", "build a publication again from what it carries, and compare the bytes")
    sub.add_argument("file", metavar="FILE")
    sub.add_argument("--out", default="build/rebuilt", metavar="DIR", help="where to write (default: build/rebuilt)")
    bounds(sub)

    sub = command("diff", "say what changed between two articles: folders or publications; 0 if nothing did")
    sub.add_argument("old", metavar="OLD")
    sub.add_argument("new", metavar="NEW")
    sub.add_argument("--markdown", action="store_true", help="as a Markdown table")

    sub = command("translate", "write and update an article's catalogues, one for each of its languages")
    sub.add_argument("article", nargs="?", metavar="ARTICLE", help="an article's folder; the shipped one if none is given")
    sub.add_argument("language", nargs="*", metavar="LANG", help="only these languages (fa, pt-BR); they needn't be named yet")
    sub.add_argument("--status", action="store_true", help="tell how much is done, and write nothing")

    sub = command("preview", "show an article's editions in the browser, and follow every save; ends at Ctrl-C")
    sub.add_argument("article", nargs="?", metavar="ARTICLE", help="an article's folder; the shipped one if none is given")
    _preview_options(sub)

    sub = command("new", "make a small article to start from, which builds")
    sub.add_argument("folder", metavar="DIR")
    sub.add_argument("--with-data", action="store_true", help="with a table (CSV) and a series that is read from it")
    return top


def _preview_options(sub: argparse.ArgumentParser) -> None:
    beside = "offer this format beside the web edition, or the path of a preset; may be given again (default: the article's)"
    sub.add_argument("--format", action="append", default=[], metavar="NAME", help=beside)
    tag = "show this language of the article's at first (fa, pt-BR); the page has them all to choose from"
    sub.add_argument("--lang", default="", metavar="TAG", help=tag)
    sub.add_argument("--port", type=_port, default=0, metavar="N", help="where to listen, on this machine alone (default: any)")
    sub.add_argument("--no-browser", action="store_true", help="only print the address")


def _build_options(sub: argparse.ArgumentParser) -> None:
    one = "only this format, or the path of a preset (a5.toml); may be given again"
    sub.add_argument("--format", action="append", default=[], metavar="NAME", help=one)
    tag = "only this language of the article's (fa, pt-BR); may be given again (default: all that article.yaml names)"
    sub.add_argument("--lang", action="append", default=[], metavar="TAG", help=tag)
    unfinished = "print what isn't translated yet as it is typed, and say on every page that it is a draft"
    sub.add_argument("--draft", action="store_true", help=unfinished)
    where = "where to write; a folder for each article in it (default: build)"
    sub.add_argument("--out", default="build", metavar="DIR", help=where)
    sub.add_argument("--verify", action="store_true", help="let the judges see each output; one that fails replaces nothing")
    old = "print what changed since OLD: the article's folder, or a publication of an earlier edition"
    sub.add_argument("--since", metavar="OLD", help=old)
    sub.add_argument(
        "--jobs", type=_count, default=cores(), metavar="N", help="processes that may work at a time (default: one for each core)"
    )
    sub.add_argument("--cluster", metavar="ADDRESS", help="let workers of a Dask scheduler that you trust do it: tcp://HOST:8786")
    wait = "how long the scheduler has to answer, then and later on (default: 10)"
    sub.add_argument("--cluster-timeout", type=_seconds, default=10, metavar="SECONDS", help=wait)
    sub.add_argument("--force", action="store_true", help="build what is there already, and draw every chart anew")
    sub.add_argument("--strict", action="store_true", help="warnings stop the build, too")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("write a whole number from 1 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    from report.system.bounds import seconds

    try:
        return seconds(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _size(text: str) -> int:
    from report.system.bounds import size

    try:
        return size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError("write a whole number from 1 to 256")
    return int(text)

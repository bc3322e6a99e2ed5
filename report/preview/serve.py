"""Serves the preview of one article on this machine alone, until it is interrupted."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from report.build.check import check
from report.load import languages_of
from report.load.formats import read_formats
from report.load.translation_rules import NO_CATALOGUE
from report.preview.rules import NO_PORT
from report.problems import Place, ProblemsFound, ToolMissing

HOST = "127.0.0.1"
FIRST = "web"
"""The format that follows every save."""
INSTALL = "Install it: python3 -m pip install 'report[preview]'"
SILENT = "critical"
"""What goes wrong with one request is that request's; what goes wrong with the article stands in the page."""


def serve(
    folder: Path, asked: Sequence[str], port: int, tell: Callable[[str], None], *, browse: bool, language: str = ""
) -> None:
    """Serve an article's preview; `asked` are formats to be offered beside the web edition, by default the article's own.

    ToolMissing says that the extra isn't installed, ProblemsFound that there is no such article, or that it isn't in that
    language, or that the port is taken.
    """
    try:
        import uvicorn
        import watchfiles  # noqa: F401

        from report.preview.app import application
        from report.preview.guard import Guard
    except ImportError as error:
        raise ToolMissing(f"the package “{error.name}”, which the preview needs,", INSTALL) from error
    from report.preview.studio import Studio

    if language and folder.is_dir() and language == languages_of(folder)[0]:
        language = ""
    article, problems = check(folder, language)
    if article is None and (not folder.is_dir() or NO_CATALOGUE.id in {problem.rule for problem in problems}):
        raise ProblemsFound(problems)
    names = list(dict.fromkeys([FIRST, *(asked or (article.meta.formats if article else ()))]))
    formats = dict(zip((Path(name).stem for name in names), read_formats(names, named_by=Place("--format")), strict=True))
    listening = _listening(port)
    token, port = secrets.token_urlsafe(16), listening.getsockname()[1]
    address = f"http://{HOST}:{port}/{token}/"

    def ready() -> None:
        tell(address)
        if browse:
            webbrowser.open(address)

    app = Guard(application(Studio(folder, formats, language), ready), token, port)
    config = uvicorn.Config(app, log_level=SILENT, server_header=False, timeout_graceful_shutdown=1, ws="none")
    uvicorn.Server(config).run([listening])


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # who comes before the server is ready waits for it
    except OSError as error:
        listening.close()
        sentence = f"nothing can listen at the port {port}: {error.strerror or error}"
        raise ProblemsFound([NO_PORT.at(Place("--port"), sentence, hint="name another, or leave --port out")]) from None
    return listening

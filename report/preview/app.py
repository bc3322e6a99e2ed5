"""What the preview answers: its own page, the states as they change, and what was made. Nothing is read from a disk."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import PurePosixPath

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from report import markup
from report.look.tokens import load_tokens
from report.model.media import media_type
from report.output.family import family_of
from report.preview.studio import InLanguage, Studio

_OWN = "-"
"""Stands in paths for the article's own language."""
_GONE = PlainTextResponse("nothing here\n", 404)
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
_BOOK = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'self'"
)


def application(studio: Studio, ready: Callable[[], None] = lambda: None) -> Starlette:
    """Return the application; all its paths begin with the token. `ready` is called when it begins to answer."""

    @asynccontextmanager
    async def working(_: Starlette) -> AsyncIterator[None]:
        work = asyncio.create_task(studio.work())
        ready()
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def shell(request: Request) -> Response:  # noqa: ARG001
        nonce = secrets.token_urlsafe(16)
        tokens = load_tokens()[0]
        page = markup.template(
            "preview/shell.html.j2",
            nonce=nonce,
            article=studio.folder.name,
            formats=[
                {"name": name, "title": format_.title, "family": family_of(format_).name}
                for name, format_ in studio.formats.items()
            ],
            language=studio.language or _OWN,
            tokens=tokens.resolved(studio.formats[studio.first]),
        )
        allowed = {
            "default-src": "'none'",
            "script-src": f"'nonce-{nonce}'",
            "style-src": "'unsafe-inline'",
            "connect-src": "'self'",
            "frame-src": "'self'",
            "img-src": "data:",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        policy = "; ".join(f"{what} {whence}" for what, whence in allowed.items())
        return HTMLResponse(page, headers={"content-security-policy": policy})

    def asked(request: Request) -> tuple[str, InLanguage | None]:
        """Return the language that is asked for, and what is shown in it."""
        language = request.path_params["language"]
        language = "" if language == _OWN else language
        return language, studio.of(language) if studio.knows(language) else None

    async def events(request: Request) -> Response:
        name, (language, found) = request.path_params["format"], asked(request)
        if found is None or name not in found.states:
            return _GONE

        async def stream() -> AsyncIterator[str]:
            async for told in studio.told(name, language):
                yield f"data: {told}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def shown(request: Request) -> Response:
        name, (_, found) = request.path_params["format"], asked(request)
        state = found.states.get(name) if found else None
        if state is None or not state.data:
            return _GONE
        family = family_of(studio.formats[name])
        headers = {"content-security-policy": _PAGE} if family.suffix == "html" else {}
        return Response(state.data, media_type=family.media_type, headers=headers)

    async def book(request: Request) -> Response:
        name, (_, found) = request.path_params["path"], asked(request)
        if found is None or name not in found.book:
            return _GONE
        kind = media_type(PurePosixPath(name)) or "application/octet-stream"
        return Response(found.book[name], media_type=kind, headers={"content-security-policy": _BOOK})

    routes = [
        Route("/{token}/", shell),
        Route("/{token}/events/{format}/{language}", events),
        Route("/{token}/shown/{format}/{language}/{revision:int}", shown),
        Route("/{token}/book/{language}/{revision:int}/{path:path}", book),
    ]
    return Starlette(routes=routes, lifespan=working)

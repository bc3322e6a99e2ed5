"""Who is let in: whoever is on this machine, asks this machine by name, and knows the token."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Callable[[], Awaitable[Any]], Send], Awaitable[None]]

_ALWAYS = {
    b"cache-control": b"no-store",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}


class Guard:
    """Lets requests through to an application whose paths begin with the token.

    A page of a stranger can send a browser here, and a name of a stranger can lead to this machine: neither knows the token, and
    both give themselves away by `Host`, `Origin` or `Sec-Fetch-Site`.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self.app = app
        self.token = token
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Callable[[], Awaitable[Any]], send: Send) -> None:
        """Refuse, or let the application answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = self._refused(scope)
        app: Any = PlainTextResponse(f"{status}\n", status) if status else self.app

        async def answer(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_ALWAYS.items()]
            await send(message)

        await app(scope, receive, answer)

    def _refused(self, scope: Scope) -> int:
        """Return the status with which a request is refused; 0 where it isn't."""
        sent: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            sent.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        if len(host := sent.get("host", [])) != 1 or host[0] not in self.hosts:
            return 421
        origins = {f"http://{name}" for name in self.hosts}
        if not set(sent.get("origin", [])) <= origins or "cross-site" in sent.get("sec-fetch-site", []):
            return 403
        if scope["method"] not in {"GET", "HEAD"}:
            return 405
        token = scope["path"].split("/")[1] if scope["path"].startswith("/") else ""
        return 0 if secrets.compare_digest(token.encode(), self.token.encode()) else 404

"""WeasyPrint's way to the outside, led through the one fetcher: what that refuses ends the rendering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from report.intake.warehouse import Warehouse


class NotFetched(Exception):
    """An address that a page asks for isn't to be had; the cause says why."""

    def __init__(self, url: str, cause: Exception) -> None:
        super().__init__(f"{url}: {cause}")
        self.url = url
        self.cause = cause


def fetcher(warehouse: Warehouse, on_refusal: Callable[[NotFetched], None]) -> Any:
    """Return a `weasyprint.urls.URLFetcher` that asks `warehouse` and nobody else.

    A refusal is handed to `on_refusal` and then stops the rendering with WeasyPrint's FatalURLFetchingError; an address is
    never skipped. The class is made here because WeasyPrint must not be imported before the fonts are set up.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class WarehouseFetcher(URLFetcher):  # type: ignore[misc]
        """Knows no handler for any protocol: the base class's constructor, which adds them, isn't called."""

        def __init__(self) -> None:
            self._fail_on_errors = True

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            try:
                data, media_type = warehouse.open(url)
            except Exception as cause:
                refusal = NotFetched(url, cause)
                on_refusal(refusal)
                raise FatalURLFetchingError(str(refusal)) from cause
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return WarehouseFetcher()

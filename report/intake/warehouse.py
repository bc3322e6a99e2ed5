"""The one fetcher: which addresses a publication may be made from, and what lies there."""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from report.intake.files import inside
from report.limits import limits
from report.model.media import MEDIA_TYPES, media_type


class Refused(Exception):
    """An address that a publication may not be made from; `reason` is a clause: "it leads out of the article's folder"."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"“{_short(url)}” is refused: {reason}")
        self.url = url
        self.reason = reason


class Warehouse:
    """The one door to everything that a page or a style sheet asks for: files under its roots, and pictures in memory.

    `roots` are folders; what lies in them by its real path may be had, a symbolic link that leads out of them may not.
    `drawn` are pictures that exist only in memory: an address such as `picture:membership` to bytes and media type.
    """

    def __init__(self, roots: Iterable[Path], drawn: Mapping[str, tuple[bytes, str]] | None = None) -> None:
        self._roots = tuple(roots)
        self._drawn = dict(drawn or {})

    def showing(self, drawn: Mapping[str, tuple[bytes, str]]) -> Warehouse:
        """Return one that has other pictures under some of the addresses."""
        return Warehouse(self._roots, {**self._drawn, **drawn})

    def open(self, url: str) -> tuple[bytes, str]:
        """Return the bytes and the media type of what lies at `url`; `Refused` says why it can't be had."""
        for name in (url, unquote(url)):
            if name in self._drawn:
                return self._drawn[name]
        try:
            parts = urlsplit(url)
        except ValueError:
            raise Refused(url, "it isn't an address") from None
        match parts.scheme:
            case "file":
                return self._file(url, parts)
            case "data":
                return _data(url)
            case "":
                raise Refused(url, "it has no scheme, and nothing says what it is relative to")
            case "http" | "https" | "ftp":
                raise Refused(url, "nothing is fetched from a network; keep the file in the article's folder")
            case scheme:
                raise Refused(url, f"addresses that begin with {scheme}: are not read")

    def file(self, path: Path, url: str) -> tuple[bytes, str]:
        """Return the bytes and the media type of a file under the roots, for which `url` asks; `Refused` says why not."""
        try:
            real = Path(os.path.realpath(path))
            root = next((root for root in self._roots if inside(root, real)), None)
        except ValueError:  # a NUL in the path
            raise Refused(url, "it isn't the path of a file") from None
        except OSError as error:
            raise Refused(url, f"it can't be read ({error.strerror})") from error
        # Asked before anything else, so that an answer never tells what lies elsewhere.
        if root is None:
            raise Refused(url, "it leads out of the folders that a publication is made from")
        kind = media_type(real)
        if not kind and real.is_file():
            raise Refused(url, f"files that end with {real.suffix or real.name} are not read")
        try:
            return read_file(real, root, limits().image_file), kind
        except Refused as refused:
            raise Refused(url, refused.reason) from None

    def _file(self, url: str, parts: SplitResult) -> tuple[bytes, str]:
        from urllib.request import url2pathname  # brings HTTP and TLS along, which most commands can do without

        if parts.netloc not in {"", "localhost"}:
            raise Refused(url, "it names another machine")
        try:
            path = Path(url2pathname(parts.path))
        except OSError as error:
            raise Refused(url, f"it can't be read ({error.strerror})") from error
        return self.file(path, url)


def read_file(path: Path, root: Path, most: int) -> bytes:
    """Return the bytes of a plain file that lies under `root` by its real path, and has at most so many.

    `Refused` says why not. A pipe or a device is never opened: it could keep a reader waiting without end.
    """
    try:
        real = Path(os.path.realpath(path))
        if not inside(root, real):
            raise Refused(str(path), "it leads out of the folders that a publication is made from")
        kind = real.stat()
        if not stat.S_ISREG(kind.st_mode):
            raise Refused(str(path), "it is not a file")
        if kind.st_size <= most:
            with real.open("rb") as file:
                data = file.read(most + 1)
            if len(data) <= most:
                return data
        raise Refused(str(path), f"it has more than {most:,} bytes")
    except FileNotFoundError:
        raise Refused(str(path), "there is no such file") from None
    except ValueError:  # a NUL in the path
        raise Refused(str(path), "it isn't the path of a file") from None
    except OSError as error:
        raise Refused(str(path), f"it can't be read ({error.strerror})") from error


def _data(url: str) -> tuple[bytes, str]:
    most = limits().data_address
    too_large = f"the image in it has more than {most:,} bytes"
    head, comma, body = url.removeprefix(url[: len("data:")]).partition(",")
    media_type, *parameters = head.split(";")
    media_type = media_type.strip().lower()
    if not comma or not (media_type.startswith("image/") and media_type in MEDIA_TYPES.values()):
        raise Refused(url, "of data: addresses only images are read")
    if len(body) > 4 * most:  # even if every byte is percent-encoded
        raise Refused(url, too_large)
    content = unquote_to_bytes(body)
    if parameters and parameters[-1].strip().lower() == "base64":
        try:
            content = base64.b64decode(b"".join(content.split()), validate=True)
        except binascii.Error:
            raise Refused(url, "its base64 is damaged") from None
    if len(content) > most:
        raise Refused(url, too_large)
    return content, media_type


def _short(url: str) -> str:
    return url if len(url) <= 120 else f"{url[:117]}…"

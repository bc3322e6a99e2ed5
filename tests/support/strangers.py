"""Articles as a stranger might send them: the minimal one, with an attack in it; and a listener that must hear nothing."""

from __future__ import annotations

import base64
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from report.system import places

CANARY = "canary-b6f2e0d1"
"""Words that stand in files outside of the article, and must never stand in what is built."""
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{}</svg>'
IMAGE = """
gate:
  file: {}
  credit: A. Photographer
  rights: CC0
  title: The gate
  alternative-text: A gate of iron
"""


@dataclass
class Listener:
    """A socket on this machine, and the connections that came."""

    port: int
    heard: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a free port of the loopback for as long as the block lasts, and answer as a server would."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server.getsockname()[1])

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    listener.heard.append(repr(connection.recv(1000)))
                    connection.sendall(b"HTTP/1.0 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listener
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def stranger(folder: Path) -> Path:
    """Copy the minimal article to `folder`, with a canary beside it."""
    shutil.copytree(places.articles() / places.MINIMAL, folder)
    folder.with_name("canary.svg").write_text(SVG.format(f"<text>{CANARY}</text>"), encoding="utf-8")
    folder.with_name("canary.css").write_text(f"body::before {{ content: '{CANARY}' }}", encoding="utf-8")
    folder.with_name("canary.png").write_bytes(PNG + CANARY.encode())
    return folder


def with_theme(folder: Path, sheet: str, name: str = "print.css") -> Path:
    """Give the article a style sheet."""
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme" / name).write_text(sheet, encoding="utf-8")
    return folder


def with_image(folder: Path, data: bytes | str, name: str = "gate.svg") -> Path:
    """Give the article an image, and show it in its text."""
    (folder / "images").mkdir(exist_ok=True)
    path = folder / "images" / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    (folder / "images.yaml").write_text(IMAGE.format(f"images/{name}").lstrip(), encoding="utf-8")
    return with_prose(folder, ":::{image} gate\n:::")


def with_prose(folder: Path, text: str) -> Path:
    """Add to the article's one section."""
    section = folder / "sections" / "reading-room.md"
    section.write_text(f"{section.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return folder

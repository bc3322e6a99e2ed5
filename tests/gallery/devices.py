"""Opens an e-book on screens of several sizes, by day and by night, in a browser without a window.

A reading system shows a book in its own type and on its own ground; the styles here stand in for one. They come first in each
file, so that the book's own rules win as they do on a device.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from lxml import etree
from PIL import Image, ImageChops

from report.look.fonts import point_fontconfig, prepare
from report.verify import tools
from tests.gallery.sheets import row

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
LONG = 5
"""Screens that are drawn of one file, at most."""
TOOLBAR = 200
"""Pixels that a browser may keep of its window's height, even where it shows none."""
WIDEST = 5000
"""Pixels in a row that the browser is asked for at once."""
SECONDS = 120
FLAGS = (
    *("--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-dev-shm-usage", "--disable-extensions", "--disable-sync", "--allow-file-access-from-files"),
)
GREYS = 16
"""Shades of an e-ink screen."""


@dataclass(frozen=True)
class Device:
    """A screen."""

    name: str
    width: int
    height: int
    text: int
    """Size of text that its reading system sets, pixels."""
    margin: int
    greys: bool = False


@dataclass(frozen=True)
class Light:
    """A ground that the reading system gives to pages."""

    name: str
    rules: str = ""
    dark: bool = False
    """Whether the system says that dark is preferred."""
    phone_only: bool = False
    """Drawn on one device: what it changes, it changes on all."""


DEVICES = (
    Device("phone", 360, 640, 17, 20),
    Device("e-reader", 758, 1024, 29, 44, greys=True),
    Device("tablet", 1200, 900, 20, 150),
)
LIGHTS = (
    Light("day", "html{background:#fff;color:#000}"),
    Light("sepia", "html{background:#f4ecd8;color:#3b2a1a}", phone_only=True),
    Light("night", "html{background:#121212;color:#ddd}"),
    Light("dark", dark=True, phone_only=True),
)


@dataclass(frozen=True)
class View:
    """A file of the book, or a place in it, as one screen or as a strip of several."""

    file: Path
    place: str = ""
    screens: int = 1


class NoBrowser(Exception):
    """There is no browser; the text says so, with the command that installs one."""


@contextmanager
def opened(book: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Unpack an e-book, and give its folder and the files of its spine in order."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as scratch:
        folder = Path(scratch)
        with zipfile.ZipFile(book) as archive:
            archive.extractall(folder)
        root = etree.parse(folder / "META-INF" / "container.xml").find(f".//{CONTAINER}rootfile")
        package = folder / root.get("full-path")
        tree = etree.parse(package)
        items = {item.get("id"): package.parent / item.get("href") for item in tree.iter(f"{OPF}item")}
        yield folder, [items[entry.get("idref")] for entry in tree.iter(f"{OPF}itemref")]


def screens(views: Sequence[View], device: Device, light: Light, *, sharpness: int = 1) -> list[Image.Image]:
    """Return a picture of each view; `sharpness` is pixels of the picture to a pixel of the page."""
    browser = tools.chromium()
    if browser.path is None:
        raise NoBrowser(f"there is no browser to open e-books in: install {browser.lacking} with `{browser.install}`")
    at_once = max(1, WIDEST // (device.width * sharpness))
    pictures = []
    for start in range(0, len(views), at_once):
        pictures += _row(browser.path, views[start : start + at_once], device, light, sharpness)
    return [_sixteen_greys(picture) if device.greys else picture for picture in pictures]


def _row(browser: Path, views: Sequence[View], device: Device, light: Light, sharpness: int) -> list[Image.Image]:
    height = device.height * max(view.screens for view in views)
    for file in {view.file for view in views}:
        _dress(file, device, light)
    frames = "".join(
        f'<iframe style="position:absolute;border:0;left:{column * device.width}px;top:0;background:#fff;'
        f'width:{device.width}px;height:{device.height * view.screens}px" '
        f'src="{escape("file://" + quote(str(view.file)) + (f"#{view.place}" if view.place else ""))}"></iframe>'
        for column, view in enumerate(views)
    )
    with tempfile.TemporaryDirectory(prefix="gallery-") as scratch:
        shelf, shot = Path(scratch) / "shelf.html", Path(scratch) / "shot.png"
        scheme = "dark" if light.dark else "light"
        shelf.write_text(
            f'<!DOCTYPE html><html style="color-scheme:{scheme}"><body style="margin:0">{frames}</body></html>', "utf-8"
        )
        command = [
            str(browser),
            *FLAGS,
            f"--user-data-dir={scratch}/profile",
            f"--blink-settings=preferredColorScheme={0 if light.dark else 1}",
            f"--force-device-scale-factor={sharpness}",
            f"--window-size={max(600, len(views) * device.width)},{height + TOOLBAR}",
            f"--screenshot={shot}",
            shelf.as_uri(),
        ]
        point_fontconfig(prepare())
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        if not shot.is_file():
            raise RuntimeError(f"the browser drew nothing: {done.stderr[-600:]}")
        with Image.open(shot) as picture:
            whole = picture.convert("RGB")
    step, tall = device.width * sharpness, device.height * sharpness
    return [whole.crop((column * step, 0, (column + 1) * step, tall * view.screens)) for column, view in enumerate(views)]


def _dress(file: Path, device: Device, light: Light) -> None:
    """Put the reading system's styles first in a file's head; what was put there before goes."""
    tree = etree.parse(file)
    head = tree.find(f"{XHTML}head")
    if (old := head.find(f"{XHTML}style[@id='reading-system']")) is not None:
        head.remove(old)
    style = etree.Element(f"{XHTML}style", id="reading-system")
    style.text = (
        f"{light.rules} html{{font:{device.text}px/1.45 'Source Serif 4',serif;font-size:{device.text}px}} "
        f"html body:not(#x){{margin:{device.margin}px}}"
    )
    head.insert(0, style)
    tree.write(file, encoding="utf-8", xml_declaration=True)


def _sixteen_greys(picture: Image.Image) -> Image.Image:
    steps = GREYS - 1
    return picture.convert("L").point([round(round(value / 255 * steps) / steps * 255) for value in range(256)]).convert("RGB")


def trimmed(strip: Image.Image, least: int) -> Image.Image:
    """Return a strip without the empty rows at its foot, but never lower than `least` pixels."""
    ground = Image.new("RGB", strip.size, strip.getpixel((2, strip.height - 2)))
    box = ImageChops.difference(strip, ground).getbbox()
    bottom = box[3] + 24 if box else 0
    return strip.crop((0, 0, strip.width, min(strip.height, max(least, bottom))))


def draw_book(book: Path, folder: Path) -> list[Path]:
    """Draw all files of a book on every device by every light into `folder`: one picture a device and light."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    drawn = []
    with opened(book) as (_, files):
        for device in DEVICES:
            views = [View(file, screens=1 if number == 0 else LONG) for number, file in enumerate(files)]
            for light in (light for light in LIGHTS if device is DEVICES[0] or not light.phone_only):
                strips = [trimmed(strip, device.height) for strip in screens(views, device, light)]
                path = folder / f"{device.name}-{light.name}.png"
                row(strips).save(path)
                drawn.append(path)
    return drawn

"""Before WeasyPrint starts: fontconfig is shown our fonts alone, and Pango has to be there."""

from __future__ import annotations

import ctypes.util
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

from report.look.fonts.faces import FontSet
from report.system.installing import pango_missing

VARIABLE = "FONTCONFIG_FILE"

_shown: set[str] = set()
"""Configurations of ours that fontconfig was shown in this process."""

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <reset-dirs/>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def point_fontconfig(fonts: FontSet, environment: MutableMapping[str, str] = os.environ) -> Path:
    """Make `fonts` the only ones that fontconfig finds, in this process and those it starts; return its configuration.

    Another article may bring other faces: WeasyPrint lets fontconfig read its configuration anew for each set of them. A
    RuntimeError says that WeasyPrint came before the first: fontconfig may then have read the machine's own configuration.
    """
    home = fonts.folder.parent
    file = home / "fonts.conf"
    if "weasyprint" in sys.modules and environment.get(VARIABLE) not in {str(file), *_shown}:
        raise RuntimeError("WeasyPrint was imported before fontconfig was shown our fonts")
    text = _CONFIGURATION.format(folder=escape(str(fonts.folder)), cache=escape(str(home / "fontconfig")))
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        handle, name = tempfile.mkstemp(prefix="fonts.", dir=home)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(file)
    environment[VARIABLE] = str(file)
    _shown.add(str(file))
    for other in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        environment.pop(other, None)
    return file


def require_pango() -> None:
    """Import WeasyPrint, which opens Pango; ToolMissing names the command that installs it.

    To be called after `point_fontconfig`.
    """
    said = StringIO()
    try:
        # WeasyPrint prints advice of its own before it gives up, and warns of a library that we don't need.
        with redirect_stdout(said), redirect_stderr(said), _by_full_name(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
            import weasyprint  # noqa: F401 - this is what costs half a second
    except OSError as error:
        raise pango_missing(str(error)) from error


@contextmanager
def _by_full_name() -> Iterator[None]:
    """On Linux, leave it to the loader to find libraries by their full names, libpango-1.0.so.0.

    WeasyPrint tries short names first, and for each one that isn't there Python starts ldconfig, a compiler and a linker: a
    quarter of the time in which it is imported. The full names that it tries in the end lead to the same files.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search

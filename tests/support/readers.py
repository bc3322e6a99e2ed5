"""The text of a PDF's pages as programs that show them give it out, to those who copy it or search for it."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2

from report.verify import tools

_PDFJS = """
const [module, file] = process.argv.slice(1);
const pdfjs = await import(module);
const pdf = await pdfjs.getDocument({url: file, verbosity: 0}).promise;
for (let number = 1; number <= pdf.numPages; number++) {
  const {items} = await (await pdf.getPage(number)).getTextContent();
  console.log(items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}
"""


def pdfium(file: Path) -> str:
    """Return what Chromium's engine gives."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file.read_bytes()))


def poppler(file: Path) -> str:
    command = [str(tools.pdftotext().path), "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout


def pdfjs(file: Path) -> str:
    """Return what Firefox's engine gives."""
    module = pdfjs_module()
    assert module is not None
    command = [str(tools.node().path), "--input-type=module", "--eval", _PDFJS, module.as_uri(), str(file)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout


def pdfjs_module() -> Path | None:
    """Return the module of pdf.js in the npm package `pdfjs-dist`, whose folder REPORT_PDFJS names, if it is there."""
    file = Path(os.environ.get("REPORT_PDFJS", ".")) / "legacy" / "build" / "pdf.mjs"
    return file.resolve() if file.is_file() else None


def words(text: str) -> list[str]:
    """Return the words of a text without what joins letters and keeps them apart, of which no reader of pages gives all back."""
    return ["".join(c for c in word if unicodedata.category(c) != "Cf") for word in unicodedata.normalize("NFC", text).split()]


def given_back(wanted: str, found: str) -> float:
    """Return the share of the words of a text that are in another as they were written."""
    there, all_ = set(words(found)), words(wanted)
    return sum(word in there for word in all_) / len(all_)

"""What a copy carries: the article that it was made from, packed, found again and unpacked safely, and compared."""

from report.copies.extract import extract, write_files
from report.copies.found import Copy, find
from report.copies.pack import Carried, carried, templates_digest

__all__ = ["Carried", "Copy", "carried", "extract", "find", "templates_digest", "write_files"]

"""What a copy carries: the article that it was made from, packed, found again and unpacked safely, and compared."""

from report.copies.extract import extract, write_files
from report.copies.found import Copy, find
from report.copies.pack import Carried, article_files, carried, templates_digest
from report.copies.since import changed_since, packed, unexplained, unpacked

__all__ = [
    "Carried",
    "Copy",
    "article_files",
    "carried",
    "changed_since",
    "extract",
    "find",
    "packed",
    "templates_digest",
    "unexplained",
    "unpacked",
    "write_files",
]

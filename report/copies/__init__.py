"""What a copy carries: the article that it was made from, packed, found again and unpacked safely, and compared."""

from report.copies.baggage import Baggage, article_files, in_words
from report.copies.extract import extract, write_files
from report.copies.found import Copy, find
from report.copies.pack import Carried, carried, templates_digest
from report.copies.since import changed_since, packed, unexplained, unpacked

__all__ = [
    "Baggage",
    "Carried",
    "Copy",
    "article_files",
    "carried",
    "changed_since",
    "extract",
    "find",
    "in_words",
    "packed",
    "templates_digest",
    "unexplained",
    "unpacked",
    "write_files",
]

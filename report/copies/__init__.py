"""What a copy carries: the article that it was made from, packed, found again and unpacked safely."""

from report.copies.baggage import Baggage, article_files, in_words
from report.copies.extract import extract, write_files
from report.copies.found import Copy, find
from report.copies.pack import carried, templates_digest

__all__ = [
    "Baggage",
    "Copy",
    "article_files",
    "carried",
    "extract",
    "find",
    "in_words",
    "templates_digest",
    "write_files",
]

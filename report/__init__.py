"""`report` turns structured articles with sources into tagged PDF and EPUB."""

__version__ = "0.2.0"

"""`report` turns structured articles with sources into tagged PDF, EPUB and web editions."""

__version__ = "0.2.0"

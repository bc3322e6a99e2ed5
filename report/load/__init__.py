"""Disk to model: an article's folder, and a format's preset, each with every problem at once."""

from report.load.article import languages_of, load_article
from report.load.presets import load_format

__all__ = ["languages_of", "load_article", "load_format"]

"""An article's catalogues: what is to be said in other languages, written from the article and kept up with it."""

from report.translate.catalogues import Status, status, update

__all__ = ["Status", "status", "update"]

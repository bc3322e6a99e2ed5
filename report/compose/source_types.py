"""What kinds of work sources are, in words, for those that have no title."""

from __future__ import annotations

from report.compose.labels import Labels
from report.model.evidence import Source

STANDALONE = frozenset({"book", "dataset", "document", "legislation", "map", "motion_picture", "pamphlet", "report", "thesis"})
"""Works that stand on their own; their titles are set in italics, those of other works in quotation marks."""


def type_word(source: Source, labels: Labels) -> str:
    """Return what kind of work a source is: "report"."""
    words = {
        "article": labels.gettext("article"),
        "article-journal": labels.gettext("journal article"),
        "article-magazine": labels.gettext("magazine article"),
        "article-newspaper": labels.gettext("newspaper article"),
        "book": labels.gettext("book"),
        "broadcast": labels.gettext("broadcast"),
        "chapter": labels.gettext("chapter"),
        "dataset": labels.gettext("data set"),
        "document": labels.gettext("document"),
        "entry-encyclopedia": labels.gettext("encyclopaedia entry"),
        "graphic": labels.gettext("images"),
        "hearing": labels.gettext("hearing"),
        "interview": labels.gettext("interview"),
        "legislation": labels.gettext("law"),
        "map": labels.gettext("map"),
        "motion_picture": labels.gettext("film"),
        "pamphlet": labels.gettext("pamphlet"),
        "personal_communication": labels.gettext("personal communication"),
        "post": labels.gettext("post"),
        "post-weblog": labels.gettext("blog post"),
        "report": labels.gettext("report"),
        "song": labels.gettext("song"),
        "speech": labels.gettext("speech"),
        "thesis": labels.gettext("thesis"),
        "webpage": labels.gettext("web page"),
    }
    return words[source.type]

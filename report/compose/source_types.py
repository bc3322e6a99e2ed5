"""What kinds of work sources are, in words, for those that have no title."""

from __future__ import annotations

from report.compose.labels import Labels
from report.model.sources import Source

STANDALONE = frozenset({
    "book", "classic", "collection", "dataset", "document", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "periodical", "report", "software", "standard", "thesis", "treaty",
})  # fmt: skip
"""Works that stand on their own; their titles are set in italics, those of other works in quotation marks."""


def type_word(source: Source, labels: Labels) -> str:
    """Return what kind of work a source is: "report"."""
    words = {
        "article": labels.gettext("article"),
        "article-journal": labels.gettext("journal article"),
        "article-magazine": labels.gettext("magazine article"),
        "article-newspaper": labels.gettext("newspaper article"),
        "bill": labels.gettext("bill"),
        "book": labels.gettext("book"),
        "broadcast": labels.gettext("broadcast"),
        "chapter": labels.gettext("chapter"),
        "classic": labels.gettext("classical work"),
        "collection": labels.gettext("archive collection"),
        "dataset": labels.gettext("data set"),
        "document": labels.gettext("document"),
        "entry": labels.gettext("entry"),
        "entry-dictionary": labels.gettext("dictionary entry"),
        "entry-encyclopedia": labels.gettext("encyclopaedia entry"),
        "event": labels.gettext("event"),
        "figure": labels.gettext("figure"),
        "graphic": labels.gettext("images"),
        "hearing": labels.gettext("hearing"),
        "interview": labels.gettext("interview"),
        "legal_case": labels.gettext("court decision"),
        "legislation": labels.gettext("law"),
        "manuscript": labels.gettext("manuscript"),
        "map": labels.gettext("map"),
        "motion_picture": labels.gettext("film"),
        "musical_score": labels.gettext("musical score"),
        "pamphlet": labels.gettext("pamphlet"),
        "paper-conference": labels.gettext("conference paper"),
        "patent": labels.gettext("patent"),
        "performance": labels.gettext("performance"),
        "periodical": labels.gettext("periodical"),
        "personal_communication": labels.gettext("personal communication"),
        "post": labels.gettext("post"),
        "post-weblog": labels.gettext("blog post"),
        "regulation": labels.gettext("regulation"),
        "report": labels.gettext("report"),
        "review": labels.gettext("review"),
        "review-book": labels.gettext("book review"),
        "software": labels.gettext("software"),
        "song": labels.gettext("song"),
        "speech": labels.gettext("speech"),
        "standard": labels.gettext("standard"),
        "thesis": labels.gettext("thesis"),
        "treaty": labels.gettext("treaty"),
        "webpage": labels.gettext("web page"),
    }
    return words[source.type]

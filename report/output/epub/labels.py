"""Words that an e-book says for itself: headings of its navigation, links back, what it tells of its accessibility."""

from __future__ import annotations

from report.model.document import Document

ENGLISH = {
    "cover": "Cover",
    "title_page": "Title page",
    "start": "Start of the text",
    "landmarks": "Landmarks",
    "page_list": "Pages",
    "page": "Page",
    "figure_list": "Figures",
    "table_list": "Tables",
    "notes": "Notes",
    "back_to_text": "Back to the text",
    "back_to_figure": "Back to the figure",
    "description_of": "Description and data",
    "accessible_alone": "Reading it takes no scripts, no sound and no network.",
    "accessible_charts": "Every chart is described in words, and its values stand in a table.",
    "accessible_languages": "Words in other languages are marked as such, so that they are spoken in them.",
    "accessible_lettering": "Lettering inside charts does not grow with the text.",
    "accessible_notes": "Notes open where they are called, in reading systems that can do that, and lead back there.",
    "accessible_pages": "Page numbers are those of the print edition, so that readers of both can cite the same page.",
}
"""Label keys, each with what it says where the document's own words don't have it."""


class BookLabels:
    """The labels of one document, by key."""

    def __init__(self, document: Document) -> None:
        self._words = {**ENGLISH, **dict(document.words)}

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def page(self, label: str) -> str:
        """Say the label of a page: "Page 5"."""
        return f"{self['page']} {label}"

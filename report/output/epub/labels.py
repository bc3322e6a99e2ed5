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
    "accessible_structure": "Headings, lists, tables and notes are marked up as such, and the contents lead to every heading.",
    "accessible_text": "All text can be enlarged, spoken and shown in colours of the reader’s choice.",
    "accessible_pictures": "Every picture has a text alternative.",
    "accessible_descriptions": "Every chart has a long description with its data in a table.",
    "accessible_pages": "The pages of the print edition are marked and listed.",
    "accessible_conformance": "The publication is made to meet WCAG 2.2 level AA.",
}
"""Label keys, each with what it says where the document's own words don't have it."""


class Labels:
    """The labels of one document, by key."""

    def __init__(self, document: Document) -> None:
        self._words = {**ENGLISH, **dict(document.words)}

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def page(self, label: str) -> str:
        """Say the label of a page: "Page 5"."""
        return f"{self['page']} {label}"

"""The labels that templates print, in the document's language, by key."""

from __future__ import annotations

from report.compose.held import held
from report.compose.labels import Labels


def template_words(labels: Labels) -> tuple[tuple[str, str], ...]:
    """Return every label that a template prints, by key, in the order of the keys; `language` marks what stays English."""
    words = {
        "accessible_alone": labels.gettext("Reading it takes no scripts, no sound and no network."),
        "accessible_charts": labels.gettext("Every chart is described in words, and its values stand in a table."),
        "accessible_languages": labels.gettext("Words in other languages are marked as such, so that they are spoken in them."),
        "accessible_lettering": labels.gettext("Lettering inside charts does not grow with the text."),
        "accessible_notes": labels.gettext(
            "Notes open where they are called, in reading systems that can do that, and lead back there."
        ),
        "accessible_pages": labels.gettext(
            "Page numbers are those of the print edition, so that readers of both can cite the same page."
        ),
        "back_to_figure": labels.gettext("Back to the figure"),
        "back_to_text": labels.gettext("Back to the text"),
        "link_back": labels.gettext("Back to the text of note {number}"),
        "link_value": labels.gettext("Where “{value}” comes from, page {page}"),
        "link_note": labels.gettext("Note {number}"),
        "link_page": labels.gettext("{title}, page {page}"),
        "abbreviations": labels.gettext("Abbreviations"),
        "back": labels.gettext("Back to the text"),
        "colophon": labels.gettext("Colophon"),
        "contents": labels.gettext("Contents"),
        "continued": labels.gettext("{figure}, continued"),
        "cover": labels.gettext("Cover"),
        "carried": labels.gettext("To download"),
        "carried_source": labels.gettext("What this edition was made from"),
        "data": labels.gettext("Data"),
        "data_for": labels.gettext("Data of this figure"),
        "description_of": labels.gettext("Description and data"),
        "edition": labels.gettext("Edition"),
        "figure_list": labels.gettext("Figures"),
        "illustrations": labels.gettext("Figures and tables"),
        "imprint": labels.gettext("Imprint"),
        "language": labels.language,
        "landmarks": labels.gettext("Landmarks"),
        "long_description": labels.gettext("Long description"),
        "note": labels.gettext("Note"),
        "notes": labels.gettext("Notes"),
        "languages": labels.gettext("Other languages"),
        "of": labels.pgettext("between a number and a total", "of"),
        "page": labels.gettext("Page"),
        "page_list": labels.gettext("Pages"),
        "read_with_care": labels.gettext("Read with care"),
        "see_page": labels.gettext("see page"),
        "source": labels.gettext("Source"),
        "sources": labels.gettext("Sources"),
        "start": labels.gettext("Start of the text"),
        "table_list": labels.gettext("Tables"),
        "used_in": labels.gettext("Used in"),
        "used_on_page": labels.gettext("Used on page {pages}"),
        "used_on_pages": labels.gettext("Used on pages {pages}"),
        "title_page": labels.gettext("Title page"),
    }
    base = labels.tag.partition("-")[0]
    # What is accessible is told in metadata, which have no lines.
    return tuple((key, text if key.startswith("accessible_") else held(text, base)) for key, text in sorted(words.items()))

"""Finishes the pages that the engine wrote: structure, labels, attachments and metadata, in one pass over the file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf

import report
from report.model.document import Document
from report.output.pdf.file.attachments import attach
from report.output.pdf.file.destinations import lead_to_elements, name_bookmarks
from report.output.pdf.file.labels import label
from report.output.pdf.file.metadata import Makers, describe
from report.output.pdf.file.trimming import say_bleed
from report.output.pdf.pages import Printed
from report.output.pdf.structure import Targets, write
from report.output.rendition import Attachment


def finished(
    printed: Printed,
    document: Document,
    labels: Sequence[tuple[str, int] | str],
    attachments: Sequence[Attachment],
    standard: str,
    bleed: float = 0,
) -> bytes:
    """Return the file that `standard` asks for, with a bleed of so many millimetres; the same document gives the same bytes."""
    metadata = document.metadata
    second = standard == "ua-2+a-4f"
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        elements = write(pdf, printed.tree, second=second)
        targets = Targets(printed.tree, printed.trace)
        name_bookmarks(pdf, printed.trace, targets)
        if second:
            lead_to_elements(pdf, printed.trace, targets, elements)
        label(pdf, labels)
        say_bleed(pdf, bleed)
        attach(pdf, attachments, metadata.modified)
        makers = Makers(
            creator=f"report {report.__version__}",
            producer=f"WeasyPrint {printed.version}, pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}",
        )
        describe(pdf, metadata, makers, standard)
        stream = BytesIO()
        pdf.save(
            stream,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="2.0" if second else "1.7",
        )
    return stream.getvalue()

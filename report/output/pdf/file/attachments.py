"""Files that travel inside a PDF: the article it was made from, and its series as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import md5
from typing import Any

import pikepdf

from report.output.rendition import Attachment


def attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], day: date) -> None:
    """Embed the files, each once in the name tree and once in the catalog's `/AF`, dated `day` at 00:00 UTC.

    The name tree is sorted by name, as ISO 32000-1, 7.9.6 wants it; `/AF` keeps the order given.
    """
    if not attachments:
        return
    names = [attachment.name for attachment in attachments]
    if len(set(names)) != len(names):
        raise ValueError("two attachments have the same name")
    specifications = {attachment.name: _specification(pdf, attachment, day) for attachment in attachments}
    tree = pikepdf.Array()
    for name in sorted(names, key=_name_bytes):
        tree.append(pikepdf.String(name))
        tree.append(specifications[name])
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(pikepdf.Dictionary(Names=tree))
    pdf.Root.AF = pikepdf.Array([specifications[name] for name in names])


def _name_bytes(name: str) -> bytes:
    return bytes(pikepdf.String(name))


def _specification(pdf: pikepdf.Pdf, attachment: Attachment, day: date) -> Any:
    stamp = pdf_date(day)
    stream = pdf.make_stream(attachment.data)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name("/" + attachment.media_type)
    stream.Params = pikepdf.Dictionary(
        Size=len(attachment.data),
        CheckSum=pikepdf.String(md5(attachment.data, usedforsecurity=False).digest()),
        CreationDate=pikepdf.String(stamp),
        ModDate=pikepdf.String(stamp),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(attachment.name),
            UF=pikepdf.String(attachment.name),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
            Desc=pikepdf.String(attachment.description),
            AFRelationship=pikepdf.Name("/" + attachment.relationship),
        )
    )


def pdf_date(day: date) -> str:
    """Return midnight of `day`, UTC, as PDF writes dates."""
    return datetime.combine(day, time(), UTC).strftime("D:%Y%m%d%H%M%SZ")

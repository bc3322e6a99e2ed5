"""Images of the article's folder, with the words around them."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import field, plain_field, words
from report.compose.language import PLAIN_SPACES
from report.compose.lookup import DANGLING, need_in, refuse
from report.compose.plan import take
from report.compose.sources import Cited, cited_by, source_line
from report.compose.wording import join
from report.model import document as doc
from report.model.images import Image
from report.model.media import PRINTED, media_type
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the image that a directive names, as a figure."""
    target = take(desk, directive)
    if not directive.arguments:
        refuse(DANGLING, directive.place, "the directive names no image", "write image and the id of an image from images.yaml")
    record = need_in(desk.article.images, directive.arguments[0], "image", directive.place)
    kind = printable(record)
    caption = field(desk, directive.option("caption") or record.caption)
    long_description = plain_field(desk, record.long_description)
    return [
        doc.Figure(
            target.id, target.text, field(desk, record.title), (), caption, credit(desk, record),
            doc.ImageFile(record.file, kind),
            plain_field(desk, record.alternative_text).translate(PLAIN_SPACES),
            (long_description,) if long_description else (),
            place=directive.place,
        )
    ]  # fmt: skip


def printable(record: Image) -> str:
    """Return the media type of an image's file, which is one that can be printed."""
    kind = media_type(record.file)
    if kind not in PRINTED:
        hint = "use a PNG, JPEG, WebP or SVG file"
        refuse(DANGLING, record.place, f"“{record.file}” is not an image that can be printed", hint)
    return kind


def credit(desk: Desk, record: Image) -> doc.Inlines:
    """Return who made an image, what may be done with it, and where it is from."""
    own = join([words(desk, desk.article.called(record.credit)), words(desk, record.rights)], ". ")
    return join([own, source_line(desk, _image_sources(desk, record.source))], ". ") if record.source else own


def _image_sources(desk: Desk, refs: tuple[str, ...]) -> list[Cited]:
    return [cited for ref in refs for cited in cited_by(desk, ref)]

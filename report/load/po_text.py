"""A catalogue as text: the same messages give the same bytes, whatever the clock and the library's version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from babel.messages import Catalog
from babel.messages.pofile import normalize, unescape, write_po

WIDTH = 100
_KEPT = ("PO-Revision-Date", "Last-Translator", "Language-Team")
"""What translators' programs write into the head, and expect to find again."""

_MARK = "\ue000{}\ue001"
"""Stands for the words before a change; of private signs, which no message has."""


def po_text(catalog: Catalog, project: str, *, comments: bool = True) -> str:
    """Return a catalogue as a file has it; without `comments`, only what a translation is read from."""
    language = str(catalog.locale_identifier or "").replace("_", "-")
    head = {
        "Project-Id-Version": project,
        **({key: value for key, value in catalog.mime_headers if key in _KEPT and _given(value)} if comments else {}),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalog.plural_forms,
    }
    lines = "".join(f'"{key}: {value}\\n"\n' for key, value in head.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n{_body(catalog, comments=comments)}'


def _body(catalog: Catalog, *, comments: bool) -> str:
    """Return the messages; the words before a change are put in afterwards, since Babel breaks its lines amid their strings."""
    changed = [entry for entry in catalog if entry.previous_id]
    before = [entry.previous_id for entry in changed]
    for number, entry in enumerate(changed):
        entry.previous_id = [_MARK.format(number)]
    written = BytesIO()
    write_po(written, catalog, width=WIDTH, omit_header=True, no_location=not comments, include_previous=comments)
    body = written.getvalue().decode("utf-8")
    for number, (entry, words) in enumerate(zip(changed, before, strict=True)):
        entry.previous_id = words
        body = body.replace(f'#| msgid "{_MARK.format(number)}"\n', "".join(_previous(words)))
    return body


def _previous(words: Sequence[str]) -> Iterator[str]:
    for keyword, said in zip(("msgid", "msgid_plural"), words, strict=False):
        for line in f"{keyword} {normalize(said, width=WIDTH)}".split("\n"):
            yield f"#| {line}\n"


def with_previous(catalog: Catalog) -> Catalog:
    """Return a catalogue that was just read with the words before a change where they belong: Babel takes them for remarks."""
    for entry in catalog:
        before: dict[str, str] = {}
        keyword = ""
        for line in (comment[1:].strip() for comment in entry.user_comments if comment.startswith("|")):
            found, quote, words = line.partition('"')
            keyword = found.strip() or keyword
            before[keyword] = before.get(keyword, "") + unescape(f"{quote}{words}")
        if before:
            entry.user_comments = [comment for comment in entry.user_comments if not comment.startswith("|")]
            entry.previous_id = [before[key] for key in ("msgid", "msgid_plural") if key in before]
    return catalog


def _given(value: str) -> bool:
    return bool(value) and not any(sign in value for sign in ("YEAR", "FULL NAME", "<LL@li.org>"))

"""What every PDF of ours has: tags, title, language, bookmarks, its claims, its own fonts, and each attachment once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from report.problems import Place, Problem, Rule, Severity
from report.verify.claims import UNOPENED, Unopened, claims_of, open_pdf

UNTAGGED = Rule(
    "PDF-102",
    Severity.ERROR,
    "The PDF is not tagged",
    "Without tags a screen reader has to guess what is a heading, a list or a table, and in which order to read.",
)
UNTITLED = Rule(
    "PDF-103",
    Severity.ERROR,
    "The PDF shows no title",
    "The title stands in the metadata, and the viewer is told to show it instead of the file's name.",
)
NO_LANGUAGE = Rule(
    "PDF-104",
    Severity.ERROR,
    "The PDF has no language",
    "A voice needs to know which language it reads.",
)
NO_OUTLINE = Rule(
    "PDF-105",
    Severity.ERROR,
    "The PDF has no bookmarks",
    "Bookmarks are how most readers find their way in a PDF, and the only one for some.",
)
FONT_NOT_EMBEDDED = Rule(
    "PDF-107",
    Severity.ERROR,
    "A font is not embedded",
    "A font that isn't in the file is replaced by another on other machines.",
)
FOREIGN_FONT = Rule(
    "PDF-108",
    Severity.ERROR,
    "A font is not one of ours",
    "A font that nobody chose comes from the machine that built the file: elsewhere the file would come out differently.",
)
NOT_ASSOCIATED = Rule(
    "PDF-109",
    Severity.ERROR,
    "An attachment is not listed once",
    "Every embedded file stands in the catalogue's list of associated files (/AF), and stands there once.",
)
NO_RELATIONSHIP = Rule(
    "PDF-110",
    Severity.ERROR,
    "An attachment doesn't say what it is",
    "An associated file says how it relates to the document: Source, Data, Alternative, Supplement.",
)

_SUBSET = re.compile(r"^[A-Z]{6}\+")


def pdf_problems(file: Path, families: Sequence[str] = ()) -> list[Problem]:
    """Return what is wrong with the file; with `families`, fonts of any other family are."""
    try:
        with open_pdf(file) as pdf:
            here = Place(str(file))
            return [
                *_catalogue(pdf, here),
                *claims_of(pdf).problems(file),
                *_fonts(pdf, here, families),
                *_attachments(pdf, here),
            ]
    except Unopened as unopened:
        return [unopened.problem]
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, IndexError, NotImplementedError) as error:
        return [UNOPENED.at(Place(str(file)), "The PDF's objects are damaged", hint="build it again", cause=str(error))]


def _catalogue(pdf: pikepdf.Pdf, here: Place) -> Iterator[Problem]:
    root = pdf.Root
    if not _dictionary(root, "/MarkInfo").get("/Marked", False) or "/K" not in _dictionary(root, "/StructTreeRoot"):
        yield UNTAGGED.at(here, "The PDF is not tagged", hint="render it with tags")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        title = metadata.get("dc:title", "") or str(pdf.docinfo.get("/Title", ""))
    if not str(title).strip():
        yield UNTITLED.at(here, "The PDF has no title", hint="give the article a title")
    elif not _dictionary(root, "/ViewerPreferences").get("/DisplayDocTitle", False):
        hint = "set DisplayDocTitle in the viewer preferences"
        yield UNTITLED.at(here, "The PDF has a title, but shows the name of the file", hint=hint)
    if not str(root.get("/Lang", "")).strip():
        yield NO_LANGUAGE.at(here, "The PDF doesn't say what language it is in", hint="give the article a language")
    if "/First" not in _dictionary(root, "/Outlines"):
        yield NO_OUTLINE.at(here, "The PDF has no bookmarks", hint="give the article headings")


def _dictionary(parent: pikepdf.Object, key: str) -> pikepdf.Object:
    found = parent.get(key)
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


# Fonts


def _fonts(pdf: pikepdf.Pdf, here: Place, families: Sequence[str]) -> Iterator[Problem]:
    ours = tuple(_plain(family) for family in families)
    for name, embedded in sorted(_all_fonts(pdf)):
        bare = _SUBSET.sub("", name)
        if not embedded:
            yield FONT_NOT_EMBEDDED.at(here, f"The font {bare} is not embedded", hint="use a font that may be embedded")
        if ours and not _plain(bare).startswith(ours):
            listed = ", ".join(families)
            hint = f"use {listed}, or add a font that has the missing characters"
            yield FOREIGN_FONT.at(here, f"The font {bare or 'without a name'} is none of {listed}", hint=hint)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _all_fonts(pdf: pikepdf.Pdf) -> set[tuple[str, bool]]:
    """Return the name of each font, and whether the file holds it."""
    found = set()
    for thing in pdf.objects:
        fonts = [thing]
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            holder = thing.get("/Resources", thing)
            held = holder.get("/Font") if isinstance(holder, pikepdf.Dictionary) else None
            # Fonts that are written right into the resources are no objects of their own.
            fonts += list(held.values()) if isinstance(held, pikepdf.Dictionary) else []
        for font in fonts:
            # A composite font has its program in its descendant, which is an object as well.
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and font.get("/Subtype") != "/Type0":
                found.add((str(font.get("/BaseFont", "/")).removeprefix("/"), _is_embedded(font)))
            elif isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
                for part in font.get("/DescendantFonts", pikepdf.Array()):
                    found.add((str(part.get("/BaseFont", "/")).removeprefix("/"), _is_embedded(part)))
    return found


def _is_embedded(font: pikepdf.Object) -> bool:
    descriptor = _dictionary(font, "/FontDescriptor")
    return font.get("/Subtype") == "/Type3" or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# Attachments


def _attachments(pdf: pikepdf.Pdf, here: Place) -> Iterator[Problem]:
    tree = _dictionary(pdf.Root, "/Names").get("/EmbeddedFiles")
    embedded = list(pikepdf.NameTree(tree).items()) if isinstance(tree, pikepdf.Dictionary) else []
    associated = pdf.Root.get("/AF")
    listed = Counter(_identity(spec) for spec in associated) if isinstance(associated, pikepdf.Array) else Counter()
    for key, spec in embedded:
        name = str(spec.get("/UF", spec.get("/F", key)))
        times = listed.pop(_identity(spec), 0)
        if times != 1:
            words = "is not in the list" if not times else f"stands {times} times in the list"
            yield NOT_ASSOCIATED.at(here, f"The attachment {name} {words} of associated files", hint="list it once in /AF")
        if not str(spec.get("/AFRelationship", "")).strip("/"):
            yield NO_RELATIONSHIP.at(
                here, f"The attachment {name} doesn't say how it relates to the document", hint="set /AFRelationship"
            )
    for identity, times in sorted(listed.items()):
        sentence = (
            f"The list of associated files names {identity} {'once' if times == 1 else f'{times} times'}, which is not embedded"
        )
        yield NOT_ASSOCIATED.at(here, sentence, hint="put it into the embedded files, too")


def _identity(spec: pikepdf.Object) -> str:
    """Return what tells one file specification from another: its object, or its name where it is no object."""
    number, generation = spec.objgen
    return f"object {number} {generation}" if number else str(spec.get("/UF", spec.get("/F", "")))

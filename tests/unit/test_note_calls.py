"""Calls of notes that stand side by side, or behind a digit, are never read as one number."""

from __future__ import annotations

import re

import pytest
from support.small_article import A4, in_book, run, with_blocks

from report.compose import compose
from report.compose.notes import divided
from report.markup import part, publication
from report.model import document as doc
from report.model.article import Article
from report.model.prose import Emph, FootnoteReference, Inline, Para, RoleCall, Section, StrongEmph, Typed

A, B, C = (FootnoteReference(label) for label in "abc")
NOTES = tuple((label, (Para(run("Or so.")),)) for label in "abc")


def article(*pieces: str | Inline, **records: object) -> Article:
    found = with_blocks(**records)
    return Article(**{**vars(found), "sections": (Section("only", run("Only"), (Para(run(*pieces)),), NOTES),)})


def call(number: int, after: str = "") -> doc.NoteCall:
    return doc.NoteCall(f"n{number}", number, f"c{number}", after=after)


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        (("word.", A, B), "word.1, 2"),
        (("word.", A, " ", B, "  ", C, " Then"), "word.1, 2, 3 Then"),
        (("word", RoleCall("cite", "gazette"), A), "word1, 2"),
        (("word", RoleCall("cite", "gazette"), RoleCall("cite", "survey")), "word1, 2"),
        ((RoleCall("value", "walkers.2017|bare"), A, B), "310 1, 2"),
        ((Emph((Typed("word"), A)), B, " and ", StrongEmph((Typed("more"), B)), " ", Emph((C,))), "word1, 2 and more2, 3"),
        (("one", A, " and two", B), "one1 and two2"),
    ],
)  # fmt: skip
def test_calls_are_told_apart_in_an_e_book(pieces: tuple[str | Inline, ...], heard: str) -> None:
    document = compose(article(*pieces), A4)
    (body,) = [one for one in document.parts if one.id == "only"]
    made = part(in_book(document), body)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', made)
    assert re.sub("<.*?>", "", paragraph).replace("\u00a0", " ").replace("\u202f", " ") == heard
    links = re.findall(r"<a class=\"noteref\".*?>(.*?)</a>", paragraph)
    assert links == re.findall(r"\d", re.sub(r"310|\D", "", heard)), "what divides calls is no part of a link"


def test_print_leaves_it_to_the_style_sheet() -> None:
    page = publication(compose(article("word ", A, " ", B, " in 1984", C), A4), A4)
    (paragraph,) = re.findall(r'<p id="only-p1">(.*?)</p>', page)
    assert re.findall(r'class="note([^"]*)"', paragraph) == ["", " after-call", " after-digit"]
    assert "</span><span" in paragraph, "the space between two calls is gone"


def test_what_is_told_apart_stays_so() -> None:
    once = divided((doc.Text("x"), call(1), doc.Text(" "), doc.Emphasis((call(2), doc.Text("7"))), call(3)))
    assert once == (doc.Text("x"), call(1), doc.Emphasis((call(2, "call"), doc.Text("7"))), call(3, "digit"))
    assert divided(once) == once

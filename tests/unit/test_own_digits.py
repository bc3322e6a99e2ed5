"""Numbers that the program writes are in the digits of the article's language, wherever they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from report.compose.dates import date_text
from report.compose.labels import Labels
from report.compose.language import Language
from report.compose.numbers import number_text, short_text
from report.load.formats import read_formats
from report.look.counters import counted_in, lists_in
from report.markup import print_styles
from report.model.cldr import digits_of
from report.model.dates import EdtfDate
from report.output.pdf.file.labels import numbered, words


@pytest.mark.parametrize(
    ("tag", "number", "day"),
    [
        ("fa", "−۱٬۲۳۴٫۵", "۱۳ ژوئیه ۲۰۱۹"),
        ("ar-EG", "−١٬٢٣٤٫٥", "١٣ يوليو ٢٠١٩"),
        ("ckb", "−١٬٢٣٤٫٥", "١٣ی تەمووزی ٢٠١٩"),
        ("bn", "−১,২৩৪.৫", "১৩ জুলাই, ২০১৯"),
        ("mr", "−१,२३४.५", "१३ जुलै, २०१९"),
        ("ar-MA", "−1.234,5", "13 يوليوز 2019"),
        ("he", "−1,234.5", "13 ביולי 2019"),
        ("ur", "−1,234.5", "13 جولائی، 2019"),
        ("hi", "−1,234.5", "13 जुलाई 2019"),
        ("de", "−1.234,5", "13. Juli 2019"),
        ("en-GB", "−1,234.5", "13 July 2019"),
    ],
)
def test_numbers_and_dates(tag: str, number: str, day: str) -> None:
    language = Language(tag)
    plain = str.maketrans({"\u200e": "", "\u200f": "", "\u061c": "", "\u00a0": " "})
    assert number_text(Decimal("-1234.5"), language).translate(plain) == number
    assert date_text(EdtfDate.parse("2019-07-13"), language, Labels(tag)).translate(plain) == day


def test_years_quarters_spans_and_large_numbers() -> None:
    language, labels = Language("fa"), Labels("fa")
    assert date_text(EdtfDate.parse("2013"), language, labels) == "۲۰۱۳"
    assert date_text(EdtfDate.parse("2013/2015"), language, labels) == "۲۰۱۳–۲۰۱۵"
    assert not set("0123456789") & set(short_text(Decimal(25_700_000), language))


def test_a_message_is_filled_with_own_digits() -> None:
    assert Labels("fa").gettext("Figure {n}").format(n=12) == "شکل ۱۲"
    assert Labels("fa").gettext("Figure {n}").format(n="A1") == "شکل A1"
    assert Labels("de").gettext("Figure {n}").format(n=12) == "Abbildung 12"


def test_style_sheets_count_in_the_language() -> None:
    rule = "a { content: counter(page) counters(item, '.') target-counter(attr(href), page); list-style: decimal; x: decimal }"
    (turned,) = counted_in("persian", [rule])
    assert 'counter(page, persian) counters(item, ".", persian) target-counter(attr(href), page, persian)' in turned
    assert "list-style: persian; x: decimal" in turned
    assert counted_in("decimal", [rule]) == [rule]
    said = "a { content: counter(page, lower-roman) }"
    assert counted_in("persian", [said]) == [said]
    assert (lists_in("decimal"), lists_in("persian")) == ("", "ol { list-style-type: persian; }\n")
    (form,) = read_formats(["a4"])
    assert "counter(page, bengali)" in "".join(print_styles(form, language="bn"))


def test_page_labels_are_as_the_folios_print_them() -> None:
    labels = numbered([None, "۲", "۳", None, "۱۱"])
    assert words(labels) == ["۱", "۲", "۳", "۱۰", "۱۱"]
    assert words(numbered([None, "2", "ii"])) == ["1", "2", "ii"]


def test_every_language_that_can_be_printed_has_its_digits() -> None:
    systems = {Locale.parse(name).default_numbering_system for name in locale_identifiers()}
    known = {
        Locale.parse(name).default_numbering_system
        for name in locale_identifiers()
        if digits_of(Locale.parse(name))[1] != "decimal"
    }
    assert systems - known == {"latn", "adlm", "cakm", "hmnp", "mtei", "nkoo", "olck"}  # no family that is to be had has these
    for name in locale_identifiers():
        digits, _ = digits_of(Locale.parse(name))
        assert [int(digit) for digit in digits] == list(range(10)), name

"""Codes that machines read off paper: each module where the standard has it, and white around them."""

import re
from xml.etree import ElementTree as ET

import pytest

from report.figures.codes import codes, ean, modules, qr
from report.model.document import BackCover
from report.model.figure import Picture

SVG = "{http://www.w3.org/2000/svg}"
DIGITS = {
    "L": ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"),
    "G": ("0100111", "0110011", "0011011", "0100001", "0011101", "0111001", "0000101", "0010001", "0001001", "0010111"),
    "R": ("1110010", "1100110", "1101100", "1000010", "1011100", "1001110", "1010000", "1000100", "1001000", "1110100"),
}
"""The three sets of the standard, written out."""
FIRST = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")


def scanned(bars: str) -> str:
    """Read an EAN-13 as a scanner does: by its guards, its digits, and the sets that they are of."""
    assert len(bars) == 95
    assert (bars[:3], bars[45:50], bars[92:]) == ("101", "01010", "101")
    left, right = [bars[3 + 7 * n : 10 + 7 * n] for n in range(6)], [bars[50 + 7 * n : 57 + 7 * n] for n in range(6)]
    kinds = "".join("L" if one in DIGITS["L"] else "G" for one in left)
    said = [str(FIRST.index(kinds)), *(str(DIGITS[kind].index(one)) for kind, one in zip(kinds, left, strict=True))]
    return "".join([*said, *(str(DIGITS["R"].index(one)) for one in right)])


@pytest.mark.parametrize("digits", ["9783161484100", "9791090636071", "9780306406157", "4006381333931", "0012345678905"])
def test_a_scanner_reads_the_digits_back(digits: str) -> None:
    assert scanned("".join(map(str, modules(digits)))) == digits


def rows(picture: Picture) -> list[list[int]]:
    """Return the modules of a drawing."""
    root = ET.fromstring(picture.data)
    _, _, wide, high = map(int, root.get("viewBox", "").split())
    found = [[0] * wide for _ in range(high)]
    path = root.find(f"{SVG}path")
    assert path is not None
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path.get("d", "")):
        found[int(y)][int(x) : int(x) + int(length)] = [1] * int(length)
    return found


def test_bars_have_their_width_and_white_beside_them() -> None:
    made = ean("9783161484100")
    (row,) = rows(made)
    assert made.width_mm == pytest.approx(37.29)
    assert (row[:11], row[-7:]) == ([0] * 11, [0] * 7)
    assert scanned("".join(map(str, row[11:-7]))) == "9783161484100"


def test_a_qr_code_has_its_three_marks_and_four_modules_of_white() -> None:
    made = rows(qr("https://example.org/a/long/address/of/an/edition"))
    assert len(made) == len(made[0])
    inner = [row[4:-4] for row in made[4:-4]]
    assert sum(map(sum, made)) == sum(map(sum, inner))
    corner = [[1] * 7, [1, 0, 0, 0, 0, 0, 1], *[[1, 0, 1, 1, 1, 0, 1]] * 3, [1, 0, 0, 0, 0, 0, 1], [1] * 7]
    assert [row[:7] for row in inner[:7]] == [row[-7:] for row in inner[:7]] == [row[:7] for row in inner[-7:]] == corner


def test_what_is_not_given_has_no_code() -> None:
    assert codes(BackCover("In short.", ())) == {}
    assert codes(BackCover("In short.", (), "https://example.org", "QR code")).keys() == {"back-qr"}


def test_the_same_address_is_the_same_drawing() -> None:
    assert qr("https://example.org").data == qr("https://example.org").data

"""What is looked up instead of being worked out again is the same."""

from __future__ import annotations

from weasyprint.text.ffi import ffi

from report.output.pdf.looked_up import _ArraysOfAnyLength


def test_arrays_have_the_length_and_the_content_that_was_asked_for() -> None:
    arrays = _ArraysOfAnyLength(ffi)
    for content in ([7, 8, 9], (1,), []):
        declared = f"hb_codepoint_t[{len(content)}]"
        made = arrays.new(declared, content)
        assert list(made) == list(content)
        assert ffi.sizeof(made) == ffi.sizeof(ffi.new(declared, content))


def test_arrays_that_are_longer_than_their_content_and_other_things_are_made_as_before() -> None:
    arrays = _ArraysOfAnyLength(ffi)
    assert list(arrays.new("hb_codepoint_t[3]", [5])) == [5, 0, 0]
    assert list(arrays.new("hb_codepoint_t[2]")) == [0, 0]
    assert arrays.new("unsigned int *", 100)[0] == 100
    assert arrays.NULL == ffi.NULL

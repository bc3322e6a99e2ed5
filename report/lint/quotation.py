"""When words count as the same words: the one normalisation of quotations, for source texts and for outputs.

Two passages are word for word the same if they are equal after this, and nothing more:

1. Canonically equivalent characters are one (Unicode NFC): é typed in one piece or in two.
2. Soft hyphens and other invisible characters (zero-width space, joiners between words, word joiner, byte order mark) go.
3. Every run of white space, no-break and thin spaces and line breaks included, is one space; none stands at either end.
4. Every quotation mark, single or double, straight, curly or angled, and the apostrophe, is one and the same mark: print
   changes double to single inside a quotation, and languages differ.

Capitals, dashes, spelling and punctuation are left alone: who changes them says so in the usual way. In square brackets
stand an editor's own words, in place of some or beside them (`[the camp]`), a changed letter (`[T]he`) or a remark
(`[sic]`); an ellipsis (`…`, `...`, `[…]`) leaves words out.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

QUOTE_MARKS = "\"'‘’‚‛“”„‟«»‹›「」『』`´"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"

_QUOTES = re.compile(f"[{re.escape(QUOTE_MARKS)}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_GAP = re.compile(r"(?<!\s)\s*+(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.)\s*|\[[^\[\]]*\]")
_MARK = "'"

LONGEST_OMISSION = 600
"""How many characters an ellipsis may leave out; words further apart are two quotations."""
LONGEST_INSERTION = 80
"""How many characters of the source a bracket may stand for."""


def normalise(text: str) -> str:
    """Return the text in the form in which quotations are compared; doing it again changes nothing."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    # Taking out an invisible character can bring a letter and its accent together.
    return " ".join(_QUOTES.sub(_MARK, unicodedata.normalize("NFC", text)).split())


_BETWEEN_WORDS = r"(?!\w(?<=\w\w))"


def _pattern(exact: str) -> str:
    """Return a regular expression for normalised exact words, with what brackets and ellipses allow.

    Each gap takes the nearest passage that goes on as the quotation does, and never tries again: that keeps the search
    short however many gaps there are.
    """
    gaps = list(_GAP.finditer(exact))
    ends = [gap.end() for gap in gaps]
    literals = [exact[end:start] for end, start in zip([0, *ends], [*(gap.start() for gap in gaps), len(exact)], strict=True)]
    pattern = re.escape(literals[0])
    for gap, literal in zip(gaps, literals[1:], strict=True):
        inside = gap[0].strip()
        before, after = exact[: gap.start()], exact[gap.end() :]
        if not inside.startswith("[") or not inside.strip("[ ].…"):
            opening = rf"{_BETWEEN_WORDS}.{{0,{LONGEST_OMISSION}}}?{_BETWEEN_WORDS}"
        elif (not before or before.endswith(" ")) and (not after or after.startswith(" ")):
            # Between spaces a bracket stands for words of the source, or for none.
            opening = rf"(?:.{{0,{LONGEST_INSERTION}}}?)??{_BETWEEN_WORDS}"
        elif len(letter := inside[1:-1]) == 1:
            # A changed capital at the head of a word, an added letter at its end.
            either = f"[{re.escape(letter.lower())}{re.escape(letter.upper())}]"
            opening = either if not before[-1:].isalnum() else f"{either}?"
        else:
            opening = r"\w{0,12}?"
        # Where the bracket stands for nothing, the source has one space and not two.
        alone = literal.removeprefix(" ") if before.endswith(" ") and inside.startswith("[") else literal
        pattern += f"(?>{opening}{re.escape(alone)})"
    return pattern


def contains(text: str, exact: str) -> bool:
    """Tell whether `exact` stands in `text` word for word, both normalised here, with brackets and ellipses as allowed."""
    text, exact = normalise(text), normalise(exact)
    before = r"(?<!\w)" if exact[:1].isalnum() else ""
    after = r"(?!\w)" if exact[-1:].isalnum() else ""
    if re.search(before + re.escape(exact) + after, text):
        return True
    return _GAP.search(exact) is not None and re.search(before + _pattern(exact) + after, text) is not None


class Deviation(NamedTuple):
    """Where exact words part from the nearest passage; either may be empty."""

    quoted: str
    source: str


class Passage(NamedTuple):
    """The passage of a source text that comes nearest to exact words."""

    text: str
    differences: tuple[Deviation, ...]


def nearest_passage(text: str, exact: str) -> Passage | None:
    """Return the passage of `text` that is most like `exact`, with each difference; None where nothing is like it."""
    source, quoted = ([word.strip(_MARK) for word in normalise(each).split()] for each in (text, exact))
    matcher = SequenceMatcher(None, source, quoted, autojunk=False)
    anchor = matcher.find_longest_match()
    if anchor.size == 0 or (anchor.size == 1 and len(quoted) > 3):
        return None
    start = max(0, anchor.a - anchor.b - 3)
    window = source[start : start + len(quoted) + 6]
    matcher.set_seqs(window, quoted)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    # What the quotation begins or ends with may differ too: keep as many words of the source for it.
    first = max(0, blocks[0].a - blocks[0].b)
    last = blocks[-1].a + blocks[-1].size + len(quoted) - blocks[-1].b - blocks[-1].size
    passage = window[first:last]
    matcher.set_seqs(passage, quoted)
    differences = tuple(
        Deviation(" ".join(quoted[j1:j2]), " ".join(passage[i1:i2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
    return Passage(" ".join(passage), differences)

"""Articles that have every kind of block behind every other one, in English and in Persian."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.two_scripts import written

WORDS = {
    "en": "One morning in winter somebody came through the yard, and the reading room was quiet. Nobody had counted the lamps, "
    "or the chairs, and the staff said so at length, in a letter",
    "fa": "یک روز زمستانی کسی از حیاط گذشت، و تالار ساکت بود. هیچ‌کس چراغ‌ها و صندلی‌ها را نشمرده بود، و کارکنان آن را در "
    "نامه‌ای بلند گفتند، که هنوز هست و خوانده می‌شود",
}
BLOCKS = {
    "heading": "## {few}",
    "lower heading": "### {few}",
    "lead": ":::{{lead}}\n{all}.\n:::",
    "paragraph": "{all}.{{cite}}`annual-report`",
    "formula in words": "{all}, $\\frac{{a}}{{\\sqrt{{b}}}}$, {all}, $\\sum_{{i=1}}^{{n}} x$.",
    "formula": "$$\nx = \\frac{{a}}{{\\sqrt{{b}}}}\n$$",
    "quotation": "> {all}.",
    "list": "- {few}\n- {all}\n  1. {few}\n  2. {few}\n- {few}",
    "numbered list": "1. {few}\n2. {all}",
    "parted list": "- {all}\n\n  {all}\n\n- {few}",
    "tasks": "- [x] {few}\n- [ ] {all}",
    "terms": "{few}\n: {all}",
    "note": ":::{{note}} {few}\n{all}.\n:::",
    "key figure": ":::{{key-figure}} visits.2023\n{few}\n:::",
    "statement": ":::{{statement}} staff-quiet\n:::",
    "statements": ":::{{statement}} staff-quiet review-clock\n:::",
    "accounts": ":::{{accounts}}\n:::",
    "table": ":::{{table}} visits\n:caption: {few}\n:::",
    "chart": ":::{{chart}} visits\n:id: chart-{name}\n:title: {few}\n:height: short\n:::",
    "picture": ":::{{image}} yard\n:::",
    "timeline": ":::{{timeline}}\n:::",
}
AT_HEADS = ".section > h3 { height: calc(var(--page-text-height) - var(--line)); margin: 0; break-after: auto }"
"""A style sheet by which each lower heading fills its page, so that what follows it stands at the head of the next one."""


def pairs(folder: Path, language: str) -> Path:
    """Write an article in which each kind of block follows a chapter's title, and, in the last chapter, each other kind."""
    return _written(folder, language, [*([name] for name in BLOCKS), _each_behind_each(list(BLOCKS))])


def heads(folder: Path, language: str) -> Path:
    """Write an article in which each kind of block stands at the head of a page, with a paragraph below it."""
    article = _written(folder, language, [[one for name in BLOCKS for one in ("lower heading", name, "paragraph")]])
    (article / "theme").mkdir()
    (article / "theme" / "print.css").write_text(AT_HEADS, encoding="utf-8")
    return article


def _each_behind_each(names: list[str]) -> list[str]:
    """Return names in an order in which each follows each once, itself included."""
    order = []
    for at, name in enumerate(names):
        order.append(name)
        for later in names[at + 1 :]:
            order += [name, later]
    return [*order, names[0]]


def _written(folder: Path, language: str, chapters: list[list[str]]) -> Path:
    few, every = re.split("[,،]", WORDS[language])[0], WORDS[language]
    texts = []
    for number, kinds in enumerate(chapters):
        blocks = [BLOCKS[kind].format(few=few, all=every, name=f"{number}-{at}") for at, kind in enumerate(kinds)]
        texts.append("\n\n<!-- a list would go on in a list -->\n\n".join([f"# {few}", *blocks]))
    return written(folder, language, texts)

"""Articles that have every kind of block behind every other one, in English and in Persian."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from PIL import Image

from tests.support.built import MINIMAL, PERSIAN

WORDS = {
    "en": "One morning in winter somebody came through the yard, and the reading room was quiet. Nobody had counted the lamps, "
    "or the chairs, and the staff said so at length, in a letter",
    "fa": "یک روز زمستانی کسی از حیاط گذشت، و تالار ساکت بود. هیچ‌کس چراغ‌ها و صندلی‌ها را نشمرده بود، و کارکنان آن را در "
    "نامه‌ای بلند گفتند، که هنوز هست و خوانده می‌شود",
}
RECORDS = {
    "statements": """
review-clock:
  speaker: staff
  exact: A quiet room, and a clock that is never right!
  source: annual-report
  set-beside: staff-quiet
opened-late:
  speaker: staff
  paraphrase: The reading room opened in spring.
  source: annual-report
""",
    "accounts": """
when-opened:
  matter: When the reading room opened
  sides: [{record: opening, label: In the report}, opened-late]
  note: Both may be true.
""",
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
LISTS = {"list", "numbered list", "parted list", "tasks", "quotation", "terms"}
"""What would go on in one of its kind below it, but for a comment between the two."""
PICTURE = """
yard: {{file: images/yard.png, credit: A., rights: CC0, alternative-text: "{0}", title: "{0}", source: annual-report}}
"""


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
    shutil.copytree(PERSIAN if language == "fa" else MINIMAL, folder, ignore=shutil.ignore_patterns("sections"))
    (folder / "sections").mkdir()
    (folder / "images").mkdir()
    few, every = re.split("[,،]", WORDS[language])[0], WORDS[language]
    Image.linear_gradient("L").resize((900, 150)).convert("RGB").save(folder / "images" / "yard.png")
    (folder / "images.yaml").write_text(PICTURE.format(few), encoding="utf-8")
    for name, text in RECORDS.items() if language != "fa" else ():
        file = folder / f"{name}.yaml"
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")
    names = []
    for number, kinds in enumerate(chapters):
        names.append("chapter-" + "abcdefghijklmnopqrstuvwxyz"[number])
        blocks = [
            BLOCKS[kind].format(few=few, all=every, name=f"{names[-1]}-{at}") + ("\n\n<!-- -->" if kind in LISTS else "")
            for at, kind in enumerate(kinds)
        ]
        (folder / "sections" / f"{names[-1]}.md").write_text("\n\n".join([f"# {few}", *blocks]) + "\n", encoding="utf-8")
    meta = (folder / "article.yaml").read_text(encoding="utf-8")
    meta = re.sub(r"(?m)^sections: .*", f"sections: [{', '.join(names)}]", meta)
    (folder / "article.yaml").write_text(meta, encoding="utf-8")
    return folder

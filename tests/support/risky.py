"""Articles whose prose is as odd as an editor, or a stranger, may type it: most of it right, some of it wrong."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st
from support.strangers import stranger

WORDS = [
    "camp", "of", "the", "well-known", "river", "misrepresentation", "Wolę", "Çuçi", "–", "a\u00adb", "x\u200cy", "&", "“x”",
]  # fmt: skip
ROLES = [
    "{value}`visits.2023`", "{date}`visits.2023`", "{literal}`42`", "{cite}`annual-report`", "{ref}`visits`",
]  # fmt: skip
RIGHT = [
    "*{}*", "**{}**", "`{}`", "[{}](https://example.org/a?b=c&d=%20#e)", "<https://example.org/{}>", "https://example.org/{}",
    "&lt;{}>", "{}^[of {}]", "{}~2~", "$a_{{b}}$ {}", "{}~4~^2−^", "{}^2^^[of {}]", "https://example.org/{}*{}*?a=$b&c=$d",
]  # fmt: skip
WRONG = [
    "<b>{}</b>", "[{}](x.html)", "{{value}}`{}`", "![{}](x.png)", "{} 12", "\u202e{}", "[{}](javascript:x)", "[^{}]", "{} 漢",
    "{{{{ {} }}}}", "{{% {} %}}", "{}^2^[{}]", "{}~a b~", "{}\n\n:::{{note}} *{}*\na\n:::",
]  # fmt: skip
BLOCKS = [
    "{}", "{}", "> {}", "- {}\n- {}", "1. {}\n2. {}\n   - {}", "## {}", "## {}",
    ":::{{note}} Read this\n{}\n:::", ":::{{table}}\n:caption: {}\n\n| a | b |\n|---|--:|\n| {} | {} |\n:::",
    ":::{{chart}} visits\n:::", ":::{{timeline}}\n:::", "{}[^n]\n\n[^n]: {}", "    {}", "***", "<div>{}</div>", ":::\n{}",
]  # fmt: skip

plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
words = st.sampled_from(WORDS[:4])
right = st.one_of(plain, st.sampled_from(ROLES), st.builds(str.format, st.sampled_from(RIGHT), words, words))
pieces = st.lists(right, min_size=1, max_size=4)
wrong = st.builds(str.format, st.sampled_from(WRONG), st.just("x"))


@st.composite
def prose(draw: st.DrawFn) -> list[str]:
    """Blocks of Markdown; in one article of three something is wrong."""
    blocks = []
    for _ in range(draw(st.integers(1, 5))):
        pattern = draw(st.sampled_from(BLOCKS[:12]))
        holes = len(re.findall(r"(?<!\{)\{\}(?!\})", pattern))
        blocks.append(pattern.format(*(" ".join(draw(pieces)) for _ in range(holes))))
    if draw(st.integers(0, 2)) == 0:
        blocks.append(draw(wrong | st.builds(str.format, st.sampled_from(BLOCKS[12:]), st.just("x"))))
    return blocks


def article_of(folder: Path, blocks: list[str]) -> Path:
    """Write the article with these blocks for its text."""
    article = stranger(folder / "article")
    section = article / "sections" / "reading-room.md"
    section.write_text("\n\n".join([section.read_text(encoding="utf-8"), *blocks]) + "\n", encoding="utf-8")
    return article

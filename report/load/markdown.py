"""The Markdown parser: CommonMark with tables, definitions, notes, raised and lowered characters, MyST roles and colon fences.

HTML and images are recognised so that they can be refused at their place. Tokens of inline constructs carry in their meta
where in the inline text they begin (`at`) and end (`end`), which markdown-it doesn't tell by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from report.load.bare_links import bare_links

HEADING_ID = re.compile(r"(?<![ \t])[ \t]*+\{#([^{}\s]*)\}[ \t]*\Z")
_LOCATED = {
    "myst_role",
    "footnote_ref",
    "code_inline",
    "link_open",
    "image",
    "html_inline",
    "softbreak",
    "hardbreak",
    "script",
    "math_inline",
    "math_inline_double",
}

_COMMENT = re.compile(
    r"(?P<code>(?P<ticks>`++)(?:(?!\n\s*\n|\n {0,3}<!--).)*?(?<!`)(?P=ticks)(?!`)|`++|\\.)|<!--.*?-->|(?P<rest><!--.*+)",
    re.DOTALL,
)
"""A comment; or what looks like one and isn't, inside of code or a role, behind a backslash, or without an end."""
_ONLY_COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)

_IN_SCRIPT = r"(?![^\s~^]{{0,60}}\*[^\s~^]{{1,60}}\*)(?P<text{}>(?:[^\s~^\\\[\]`{{]|\\.){{1,60}})"
_SCRIPT = re.compile(rf"(?P<raised>\^){_IN_SCRIPT.format('')}\^(?!\^(?!\[)|\[)|(?<![/~])~{_IN_SCRIPT.format('_lowered')}~(?!~)")
"""Raised or lowered characters, as Pandoc has them; a tilde of an address is none, and `^[` begins a note."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~ ])")

_SIGNS_OF_ADDRESSES = {"emphasis", "math_inline", "script"}
"""Rules of markup whose signs addresses may hold: * _ $ ~."""
_IN_ADDRESS = re.compile(r"(?>(?:\([^\s()\[\]{}`^\\|]*+\)|[^\s()\[\]{}`^\\|])*)")

EMPTY_COMMENT = "<!-- -->"

InlineRule = Callable[[StateInline, bool], bool]


def is_comment(html: str) -> bool:
    """Tell whether a piece of HTML is a comment, or several, and nothing else."""
    return _ONLY_COMMENTS.fullmatch(html) is not None


def without_comments(text: str) -> str:
    """Return the text of a section with empty comments in place of those that say something: its blocks stay what they are."""
    return _COMMENT.sub(lambda found: found["code"] or found["rest"] or EMPTY_COMMENT, text) if "<!--" in text else text


@cache
def parser() -> MarkdownIt:
    """Return the parser; it keeps no state between texts."""
    markdown = MarkdownIt("commonmark", {"store_labels": True}).enable("table")
    markdown.use(colon_fence_plugin).use(myst_role_plugin)
    markdown.use(footnote_plugin, inline=True, move_to_end=False, always_match_refs=True).use(deflist_plugin)
    markdown.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    markdown.inline.ruler.after("footnote_inline", "script", _script)
    markdown.core.ruler.after("block", "heading_id", _heading_ids)
    rules: list[InlineRule] = markdown.inline.ruler.getRules("")
    names = markdown.inline.ruler.get_active_rules()
    for name, rule in zip(names, rules, strict=True):
        markdown.inline.ruler.at(name, _located(_beside_addresses(rule) if name in _SIGNS_OF_ADDRESSES else rule))
    return markdown


def _beside_addresses(rule: InlineRule) -> InlineRule:
    """Let signs of markup that stand inside of a bare address be part of it, as GitHub does."""

    def beside(state: StateInline, silent: bool) -> bool:
        return not _in_addresses(state.src)[state.pos] and rule(state, silent)

    return beside


@lru_cache(maxsize=4)
def _in_addresses(text: str) -> bytearray:
    """Tell of each character whether it is one of a bare address; an address ends before what can't stand in one."""
    found = bytearray(len(text))
    for first, last, _ in bare_links(text):
        inside = _IN_ADDRESS.match(text, first, last)
        end = inside.end() if inside else first
        found[first:end] = b"\1" * (end - first)
    return found


def _located(rule: InlineRule) -> InlineRule:
    def located(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[before:]:
                if token.type in _LOCATED and "at" not in token.meta:
                    token.meta = {**token.meta, "at": start, "end": state.pos}
                if token.type == "footnote_ref" and "label" not in token.meta:
                    token.meta |= state.env["footnotes"]["list"][token.meta["id"]]
        return found

    return located


def _script(state: StateInline, silent: bool) -> bool:
    """Read `^raised^` and `~lowered~`, without markup inside."""
    found = _SCRIPT.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "~^" else None
    if found is None:
        return False
    if not silent:
        token = state.push("script", "sup" if found["raised"] else "sub", 0)
        token.content = _ESCAPED.sub(r"\1", found["text"] or found["text_lowered"])
        token.markup = found[0][0]
    state.pos = found.end()
    return True


def _heading_ids(state: StateCore) -> None:
    """Move `{#id}` from the end of a heading to its token."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.type == "inline":
            found = HEADING_ID.search(inline.content)
            if found:
                opening.meta = {**opening.meta, "id": found[1]}
                inline.content = inline.content[: found.start()]

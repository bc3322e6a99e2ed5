"""Every construct of CommonMark and its dialects that an author might type: read, or refused with what to write instead."""

from __future__ import annotations

import pytest
from support.worst import too_slow

from report.intake.files import SourceText
from report.load.bare_links import bare_links
from report.load.sections import read_section
from report.model.prose import (
    CodeSpan,
    Directive,
    Emph,
    FootnoteReference,
    HardBreak,
    Inline,
    InlineLink,
    MarkdownList,
    Para,
    PlainTable,
    QuoteBlock,
    RoleCall,
    ScriptSpan,
    Section,
    SectionHeading,
    StrongEmph,
    TermList,
    Typed,
)
from report.problems import Problem


def read(text: str) -> tuple[Section, list[Problem]]:
    problems: list[Problem] = []
    section, _ = read_section(SourceText("a.md", text), "a", problems)
    return section, problems


def said(inlines: tuple[Inline, ...]) -> str:
    """Return inlines in a short form, with a sign for each kind."""
    forms = {Emph: "em", StrongEmph: "strong"}
    parts = []
    for node in inlines:
        match node:
            case Typed():
                parts.append(node.text)
            case CodeSpan():
                parts.append(f"code<{node.text}>")
            case ScriptSpan():
                parts.append(f"{'up' if node.raised else 'down'}<{node.text}>")
            case InlineLink():
                parts.append(f"link<{node.address}|{said(node.inlines)}>")
            case Emph() | StrongEmph():
                parts.append(f"{forms[type(node)]}<{said(node.inlines)}>")
            case HardBreak():
                parts.append("/")
            case RoleCall():
                parts.append(f"{node.name}<{node.target}>")
            case FootnoteReference():
                parts.append("note")
    return "".join(parts)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("*a* _b_ **c** __d__ ***e***", "em<a> em<b> strong<c> strong<d> em<strong<e>>"),
        ("snake_case_word", "snake_case_word"),
        ("`a *b*` ``a`b``", "code<a *b*> code<a`b>"),
        ("a\\\nb  \nc\nd", "a/b/c d"),
        ("\\*a\\* \\~b\\~ \\^c \\{d} \\: &amp; &nbsp;x &copy;", "*a* ~b~ ^c {d} : & \u00a0x ©"),
        ("[a](https://e.org) [a][b] [b] <https://e.org> <a@e.org>\n\n[b]: https://e.org/b",
         "link<https://e.org|a> link<https://e.org/b|a> link<https://e.org/b|b> link<https://e.org|https://e.org> "
         "link<mailto:a@e.org|a@e.org>"),
        ("CO~2~, m^2^, 21^st^, H~2~O, a^b\\ c^", "COdown<2>, mup<2>, 21up<st>, Hdown<2>O, aup<b c>"),
        ("SO~4~^2−^ and NO~3~^−^, ^14^~6~C", "SOdown<4>up<2−> and NOdown<3>up<−>, up<14>down<6>C"),
        ("(NO~3~^−^),^[a] x^2^^[b], a ^ b", "(NOdown<3>up<−>),note xup<2>note, a ^ b"),
        ("https://e.org/a*b*c~d~e https://e.org/?a=$x&b=$y *https://e.org/a_b* (https://e.org/f)*g*",
         "link<https://e.org/a*b*c~d~e|https://e.org/a*b*c~d~e> link<https://e.org/?a=$x&b=$y|https://e.org/?a=$x&b=$y> "
         "em<link<https://e.org/a_b|https://e.org/a_b>> (link<https://e.org/f|https://e.org/f>)em<g>"),
        ("about ~5 or ~6, a ~ b, ~", "about ~5 or ~6, a ~ b, ~"),
        ("see https://e.org/~a/~b, www.e.org. or (http://e.org/a_(b)) and me@e.org!",
         "see link<https://e.org/~a/~b|https://e.org/~a/~b>, link<https://www.e.org|www.e.org>. or "
         "(link<http://e.org/a_(b)|http://e.org/a_(b)>) and link<mailto:me@e.org|me@e.org>!"),
        ("at @someone, C:\\Users\\me, 12:30:45, a:b:c, i.e. a/b", "at @someone, C:\\Users\\me, 12:30:45, a:b:c, i.e. a/b"),
        ("a^[b *c*] d[^e]\n\n[^e]: f", "anote dnote"),
        ("{literal}`A 4` {value}`a.b`", "literal<A 4> value<a.b>"),
        ("\\*\\*a\\*\\* \\[b\\][c] \\`d [1], [2] *(e)* **f**g", "**a** [b][c] `d [1], [2] em<(e)> strong<f>g"),
        ("A. Smith said\nb. nothing", "A. Smith said b. nothing"),
        ("a == b, C++ and C++, x --- y", "a == b, C++ and C++, x --- y"),
        ("a<!-- b -->c", "ac"),
        ("US$ and A$ or $x", "US$ and A$ or $x"),
    ],
)  # fmt: skip
def test_what_is_read_within_a_line(typed: str, read_as: str) -> None:
    section, problems = read(f"# T\n\n{typed}\n")
    assert problems == []
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Para)
    assert said(paragraph.inlines) == read_as


def test_blocks_that_are_read() -> None:
    text = """# T

Second
------

### Third ###

> passage
> > in it

* a
+ b
- c
  1) d

Term *x*
: One, *two*.
: Three.

Other
~ Four

| a | b |
|:--|:-:|
| c | d |

: Caption {#cap}

<!-- nothing -->

	- tab
""".replace("\t- tab", "Tab\there.")
    section, problems = read(text)
    assert problems == []
    second, third, quote, *lists, definitions, table, tab = section.blocks
    assert [(node.level, said(node.inlines)) for node in (second, third) if isinstance(node, SectionHeading)] == [
        (2, "Second"),
        (3, "Third"),
    ]
    assert isinstance(quote, QuoteBlock)
    assert isinstance(quote.blocks[1], QuoteBlock)
    assert [node.ordered for node in lists if isinstance(node, MarkdownList)] == [False, False, False]
    assert isinstance(definitions, TermList)
    assert [
        (said(term), [said(block.inlines) for block in blocks if isinstance(block, Para)]) for term, blocks in definitions.items
    ] == [("Term em<x>", ["One, em<two>.", "Three."]), ("Other", ["Four"])]
    assert isinstance(table, Directive)
    assert isinstance(table.body[0], PlainTable)
    assert table.body[0].align == ("left", "center")
    assert [(name, value.source) for name, value in table.options] == [("caption", "Caption"), ("id", "cap")]
    assert isinstance(tab, Para)
    assert said(tab.inlines) == "Tab\there."


def test_tasks_are_done_or_not() -> None:
    section, problems = read("# T\n\n- [ ] a\n- [x] *b*\n- [X] c\n- d\n")
    assert problems == []
    (tasks,) = section.blocks
    assert isinstance(tasks, MarkdownList)
    assert tasks.done == (False, True, True, None)
    first = tasks.items[0][0]
    assert isinstance(first, Para)
    assert isinstance(first.inlines[0], Typed)
    assert (first.inlines[0].text, first.inlines[0].place.column) == ("a", 7)


def test_a_note_at_its_call_has_the_places_of_its_words() -> None:
    section, problems = read("# T\n\nWords.^[As {cite}`x` *says*.]\n")
    assert problems == []
    ((label, (note,)),) = section.footnotes
    assert label == "^3:7"
    assert isinstance(note, Para)
    role = note.inlines[1]
    assert isinstance(role, RoleCall)
    assert (said(note.inlines), role.place.column) == ("As cite<x> em<says>.", 12)


@pytest.mark.parametrize(
    ("typed", "shown", "hint"),
    [
        ("a ~~b c~~ d", "~~b c~~", "delete it"),
        ("a ==b== c", "==b==", "**words**"),
        ("a ++b++ c", "++b++", "*words*"),
        ("a [[b]] c", "[[b]]", "{ref}`id`"),
        ("a ![[b.png]] c", "![[b.png]]", "{ref}`id`"),
        ("a [@smith-2020] b", "[@smith-2020]", "{cite}`smith-2020`"),
        ("a [see @smith-2020, p. 3; -@jones] b", "[see @smith-2020, p. 3; -@jones]", "{cite}`smith-2020, jones`"),
        ("a [b]{.small} c", "{.small}", "delete it"),
        ("a **b**{: .small} c", "{: .small}", "delete it"),
        ("a `b`{=html} c", "{=html}", "delete it"),
        ("a b{width=50%} c", "{width=50%}", "delete it"),
        ("## A {#a .b}", "{#a .b}", "delete it"),
        ("## A {-}", "{-}", "delete it"),
        ("a :smile: b", ":smile:", "the sign itself"),
        ("a \\textbf{b} c", "\\textbf{b}", "**words**"),
        ("a \\cite{b} c", "\\cite{b}", "{cite}`id`"),
        ("\\newpage", "\\newpage", "delete it"),
        ("a \\begin{center} c", "\\begin{center}", "Markdown"),
        ("a \\(x + y\\) b", "\\(x + y\\)", "$E = mc^2$"),
        ("a x^2 b", "^", "x^2^"),
        ("a x^2,^[b]", "^2,^", "x^2^^[words]"),
        ("a x^{2}^ b", "^{2}^", "x^2^"),
        ("a^ 2^ b", "^ 2^", "x^2^"),
        ("a x^*b*^", "^*b*^", "x^2^"),
        ("a x^b c^ d", "^b c^", "backslash"),
        ("[a^b](https://e.org/c)", "^", "x^2^"),
        ("Dr.~Smith", "~", "&nbsp;"),
        ("a~b c~ d", "~", "CO~2~"),
        ("a **b c", "**", "**words**"),
        ("a ** b ** c", "**", "right before"),
        ("a [b][c] d", "][", "[label]:"),
        ("a [b](https://e.org/c d) e", "](https://e.org/c", "without spaces"),
        ("a [b] (https://e.org/c) d", "] (https://e.org/c", "without spaces"),
        ("a ``b'' c", "``", "both sides"),
        ("a {>>b<<} c", "{>>b<<}", "<!-- words -->"),
        ("a {++b++} c", "{++b++}", "<!-- words -->"),
        ("a CO_2 b", "CO_2", "CO~2~"),
        ("a 5\\ km b", "\\", "&nbsp;"),
        ("[TOC]", "[TOC]", "delete it"),
        ("[[_TOC_]]", "[[_TOC_]]", "delete it"),
        ("{{< pagebreak >}}", "{{< pagebreak >}}", "{value}`id`"),
        ("a {{ b }} c", "{{ b }}", "{value}`id`"),
        ("a {% b %} c", "{% b %}", "{value}`id`"),
        ("*[HTML]: HyperText", "*[HTML]: HyperText", "glossary.yaml"),
        ("| a verse\n| of two lines", "| a verse", "backslash"),
        ("| a | b |\n| c | d |", "| a | b |", "| --- | --- |"),
        ("(@) a\n(@b) c", "(@) a", "1."),
        ("#. a\n#. b", "#. a", "1."),
        ("a. b\nb. c", "“a”, “b”", "1."),
        ("a) b\n\nb) c", "“a”, “b”", "1."),
        ("(i) b\n(ii) c", "“i”, “ii”", "1."),
        ("(1) b\n(2) c", "“1”, “2”", "1."),
        ("+---+---+\n| a | b |\n+---+---+", "+---+---+", "| --- | --- |"),
        ("!!! note", "!!! note", ":::{note}"),
        ("(place)=", "(place)=", "{#id}"),
        ("% a comment", "% a comment", "<!--"),
        ("##Heading", "##Heading", "space"),
        (": a caption of nothing", ": a caption of nothing", "below"),
    ],
)  # fmt: skip
def test_what_is_refused_with_what_to_write_instead(typed: str, shown: str, hint: str) -> None:
    _, problems = read(f"# T\n\n{typed}\n")
    dialect = [problem for problem in problems if problem.rule == "STR-026"]
    assert [(problem.rule, problem.place.line) for problem in problems] == [("STR-026", 3)] or typed.startswith("+---")
    assert shown in dialect[0].sentence
    assert hint in dialect[0].hint


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("```\ncode\n```", "STR-018"),
        ("    code", "STR-018"),
        ("***", "STR-018"),
        ("![a](b.png)", "STR-005"),
        ("<kbd>a</kbd>", "STR-004"),
        ("<div>\na\n</div>", "STR-004"),
        ("::: {.aside}\na\n:::", "STR-009"),
        ("[a](b.md)", "DAT-033"),
        ("[a](https://e.org \"title\")", "DAT-033"),
        ("a[^b]", "STR-015"),
        ("[^b]: c", "STR-016"),
        (":::{note} a ^[b]\nc\n:::", "STR-012"),
        (":::{table}\n:caption: a ^[b]\n| c |\n|---|\n| d |\n:::", "STR-015"),
        ("a^[b[^c]]\n\nd[^c]\n\n[^c]: e", "STR-018"),
        ("a^[ ]", "STR-015"),
        ("#### a", "STR-003"),
        ("Term\n: - a list", "STR-018"),
    ],
)  # fmt: skip
def test_what_other_rules_refuse(typed: str, rule: str) -> None:
    assert rule in [problem.rule for problem in read(f"# T\n\n{typed}\n")[1]]


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_is_one_problem(mark: str) -> None:
    section, problems = read(f"{mark}\ntitle: A\ntags: [b]\n{mark}\n\n# T\n\nWords.\n")
    assert [(problem.rule, problem.place.line) for problem in problems] == [("STR-026", 1)]
    assert said(section.title) == "T"
    assert section.blocks[0].place.line == 8


@pytest.mark.parametrize("typed", ["~~a~~", "==a==", ":a:", "{.a}", "[@a]", "\\textbf{a}", "x^2", "$a", "[[a]]"])
def test_code_and_literals_may_hold_anything(typed: str) -> None:
    assert read(f"# T\n\n`{typed}` {{literal}}`{typed}`\n")[1] == []


@pytest.mark.parametrize(
    "typed", ["~", "^", "~a", "^a", "a@", ":a", "[@", "==a", "https://", "www.", "{.", "\\(", "$a", ":a:", "a) b\n\n", "| a\n\n"]
)
def test_a_long_line_of_one_kind_takes_the_time_that_its_length_explains(typed: str) -> None:
    assert not too_slow(read, lambda length: f"# T\n\n{typed * (length // len(typed))}\n")


def test_an_address_ends_before_the_marks_of_its_sentence() -> None:
    text = "https://e.org/a, https://e.org/(b). (https://e.org/c) https://e.org/d;e https://e.org/f&quot; https:// x@y"
    assert [text[first:last] for first, last, _ in bare_links(text)] == [
        "https://e.org/a", "https://e.org/(b)", "https://e.org/c", "https://e.org/d;e", "https://e.org/f",
    ]  # fmt: skip

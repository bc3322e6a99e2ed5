"""What each directive takes: ids, options, body; and how its first lines are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report.load import callouts
from report.load.ids import check_id
from report.load.inlines import read_inline
from report.load.prose_rules import ARGUMENTS, BAD_DIRECTIVE, BODY, MISSING_OPTION, UNKNOWN_DIRECTIVE, UNKNOWN_OPTION
from report.load.rules import CHOICE, IDENTIFIER, NOTHING
from report.load.suggestions import meant, nearest
from report.model.data_table import shown_file
from report.model.form import Form
from report.model.grammar import CHART_FORM_OF, CHOICES, DIRECTIVES, taken
from report.model.prose import Directive, Para, PlainTable, RoleCall, Typed
from report.model.reading import ID
from report.problems import Place, Problem, cut, either

_FIRST_LINE = re.compile(r"\{([A-Za-z][\w-]*)\}(?:\s+(.*))?", re.DOTALL)
_OPTION = re.compile(r":([A-Za-z][\w-]*):(?:\s+(.*))?")
_REF = re.compile(rf"{ID}(\.{ID}){{0,2}}")


@dataclass(frozen=True)
class Opening:
    """The first line of a directive."""

    name: str
    arguments: tuple[str, ...]
    callout: str = ""
    """The kind of a note that is written as others write it."""


def read_opening(info: str, place: Place, problems: list[Problem]) -> Opening | None:
    """Read what stands after the colons; None where it isn't a directive."""
    info = info.strip()
    if (callout := callouts.from_attributes(info)) is not None:
        if not callout.kind:
            typed = info.partition(".callout-")[2].split()[0].rstrip("}")
            problems.append(unknown_callout(typed, "{{.callout-{}}}", place))
            return None
        return Opening("note", callout.words, callout.kind)
    found = _FIRST_LINE.fullmatch(info)
    if not found:
        if not info:
            sentence, hint = (
                "colons stand here without a directive that they begin or end",
                "delete them, or write its name in braces",
            )
        else:
            sentence, hint = f"“{cut(info, 40)}” doesn't begin with a name in braces", _in_braces(info)
        problems.append(BAD_DIRECTIVE.at(place, sentence, hint=hint))
        return None
    name, rest = found[1], tuple((found[2] or "").split())
    if name in callouts.KINDS and name not in DIRECTIVES:
        return Opening("note", rest, name)
    if name == "admonition":
        return Opening("note", rest)
    if name not in DIRECTIVES:
        hint = nearest(name, [*DIRECTIVES, *callouts.KINDS[1:]])
        problems.append(UNKNOWN_DIRECTIVE.at(place, f"there is no directive “{name}”", hint=hint))
        return None
    return Opening(name, rest)


def unknown_callout(typed: str, form: str, place: Place) -> Problem:
    """Return the problem of a kind of remark that isn't known, written in that form."""
    return UNKNOWN_DIRECTIVE.at(place, f"there is no kind of remark “{typed}”", hint=callouts.hint(typed, form))


def _in_braces(info: str) -> str:
    """Say how a first line has to be written that has no name in braces: `::: tip Words`, `:::tip[Words]`, `::: {.aside}`."""
    name, *rest = re.findall(r"[^\s{}\[\]]+", info) or [""]
    known = meant(name.removeprefix("."), [*DIRECTIVES, *callouts.KINDS[1:]])
    if not known:
        return f"write the name of one in braces, as in :::{{note}}: {', '.join(DIRECTIVES)}"
    return f"write {cut(' '.join([f':::{{{known}}}', *(word for word in rest if '=' not in word)]))}"


def read_options(lines: list[str]) -> tuple[list[tuple[str, str, int]], int]:
    """Read `:name: value` lines at the top; return name, value and line of each, and the number of lines used.

    An indented line continues the value above it.
    """
    options: list[tuple[str, str, int]] = []
    used = 0
    for number, line in enumerate(lines):
        found = _OPTION.fullmatch(line.strip())
        if found:
            options.append((found[1], found[2] or "", number))
        elif options and line[:1].isspace() and line.strip():
            name, value, first = options[-1]
            options[-1] = (name, f"{value}\n{line.strip()}", first)
        else:
            break
        used = number + 1
    return options, used


def check(directive: Directive, places: dict[str, Place], problems: list[Problem]) -> Directive:
    """Check ids, options and body of a directive; `places` has those of the options.

    Return it without the options that it doesn't have: what stands after those is no prose, and nothing else is wrong with it.
    """
    form = _form(directive, places, problems)
    place, name = directive.place, directive.name
    for option, where in places.items():
        if option not in form.options:
            sentence = f"“{option}” is not an option of {name}"
            hint = nearest(option, list(form.options)) if form.options else "delete the line"
            problems.append(UNKNOWN_OPTION.at(where, sentence, hint=hint))
        elif not directive.option(option):
            problems.append(NOTHING.at(where, f"nothing stands after “{option}”", hint="write the words, or delete the line"))
    problems += (
        MISSING_OPTION.at(place, f"this {name} has no {option}", hint=f"add a line :{option}: with words")
        for option in form.wanted
        if option not in places
    )
    id_ = directive.option("id")
    if id_:
        check_id(id_.source, places["id"], problems)
    for (name, option), known in CHOICES.items():
        given = directive.option(option)
        if name == directive.name and given and option in form.options and given.source not in known:
            sentence = f"“{given.source}” is not a {option} of a {name}"
            problems.append(CHOICE.at(places[option], sentence, hint=f"write {either(known)}"))
    if form.words:
        directive = replace(directive, arguments=_title(directive, problems))
    else:
        _arguments(directive, form, problems)
    _body(directive, form, problems)
    return replace(directive, options=tuple(option for option in directive.options if option[0] in form.options))


def _form(directive: Directive, places: dict[str, Place], problems: list[Problem]) -> Form:
    form, chosen = taken(directive), directive.option("form")
    known = DIRECTIVES[directive.name].forms
    if not (known and chosen and chosen.source not in known):
        return form
    hint = f"write {either(known)}, or delete the line for {DIRECTIVES[directive.name].usual}"
    name = directive.name.replace("-", " ")
    problems.append(CHOICE.at(places["form"], f"“{chosen.source}” is not a form of a {name}", hint=hint))
    return replace(form, least=0, most=None)


def _title(directive: Directive, problems: list[Problem]) -> tuple[str, ...]:
    """Return the words of a title, which are plain ones: nothing is taken from records there, and nothing stands out."""
    inlines = read_inline(" ".join(directive.arguments), lambda _: directive.place, []).inlines
    if marked := next((inline for inline in inlines if not isinstance(inline, Typed)), None):
        what = f"the role “{marked.name}”" if isinstance(marked, RoleCall) else "markup"
        sentence = f"{what} stands in the title of this {directive.name}, which has plain words"
        hint = "write it into the words below, or take it out; a backslash before a sign makes it a plain one"
        problems.append(ARGUMENTS.at(directive.place, sentence, hint=hint))
    return tuple(filter(None, "".join(inline.text for inline in inlines if isinstance(inline, Typed)).split(" ")))


def _arguments(directive: Directive, form: Form, problems: list[Problem]) -> None:
    place, name, arguments = directive.place, directive.name, directive.arguments
    if (file := shown_file(directive)) and len(arguments) > 1:
        hint = f"write {file} alone behind {{table}}, and the other in a table of its own"
        problems.append(ARGUMENTS.at(place, "a table shows one data file, and has more behind it", hint=hint))
    for argument in arguments if not file else ():
        if not _REF.fullmatch(argument):
            hint = "after the name in braces stand ids, divided by spaces"
            problems.append(IDENTIFIER.at(place, f"“{argument}” is not the id of a record", hint=hint))
    if len(arguments) < form.least or (form.most is not None and len(arguments) > form.most):
        found = len(arguments) or "none"
        hint = f"write {form.count} after {{{name}}}"
        if name == "chart" and not directive.option("form") and len(arguments) > 1:
            hint += "".join(f"; for {kind}s add a line :form: {other}" for kind, other in CHART_FORM_OF.items())
        problems.append(ARGUMENTS.at(place, f"{name} takes {form.count}, and has {found}", hint=hint))


def _body(directive: Directive, form: Form, problems: list[Problem]) -> None:
    name, body = directive.name, directive.body
    sentence, hint = "", ""
    match form.body:
        case "table" if directive.arguments and body:
            sentence, hint = f"this {name} has ids and a body", "keep one of the two"
        case "table" if not directive.arguments and not (len(body) == 1 and isinstance(body[0], PlainTable)):
            sentence = f"this {name} names no record and has no table in its body"
            hint = f"write ids after {{{name}}}, or a table in its body"
        case "paragraph" if not (len(body) == 1 and isinstance(body[0], Para)):
            sentence, hint = f"{name} has not exactly one paragraph", "write one paragraph before the closing colons"
        case "blocks" if not body:
            sentence, hint = f"{name} has nothing in it", "write its words below this line"
        case "" if body:
            sentence, hint = f"{name} has a body, and takes none", "delete it, or move it below the closing colons"
    if sentence:
        problems.append(BODY.at(directive.place, sentence, hint=hint))

"""What each directive takes: ids, options, body; and how its first lines are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report.load import callouts
from report.load.prose_rules import ARGUMENTS, BAD_DIRECTIVE, BODY, MISSING_OPTION, UNKNOWN_DIRECTIVE, UNKNOWN_OPTION
from report.load.rules import CHOICE, IDENTIFIER, NOTHING
from report.load.suggestions import meant, nearest
from report.model.fields import ID
from report.model.grammar import CHART_FORM_OF, CHART_FORMS, CHOICES, FORMS, Form
from report.model.prose import Directive, Paragraph, PlainTable
from report.problems import Place, Problem, cut

_FIRST_LINE = re.compile(r"\{([A-Za-z][\w-]*)\}(?:\s+(.*))?", re.DOTALL)
_OPTION = re.compile(r":([A-Za-z][\w-]*):(?:\s+(.*))?")
_ID = re.compile(ID)
_REF = re.compile(rf"{ID}(\.{ID})?")


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
            hint = callouts.hint(typed, "{{.callout-{}}}")
            problems.append(UNKNOWN_DIRECTIVE.at(place, f"there is no kind of remark “{typed}”", hint=hint))
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
    if name in callouts.KINDS and name not in FORMS:
        return Opening("note", rest, name)
    if name == "admonition":
        return Opening("note", rest)
    if name not in FORMS:
        hint = nearest(name, [*FORMS, *callouts.KINDS[1:]])
        problems.append(UNKNOWN_DIRECTIVE.at(place, f"there is no directive “{name}”", hint=hint))
        return None
    return Opening(name, rest)


def _in_braces(info: str) -> str:
    """Say how a first line has to be written that has no name in braces: `::: tip Words`, `:::tip[Words]`, `::: {.aside}`."""
    name, *rest = re.findall(r"[^\s{}\[\]]+", info) or [""]
    known = meant(name.removeprefix("."), [*FORMS, *callouts.KINDS[1:]])
    if not known:
        return f"write the name of one in braces, as in :::{{note}}: {', '.join(FORMS)}"
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
    if id_ and not _ID.fullmatch(id_.source):
        hint = "use small letters, digits and single hyphens, as in raid-2023"
        problems.append(IDENTIFIER.at(places["id"], f"“{id_.source}” is not an id", hint=hint))
    for name, known in CHOICES.items():
        given = directive.option(name)
        if given and name in form.options and given.source not in known:
            hint = f"write {', '.join(known[:-1])} or {known[-1]}"
            problems.append(CHOICE.at(places[name], f"“{given.source}” is not a {name} of a chart", hint=hint))
    if not form.words:
        _arguments(directive, form, problems)
    _body(directive, form, problems)
    return replace(directive, options=tuple(option for option in directive.options if option[0] in form.options))


def _form(directive: Directive, places: dict[str, Place], problems: list[Problem]) -> Form:
    chosen = directive.option("form")
    if not chosen or directive.name not in {"chart", "key-figure"}:
        return FORMS[directive.name]
    if directive.name == "key-figure":
        if chosen.source != "short":
            hint = "write short, or delete the line for a number in full"
            problems.append(CHOICE.at(places["form"], f"“{chosen.source}” is not a form of a key figure", hint=hint))
        return FORMS[directive.name]
    if chosen.source not in CHART_FORMS:
        hint = f"write {', '.join(list(CHART_FORMS)[:-1])} or {list(CHART_FORMS)[-1]}, or delete the line for a chart of a series"
        problems.append(CHOICE.at(places["form"], f"“{chosen.source}” is not a form of a chart", hint=hint))
    return CHART_FORMS.get(chosen.source, Form(0, None, FORMS["chart"].options))


def _arguments(directive: Directive, form: Form, problems: list[Problem]) -> None:
    place, name, arguments = directive.place, directive.name, directive.arguments
    for argument in arguments:
        if not _REF.fullmatch(argument):
            hint = "after the name in braces stand ids, divided by spaces"
            problems.append(IDENTIFIER.at(place, f"“{argument}” is not the id of a record", hint=hint))
    if len(arguments) < form.least or (form.most is not None and len(arguments) > form.most):
        counts = {(1, 1): "one id", (1, 2): "one id or two", (0, 0): "no id", (1, 0): "one id or more"}
        wanted = counts[form.least, form.most or 0]
        found = len(arguments) or "none"
        hint = f"write {wanted} after {{{name}}}"
        if form is FORMS["chart"] and len(arguments) > 1:
            hint += "".join(f"; for {kind}s add a line :form: {other}" for kind, other in CHART_FORM_OF.items())
        problems.append(ARGUMENTS.at(place, f"{name} takes {wanted}, and has {found}", hint=hint))


def _body(directive: Directive, form: Form, problems: list[Problem]) -> None:
    place, name, body = directive.place, directive.name, directive.body
    if form.body == "table":
        if directive.arguments and body:
            problems.append(BODY.at(place, "this table has ids and a body", hint="keep one of the two"))
        elif not directive.arguments and not (len(body) == 1 and isinstance(body[0], PlainTable)):
            hint = "write ids after {table}, or a table in its body"
            problems.append(BODY.at(place, "this table names no record and has no table in its body", hint=hint))
    elif form.body == "paragraph":
        if not (len(body) == 1 and isinstance(body[0], Paragraph)):
            problems.append(
                BODY.at(place, f"{name} has not exactly one paragraph", hint="write one paragraph before the closing colons")
            )
    elif form.body == "blocks":
        if not body:
            problems.append(BODY.at(place, f"{name} has nothing in it", hint="write its words below this line"))
    elif body:
        problems.append(
            BODY.at(place, f"{name} has a body, and takes none", hint="delete it, or move it below the closing colons")
        )


__all__ = ["Opening", "check", "read_opening", "read_options"]

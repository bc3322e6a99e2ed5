"""Relations between records: none may lead back to itself, and an account's sides are different records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from report.model.reading import Ref
from report.model.survey import Survey
from report.problems import NOWHERE, Place, Problem, Rule, Severity

CIRCULAR_DATE = Rule(
    "CLM-111",
    Severity.ERROR,
    "Dates that hang on each other",
    "A date by relation hangs on another event, whose date may hang on a third. Somewhere the chain must end at an event with "
    "a date of its own; otherwise no order can be found for the timeline.",
)
CIRCULAR_RELATION = Rule(
    "CLM-112",
    Severity.ERROR,
    "Statements that lead back to themselves",
    "`answers`, `contradicts` and `set-beside` lead from one statement to another. A statement doesn't answer itself, and an "
    "answer isn't answered by what it answers. Where two statements contradict each other, or stand side by side, one of the "
    "two says so.",
)
CIRCULAR_VIA = Rule(
    "CLM-113",
    Severity.ERROR,
    "Sources that pass on each other",
    "`via` names the source from which we know of another. The chain must end at one that was read.",
)
RESTS_ON_HEARSAY = Rule(
    "STR-035",
    Severity.ERROR,
    "Rests on a source that another one names",
    "`rests-on` in article.yaml names the one source that the article was written from: once a note has named it, notes give "
    "the place in it alone. A source with `via` is known through another one, whose places these are; that one is rested on.",
)
TWIN_SIDES = Rule(
    "CLM-114",
    Severity.ERROR,
    "Account with the same side twice",
    "An account sets records side by side that differ. The same record twice is one version, however often it is told.",
)


def cycles(graph: Mapping[str, Mapping[str, Place]]) -> Iterator[list[str]]:
    """Yield each cycle of a graph, beginning with its first node in the graph's order; `graph[a][b]` is the place of a -> b.

    Cycles that share an edge are found one at a time, so a knot gives at least one.
    """
    edges = {node: list(targets) for node, targets in graph.items()}
    while True:
        try:
            TopologicalSorter(edges).prepare()
            return
        except CycleError as error:
            # graphlib lists the cycle from predecessor to successor, its first node again at the end.
            around: list[str] = error.args[1][:0:-1]
            order = {node: index for index, node in enumerate(edges)}
            start = min(range(len(around)), key=lambda index: order[around[index]])
            cycle = around[start:] + around[:start]
            yield cycle
            edges[cycle[0]].remove(cycle[1] if len(cycle) > 1 else cycle[0])


def in_words(cycle: list[str]) -> str:
    """Return a cycle as a chain: "a → b → a"."""
    return " → ".join([*cycle, cycle[0]])


def _graph(edges: Iterator[tuple[str, Ref, Place]]) -> dict[str, dict[str, Place]]:
    graph: dict[str, dict[str, Place]] = {}
    for node, ref, place in edges:
        graph.setdefault(node, {})[str(ref)] = ref.place if ref.place != NOWHERE else place
    return graph


def circular_date(survey: Survey) -> Iterator[Problem]:
    """Find events whose dates hang on each other in a circle."""
    events = survey.article.events.items()
    graph = _graph((id_, event.when.anchor, event.place) for id_, event in events if event.when is not None)
    for cycle in cycles(graph):
        place = graph[cycle[0]][cycle[1] if len(cycle) > 1 else cycle[0]]
        sentence = (
            f"the date of “{cycle[0]}” hangs on itself" if len(cycle) == 1 else f"dates hang on each other: {in_words(cycle)}"
        )
        yield CIRCULAR_DATE.at(place, sentence, hint="give one of them a date:, or let it hang on an event that has one")


def circular_relation(survey: Survey) -> Iterator[Problem]:
    """Find statements that answer, contradict or stand beside themselves, directly or in a circle."""
    statements = survey.article.statements
    for name in ("answers", "contradicts", "set_beside"):
        key = name.replace("_", "-")
        edges = ((id_, getattr(record, name), record.place) for id_, record in statements.items())
        graph = _graph((id_, ref, place) for id_, ref, place in edges if ref is not None)
        for cycle in cycles(graph):
            if len(cycle) == 1:
                place, sentence = graph[cycle[0]][cycle[0]], f"“{cycle[0]}” names itself under {key}"
                hint = "name the other statement"
            else:
                # The later of the two says again, or against, what the earlier one says.
                place, sentence = graph[cycle[-1]][cycle[0]], f"the relation {key} goes round in a circle: {in_words(cycle)}"
                hint = f"drop {key}: from “{cycle[-1]}”"
            yield CIRCULAR_RELATION.at(place, sentence, hint=hint)


def rests_on_hearsay(survey: Survey) -> Iterator[Problem]:
    """Find an article that rests on a source of which another one tells."""
    main = survey.article.meta.rests_on
    source = survey.article.sources.get(main) if main else None
    if main and source is not None and source.via is not None:
        sentence = f"the article can't rest on “{main}”, which is known through “{source.via}”"
        yield RESTS_ON_HEARSAY.at(main.place, sentence, hint=f"name “{source.via}”, or drop via: if “{main}” was read")


def circular_via(survey: Survey) -> Iterator[Problem]:
    """Find sources that are known from each other."""
    sources = survey.article.sources.items()
    graph = _graph((id_, source.via, source.place) for id_, source in sources if source.via is not None)
    for cycle in cycles(graph):
        place = graph[cycle[0]][cycle[1] if len(cycle) > 1 else cycle[0]]
        sentence = f"“{cycle[0]}” is its own via" if len(cycle) == 1 else f"sources pass on each other: {in_words(cycle)}"
        yield CIRCULAR_VIA.at(place, sentence, hint="drop via: from the source that was read")


def twin_sides(survey: Survey) -> Iterator[Problem]:
    """Find accounts of which two sides are one record."""
    for account in survey.article.accounts.values():
        seen: set[str] = set()
        for side in account.sides:
            if side.record in seen:
                place = side.record.place if side.record.place != NOWHERE else account.place
                sentence = f"the account “{account.id}” has “{side.record}” on two sides"
                yield TWIN_SIDES.at(place, sentence, hint="name another record, or drop one of the two")
            seen.add(str(side.record))

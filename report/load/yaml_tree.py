"""YAML to a tree in which every scalar is text and everything has its place.

The parser's events are used, not its objects: nothing is converted (`2013`, `no` and `1e400` stay as written), nothing is
resolved or constructed, depth and size are bounded before anything recurses, and tags are seen as typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import YAMLError

from report.intake.files import SourceText, describe, refused_characters, without_refused
from report.intake.rules import CHARACTER, EMPTY
from report.limits import limits
from report.load.rules import ALIAS, DOCUMENTS, DUPLICATE_KEY, NOTHING, SHAPE, SYNTAX, TAG
from report.load.yaml_lines import spaceless
from report.load.yaml_wording import gone_on, syntax_problem
from report.model.reading import Scalar
from report.problems import Place, Problem, cut

_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


class TextScalar(Scalar):
    """A scalar that knows its piece of the file, so that a place inside of it can be found."""

    __slots__ = ("end", "file", "start")
    file: SourceText
    start: int
    end: int


MAY_BE_EMPTY = frozenset({"missing"})
"""Keys under which \"\" means something: an empty cell."""


@dataclass(eq=False)
class Sequence:
    """A list."""

    place: Place
    items: list[Tree] = field(default_factory=list)
    size: int = 1


@dataclass(eq=False)
class Mapping:
    """A mapping; `keys` has the place of each key, `nothing` the keys after which nothing stands."""

    place: Place
    entries: dict[str, Tree] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    nothing: set[str] = field(default_factory=set)
    size: int = 1


Tree = Scalar | Sequence | Mapping


@dataclass
class _Open:
    """A list or mapping whose end hasn't come yet; a mapping between two values has a key."""

    node: Sequence | Mapping
    anchor: str | None
    key: Scalar | None = None
    waiting: bool = False
    """Whether the key has come, and its value not yet."""


class _Stop(Exception):
    """Reading on makes no sense; the problem is noted."""


class _Builder:
    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, Tree | None] = {}
        self.root: Tree | None = None
        self.documents = 0
        self.count = 0
        self.most = limits().values
        self.deepest = limits().depth

    def place(self, event: ev.Event) -> Place:
        return self.source.place(event.start_mark.index)

    def take(self, event: ev.Event) -> None:
        if isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "delete the line ---, or move what follows to its own file"
                self.problems.append(DOCUMENTS.at(self.place(event), "a second document begins here", hint=hint))
                raise _Stop
        elif isinstance(event, ev.ScalarEvent):
            self.tag(event)
            self.scalar(event)
        elif isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self.tag(event)
            if len(self.stack) >= self.deepest:
                raise self.stop(
                    ALIAS.at(self.place(event), f"values are nested deeper than {self.deepest} levels", hint="write less deeply")
                )
            node = (Mapping if isinstance(event, ev.MappingStartEvent) else Sequence)(self.place(event))
            if event.anchor:
                self.anchors[event.anchor] = None
            self.stack.append(_Open(node, event.anchor))
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            done = self.stack.pop()
            if done.anchor:
                self.anchors[done.anchor] = done.node
            self.add(done.node, done.node.size)
        elif isinstance(event, ev.AliasEvent):
            self.alias(event)

    def stop(self, problem: Problem) -> _Stop:
        self.problems.append(problem)
        return _Stop()

    def tag(self, event: ev.ScalarEvent | ev.MappingStartEvent | ev.SequenceStartEvent) -> None:
        if event.tag is not None and str(event.tag) not in _TAGS:
            shown = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.problems.append(TAG.at(self.place(event), f"the tag {shown} has no meaning here", hint="delete the tag"))

    def alias(self, event: ev.AliasEvent) -> None:
        name = str(event.anchor)
        if name not in self.anchors:
            hint = f"put text that begins with * in quotes, or put &{name} before what it repeats"
            raise self.stop(ALIAS.at(self.place(event), f"there is no anchor &{name} before this alias", hint=hint))
        target = self.anchors[name]
        if target is None:
            raise self.stop(ALIAS.at(self.place(event), f"*{name} stands inside of what it repeats", hint="write it out"))
        size = 1 if isinstance(target, Scalar) else target.size
        self.count += size
        if self.count > self.most:
            sentence = f"with its aliases written out the file has more than {self.most:,} values"
            raise self.stop(ALIAS.at(self.place(event), sentence, hint="use fewer aliases"))
        self.add(target, size, self.place(event))

    def scalar(self, event: ev.ScalarEvent) -> None:
        self.count += 1
        if self.count > self.most:
            raise self.stop(ALIAS.at(self.place(event), f"the file has more than {self.most:,} values", hint="divide it"))
        value, start, end = str(event.value), event.start_mark.index, event.end_mark.index
        if event.style == '"':
            for _, character in refused_characters(value):
                sentence, hint = describe(character)
                self.problems.append(CHARACTER.at(self.place(event), sentence, hint=hint))
            value = without_refused(value)
        if event.style is None and value in {"~", "null", "Null", "NULL"}:
            value = ""
        if event.style is None and (fault := gone_on(self.source, start, end)):
            raise self.stop(fault)
        node = TextScalar(value, self.place(event))
        node.file, node.start, node.end = self.source, start, end
        if event.anchor:
            self.anchors[event.anchor] = node
        self.add(node, 1)

    def add(self, node: Tree, size: int, place: Place | None = None) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.node.size += size
        if isinstance(top.node, Sequence):
            if self.nothing(node):
                self.problems.append(NOTHING.at(node.place, "nothing stands in this line of the list", hint="delete the line"))
            else:
                top.node.items.append(node)
        elif top.waiting:
            top.waiting = False
            if top.key is not None:
                self.entry(top.node, top.key, node)
        else:
            top.waiting = True
            top.key = node if isinstance(node, Scalar) else None
            if top.key is None:
                where = place or node.place
                self.problems.append(SHAPE.at(where, "a list or a mapping stands where a key is wanted", hint="write a word"))

    def nothing(self, value: Tree) -> bool:
        """Tell whether a value is none; quotation marks with nothing in them are one where cells of a table are named."""
        if not isinstance(value, Scalar) or value.strip():
            return False
        quoted = isinstance(value, TextScalar) and value.file.text[value.start : value.start + 1] in {'"', "'"}
        return not (quoted and any(open_.key in MAY_BE_EMPTY for open_ in self.stack))

    def entry(self, mapping: Mapping, key: Scalar, value: Tree) -> None:
        if key in mapping.keys:
            first = mapping.keys[key]
            sentence = f"the key “{key}” stands twice; it is also in line {first.line}"
            self.problems.append(DUPLICATE_KEY.at(key.place, sentence, hint="delete one of the two, or rename it"))
            return
        mapping.keys[str(key)] = key.place
        if self.nothing(value):
            if mended := spaceless(key):
                self.problems.append(SYNTAX.at(key.place, "no space stands behind the colon", hint=f"write {cut(mended)}"))
                return
            hint = "write the value, or leave the key out"
            self.problems.append(NOTHING.at(key.place, f"nothing stands after “{key}”", hint=hint))
            mapping.nothing.add(str(key))
        else:
            mapping.entries[str(key)] = value


def parse(source: SourceText) -> tuple[Mapping | None, list[Problem]]:
    """Read a YAML file that holds one mapping."""
    builder = _Builder(source)
    try:
        for event in _events(source.text):
            builder.take(event)
    except _Stop:
        return None, builder.problems
    except YAMLError as error:
        return None, _with_syntax(builder.problems, error, source)
    root = builder.root
    if root is None or (isinstance(root, Scalar) and not root.strip()):
        first = Place(source.path, 1, 1)
        hint = "write what belongs in it, or delete the file"
        return None, [*builder.problems, EMPTY.at(first, "only comments stand in this file", hint=hint)]
    if not isinstance(root, Mapping):
        what = "a list" if isinstance(root, Sequence) else "a piece of text"
        hint = "begin each line with a key and a colon, without a hyphen"
        return None, [*builder.problems, SHAPE.at(root.place, f"the file holds {what}, where keys are wanted", hint=hint)]
    return root, builder.problems


def _events(text: str) -> Iterator[ev.Event]:
    """Yield the parser's events.

    It trips over some malformed input (a version that doesn't exist, an escape cut short) instead of refusing it; that
    is a syntax error like any other. Errors of ours are raised outside of this generator, and pass.
    """
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except YAMLError:
        raise
    except Exception as error:
        raise YAMLError(str(error)) from error


def _with_syntax(problems: list[Problem], error: Exception, source: SourceText) -> list[Problem]:
    """Add the syntax error; what seemed to be empty before it is most often part of it."""
    return [*(problem for problem in problems if problem.rule != NOTHING.id), syntax_problem(error, source)]


__all__ = ["Mapping", "Sequence", "TextScalar", "Tree", "parse"]

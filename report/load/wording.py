"""What an article says in its own language, word by word as it is read: asked for by name, so that it can be said in another.

Records, checks and pages never learn of it. A translation takes the place of the words before anything is made of them; whoever
writes a catalogue asks for the same words, and takes none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from report.load.inlines import where_in_scalar
from report.load.shape import fields_of, item_type, record_type
from report.load.typed_places import Where
from report.load.yaml_tree import Mapping, Sequence, TextScalar, Tree
from report.model.marks import named, spoken, verbatim
from report.model.quantities import CATEGORIES
from report.model.reading import ID, Scalar
from report.problems import Place

ROLE = re.compile(r"\{([a-z]+)\}`([^`]*)`")
_SPACES = re.compile(r"(?<!\\)\s+")
_ID = re.compile(ID)


@dataclass(frozen=True, slots=True)
class Message:
    """Something that an article says."""

    text: str
    """As typed, without the line ends that mean nothing."""
    context: str
    """Where it stands: the file, and in it the way to the field."""
    place: Place
    forms: tuple[str, ...] = ()
    """Of a noun that is counted, its forms."""
    exact: bool = False
    """Whether somebody else said it, so that it stays, and a translation stands beside it."""


class Wording(Protocol):
    """Says what an article says; None leaves the words as they are typed."""

    own: bool
    """Whether it says so in the article's own language."""

    def __call__(self, message: Message) -> TextScalar | None:
        """Return what is to be said for a message."""

    def forms(self, message: Message) -> dict[str, str] | None:
        """Return the forms of a noun by their plural categories."""


@dataclass
class Collected:
    """Notes every message, in the order in which they stand, and leaves the words as they are."""

    messages: list[Message] = field(default_factory=list)
    own: bool = True

    def __call__(self, message: Message) -> None:
        """Note a message."""
        self.messages.append(message)

    def forms(self, message: Message) -> None:
        """Note a noun."""
        self.messages.append(message)


def folded(text: str) -> str:
    """Return text without the line ends and spaces that only make lines of a file; a backslash holds the line end after it."""
    return _SPACES.sub(" ", text).strip()


def says(text: str) -> bool:
    """Tell whether words stand in a text beside what comes from records."""
    return any(character.isalpha() for character in ROLE.sub("", text))


def roles(text: str) -> Counter[tuple[str, str]]:
    """Return what of a text comes from records: roles with the ids that they name, whatever their form."""
    found = ((name, folded(target.partition("|")[0])) for name, target in ROLE.findall(text))
    return Counter((name, "" if name == "literal" else target) for name, target in found)


def worded(tree: Tree, annotation: Any, context: str, wording: Wording) -> Tree:
    """Return what was read of a YAML file with the words that a wording has for it."""
    if isinstance(tree, Sequence):
        inner = item_type(annotation)
        items = [worded(item, inner, f"{context}.{index}", wording) for index, item in enumerate(tree.items)]
        return Sequence(tree.place, items, tree.size)
    if not isinstance(tree, Mapping):
        return tree
    record = record_type(annotation)
    known = fields_of(record) if record else {}
    words, names, kept = (spoken(record), named(record), verbatim(record)) if record else (frozenset(), frozenset(), {})
    entries: dict[str, Tree] = {}
    for key, value in tree.entries.items():
        way = f"{context}.{key}" if context[-1:] not in {":", ""} else f"{context}{key}"
        if key in words:
            entries[key] = _words(value, way, wording, ids=key in names)
        elif key in kept and isinstance(value, Scalar):
            entries[key] = value
            if says(value) and (said := wording(Message(folded(value), way, value.place, exact=True))) is not None:
                entries[kept[key]] = said
        elif key in kept.values():
            if wording.own:
                entries[key] = value
        elif record is not None and key == "unit":
            entries[key] = _unit(value, way, wording)
        else:
            entries[key] = worded(value, known.get(key) if record else item_type(annotation), way, wording)
    keys = tree.keys if entries.keys() == tree.entries.keys() else {**dict.fromkeys(entries, tree.place), **tree.keys}
    return Mapping(tree.place, entries, keys, tree.nothing, tree.size)


def differing(own: Tree | None, said: Tree | None) -> Iterator[tuple[str, str]]:
    """Yield the words of a file that are said otherwise, with what they are in the article's own language."""
    if isinstance(own, Mapping) and isinstance(said, Mapping):
        for key, value in said.entries.items():
            yield from differing(own.entries.get(key), value)
    elif isinstance(own, Scalar) and isinstance(said, Scalar) and own != said:
        yield folded(said), folded(own)


def _words(value: Tree, context: str, wording: Wording, *, ids: bool) -> Tree:
    """Say words otherwise; where there may be `ids` in their place, what looks like one is left to its record."""
    if isinstance(value, Sequence):
        items = [_words(item, f"{context}.{index}", wording, ids=ids) for index, item in enumerate(value.items)]
        return Sequence(value.place, items, value.size)
    if not isinstance(value, Scalar) or (ids and _ID.fullmatch(value)) or not says(value):
        return value
    return wording(Message(folded(value), context, value.place)) or value


def _unit(value: Tree, context: str, wording: Wording) -> Tree:
    """Say a noun that is counted otherwise: `member|members`, or its forms by plural categories."""
    if isinstance(value, Mapping):
        forms = tuple(folded(form) for key in CATEGORIES if isinstance(form := value.entries.get(key), Scalar))
    else:
        forms = tuple(map(folded, value.split("|"))) if isinstance(value, Scalar) and "|" in value else ()
    if not all(forms) or not forms:
        return value
    said = wording.forms(Message(forms[0], context, value.place, forms))
    if said is None:
        return value
    entries: dict[str, Tree] = {category: Scalar(form, value.place) for category, form in said.items()}
    return Mapping(value.place, entries, dict.fromkeys(entries, value.place))


Say = Callable[[str, Where], tuple[str, Where]]
"""Returns a piece of a section as it is to be said, with the places of its characters."""


def as_typed(text: str, where: Where) -> tuple[str, Where]:
    """Say it as it is typed."""
    return text, where


def saying(wording: Wording | None, context: str) -> Say:
    """Return what says the pieces of a section."""
    if wording is None:
        return as_typed

    def say(text: str, where: Where) -> tuple[str, Where]:
        said = wording(Message(folded(text), context, where(0))) if says(text) else None
        return (text, where) if said is None else (str(said), where_in_scalar(said))

    return say

"""What a series says once for all of its observations is put into each that is typed without it, before any is read."""

from __future__ import annotations

from report.load.yaml_tree import Mapping, Tree
from report.model.evidence import SHARED
from report.model.reading import Scalar

_OF_THE_QUANTITY = "qualifier"


def with_shared(tree: Mapping | None, id_: str) -> Mapping | None:
    """Return the file of a series with what it shares in each of its observations; places stay where it was typed."""
    observations = tree.entries.get("observations") if tree is not None else None
    if tree is None or not isinstance(observations, Mapping):
        return tree
    shared = {key: tree.entries[key] for key in SHARED if key in tree.entries}
    if isinstance(basis := shared.get("basis"), Mapping):
        shared["basis"] = Scalar(id_, basis.place)  # described once, under the id of the series
    if not shared:
        return tree
    entries: dict[str, Tree] = {key: _completed(one, shared) for key, one in observations.entries.items()}
    whole = Mapping(observations.place, entries, observations.keys, observations.nothing, observations.size)
    return Mapping(tree.place, {**tree.entries, "observations": whole}, tree.keys, tree.nothing, tree.size)


def _completed(observation: Tree, shared: dict[str, Tree]) -> Tree:
    if not isinstance(observation, Mapping):
        return observation
    entries, keys = dict(observation.entries), dict(observation.keys)
    for key, value in shared.items():
        if key not in entries and key not in observation.nothing and key != _OF_THE_QUANTITY:
            entries[key], keys[key] = value, value.place
    if (qualifier := shared.get(_OF_THE_QUANTITY)) is not None and (quantity := entries.get("quantity")) is not None:
        entries["quantity"] = _hedged(quantity, qualifier)
    return Mapping(observation.place, entries, keys, observation.nothing, observation.size)


def _hedged(quantity: Tree, qualifier: Tree) -> Tree:
    """Return a number with the qualifier that all share, where it has none of its own."""
    if isinstance(quantity, Scalar):
        return Mapping(
            quantity.place,
            {"number": quantity, _OF_THE_QUANTITY: qualifier},
            dict.fromkeys(("number", _OF_THE_QUANTITY), quantity.place),
        )
    if isinstance(quantity, Mapping) and "number" in quantity.entries and _OF_THE_QUANTITY not in quantity.entries:
        entries = {**quantity.entries, _OF_THE_QUANTITY: qualifier}
        return Mapping(
            quantity.place, entries, {**quantity.keys, _OF_THE_QUANTITY: qualifier.place}, quantity.nothing, quantity.size
        )
    return quantity

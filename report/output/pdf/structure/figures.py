"""Figures: caption and picture under one roof, in reading order, the picture with its words and its place."""

from __future__ import annotations

from collections.abc import Sequence

from report.output.pdf.structure.node import Node

_POINTS = 0.75
"""A CSS pixel, in points."""


def make_figures(root: Node, heights: Sequence[float]) -> None:
    """Turn pictures into `Figure`, and a `figure` element into the group of its caption and its picture.

    The alternative text of a `Figure` stands for all that is in it, so the caption, which is to be heard as well, stands
    beside it. `heights` are those of the pages.
    """
    for node in root.walk():
        if node.tag:
            continue
        if node.name in {"img", "svg", "object"}:
            node.tag = "Formula" if "formula" in node.get("class").split() else "Figure"
            node.alternative = " ".join((node.get("alt") or node.get("aria-label") or _svg_title(node)).split())
            node.box = _box(node, heights)
        elif node.name == "figure":
            node.tag = "Div"
            _make_caption(node)


def _svg_title(node: Node) -> str:
    title = node.element.find("{http://www.w3.org/2000/svg}title") if node.element is not None else None
    return "".join(title.itertext()) if title is not None else ""


def _box(node: Node, heights: Sequence[float]) -> tuple[float, float, float, float] | None:
    run = next((run for run in node.runs() if run.picture), None)
    if run is None:
        return None
    left, top = run.x * _POINTS, run.y * _POINTS
    width, height = run.width * _POINTS, run.height * _POINTS
    bottom = heights[run.page] * _POINTS - top - height
    return left, bottom, left + width, bottom + height


def _make_caption(figure: Node) -> None:
    """Make one caption: what stands before the picture, its titles; or else the `figcaption`."""
    titles = [kid for kid in figure.nodes if set(kid.get("class").split()) & {"figure-title", "figure-subtitle"}]
    captions = [kid for kid in figure.nodes if kid.name == "figcaption"]
    if titles:
        caption = Node("figcaption", None, list(titles), "Caption")
        figure.kids = [caption if kid is titles[0] else kid for kid in figure.kids if kid not in titles[1:]]
    elif captions:
        captions[0].tag = "Caption"

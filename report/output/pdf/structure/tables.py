"""Tables: one element each, header cells with their scope, and every cell tied to its headers."""

from __future__ import annotations

from report.output.pdf.structure.node import Node

_TYPES = {
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
_ORDER = {"Caption": -1, "THead": 0, "TFoot": 2}
_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def make_tables(root: Node) -> None:
    """Give tables, their rows and their cells their types, and write down which headers each cell has.

    The tree holds each cell once, so what a page break split is whole here and a head that is printed again isn't repeated.
    """
    count = 0
    for table in root.walk():
        if table.name == "table" and not table.tag:
            count += 1
            for node in table.walk():
                node.tag = node.tag or _TYPES.get(node.name, "")
            # Where a page has no room for the head, it is printed on a later one first.
            table.kids.sort(key=lambda kid: _ORDER.get(kid.tag, 1) if isinstance(kid, Node) else 1)
            _tie(table, table.get("id") or f"table-{count}")


def _span(cell: Node, attribute: str) -> int:
    text = cell.get(attribute)
    return max(1, int(text)) if text.isascii() and text.isdecimal() else 1


def _tie(table: Node, name: str) -> None:
    rows = [(row, group.tag == "THead") for group, row in _rows(table)]
    grid: dict[tuple[int, int], Node] = {}
    for y, (row, in_head) in enumerate(rows):
        x = 0
        for cell in (kid for kid in row.nodes if kid.tag in {"TH", "TD"}):
            while (y, x) in grid:
                x += 1
            cell.columns = _span(cell, "colspan")
            cell.rows = min(_span(cell, "rowspan"), len(rows) - y)
            if cell.tag == "TH":
                cell.scope = _SCOPES.get(cell.get("scope"), "Column" if in_head else "Row")
                cell.id = f"{name}-{y}-{x}"
            for dy in range(cell.rows):
                for dx in range(cell.columns):
                    grid[y + dy, x + dx] = cell
            x += cell.columns
    places: dict[Node, list[tuple[int, int]]] = {}
    for place, cell in grid.items():
        places.setdefault(cell, []).append(place)
    for cell, covered in places.items():
        if cell.tag == "TD":
            cell.headers = _headers(grid, covered)


def _rows(table: Node) -> list[tuple[Node, Node]]:
    """Return each row with the group that holds it, which may be the table itself."""
    found: list[tuple[Node, Node]] = []
    for kid in table.nodes:
        if kid.tag == "TR":
            found.append((table, kid))
        elif kid.tag in {"THead", "TBody", "TFoot"}:
            found.extend((kid, row) for row in kid.nodes if row.tag == "TR")
    return found


def _headers(grid: dict[tuple[int, int], Node], covered: list[tuple[int, int]]) -> tuple[str, ...]:
    rows = sorted({y for y, _ in covered})
    columns = sorted({x for _, x in covered})
    above = [grid.get((y, x)) for y in range(rows[0]) for x in columns]
    left = [grid.get((y, x)) for y in rows for x in range(columns[0])]
    found = [cell for cell in above if cell and cell.scope == "Column"]
    found += [cell for cell in left if cell and cell.scope == "Row"]
    return tuple(dict.fromkeys(cell.id for cell in found))

"""Tables of data inside a text: one paragraph a row, so that what stands side by side is read side by side."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from newsarchive.page.blocks import Block, Node
from newsarchive.page.units import Unit

CELL_MARK = " | "
MIN_ROWS = 2
MAX_CELL_CHARS = 300
"""Longer cells hold paragraphs: the table lays out a page."""


def join_rows(units: Sequence[Unit]) -> list[Unit]:
    """The same units, those of a table of data as one with a block a row."""
    joined: list[Unit] = []
    for table, run in groupby(units, _table_of):
        parts = list(run)
        if table is None:
            joined += map(_with_rows, parts)
            continue
        rows = _as_rows(table, [block for unit in parts for block in unit.blocks])
        joined += [Unit(table, rows)] if rows is not None else parts
    return joined


def _table_of(unit: Unit) -> Node | None:
    """The table that all texts of a unit stand in; None where it holds anything else."""
    if not unit.texts or unit.texts[0].table is None:
        return None
    tables = {block.table for block in unit.texts}
    return tables.pop() if len(tables) == 1 and not unit.photos and not unit.has_video else None


def _with_rows(unit: Unit) -> Unit:
    """A unit in which a table of data stands among paragraphs, as a section does, with a block a row."""
    if unit.node is None or len(unit.texts) <= MIN_ROWS or all(block.table is None for block in unit.texts):
        return unit
    blocks: list[Block] = []
    for table, run in groupby(unit.blocks, lambda block: block.table):
        parts = list(run)
        is_inside = table is not None and unit.node in parts[0].path[: parts[0].path.index(table)]
        rows = _as_rows(table, parts) if table is not None and is_inside else None
        blocks += rows if rows is not None else parts
    return Unit(unit.node, blocks) if len(blocks) < len(unit.blocks) else unit


def _as_rows(table: Node, blocks: Sequence[Block]) -> list[Block] | None:
    """A block a row, and one for the title of the table; None where this is no table of data."""
    rows: dict[Node, list[Block]] = {}
    wide = titles = 0
    for block in blocks:
        row = table if block.tag == "caption" else _row_of(block)
        if row is None or block.kind != "text" or len(block.text) > MAX_CELL_CHARS:
            return None
        rows.setdefault(row, []).append(block)
    for row, cells in rows.items():
        wide += len({_cell_of(block) for block in cells}) > 1
        titles += row is table
    if len(rows) - titles < MIN_ROWS or 2 * wide < len(rows) - titles:
        return None
    return [_joined(row, cells) for row, cells in rows.items()]


def _joined(row: Node, blocks: list[Block]) -> Block:
    cells: dict[Node | None, list[str]] = {}
    for block in blocks:
        cells.setdefault(_cell_of(block), []).append(block.text)
    first = blocks[0]
    return replace(
        first,
        node=row,
        path=first.path[: first.path.index(row) + 1],
        text=CELL_MARK.join(" ".join(texts) for texts in cells.values()),
        tag="tr",
        reads=None,
    )


def _row_of(block: Block) -> Node | None:
    return next((node for node in reversed(block.path) if node.tag == "tr"), None)


def _cell_of(block: Block) -> Node | None:
    return next((node for node in reversed(block.path) if node.tag in ("td", "th")), None)

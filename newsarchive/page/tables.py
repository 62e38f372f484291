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
        whole = (
            _as_rows(table, [block for unit in parts for block in unit.blocks]) if table is not None else None
        )
        joined += [whole] if whole is not None else parts
    return joined


def _table_of(unit: Unit) -> Node | None:
    """The table that all texts of a unit stand in; None where it holds anything else."""
    tables = {block.table for block in unit.texts}
    return tables.pop() if len(tables) == 1 and not unit.photos and not unit.has_video else None


def _as_rows(table: Node, blocks: list[Block]) -> Unit | None:
    rows: dict[Node, list[Block]] = {}
    for block in blocks:
        row = _row_of(block)
        if row is None or len(block.text) > MAX_CELL_CHARS:
            return None
        rows.setdefault(row, []).append(block)
    wide = sum(len({_cell_of(block) for block in cells}) > 1 for cells in rows.values())
    if len(rows) < MIN_ROWS or 2 * wide < len(rows):
        return None
    return Unit(table, [_joined(row, cells) for row, cells in rows.items()])


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

"""Parquet for data frames: typed columns, nested lists, a group of rows at a time."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newsarchive.errors import StoreError
from newsarchive.export.columns import Column
from newsarchive.export.extra import load
from newsarchive.export.source import Progress, Source
from newsarchive.export.target import STDOUT, temporary_beside

GROUP_ROWS = 5_000


def write_parquet(
    connection: sqlite3.Connection, target: Path, source: Source, *, progress: Progress | None = None
) -> int:
    """Write one table. Days are dates (null where only the month is known: `published_at` has it as text), times of
    capture are UTC timestamps, times of publication stay text. Returns the number of rows.

    Raises:
        ConfigError: pyarrow is not installed, or the query has no word.
        StoreError: the target cannot be written.
    """
    arrow, parquet = load("pyarrow", "pyarrow"), load("pyarrow.parquet", "pyarrow")
    if target == STDOUT:
        raise StoreError("Parquet cannot go to standard output: give -o the name of a file.")
    schema = arrow.schema(
        [
            arrow.field(
                column.name, _type(arrow, source.table.name, column), metadata={"meaning": column.meaning}
            )
            for column in source.columns
        ]
    )
    readers = [_READERS.get(column.kind, _as_it_is) for column in source.columns]
    written = 0
    with temporary_beside(target) as path, parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        group: list[tuple[Any, ...]] = []

        def flush() -> None:
            arrays = [
                arrow.array([read(row[at]) for row in group], type=field.type)
                for at, (read, field) in enumerate(zip(readers, schema, strict=True))
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            group.clear()

        for rows in source.chunks(connection):
            group.extend(rows)
            written += len(rows)
            if len(group) >= GROUP_ROWS:
                flush()
            if progress:
                progress(written)
        if group or not written:
            flush()
    return written


def _type(arrow: Any, table: str, column: Column) -> Any:
    text, whole = arrow.string(), arrow.int64()
    if column.kind == "integer":
        return whole
    if column.kind == "day":
        return arrow.date32()
    if column.kind == "moment":
        return arrow.timestamp("s", tz="UTC")
    if column.kind != "json":
        return text
    printed = [("url", text), ("caption", text), ("credit", text)]
    if column.name == "photos" and table == "revisions":
        return arrow.list_(arrow.struct(printed))
    if column.name == "photos":
        sizes = [("alt", text), ("width", whole), ("height", whole), ("snapshot_id", whole)]
        return arrow.list_(arrow.struct([("position", whole), *printed, *sizes]))
    if column.name == "revisions":
        words = [(name, text) for name in ("title", "kicker", "lead", "body", "byline")]
        photos = [("photos", arrow.list_(arrow.struct(printed))), ("changed", arrow.list_(text))]
        seen = [("number", whole), ("seen_at", text), ("snapshot_id", whole)]
        return arrow.list_(arrow.struct([*seen, *words, *photos]))
    return arrow.list_(text)


def _as_it_is(value: Any) -> Any:
    return value


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _list(value: str | None) -> Any:
    return json.loads(value) if value else None


_READERS: dict[str, Callable[[Any], Any]] = {"day": _day, "moment": _moment, "json": _list}

"""CSV for people and for programs: RFC 4180, one row an article, written in a stream."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsarchive.export.columns import Column, choose_columns
from newsarchive.export.defuse import defuse
from newsarchive.export.rows import Progress, iter_rows
from newsarchive.export.target import replacing
from newsarchive.query.filters import Filters

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written. All end lines with CR LF and are UTF-8."""

    separator: str
    bom: bool
    defused: bool


PEOPLE = Dialect(",", True, True)
EXCEL = Dialect(";", True, True)
RAW = Dialect(",", False, False)
"""For programs: nothing altered; an empty text is "", a value that is not known (NULL) is nothing at all."""


def export_csv(
    connection: sqlite3.Connection,
    target: Path,
    *,
    filters: Filters | None = None,
    columns: Sequence[str] = (),
    dialect: Dialect = PEOPLE,
    progress: Progress | None = None,
) -> int:
    """Write the articles that pass; the file appears when it is complete. Returns the number of rows.

    Raises:
        ConfigError: a column is unknown.
        StoreError: the target cannot be written.
    """
    chosen = choose_columns(columns, raw=dialect is RAW)
    written = 0
    with replacing(target) as file:
        file.write(_header(chosen, dialect).encode())
        lines: list[str] = []
        for row in iter_rows(connection, chosen, filters or Filters(), progress):
            lines.append(dialect.separator.join(_cell(value, dialect) for value in row))
            if len(lines) == 500:
                written += len(lines)
                file.write("\r\n".join([*lines, ""]).encode())
                lines.clear()
        written += len(lines)
        file.write("\r\n".join([*lines, ""]).encode())
    return written


def _header(columns: Sequence[Column], dialect: Dialect) -> str:
    return (BOM if dialect.bom else "") + dialect.separator.join(column.name for column in columns) + "\r\n"


def _cell(value: str | int | None, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if dialect.defused:
        value = defuse(value)
    return f'"{value.replace(chr(34), chr(34) * 2)}"'

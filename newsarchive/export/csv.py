"""CSV for people and for programs: RFC 4180, one row an article, written in a stream.

Speed: short columns are quoted and joined by SQLite itself, long ones by Python as bytes; a row is looked at cell by
cell only where it holds a sign that a formula needs.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsarchive.export.columns import Column, article_columns
from newsarchive.export.defuse import defuse, has_formula_signs, may_run
from newsarchive.export.source import Progress, Source
from newsarchive.export.target import replacing
from newsarchive.query.filters import Filters

BOM = "\ufeff"
_CELL = re.compile(rb'([,;]?)(?:"((?:[^"]|"")*)"|([^",;]*))')
_UNUSUAL_START = re.compile(rb'[,;]"[^0-9A-Za-z\xc3-\xc6\xe1\["]')


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written. All are UTF-8 and end lines with CR LF."""

    separator: str
    bom: bool
    defused: bool


PEOPLE = Dialect(",", True, True)
EXCEL = Dialect(";", True, True)
RAW = Dialect(",", False, False)
"""For programs: nothing altered; an empty text is "", a value that is not known (NULL) is nothing at all."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line: one long cell as it is, or several short cells already quoted and joined."""

    sql: str
    long: bool
    first: bool


def export_csv(
    connection: sqlite3.Connection,
    target: Path,
    *,
    filters: Filters | None = None,
    dialect: Dialect = PEOPLE,
    progress: Progress | None = None,
) -> int:
    """All default columns of the articles that pass the filters, to a file; see `write_csv`."""
    columns = article_columns(raw=dialect is RAW)
    source = Source(filters=filters or Filters(), columns=columns)
    return write_csv(connection, target, source, dialect=dialect, progress=progress)


def write_csv(
    connection: sqlite3.Connection,
    target: Path,
    source: Source,
    *,
    dialect: Dialect = PEOPLE,
    progress: Progress | None = None,
) -> int:
    """Write one table; the file appears when it is complete. Returns the number of rows.

    Raises:
        ConfigError: the query has no word.
        StoreError: the target cannot be written.
    """
    written = 0
    with replacing(target) as file:
        file.write(_header(source.columns, dialect))
        for count, lines in _lines(connection, source, dialect):
            file.write(lines)
            written += count
            if progress:
                progress(written)
    return written


def _header(columns: Sequence[Column], dialect: Dialect) -> bytes:
    names = dialect.separator.join(column.name for column in columns)
    return f"{BOM if dialect.bom else ''}{names}\r\n".encode()


def _lines(connection: sqlite3.Connection, source: Source, dialect: Dialect) -> Iterator[tuple[int, bytes]]:
    """(number of rows, their lines) again and again."""
    pieces = _pieces(source.columns, dialect.separator)
    writers = [_writer(piece, dialect) for piece in pieces]
    for rows in source.chunks(connection, [f"CAST({piece.sql} AS BLOB)" for piece in pieces]):
        lines = [b"".join([write(value) for write, value in zip(writers, row, strict=True)]) for row in rows]
        lines.append(b"")
        yield len(rows), b"\r\n".join(lines)


def _pieces(columns: Sequence[Column], separator: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    short: list[str] = []

    def join_short() -> None:
        if short:
            pieces.append(_Piece(" || ".join(short), False, not pieces))
            short.clear()

    for at, column in enumerate(columns):
        if column.kind == "long":
            join_short()
            pieces.append(_Piece(column.sql, True, not pieces))
        else:
            short.append(_short_cell(column, separator if at else ""))
    join_short()
    return pieces


def _short_cell(column: Column, before: str) -> str:
    """SQL of one cell with the separator before it; NULL gives an empty cell."""
    value = f"({column.sql})"
    if column.kind != "integer":
        value = f"'\"' || replace({value}, '\"', '\"\"') || '\"'"
    return f"coalesce('{before}' || {value}, '{before}')"


def _writer(piece: _Piece, dialect: Dialect) -> Callable[[bytes | None], bytes]:
    """Makes the bytes of one piece from what SQLite gave."""
    separator = dialect.separator.encode()
    if piece.long:
        before = b"" if piece.first else separator
        return _long_defused(before) if dialect.defused else _long(before)
    return _short_defused(separator) if dialect.defused else _as_it_is


def _as_it_is(value: bytes | None) -> bytes:
    return value or b""


def _long(before: bytes) -> Callable[[bytes | None], bytes]:
    opened = before + b'"'

    def write(value: bytes | None) -> bytes:
        return before if value is None else opened + value.replace(b'"', b'""') + b'"'

    return write


def _long_defused(before: bytes) -> Callable[[bytes | None], bytes]:
    opened = before + b'"'

    def write(value: bytes | None) -> bytes:
        if value is None:
            return before
        if may_run(value):
            value = defuse(value.decode()).encode()
        return opened + value.replace(b'"', b'""') + b'"'

    return write


def _short_defused(separator: bytes) -> Callable[[bytes | None], bytes]:
    def write(value: bytes | None) -> bytes:
        if value is None:
            return b""
        if _UNUSUAL_START.search(separator + value) or has_formula_signs(value):
            return _CELL.sub(_defused_cell, value)
        return value

    return write


def _defused_cell(match: re.Match[bytes]) -> bytes:
    """One quoted cell of a line; numbers and empty cells stay."""
    before, quoted = match[1], match[2]
    if quoted is None:
        return match[0]
    cell = defuse(quoted.replace(b'""', b'"').decode())
    return before + b'"' + cell.encode().replace(b'"', b'""') + b'"'

"""Excel workbooks: typed dates, text as text (never a formula), a frozen header, links, nothing cut off.

Written row by row with XlsxWriter's constant memory. Excel's limits are met without loss: a text longer than a cell
may be goes on in the sheet "continued", a table longer than a sheet in a second sheet.
"""

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive.errors import StoreError
from newsarchive.export.columns import KINDS, Column
from newsarchive.export.extra import load
from newsarchive.export.source import Progress, Source
from newsarchive.export.target import STDOUT, temporary_beside

CELL_UNITS = 32_767
"""Most UTF-16 units in a cell."""
SHEET_ROWS = 1_048_576
MAX_LINKS = 65_000
"""Excel takes 65,530 links a sheet; addresses after these are plain text."""
MAX_LINK_CHARS = 2_000
CONTINUED = "continued"
MARK = ' […continued in sheet "continued"]'
_WIDTHS = {
    "long": 60,
    "url": 30,
    "published": 17,
    "moment": 17,
    "day": 11,
    "shown": 11,
    "integer": 8,
    "json": 20,
}
_WIDE = {"title": 60, "byline": 24, "section": 18, "source_id": 14}
_NARROW = 12
_FORMATS = {
    "day": "yyyy-mm-dd",
    "shown": "dd/mm/yyyy",
    "minute": "yyyy-mm-dd hh:mm",
    "second": "yyyy-mm-dd hh:mm:ss",
}
_LIBRARY_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_SHOWN = re.compile(r"(\d\d)/(\d\d)/(\d{4})\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?P<seconds>:\d\d)?)?(?:Z|\+07:00)?\Z")


def write_xlsx(
    connection: sqlite3.Connection,
    target: Path,
    sources: Sequence[Source],
    *,
    dictionary: bool = False,
    progress: Progress | None = None,
) -> int:
    """One workbook, a sheet for each source (and one that explains the columns); gives the rows of the first.

    Raises:
        ConfigError: XlsxWriter is not installed, or the query has no word.
        StoreError: the target cannot be written.
    """
    library = load("xlsxwriter", "XlsxWriter")
    if target == STDOUT:
        raise StoreError("A workbook cannot go to standard output: give -o the name of a file.")
    with temporary_beside(target) as path:
        book = _Book(library, path)
        try:
            counts = [
                book.add(connection, source, progress if not at else None)
                for at, source in enumerate(sources)
            ]
            if dictionary:
                book.add_dictionary([(source.table.name, source.columns) for source in sources])
        finally:
            book.close()
    return counts[0]


class _Book:
    """A workbook in the making."""

    def __init__(self, library: Any, path: Path) -> None:
        self._library = library
        self._book = library.Workbook(str(path), _LIBRARY_OPTIONS)
        self._bold = self._book.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1})
        self._formats = {name: self._book.add_format({"num_format": form}) for name, form in _FORMATS.items()}
        self._link = self._book.get_default_url_format()
        self._continued: _Sheet | None = None

    def add(self, connection: sqlite3.Connection, source: Source, progress: Progress | None) -> int:
        """The rows of a source in a sheet of its name, and in further ones where it is full."""
        names = [column.name for column in source.columns]
        expressions = [*(column.sql for column in source.columns), "a.id", source.table.number]
        sheet = self._sheet(source.table.name, names, source.columns)
        written, sheets = 0, 1
        for rows in source.chunks(connection, expressions):
            for row in rows:
                if sheet.next_row == SHEET_ROWS:
                    sheet.close()
                    sheets += 1
                    sheet = self._sheet(f"{source.table.name} {sheets}", names, source.columns)
                self._write_row(sheet, source.columns, row)
            written += len(rows)
            if progress:
                progress(written)
        sheet.close()
        return written

    def add_dictionary(self, tables: Sequence[tuple[str, Sequence[Column]]]) -> None:
        """What each column holds."""
        sheet = self._sheet("columns", ("table", "column", "values", "meaning", "tiếng Việt"), ())
        for table, columns in tables:
            for column in columns:
                cells = (table, column.name, KINDS[column.kind], column.meaning, column.vietnamese)
                for at, cell in enumerate(cells):
                    sheet.sheet.write_string(sheet.next_row, at, cell)
                sheet.next_row += 1
        sheet.close()

    def close(self) -> None:
        """Put the parts of the workbook together.

        Raises:
            OSError: the disk is full.
        """
        try:
            self._book.close()
        except self._library.exceptions.FileCreateError as error:
            cause = error.args[0]
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error

    def _sheet(self, name: str, headings: Sequence[str], columns: Sequence[Column]) -> "_Sheet":
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDE.get(column.name, _WIDTHS.get(column.kind, _NARROW)))
        if not columns:
            sheet.set_column(0, len(headings) - 1, 24)
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, self._bold)
        return _Sheet(name, sheet, len(headings))

    def _write_row(self, sheet: "_Sheet", columns: Sequence[Column], row: tuple[Any, ...]) -> None:
        at = sheet.next_row
        for place, column in enumerate(columns):
            value = row[place]
            if value is None or value == "":
                continue
            if column.kind == "integer":
                sheet.sheet.write_number(at, place, value)
            elif column.kind in ("day", "shown", "published", "moment") and (
                typed := typed_time(value, column.kind)
            ):
                sheet.sheet.write_datetime(at, place, typed[0], self._formats[typed[1]])
            elif column.kind == "url" and self._may_link(sheet, value):
                sheet.links += 1
                sheet.sheet.write_url(at, place, value, self._link)
            else:
                first, *rest = split_text(value)
                sheet.sheet.write_string(at, place, first)
                if rest:
                    self._continue(sheet.name, row[-2], row[-1], column.name, rest)
        sheet.next_row += 1

    def _may_link(self, sheet: "_Sheet", url: str) -> bool:
        return (
            url.startswith(("http://", "https://")) and len(url) < MAX_LINK_CHARS and sheet.links < MAX_LINKS
        )

    def _continue(
        self, name: str, article_id: int, number: int | None, column: str, rest: Sequence[str]
    ) -> None:
        if self._continued is None:
            self._continued = self._sheet(
                CONTINUED, ("sheet", "article_id", "number", "column", "part", "text"), ()
            )
        sheet = self._continued
        for part, text in enumerate(rest, 2):
            sheet.sheet.write_string(sheet.next_row, 0, name)
            sheet.sheet.write_number(sheet.next_row, 1, article_id)
            if number is not None:
                sheet.sheet.write_number(sheet.next_row, 2, number)
            sheet.sheet.write_string(sheet.next_row, 3, column)
            sheet.sheet.write_number(sheet.next_row, 4, part)
            sheet.sheet.write_string(sheet.next_row, 5, text)
            sheet.next_row += 1


class _Sheet:
    """One sheet and the row that comes next."""

    def __init__(self, name: str, sheet: Any, columns: int) -> None:
        self.name, self.sheet, self.next_row, self.links = name, sheet, 1, 0
        self._columns = columns

    def close(self) -> None:
        """The filter arrows reach over all rows."""
        self.sheet.autofilter(0, 0, self.next_row - 1, self._columns - 1)


def typed_time(text: str, kind: str) -> tuple[datetime, str] | None:
    """A stored time as a date without zone, and the name of its format; None where it is not a whole day.

    >>> typed_time("2024-01-26T15:23+07:00", "published")
    (datetime.datetime(2024, 1, 26, 15, 23), 'minute')
    >>> typed_time("26/01/2024", "shown"), typed_time("2024-01", "day")
    ((datetime.datetime(2024, 1, 26, 0, 0), 'shown'), None)
    """
    if kind == "shown":
        match = _SHOWN.match(text)
        return (datetime(int(match[3]), int(match[2]), int(match[1])), "shown") if match else None
    match = _TIME.match(text)
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return moment, "second" if match["seconds"] else "minute" if "T" in text else "day"


def split_text(text: str, units: int = CELL_UNITS) -> list[str]:
    """A text in parts that fit a cell; all but the last end with `MARK`. Without the marks they join to the text.

    >>> [len(part) for part in split_text("x" * 40_000)]
    [32767, 7266]
    """
    if len(text) * 2 <= units:
        return [text]
    rest = text.encode("utf-16-le")
    if len(rest) <= units * 2:
        return [text]
    parts, room = [], (units - len(MARK)) * 2
    while len(rest) > units * 2:
        # a letter outside the basic plane is two units that stay together
        cut = room - 2 if 0xDC <= rest[room + 1] <= 0xDF else room
        parts.append(rest[:cut].decode("utf-16-le") + MARK)
        rest = rest[cut:]
    return [*parts, rest.decode("utf-16-le")]

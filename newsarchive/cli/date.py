"""`newsarchive date`: reads printed Vietnamese dates, one given or one a line."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from typing import Any

import click

from newsarchive.cli.options import CommandError, Moment, json_text
from newsarchive.dates import find, parse
from newsarchive.dates.reader import local_clock, parse_new
from newsarchive.errors import DateError

EXAMPLE = """\b
Examples:
  newsarchive date "Thứ Bảy, 27/07/2024 - 10:30"
  newsarchive date --find "Sáng 26/1, Quận ủy Quận 5 tổ chức hội nghị" --at 2024-01-27
  newsarchive date --json < lines.txt
"""


@click.command(epilog=EXAMPLE)
@click.argument("text", required=False)
@click.option(
    "--at", type=Moment(), help="The moment it is read at, for dates without a year; the present if left out."
)
@click.option("--find", "finding", is_flag=True, help="Find every date inside a sentence.")
@click.option(
    "--prefer",
    type=click.Choice(["past", "future", "nearest"]),
    default="past",
    show_default=True,
    help="Where a date without a year lies.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON, one object a line; with --find one a date, with the number of its line.",
)
def command(text: str | None, at: datetime | None, finding: bool, prefer: str, as_json: bool) -> int:
    """Read TEXT as one printed date; without TEXT read lines from standard input.

    TEXT gives value, precision, kind and the characters used; lines give value and line, or "-", line and what is
    wrong with it. --find gives value, precision, kind and characters of each date, if any. The exit code is 1 where
    nothing was read: TEXT, or not one of the lines.
    """
    from newsarchive.clock import now

    moment = at or now()
    lines: Iterable[str]
    if text is not None:
        lines = (text,)
    elif sys.stdin.isatty():
        raise CommandError("Give a date as TEXT, or lines on standard input.")
    else:
        lines = _lines()
    if finding:
        return _find(lines, moment, prefer, as_json)
    if text is None and not as_json:
        return _stream(lines, moment, prefer)
    read = failed = 0
    for line in lines:
        result = _read(line, moment, prefer)
        failed += "error" in result
        read += "error" not in result
        _print(result, as_json)
    return 1 if failed and not read else 0


def _lines() -> Iterator[str]:
    stream = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield from (line.rstrip("\r\n") for line in stream)
    finally:
        stream.detach()  # standard input is not ours to close


def _stream(lines: Iterable[str], at: datetime, prefer: Any) -> int:
    """One line in, one line out, without a dict between; flushed with its buffer, or by line on a terminal."""
    write, at = sys.stdout.write, local_clock(at)
    read = failed = 0
    for line in lines:
        try:
            write(f"{parse_new(line, at, prefer).iso}\t{line}\n")
            read += 1
        except DateError as error:
            write(f"-\t{line}\t{error.message}\n")
            failed += 1
    return 1 if failed and not read else 0


def _find(lines: Iterable[str], at: datetime, prefer: Any, as_json: bool) -> int:
    """One line out for each date; a line of many dates is not repeated with each of them."""
    write = sys.stdout.write
    for number, line in enumerate(lines, 1):
        for reading in find(line, at=at, prefer=prefer):
            if as_json:
                write(json_text({"line": number, **reading.to_dict()}) + "\n")
            else:
                write(_columns(reading.to_dict()))
    return 0


def _read(line: str, at: datetime, prefer: Any) -> dict[str, Any]:
    try:
        return {"input": line, **parse(line, at=at, prefer=prefer).to_dict()}
    except DateError as error:
        return {"input": line, "error": error.message, "reason": error.reason}


def _print(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json_text(result) + "\n")
    elif "error" in result:
        click.echo(f"newsarchive: {result['error']}", err=True)
    else:
        sys.stdout.write(_columns(result))


def _columns(result: dict[str, Any]) -> str:
    return f"{result['iso']}\t{result['precision']}\t{result['kind']}\t{result['text']}\n"

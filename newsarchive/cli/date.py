"""`newsarchive date`: reads printed Vietnamese dates, one given or one a line."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from typing import Any

import click

from newsarchive.cli.options import CommandError, Moment, json_text
from newsarchive.dates import Reading, find, parse
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
def command(text: str | None, at: datetime | None, finding: bool, prefer: str, as_json: bool) -> int:
    """Read TEXT as one printed date; without TEXT read lines from standard input.

    The exit code is 1 where nothing was read: TEXT, or not one of the lines.
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
    if text is None and not as_json and not finding:
        return _stream(lines, moment, prefer)
    read = failed = 0
    for line in lines:
        results = _read(line, moment, prefer, finding)
        is_refused = any("error" in result for result in results)
        failed += is_refused
        read += not is_refused
        _print(line, results, as_json, alone=text is not None, finding=finding)
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


def _read(line: str, at: datetime, prefer: Any, finding: bool) -> list[dict[str, Any]]:
    try:
        readings = find(line, at=at, prefer=prefer) if finding else [parse(line, at=at, prefer=prefer)]
    except DateError as error:
        return [{"input": line, "error": error.message, "reason": error.reason}]
    return [_result(line, reading) for reading in readings]


def _result(line: str, reading: Reading) -> dict[str, Any]:
    return {
        "input": line,
        "iso": reading.iso,
        "start": reading.start,
        "end": reading.end,
        "precision": reading.precision,
        "kind": reading.kind,
        "method": reading.method,
        "text": reading.text,
        "span": list(reading.span),
    }


def _print(line: str, results: list[dict[str, Any]], as_json: bool, *, alone: bool, finding: bool) -> None:
    if as_json:
        for result in results:
            sys.stdout.write(json_text(result) + "\n")
        return
    for result in results:
        if "error" in result:
            if alone:
                click.echo(f"newsarchive: {result['error']}", err=True)
            else:
                sys.stdout.write(f"-\t{line}\t{result['error']}\n")
        elif alone or finding:
            sys.stdout.write(f"{result['iso']}\t{result['precision']}\t{result['kind']}\t{result['text']}\n")
        else:
            sys.stdout.write(f"{result['iso']}\t{line}\n")

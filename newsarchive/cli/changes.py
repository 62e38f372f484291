"""`newsarchive changes`: what was edited or removed after publication."""

import codecs
import csv
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from newsarchive.cli.filtering import check_sites
from newsarchive.cli.options import CommandError, Day, db_option, json_option, json_text, out
from newsarchive.export.defuse import defuse
from newsarchive.model.counting import number_of
from newsarchive.query.changes import COLUMNS, ArticleChange, iter_changes
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive changes --since 2024-01-01
  newsarchive changes --site thanhuytphcm --csv > changes.csv
"""
_WORDS = {
    "edited": "edited",
    "moved": "moved",
    "missing": "not found",
    "gone": "taken down",
    "returned": "there again",
}
_STYLES = {"edited": "yellow", "moved": "cyan", "missing": "red", "gone": "bold red", "returned": "green"}


@click.command(epilog=EXAMPLE)
@click.option("--since", type=Day(), help="Only what was seen on this day (in Vietnam) or later.")
@click.option("--site", "sites", multiple=True, metavar="SITE", help="Only this site; may be given again.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV (UTF-8 with BOM, formulas defused).")
@db_option
@json_option
def command(since: date | None, sites: tuple[str, ...], as_csv: bool, db: Path, as_json: bool) -> int:
    """List edits and removals with the time each was seen, oldest first; `show ARTICLE --diff` tells the words."""
    if as_csv and as_json:
        raise CommandError("--csv or --json, not both.")
    with closing(open_reader(db)) as connection:
        check_sites(connection, sites)
        changes = iter_changes(connection, since=since, sites=sites)
        if as_json:
            _print_json(changes)
        elif as_csv:
            _print_csv(changes)
        else:
            _print(changes)
    return 0


def _print_json(changes: Iterator[ArticleChange]) -> None:
    """One array, an element a line, written as it is read."""
    sys.stdout.write("[")
    for at, change in enumerate(changes):
        sys.stdout.write((",\n" if at else "\n") + json_text(change.to_dict()))
    sys.stdout.write("\n]\n")


def _print_csv(changes: Iterator[ArticleChange]) -> None:
    file = codecs.getwriter("utf-8")(sys.stdout.buffer)
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for change in changes:
        cells = (change.to_dict() | {"changed": " ".join(change.changed)}).values()
        writer.writerow([defuse(cell) if isinstance(cell, str) else cell for cell in cells])


def _print(changes: Iterator[ArticleChange]) -> None:
    count = 0
    for change in changes:
        count += 1
        line = Text(f"{change.seen_at}  ", style="dim")
        line.append(f"{_WORDS[change.kind]:<11} ", _STYLES[change.kind])
        line.append(f"{change.article_id:>6}  ", "cyan")
        line.append(change.title or change.url)
        if change.changed:
            line.append(f"  ({', '.join(change.changed)})", "dim")
        out.print(line)
    out.print(f"{number_of(count, 'change')} seen." if count else "No change seen.")

"""The filters that `search`, `export` and others share, as options."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from newsarchive.cli.options import CommandError, Day, print_json
from newsarchive.export.target import STDOUT
from newsarchive.model.counting import number_of
from newsarchive.query.filters import Filters
from newsarchive.query.overview import site_names
from newsarchive.sites import spider_for

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--site", "sites", multiple=True, metavar="SITE", help="Only this site; may be given again."
    ),
    click.option(
        "--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be given again."
    ),
    click.option("--since", type=Day(), help="Only published on this day or later."),
    click.option("--until", type=Day(), help="Only published on this day or earlier."),
    click.option(
        "--undated", is_flag=True, help="With --since or --until: take articles without a date too."
    ),
    click.option("--byline", metavar="WORDS", help="Only with these words in the byline."),
    click.option("--photo/--no-photo", "has_photo", default=None, help="Only with, or only without photos."),
    click.option(
        "--gone/--standing", "gone", default=None, help="Only what was taken down, or only what still stands."
    ),
    click.option(
        "--changed/--unchanged", "changed", default=None, help="Only what was edited later, or never."
    ),
)


def filter_options(command: F) -> F:
    """All filter options; the command takes them as `**filters` and gives them to `read_filters`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_filters(options: dict[str, Any]) -> Filters:
    """Filters from the options of `filter_options`.

    Raises:
        CommandError: the days are in the wrong order.
    """
    since: date | None = options["since"]
    until: date | None = options["until"]
    if since and until and since > until:
        raise CommandError(f"--since {since} lies after --until {until}: give the earlier day first.")
    return Filters(**options)


def check_sites(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """See to it that every `--site` is one: a slip of the pen would find nothing and look like an answer.

    Raises:
        ConfigError: the archive holds no such site, and no site file has this name.
    """
    held = site_names(connection)
    for name in names:
        if name not in held:
            spider_for(name)


def refuse_json_beside(output: Path, as_json: bool) -> None:
    """
    Raises:
        CommandError: the export itself goes to standard output, where `--json` would print what was written.
    """
    if as_json and output == STDOUT:
        raise CommandError(
            "--json says what was written, on standard output: give the export a file with -o."
        )


def tell_written(written: Sequence[tuple[int, str, Path]], undated: int, as_json: bool) -> None:
    """What an export wrote, as (rows, what they are, file), and how many articles the days asked for leave out only
    because they have no date."""
    if as_json:
        files = [{"file": str(target), "holds": what, "rows": count} for count, what, target in written]
        print_json({"files": files, "undated": undated})
        return
    for count, what, target in written:
        if target != STDOUT:
            click.echo(f"{number_of(count, what.removesuffix('s'))} written to {target}", err=True)
    if undated:
        click.echo(
            f"{undated} without a date left out of the days asked for (--undated takes them in)", err=True
        )

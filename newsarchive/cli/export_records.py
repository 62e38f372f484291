"""`newsarchive export warc|wacz|bagit`: the captures themselves, for archives and for replay."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from newsarchive.cli.filtering import (
    check_sites,
    filter_options,
    read_filters,
    refuse_json_beside,
    tell_written,
)
from newsarchive.cli.options import CommandError, db_option, json_option, spare_archive
from newsarchive.clock import now
from newsarchive.export.source import Source, count_undated
from newsarchive.export.target import STDOUT
from newsarchive.query.filters import Filters
from newsarchive.store.connect import open_reader


def add_to(group: click.Group) -> None:
    """Give the group `export` its three commands."""
    for command in (warc_command, wacz_command, bagit_command):
        group.add_command(command)


def _output(command: Callable[..., int]) -> Callable[..., int]:
    return click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path, allow_dash=True),
        help="Where it goes.",
    )(filter_options(db_option(json_option(command))))


@click.command(
    "warc", epilog="Example:  newsarchive export warc -o 2024.warc.gz --since 2024-01-01 --until 2024-12-31"
)
@_output
def warc_command(output: Path, db: Path, as_json: bool, **filters: Any) -> int:
    """The captures of the chosen articles and their photos, byte for byte, as one WARC file."""
    from newsarchive.export.warc import write_warc

    spare_archive(output, db)
    refuse_json_beside(output, as_json)
    with closing(open_reader(db)) as connection:
        chosen = read_filters(filters)
        check_sites(connection, chosen.sites)
        written = write_warc(connection, db.parent, output, chosen)
        return _say(connection, written, output, chosen, as_json)


@click.command(
    "wacz", epilog="Example:  newsarchive export wacz -o archive.wacz      # opens in ReplayWeb.page"
)
@_output
def wacz_command(output: Path, db: Path, as_json: bool, **filters: Any) -> int:
    """The same with an index and a list of pages, for replay in a browser."""
    from newsarchive.export.wacz import write_wacz

    spare_archive(output, db)
    refuse_json_beside(output, as_json)
    with closing(open_reader(db)) as connection:
        chosen = read_filters(filters)
        check_sites(connection, chosen.sites)
        written = write_wacz(connection, db.parent, output, chosen, at=now(), title=output.stem)
        return _say(connection, written, output, chosen, as_json)


@click.command("bagit", epilog="Example:  newsarchive export bagit -o transfer-2024-07/")
@_output
def bagit_command(output: Path, db: Path, as_json: bool, **filters: Any) -> int:
    """A folder for transfer: captures, index, articles as JSON Lines, SHA-256 manifests."""
    from newsarchive.export.bagit import write_bag

    if output == STDOUT:
        raise CommandError(
            "A bag is a folder and cannot go to standard output: give -o the name of a new one."
        )
    with closing(open_reader(db)) as connection:
        chosen = read_filters(filters)
        check_sites(connection, chosen.sites)
        written = write_bag(connection, db.parent, output, chosen, at=now())
        return _say(connection, written, output, chosen, as_json)


def _say(connection: sqlite3.Connection, written: int, output: Path, filters: Filters, as_json: bool) -> int:
    undated = count_undated(connection, Source(filters=filters))
    tell_written([(written, "captures", output)], undated, as_json)
    return 0

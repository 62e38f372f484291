"""`newsarchive export warc|wacz|bagit`: the captures themselves, for archives and for replay."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from newsarchive.cli.filtering import filter_options, read_filters
from newsarchive.cli.options import db_option
from newsarchive.clock import now
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
    )(filter_options(db_option(command)))


@click.command(
    "warc", epilog="Example:  newsarchive export warc -o 2024.warc.gz --since 2024-01-01 --until 2024-12-31"
)
@_output
def warc_command(output: Path, db: Path, **filters: Any) -> int:
    """The captures of the chosen articles and their photos, byte for byte, as one WARC file."""
    from newsarchive.export.warc import write_warc

    with closing(open_reader(db)) as connection:
        written = write_warc(connection, db.parent, output, read_filters(filters))
    return _say(written, output)


@click.command(
    "wacz", epilog="Example:  newsarchive export wacz -o archive.wacz      # opens in ReplayWeb.page"
)
@_output
def wacz_command(output: Path, db: Path, **filters: Any) -> int:
    """The same with an index and a list of pages, for replay in a browser."""
    from newsarchive.export.wacz import write_wacz

    with closing(open_reader(db)) as connection:
        written = write_wacz(
            connection, db.parent, output, read_filters(filters), at=now(), title=output.stem
        )
    return _say(written, output)


@click.command("bagit", epilog="Example:  newsarchive export bagit -o transfer-2024-07/")
@_output
def bagit_command(output: Path, db: Path, **filters: Any) -> int:
    """A folder for transfer: captures, index, articles as JSON Lines, SHA-256 manifests."""
    from newsarchive.export.bagit import write_bag

    with closing(open_reader(db)) as connection:
        written = write_bag(connection, db.parent, output, read_filters(filters), at=now())
    return _say(written, output)


def _say(written: int, output: Path) -> int:
    if output != Path("-"):
        click.echo(f"{written} captures written to {output}", err=True)
    return 0

"""`newsarchive metrics`: the archive's figures for Prometheus."""

import sys
from contextlib import closing
from pathlib import Path

import click

from newsarchive.cli.options import CommandError, db_option, spare_archive
from newsarchive.clock import now
from newsarchive.report.metrics import metrics, replace_file
from newsarchive.sites import specs
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive metrics
  newsarchive metrics --output /var/lib/node_exporter/newsarchive.prom
"""


@click.command(epilog=EXAMPLE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Replace this file at once (for node_exporter).",
)
@db_option
def command(output: Path | None, db: Path) -> int:
    """Print figures of the archive, its runs and its health in Prometheus' text format."""
    if output is not None:
        spare_archive(output, db)
    with closing(open_reader(db)) as connection:
        text = metrics(connection, db, now(), specs())
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        replace_file(output, text)
    except OSError as error:
        raise CommandError(f"Cannot write {output} ({error.strerror}).") from error
    return 0

"""`newsarchive metrics`: the archive's figures for Prometheus."""

import sys
from contextlib import closing
from pathlib import Path

import click

from newsarchive.cli.options import CommandError, db_option, json_option, json_text, spare_archive
from newsarchive.clock import now
from newsarchive.report.metrics import figures, metrics, replace_file
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
@json_option
def command(output: Path | None, db: Path, as_json: bool) -> int:
    """Print figures of the archive, its runs and its health in Prometheus' text format, or as JSON."""
    if output is not None:
        spare_archive(output, db)
    with closing(open_reader(db)) as connection:
        if as_json:
            text = json_text(figures(connection, db, now(), specs()), indent=2) + "\n"
        else:
            text = metrics(connection, db, now(), specs())
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        replace_file(output, text)
    except OSError as error:
        raise CommandError(f"Cannot write {output} ({error.strerror}).") from error
    return 0

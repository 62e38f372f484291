"""`newsarchive export`: the archive as files for other programs."""

from pathlib import Path
from typing import Any

import click

from newsarchive.cli.export_records import add_to
from newsarchive.cli.filtering import filter_options, read_filters
from newsarchive.cli.options import CommandError, db_option
from newsarchive.export.csv import EXCEL, PEOPLE, RAW, export_csv
from newsarchive.store.connect import open_reader


@click.group(epilog="Example:  newsarchive export csv -o articles.csv")
def command() -> None:
    """Write the archive, or a part of it, as a file for other programs."""


@command.command(
    name="csv", epilog="Example:  newsarchive export csv -o 2024.csv --since 2024-01-01 --until 2024-12-31"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file; - is standard output.",
)
@filter_options
@click.option("--columns", metavar="A,B,…", default="", help="Only these columns, in this order.")
@click.option("--raw", is_flag=True, help="For programs: no BOM, nothing altered.")
@click.option("--excel", is_flag=True, help="For Excel on Vietnamese Windows: semicolons between the cells.")
@db_option
def csv_command(output: Path | None, columns: str, raw: bool, excel: bool, db: Path, **filters: Any) -> int:
    """One row an article, opens right on a double click."""
    if raw and excel:
        raise CommandError("--raw and --excel exclude each other: one is for programs, one for people.")
    target = output or Path("-")
    dialect = RAW if raw else EXCEL if excel else PEOPLE
    connection = open_reader(db)
    try:
        written = export_csv(
            connection,
            target,
            filters=read_filters(filters),
            columns=[name.strip() for name in columns.split(",") if name.strip()],
            dialect=dialect,
        )
    finally:
        connection.close()
    if target != Path("-"):
        click.echo(f"{written} articles written to {target}", err=True)
    return 0


add_to(command)  # warc, wacz, bagit

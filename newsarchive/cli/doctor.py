"""`newsarchive doctor`: checks the installation, the settings, the database, the clock, the disk."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.markup import escape

import newsarchive
from newsarchive.cli.config import remarks
from newsarchive.cli.options import CommandError, json_option, out, print_json
from newsarchive.clock import now
from newsarchive.config.load import load
from newsarchive.errors import ArchiveError
from newsarchive.report.doctor import (
    Check,
    check_clock,
    check_contact,
    check_database,
    check_folder,
    check_installation,
    check_sites,
)
from newsarchive.report.run import free_bytes
from newsarchive.sites import spiders

SIGNS = {"ok": "[green]ok[/]", "warning": "[yellow]look[/]", "failed": "[bold red]not in order[/]"}


@click.command(epilog="Example:  newsarchive doctor --db data/archive.db")
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive database; the configured one if left out. One of an older version is brought up.",
)
@json_option
def command(db: Path | None, as_json: bool) -> int:
    """Check installation, settings, database, clock and disk; bring an older database up.

    Exit code 1 where something is not in order.
    """
    checks = list(_checks(db))
    if as_json:
        print_json([{"name": each.name, "verdict": each.verdict, "message": each.message} for each in checks])
    else:
        for each in checks:
            out.print(f"{SIGNS[each.verdict]:>4}  [bold]{each.name}[/]: {escape(each.message)}")
    return 1 if any(each.verdict == "failed" for each in checks) else 0


def _checks(db: Path | None) -> Iterator[Check]:
    yield from check_installation()
    try:
        config = load()
        yield Check(
            name="settings",
            verdict="ok",
            message=f"from {config.file}" if config.file else "no file; defaults hold",
        )
    except ArchiveError as error:
        yield Check(name="settings", verdict="failed", message=error.message)
        return
    yield check_sites(spiders)
    try:
        for note in remarks(config):
            if "contact" not in note:
                yield Check(name="settings", verdict="warning", message=note)
    except CommandError as error:
        yield Check(name="settings", verdict="failed", message=error.format_message())
    yield check_contact(config.contact)
    yield check_clock(now(), Path(newsarchive.__file__))
    database = db or config.db
    yield from check_folder(database, free_bytes, int(config.alerts.min_free_gb * 1e9))
    yield from check_database(database)

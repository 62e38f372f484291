"""`newsarchive backup`: a consistent copy, also while a crawl runs."""

import sys
from pathlib import Path

import click

from newsarchive.cli.options import CommandError, db_option, json_option, out, print_json
from newsarchive.model.counting import number_of

EXAMPLE = """\b
Examples:
  newsarchive backup /mnt/backup/2024-07-27          # a folder
  newsarchive backup /mnt/backup/2024-07-27.tar      # one file
  newsarchive verify --db /mnt/backup/2024-07-27/archive.db
To restore, copy the folder (or unpack the file) to where the archive shall lie.
"""


@click.command(epilog=EXAMPLE)
@click.argument("target", type=click.Path(path_type=Path))
@db_option
@json_option
def command(target: Path, db: Path, as_json: bool) -> int:
    """Copy the whole archive to TARGET, a new folder or a .tar file; crawls may go on meanwhile."""
    from newsarchive.clock import now
    from newsarchive.fixity.backup import backup

    try:
        done = backup(db, target, at=now(), progress=_progress)
    except OSError as error:
        raise CommandError(
            f"Cannot write {target} ({error.strerror or error}): nothing was left there.", 1
        ) from error
    if as_json:
        told = {"target": str(target), "files": done.files, "bytes": done.bytes, "damaged": done.damaged}
        print_json(told)
    else:
        out.print(
            f"{number_of(done.files, 'file')}, {done.bytes / 1e6:.1f} MB copied to {target}.", markup=False
        )
    for path in done.damaged:
        click.echo(
            f"newsarchive: {path} is damaged, and so is its copy: `newsarchive verify` says more.", err=True
        )
    return 1 if done.damaged else 0


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"copying {what}", err=True)

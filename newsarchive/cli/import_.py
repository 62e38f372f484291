"""`newsarchive import`: WARC files that others made."""

import sys
from pathlib import Path

import click

from newsarchive.cli.options import EXIT_INTERRUPTED, CommandError, db_option, json_option, out, print_json
from newsarchive.model.counting import number_of

EXAMPLE = """\b
Examples:
  newsarchive import crawl-2019.warc.gz
  newsarchive import old/*.warc.gz --db data/archive.db
  newsarchive import mirror.warc.gz --site thanhuytphcm     # captured under another host
"""


@click.command(name="import", epilog=EXAMPLE)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--site", help="Read all pages as pages of this site, whatever their host.")
@db_option
@json_option
def command(files: tuple[Path, ...], site: str | None, db: Path, as_json: bool) -> int:
    """Take in WARC files of wget, browsertrix, Heritrix and others, and read the articles in them."""
    from newsarchive.archive.intake import import_files
    from newsarchive.clock import now
    from newsarchive.sites import spider_for

    for file in files:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
    spec = spider_for(site).site if site else None
    try:
        done = import_files(db, files, at=now(), site=spec, progress=_progress)
    except KeyboardInterrupt:
        raise CommandError(
            "The import was stopped. What is stored is whole; import the same files again to go on.",
            EXIT_INTERRUPTED,
        ) from None
    if as_json:
        print_json(
            [
                {
                    "source": str(one.source),
                    "path": one.path,
                    "known": one.known,
                    "counts": dict(one.counts),
                    "notes": one.notes,
                }
                for one in done
            ]
        )
        return 0
    for one in done:
        counts = (
            ", ".join(_counted(count, name) for name, count in one.counts.items() if count) or "nothing new"
        )
        out.print(f"{one.source.name}: {counts}.", markup=False)
        for note in [*one.notes, *(["it had been imported before"] if one.known else [])]:
            out.print(f"  {note}", markup=False)
        if one.counts["other"] and not site:
            out.print("  Pages of hosts that no site has are kept but not read: --site names their site.")
    return 0


def _counted(count: int, name: str) -> str:
    return number_of(count, name[:-1]) if name in ("records", "snapshots") else f"{count} {name}"


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        click.echo(what, err=True)

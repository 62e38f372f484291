"""`newsarchive demo`: the whole product on the bundled sample site, offline, over real HTTP on loopback."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import click
from rich.table import Table

from newsarchive.cli.crawl import print_report
from newsarchive.cli.options import CommandError, json_option, out, print_json
from newsarchive.cli.running import RunReport, crawl_sites
from newsarchive.errors import StoreError
from newsarchive.store.connect import open_reader

SITE = "thanhuytphcm"
_NOT_OURS = """
SELECT EXISTS (SELECT 1 FROM runs WHERE json_extract(arguments, '$.demo') IS NOT 1)
    OR EXISTS (SELECT 1 FROM snapshots WHERE run_id IS NULL)
    OR EXISTS (SELECT 1 FROM warc_files WHERE run_id IS NULL)
"""
"""Runs that were no demo (a replica on loopback is none either) and what was imported."""
SHOWN = ("pages", "snapshots", "articles", "revisions", "photos", "date_witnesses", "findings")
"""Tables whose rows are counted."""
BESIDE_TITLE = 52
"""Columns of the terminal that the rest of the table of articles takes."""


@click.command(epilog="Example:  newsarchive demo")
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("data/demo.db"),
    show_default=True,
    help="Where the demo archive goes; an earlier demo there is replaced.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port of the sample site; 0 takes a free one."
)
@json_option
def command(db: Path, port: int, as_json: bool) -> int:
    """Serve the bundled sample site, crawl it with the real spider, show what was stored, write a CSV."""
    from newsarchive.sample.server import serve
    from newsarchive.sample.site import Site

    clear_earlier_demo(db)
    with serve(Site(), port=port) as server:
        if not as_json:
            out.print(
                f"The sample site is served on {server.origin} (loopback only) and crawled into [bold]{db}[/] …"
            )
        (report,) = crawl_sites([SITE], db=db, arguments={}, origin=server.origin, demo=True)
    if report.error:
        raise CommandError(report.error, report.exit_code)
    written = write_csv(db)
    with closing(open_reader(db)) as connection:
        if as_json:
            stored = {name: count_rows(connection, name) for name in SHOWN}
            print_json({**report.to_dict(), "db": str(db), "csv": str(written), "stored": stored})
            return report.exit_code
        print_report(report)
        print_stored(connection)
    _print_next(db, written, report)
    return report.exit_code


def clear_earlier_demo(db: Path) -> None:
    """Remove an earlier demo archive.

    Raises:
        CommandError: the database holds something that no demo made, or cannot be removed.
    """
    if not db.exists():
        return
    try:
        with closing(open_reader(db)) as connection:
            (not_ours,) = connection.execute(_NOT_OURS).fetchone()
            files = [row["path"] for row in connection.execute("SELECT path FROM warc_files")]
    except (StoreError, sqlite3.Error) as error:
        raise CommandError(f"{error} The demo does not touch it: name another file with --db.") from error
    if not_ours:
        raise CommandError(
            f"{db} holds what this demo did not make (other crawls, imports, or a demo of an older version): the demo"
            " does not touch it; name another file with --db."
        )
    parts = [db, *(db.with_name(db.name + suffix) for suffix in ("-wal", "-shm"))]
    parts += [db.parent / (name + suffix) for name in files for suffix in ("", ".open")]
    for path in parts:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CommandError(
                f"Cannot remove the earlier demo's {path} ({error.strerror}): name another file with --db."
            ) from error


def count_rows(connection: sqlite3.Connection, table: str) -> int:
    """How many rows one of the tables in `SHOWN` has."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def print_stored(connection: sqlite3.Connection) -> None:
    """What lies in the archive, table by table, and the newest articles."""
    totals = Table(title="What was stored", box=None, header_style="bold", title_justify="left")
    totals.add_column("table")
    totals.add_column("rows", justify="right")
    for name in SHOWN:
        totals.add_row(name, str(count_rows(connection, name)))
    out.print(totals)
    newest = Table(title="Some of the articles", box=None, header_style="bold", title_justify="left")
    for heading in ("id", "published", "told by", "title", "byline", "photos"):
        newest.add_column(heading, no_wrap=True)
    rows = connection.execute(
        "SELECT a.id, published_day, published_source, title, byline,"
        " (SELECT count(*) FROM photos WHERE article_id = a.id) AS photos"
        " FROM articles a ORDER BY source_id = '1491917573' DESC, published_day IS NULL, published_day DESC LIMIT 10"
    )
    for row in rows:
        newest.add_row(
            str(row["id"]),
            row["published_day"] or "not known",
            row["published_source"] or "-",
            _shortened(row["title"] or "-", out.width - BESIDE_TITLE),
            row["byline"] or "-",
            str(row["photos"]),
        )
    out.print(newest)


def _shortened(text: str, width: int) -> str:
    width = max(width, 20)
    return text if len(text) <= width else f"{text[: width - 1]}…"


def write_csv(db: Path) -> Path:
    """The whole demo archive as CSV beside the database."""
    from newsarchive.export.csv import export_csv
    from newsarchive.query.filters import Filters

    target = db.with_suffix(".csv")
    with closing(open_reader(db)) as connection:
        export_csv(connection, target, filters=Filters(undated=True))
    return target


def _print_next(db: Path, written: Path, report: RunReport) -> None:
    columns = shutil.get_terminal_size().columns
    out.print(f"CSV for a spreadsheet: [bold]{written}[/] (UTF-8 with BOM: opens right on a double click)")
    out.print("Next:")
    out.print(f"  newsarchive search 'dang bo' --db {db}", f"  newsarchive show 1 --db {db}", sep="\n")
    if report.exit_code == 0 and columns:
        out.print("  newsarchive crawl thanhuytphcm --limit 20      # the real site")

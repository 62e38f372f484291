"""`newsarchive serve`: the archive in a browser, read-only."""

from pathlib import Path

import click

from newsarchive.cli.options import db_option, out

EXAMPLE = """\b
Examples:
  newsarchive serve --open
  newsarchive serve --db data/demo.db --port 8080
"""


@click.command(epilog=EXAMPLE)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; anything but loopback lets others read the archive.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in a browser.")
@db_option
def command(port: int, host: str, open_browser: bool, db: Path) -> int:
    """Show the archive in a browser: search, articles with photos and revisions, tables, SQL. Nothing is written.

    Ctrl-C stops it. A crawl may write into the archive meanwhile.
    """
    from newsarchive.web.server import serve

    def ready(address: str) -> None:
        out.print(f"{db} is served read-only on {address}  (Ctrl-C stops it)")

    serve(db, host=host, port=port, open_browser=open_browser, ready=ready)
    return 0

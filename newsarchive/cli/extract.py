"""`newsarchive extract`: one saved page in, the article as JSON out; no database."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from newsarchive.cli.options import CommandError, Moment, print_json

EXAMPLE = """\b
Examples:
  newsarchive extract page.html --url https://www.thanhuytphcm.vn/tin-tuc/ten-bai-1491917573
  curl -s URL | newsarchive extract - --url URL
"""


@click.command(epilog=EXAMPLE)
@click.argument("page", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--url", help="The page's own address. Without it, what the page says of itself is used.")
@click.option(
    "--fetched-at", type=Moment(), help="When it was captured; without it, when the file was last changed."
)
@click.option("--site", help="Read it as a page of this site (`newsarchive sites`).")
@click.option("--json", "as_json", is_flag=True, help="JSON is printed in any case.")
def command(page: Path, url: str | None, fetched_at: datetime | None, site: str | None, as_json: bool) -> int:
    """Read one saved PAGE (a file, or - for standard input) and print the article with its date witnesses."""
    from newsarchive.errors import NotAnArticle
    from newsarchive.extraction import extract
    from newsarchive.page.address import stated_url
    from newsarchive.urls.canonical import is_web_url

    html, changed = _read(page)
    address = url or stated_url(html)
    if address is None or not is_web_url(address):
        raise CommandError(
            f"--url {url!r} is not a web address."
            if url
            else "The page does not state its address: give it with --url."
        )
    try:
        article = extract(html, url=address, fetched_at=fetched_at or changed, site=site)
    except NotAnArticle as error:
        print_json({"url": address, "not_an_article": error.what, "message": error.message})
        return 1
    print_json(article.to_dict())
    return 0


def _read(page: Path) -> tuple[bytes, datetime]:
    if str(page) == "-":
        return sys.stdin.buffer.read(), datetime.now(UTC)
    try:
        return page.read_bytes(), datetime.fromtimestamp(page.stat().st_mtime, UTC)
    except OSError as error:
        raise CommandError(f"Cannot read {page}: {error.strerror}.") from error

"""`newsarchive sites`: the sites it knows, their state and last run."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from newsarchive.cli.options import db_option, json_option, out, print_json
from newsarchive.query.sites import SiteState, site_states
from newsarchive.sites import specs
from newsarchive.store.connect import open_reader

_HEADINGS = ("site", "articles", "pending", "last run", "outcome", "name", "home")


@click.command(epilog="Example:  newsarchive sites --json")
@db_option
@json_option
def command(db: Path, as_json: bool) -> None:
    """List the sites newsarchive knows, with what the archive holds of each."""
    known = specs()
    states: dict[str, SiteState] = {}
    if db.exists():
        with closing(open_reader(db)) as connection:
            states = site_states(connection)
    if as_json:
        print_json([_row(site.id, site.name, site.home, states.get(site.id)) for site in known.values()])
        return
    rows: list[tuple[str, ...]] = [_HEADINGS]
    rows += [
        (site.id, *_told(states.get(site.id)), site.name, site.home.removeprefix("https://"))
        for site in known.values()
    ]
    for number, line in enumerate(_lines(rows)):
        text = Text(line, style="" if number else "bold")
        if out.is_terminal:
            text.truncate(out.width, overflow="ellipsis")
        out.print(text)


def _lines(rows: list[tuple[str, ...]]) -> list[str]:
    """A line a site, whole, so that a pipe can be searched by lines."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _told(state: SiteState | None) -> tuple[str, str, str, str]:
    if state is None:
        return "-", "-", "never", ""
    return str(state.articles), str(state.pending), (state.last_run or "never")[:16], state.outcome or ""


def _row(site: str, name: str, home: str, state: SiteState | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": site,
        "name": name,
        "home": home,
        "articles": 0,
        "pending": 0,
        "last_run": None,
    }
    if state is not None:
        row |= {"articles": state.articles, "pending": state.pending, "last_run": state.last_run}
    return row | {"outcome": state.outcome if state else None}

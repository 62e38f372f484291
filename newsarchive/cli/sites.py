"""`newsarchive sites`: the sites it knows, their state and last run."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from newsarchive.cli.options import db_option, json_option, out, print_json
from newsarchive.query.sites import SiteState, site_states
from newsarchive.sites import specs
from newsarchive.store.connect import open_reader


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
    table = Table(box=None, header_style="bold")
    for heading in ("site", "articles", "pending", "last run", "outcome", "name", "home"):
        table.add_column(heading, no_wrap=heading not in ("name", "home"))
    for site in known.values():
        state = states.get(site.id)
        told = ("-", "-", "never", "") if state is None else _told(state)
        table.add_row(site.id, *told, site.name, site.home.removeprefix("https://"))
    out.print(table)


def _told(state: SiteState) -> tuple[str, str, str, str]:
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

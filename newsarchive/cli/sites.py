"""`newsarchive sites`: the sites it knows, their state and last run."""

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
        with open_reader(db) as connection:
            states = site_states(connection)
    if as_json:
        print_json([_row(site.id, site.name, site.home, states.get(site.id)) for site in known.values()])
        return
    table = Table(
        "site", "name", "home", "articles", "pending", "last run", "outcome", box=None, header_style="bold"
    )
    for site in known.values():
        state = states.get(site.id)
        if state is None:
            table.add_row(site.id, site.name, site.home, "-", "-", "never", "")
        else:
            table.add_row(
                site.id,
                site.name,
                site.home,
                str(state.articles),
                str(state.pending),
                state.last_run or "never",
                state.outcome or "",
            )
    out.print(table)


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

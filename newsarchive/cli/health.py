"""`newsarchive health`: every site and field against the site's own history; names what broke and since when."""

from contextlib import closing
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from newsarchive.cli.options import CommandError, db_option, json_option, out, print_json
from newsarchive.clock import now
from newsarchive.model.counting import number_of
from newsarchive.query.readings import crawled_sites
from newsarchive.report.fields import FieldHealth, percent
from newsarchive.report.health import SiteHealth, health
from newsarchive.sites import specs
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive health
  newsarchive health thanhuytphcm --json
Exit codes: 0 nothing to see, 1 something drifts, crawls are overdue or
pages fail, 4 a site looks broken or does not answer.
"""
COLOURS = {"ok": "green", "learning": "dim", "drift": "yellow", "recovered": "yellow", "broken": "bold red"}
AMOUNTS = ("length", "count")


@click.command(epilog=EXAMPLE)
@click.argument("site", required=False)
@click.option("--all-fields", is_flag=True, help="List fields that are as usual too.")
@db_option
@json_option
def command(site: str | None, all_fields: bool, db: Path, as_json: bool) -> int:
    """Compare each site and field with the site's own history; name what broke, since when, from which snapshot on."""
    with closing(open_reader(db)) as connection:
        known = crawled_sites(connection)
        if site is not None and site not in known:
            raise CommandError(
                f"{db} holds no run of {site!r}; it knows {', '.join(known) or 'no site yet'}."
            )
        found = health(connection, now(), specs(), site)
    if as_json:
        print_json([each.to_dict() for each in found])
    else:
        for each in found:
            print_health(each, all_fields)
        if not found:
            out.print(f"{db} holds no run yet.")
    return max((each.exit_code for each in found), default=0)


def print_health(health: SiteHealth, all_fields: bool) -> None:
    """One site for people: what is wrong first, then the table."""
    words = {0: "[green]as usual[/]", 1: "[yellow]worth a look[/]", 4: "[bold red]looks broken[/]"}
    volume = health.volume
    out.print(f"[bold]{health.site}[/]: {words[health.exit_code]}")
    for message in health.messages:
        out.print(f"  {escape(message)}")
    for each in health.fields:
        if each.status == "recovered":
            out.print(f"  over: {escape(each.message)} `newsarchive reextract --all` reads them again.")
    if volume.expected is not None:
        low, high = volume.expected
        out.print(f"  new articles on {volume.day}: {volume.count}, usual {low} to {high}")
    shown = [each for each in health.fields if all_fields or each.status not in ("ok", "learning")]
    learning = sum(each.status == "learning" for each in health.fields)
    if learning:
        out.print(
            f"  {learning} of {number_of(len(health.fields), 'look')} still learning: too few articles yet"
        )
    if not shown:
        return
    table = Table("field", "looked at", "usual", "now", "articles", "state", box=None, header_style="bold")
    for each in shown:
        colour = COLOURS[each.status]
        table.add_row(
            each.field,
            each.measure,
            _value(each, each.usual),
            _value(each, each.now),
            str(each.readings),
            f"[{colour}]{each.status}[/]",
        )
    out.print(table)


def _value(each: FieldHealth, value: float | None) -> str:
    if value is None:
        return "-"
    return percent(value) if each.measure not in AMOUNTS else f"{value:g}"

"""`newsarchive coverage`: what there is of a site by month, what is missing and why, and what is proven complete."""

from contextlib import closing
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from newsarchive.cli.options import CommandError, db_option, json_option, out, print_json
from newsarchive.model.counting import number_of
from newsarchive.query.readings import crawled_sites
from newsarchive.report.coverage import Coverage, coverage
from newsarchive.sites import specs
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive coverage thanhuytphcm
  newsarchive coverage thanhuytphcm --json
"""
SHOWN = 10


@click.command(epilog=EXAMPLE)
@click.argument("site")
@db_option
@json_option
def command(site: str, db: Path, as_json: bool) -> int:
    """Articles of SITE by month, gaps, pages that wait and why, and the range that is proven complete."""
    with closing(open_reader(db)) as connection:
        known = crawled_sites(connection)
        if site not in known:
            raise CommandError(
                f"{db} holds no run of {site!r}; it knows {', '.join(known) or 'no site yet'}."
            )
        found = coverage(connection, site, specs().get(site))
    if as_json:
        print_json(found.to_dict())
    else:
        print_coverage(found)
    return 0


def print_coverage(found: Coverage) -> None:
    """For people: the months, what is missing, the argument, the verdict."""
    out.print(_months(found))
    out.print(
        f"{number_of(found.articles, 'article')}; placed by bounds only: {found.placed_by_bounds},"
        f" nowhere: {found.unplaced}; missing on the site: {found.missing}, gone from it: {found.gone}."
    )
    for gap in found.gaps[:SHOWN]:
        ids = f", {number_of(gap.numbers, 'id')} unused" if gap.kind == "ids" else ""
        about = "about " if gap.kind == "ids" else ""
        out.print(
            f"[yellow]gap[/] {number_of(gap.days, 'day')} without an article, {about}{gap.first_day} to {gap.last_day}"
            f" (between {gap.after} and {gap.before}{ids})"
        )
    for page in found.listings_open[:SHOWN]:
        out.print(
            f"[yellow]not read[/] {escape(page.url)} ({page.state}{': ' + escape(page.error) if page.error else ''})"
        )
    for each in found.waiting[:SHOWN]:
        out.print(
            f"[yellow]{each.state}[/] {number_of(each.count, each.kind + ' page')}: {escape(each.reason)}"
            f" (as {escape(each.example)})"
        )
    out.print("Why:")
    for number, reason in enumerate(found.reasons, 1):
        out.print(f"  {number}. {escape(reason)}")
    out.print(f"[bold]{escape(found.verdict)}[/]")


def _months(found: Coverage) -> Table:
    table = Table("year", *(f"{month:02}" for month in range(1, 13)), "sum", box=None, header_style="bold")
    years = sorted({month[:4] for month in found.months})
    for year in years:
        counts = [found.months.get(f"{year}-{month:02}", 0) for month in range(1, 13)]
        table.add_row(year, *(str(count) if count else "·" for count in counts), str(sum(counts)))
    return table

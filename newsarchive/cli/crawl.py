"""`newsarchive crawl`: one run of one or more sites."""

from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from newsarchive.cli.alerting import alert_targets
from newsarchive.cli.config import refuse_unknown_sites
from newsarchive.cli.logfile import log_report, logger, write_log
from newsarchive.cli.options import (
    CommandError,
    Day,
    Seconds,
    db_option,
    json_option,
    out,
    print_json,
    spare_archive,
)
from newsarchive.cli.running import RunReport, crawl_sites, origin_settings
from newsarchive.clock import now
from newsarchive.config.load import load
from newsarchive.errors import ArchiveError
from newsarchive.model.counting import number_of
from newsarchive.report.after import after_run
from newsarchive.sites import specs, spider_for, spiders

EXAMPLE = """\b
Examples:
  newsarchive crawl thanhuytphcm --since 2024-01-01
  newsarchive crawl thanhuytphcm --limit 20 --db data/try.db
  newsarchive crawl thanhuytphcm --origin http://127.0.0.1:8000 --db data/replica.db
"""


@click.command(epilog=EXAMPLE)
@click.argument("sites", nargs=-1, metavar="SITE...")
@click.option("--all", "all_sites", is_flag=True, help="Every site that `newsarchive sites` lists.")
@click.option("--since", type=Day(), help="Back-fill from this day on; some older ones beside them come too.")
@click.option("--until", type=Day(), help="Back-fill up to this day; some newer ones beside them come too.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many articles in this run.")
@click.option("--full", is_flag=True, help="Ask for every known page again, not only for what is new or due.")
@click.option("--delay", type=Seconds(), help="Seconds between two requests to one host.")
@click.option(
    "--origin", metavar="URL", help="Fetch all of the site's paths from this replica or mirror instead."
)
@click.option("--verbose", is_flag=True, help="Log every page.")
@click.option(
    "--log", type=click.Path(path_type=Path, dir_okay=False), help="Log to this file; it is rotated at 5 MB."
)
@db_option
@json_option
def command(
    sites: tuple[str, ...],
    all_sites: bool,
    since: date | None,
    until: date | None,
    limit: int | None,
    full: bool,
    delay: float | None,
    origin: str | None,
    verbose: bool,
    log: Path | None,
    db: Path,
    as_json: bool,
) -> int:
    """Crawl sites into the archive: only what is new or due, unless --full.

    Only a page itself tells its day for certain. With --since and --until (days, both included) articles that may lie
    between them are read; the closing message counts those that turn out to lie outside or have no date. They are
    kept; `search`, `changes` and `export` leave them out by the same options.
    """
    if all_sites and sites:
        raise CommandError("Give site names or --all, not both.")
    names = list(spiders()) if all_sites else list(dict.fromkeys(sites))
    if not names:
        raise CommandError("Which site? `newsarchive sites` lists them; --all takes every one.")
    for name in names:
        spider_for(name)
    refuse_unknown_sites(load())
    if origin and len(names) > 1:
        raise CommandError("--origin stands for one site: give one site name with it.")
    if origin:
        origin_settings(origin)
    if since and until and since > until:
        raise CommandError(f"--since {since} lies after --until {until}: swap them.")
    arguments: dict[str, Any] = {
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "limit": limit,
        "full": full,
    }
    if log is not None:
        spare_archive(log, db)
        write_log(log)
    reports = crawl_sites(names, db=db, arguments=arguments, delay=delay, origin=origin, verbose=verbose)
    if as_json:
        print_json([report.to_dict() for report in reports])
    for report in reports:
        if report.error:
            click.echo(f"newsarchive: {report.error}", err=True)
        elif not as_json:
            print_report(report)
    for report in reports:
        if log is not None:
            log_report(report)
        if report.run_id is not None:
            follow_up(report, db, as_json)
    return max((report.exit_code for report in reports), default=0)


def follow_up(report: RunReport, db: Path, as_json: bool) -> None:
    """Judge the site after its run, write the report file, send what a person has to know."""
    config = load()
    try:
        after = after_run(
            db,
            report.site,
            now=now(),
            spec=specs().get(report.site),
            targets=alert_targets(config),
            min_free=int(config.alerts.min_free_gb * 1e9),
            reports=config.reports,
        )
    except ArchiveError as error:
        click.echo(f"newsarchive: the run is stored, its report is not: {error}", err=True)
        return
    for problem in after.problems:
        click.echo(f"newsarchive: {problem}", err=True)
    if after.trouble is not None:
        logger.info("%s: %s", report.site, after.trouble)
    if as_json:
        return
    if after.trouble is not None:
        out.print(f"  {escape(str(after.trouble))}")
    for finding in after.summary.findings[:5]:
        out.print(f"  {finding.count} × {finding.code} ({finding.severity}): {escape(finding.example[:160])}")
    out.print(f"  {after.summary.pace}; {after.summary.disk_free / 1e9:.1f} GB free.")
    for need in after.summary.needs:
        out.print(f"  [bold red]needs a person:[/] {escape(need)}")
    if after.report is not None:
        out.print(f"  Report: {escape(str(after.report))}")


def print_report(report: RunReport) -> None:
    """One paragraph on a run, for people."""
    counts = report.counts
    pages, articles = (
        number_of(counts.get(name, 0), one) for name, one in (("pages", "page"), ("new", "article"))
    )
    out.print(
        f"[bold]{report.site}[/]: {pages} asked for, {articles} new,"
        f" {counts.get('changed', 0)} changed, {counts.get('missing', 0)} missing, {counts.get('gone', 0)} gone,"
        f" {counts.get('failed', 0)} failed; {counts.get('bytes', 0) / 1e6:.1f} MB in {report.seconds:.1f} s."
    )
    outside, undated = counts.get("outside", 0), counts.get("undated", 0)
    beside = [f"{outside} published outside of the days asked for"] if outside else []
    beside += [f"{undated} without a date"] if undated else []
    if beside:
        out.print(
            f"  Among the new ones: {', '.join(beside)}. Only a page itself tells its day for certain; what was read is"
            " kept, and left out by --since and --until of `search` and `export`."
        )
    if report.outcome not in ("finished", None):
        out.print(f"The run ended as: {report.outcome}.")

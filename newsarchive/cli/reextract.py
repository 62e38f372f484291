"""`newsarchive reextract`: read everything again from the stored bytes."""

import sys
from pathlib import Path

import click
from rich.table import Table

from newsarchive.archive.reextract import Summary
from newsarchive.cli.options import db_option, json_option, out, print_json
from newsarchive.model.counting import number_of

EXAMPLE = """\b
Examples:
  newsarchive reextract --dry-run           # what would change, field by field
  newsarchive reextract
  newsarchive reextract --site thanhuytphcm --limit 500 --dry-run --json
"""


@click.command(epilog=EXAMPLE)
@click.option("--site", help="Only articles of this site.")
@click.option("--dry-run", is_flag=True, help="Change nothing; tell what would change, field by field.")
@click.option("--all", "again", is_flag=True, help="Also what this version has read already.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many articles.")
@click.option(
    "--processes", type=click.IntRange(min=1), help="Read with so many processes; all cores if left out."
)
@db_option
@json_option
def command(
    site: str | None,
    dry_run: bool,
    again: bool,
    limit: int | None,
    processes: int | None,
    db: Path,
    as_json: bool,
) -> int:
    """Extract again from the stored snapshots, without a request to the site; revisions stay as the site made them.

    Captures that were refused as something else, and read as articles today, are stored as of their moment.
    """
    from newsarchive.archive.reextract import reextract
    from newsarchive.clock import now
    from newsarchive.sites import spider_for

    if site is not None:
        spider_for(site)
    summary = reextract(
        db,
        at=now(),
        site=site,
        again=again,
        limit=limit,
        dry_run=dry_run,
        processes=processes,
        progress=_progress,
    )
    if as_json:
        print_json(summary.to_dict())
    else:
        print_summary(summary)
    return 0


def print_summary(summary: Summary) -> None:
    """Counts, one line a field, and examples."""
    counts = summary.counts
    would = "would change" if summary.dry_run else "changed"
    out.print(
        f"{number_of(counts['articles'], 'article')} read again by {summary.extractor}: {counts['changed']} {would}."
    )
    if counts["unreadable"]:
        out.print(
            f"{counts['unreadable']} can no longer be read and stay as they are: see the findings `unread`."
        )
    if counts["overtaken"]:
        out.print(f"{counts['overtaken']} were crawled anew meanwhile and stay as the crawl stored them.")
    print_refused(summary)
    if not summary.fields:
        return
    table = Table(box=None, header_style="bold")
    for heading in ("field", would, "filled", "emptied"):
        table.add_column(heading, justify="left" if heading == "field" else "right")
    for name, found in sorted(summary.fields.items(), key=lambda pair: -pair[1].changed):
        table.add_row(name, str(found.changed), str(found.filled), str(found.emptied))
    out.print(table)
    for name, found in sorted(summary.fields.items()):
        for example in found.examples:
            out.print(f"{name}, article {example['article']}:", markup=False)
            out.print(f"  - {example['before']}\n  + {example['after']}", markup=False)


def print_refused(summary: Summary) -> None:
    """What the captures brought that no article had been read from."""
    found = summary.refused
    one, many = ("would be", "would be") if summary.dry_run else ("is", "are")
    if found.counts["captures"]:
        out.print(
            f"{number_of(found.counts['captures'], 'capture')} that no article had been read from:"
            f" {number_of(found.counts['new'], f'article {one}', f'articles {many}')} new,"
            f" {number_of(found.counts['changed'], one, many)} changed."
        )
    for example in found.examples:
        out.print(f"  + {example['url']}\n    {example['title']}", markup=False)
    for site in found.waiting:
        out.print(f"{site} is being crawled: its refused captures are read by the next call.")


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", nl=done >= total, err=True)
    elif done == total or done % 1000 < 128:
        click.echo(f"{done} of {number_of(total, 'article')} read again", err=True)

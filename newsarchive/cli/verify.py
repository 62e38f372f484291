"""`newsarchive verify`: is every byte and every row as it was stored?"""

import sys
from pathlib import Path

import click

from newsarchive.cli.options import db_option, json_option, out, print_json
from newsarchive.fixity.report import Report
from newsarchive.model.counting import number_of

EXAMPLE = """\b
Examples:
  newsarchive verify
  newsarchive verify --sample 1000     # daily: so many records picked by chance
  newsarchive verify --json > fixity-2024-07-27.json
"""


@click.command(epilog=EXAMPLE)
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="Look at N records picked by chance only."
)
@db_option
@json_option
def command(sample: int | None, db: Path, as_json: bool) -> int:
    """Re-read every digest, WARC record, foreign key and index; exit 1 when anything is off."""
    from newsarchive.fixity.verify import verify

    report = verify(db, sample=sample, progress=_progress)
    if as_json:
        print_json(report.to_dict())
    else:
        print_report(report)
    return 0 if report.ok else 1


def print_report(report: Report) -> None:
    """What was found, line by line, and one line on what was looked at."""
    for note in report.notes:
        out.print(f"note: {note}", markup=False)
    for damage in report.damages:
        out.print(f"DAMAGE ({damage.code}) {damage}", markup=False)
    checked = ", ".join(number_of(count, what.removesuffix("s")) for what, count in report.checked.items())
    end = "All is as it was stored." if report.ok else f"{number_of(len(report.damages), 'damage')}."
    out.print(f"{end} Looked at: {checked or 'nothing'}.", markup=False)


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"looking at {what}", err=True)

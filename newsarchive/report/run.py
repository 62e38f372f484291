"""The report of one run, as data, Markdown and HTML."""

import html
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from newsarchive.model.counting import number_of
from newsarchive.query.readings import moment
from newsarchive.query.runs import FindingCount, finding_counts, page_states, warc_bytes
from newsarchive.report.fields import FieldHealth, percent, shown
from newsarchive.report.health import SiteHealth

COUNTS = ("pages", "new", "changed", "missing", "gone", "failed")
KEPT_REPORTS = 500
AMOUNTS = ("length", "count")


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSummary:
    """What a run did and what it found."""

    run: Mapping[str, Any]
    """The row of `runs`."""
    findings: tuple[FindingCount, ...]
    waiting: tuple[tuple[str, str, int], ...]
    """(kind, state, count) of pages that are pending or failed."""
    database_bytes: int
    warc_bytes: int
    disk_free: int
    health: SiteHealth
    needs: tuple[str, ...]
    """Sentences on what needs a person."""

    @property
    def duration(self) -> timedelta:
        if not self.run["finished_at"]:
            return timedelta(0)
        return moment(self.run["finished_at"]) - moment(self.run["started_at"])

    @property
    def pace(self) -> str:
        """Pages by time."""
        seconds = max(self.duration.total_seconds(), 1.0)
        return f"{number_of(round(60 * self.run['pages'] / seconds), 'page')} a minute"

    @property
    def speed(self) -> str:
        """Pages and megabytes by time."""
        return f"{self.pace}, {self.run['bytes'] / 1e6:.1f} MB in {_span(self.duration)}"


def summarise(
    connection: sqlite3.Connection,
    database: Path,
    run: Mapping[str, Any],
    health: SiteHealth,
    needs: Sequence[str],
    disk_free: int,
) -> RunSummary:
    """The summary of a run that has ended."""
    waiting = [
        (kind, state, count)
        for _, kind, state, count in page_states(connection, run["site"])
        if state in ("pending", "failed")
    ]
    return RunSummary(
        run=run,
        findings=tuple(finding_counts(connection, run["id"])),
        waiting=tuple(waiting),
        database_bytes=sum(
            path.stat().st_size
            for path in (database, database.with_name(database.name + "-wal"))
            if path.exists()
        ),
        warc_bytes=warc_bytes(connection),
        disk_free=disk_free,
        health=health,
        needs=tuple(needs),
    )


def free_bytes(database: Path) -> int:
    """Bytes that may still be written beside the database."""
    return shutil.disk_usage(database.parent).free


def write_reports(summary: RunSummary, folder: Path) -> Path:
    """Write `run-00012.md` and `.html` into `folder/<site>`; old ones are removed. Gives the Markdown file.

    Raises:
        OSError: the folder cannot be written.
    """
    own = folder / str(summary.run["site"])
    own.mkdir(parents=True, exist_ok=True)
    path = own / f"run-{summary.run['id']:05d}.md"
    path.write_text(to_markdown(summary), encoding="utf-8")
    path.with_suffix(".html").write_text(to_html(summary), encoding="utf-8")
    for old in sorted(own.glob("run-*.md"))[:-KEPT_REPORTS]:
        old.unlink(missing_ok=True)
        old.with_suffix(".html").unlink(missing_ok=True)
    return path


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines, or with a table."""

    title: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def sections(summary: RunSummary) -> list[Section]:
    """The report in order; both forms are drawn from it."""
    run = summary.run
    rows: tuple[tuple[str, ...], ...]
    found = [Section("Needs a person", summary.needs or ("Nothing.",))]
    found.append(
        Section("What happened", head=("pages", "new", "changed", "missing", "gone", "failed"),
                rows=(tuple(str(run[name]) for name in COUNTS),))
    )  # fmt: skip
    disk = (
        f"database {summary.database_bytes / 1e6:.1f} MB, WARC files {summary.warc_bytes / 1e6:.1f} MB,"
        f" {summary.disk_free / 1e9:.1f} GB free"
    )
    found.append(Section("Speed and disk", (f"Speed: {summary.speed}.", f"Disk: {disk}.")))
    if summary.findings:
        rows = tuple(
            (each.severity, each.code, str(each.count), each.example[:300]) for each in summary.findings
        )
        found.append(Section("Findings", head=("severity", "code", "count", "for instance"), rows=rows))
    if summary.waiting:
        rows = tuple((kind, state, str(count)) for kind, state, count in summary.waiting)
        found.append(Section("Pages that wait", head=("kind", "state", "count"), rows=rows))
    rows = tuple(_health_row(each) for each in summary.health.fields)
    found.append(Section("Health", head=("field", "looked at", "usual", "now", "state"), rows=rows))
    return found


def heading(summary: RunSummary) -> str:
    run = summary.run
    return f"{run['site']}: run {run['id']} of {shown(run['started_at'])}, {run['outcome']} (exit {run['exit_code']})"


def to_markdown(summary: RunSummary) -> str:
    """The report as Markdown; text from the web is escaped."""
    out = [f"# {_plain(heading(summary))}", ""]
    if summary.run["origin"]:
        out += [f"Fetched from {_plain(summary.run['origin'])}, a replica.", ""]
    for section in sections(summary):
        out += [f"## {section.title}", ""]
        out += [f"- {_plain(line)}" for line in section.lines]
        if section.head:
            out += [f"| {' | '.join(section.head)} |", "|" + "---|" * len(section.head)]
            out += [f"| {' | '.join(_plain(cell) for cell in row)} |" for row in section.rows]
        out.append("")
    out.append("Times are Vietnam's.")
    return "\n".join(out) + "\n"


def to_html(summary: RunSummary) -> str:
    """The report as one HTML page without anything from elsewhere."""
    out = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        f"<title>{html.escape(heading(summary))}</title>",
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top;"
        "border-bottom:1px solid #ddd}</style>",
        f"<h1>{html.escape(heading(summary))}</h1>",
    ]
    if summary.run["origin"]:
        out.append(f"<p>Fetched from {html.escape(summary.run['origin'])}, a replica.</p>")
    for section in sections(summary):
        out.append(f"<h2>{html.escape(section.title)}</h2>")
        if section.lines:
            out.append("<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in section.lines) + "</ul>")
        if section.head:
            out.append("<table><tr>" + "".join(f"<th>{cell}</th>" for cell in section.head) + "</tr>")
            for row in section.rows:
                out.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>")
            out.append("</table>")
    out.append("<p>Times are Vietnam's.</p></html>")
    return "\n".join(out) + "\n"


def _health_row(each: FieldHealth) -> tuple[str, ...]:
    def value(number: float | None) -> str:
        if number is None:
            return "-"
        return percent(number) if each.measure not in AMOUNTS else f"{number:g}"

    return (each.field, each.measure, value(each.usual), value(each.now), each.status)


def _plain(text: str) -> str:
    """Text that Markdown prints as it is, on one line."""
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"

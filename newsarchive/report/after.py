"""After a run: judge the site, write the report, tell whom it concerns, note that it was told."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsarchive.model.alert import Alert
from newsarchive.model.site import SiteSpec
from newsarchive.query.readings import runs_of
from newsarchive.report.broken import Trouble, explain_outage
from newsarchive.report.causes import find_causes
from newsarchive.report.health import site_health
from newsarchive.report.run import RunSummary, free_bytes, summarise, write_reports
from newsarchive.report.senders import Targets
from newsarchive.store.alerts import note_sent, settle_alerts
from newsarchive.store.connect import open_reader, open_writer, transaction

REPORTS_FOLDER = "reports"


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterRun:
    """What came of it. `problems` are sentences on alerts or reports that did not reach their place."""

    summary: RunSummary
    new_alerts: tuple[Alert, ...]
    """Alerts that this run was the first to raise."""
    trouble: Trouble | None
    """What the site did, where the run led to nothing."""
    report: Path | None
    problems: tuple[str, ...]


def after_run(
    database: Path,
    site: str,
    *,
    now: datetime,
    spec: SiteSpec | None = None,
    targets: Targets | None = None,
    min_free: int = 0,
    reports: bool = True,
) -> AfterRun:
    """Everything that follows the last run of a site. An alert counts as sent once its target has taken it.

    Args:
        min_free: Bytes of disk under which an alert is due.
    Raises:
        StoreError: the database cannot be used.
    """
    disk_free = free_bytes(database)
    with closing(open_writer(database)) as writer, closing(open_reader(database)) as reader:
        health = site_health(reader, site, now, spec)
        runs = runs_of(reader, site)
        causes = find_causes(reader, health, runs, disk_free=disk_free, min_free=min_free)
        needs = [cause.message for cause in causes]
        trouble = explain_outage(reader, runs[-1])
        summary = summarise(reader, database, runs[-1], health, needs, disk_free)
        run_id = runs[-1]["id"]
        with transaction(writer):
            alerts = settle_alerts(writer, site, causes, at=now, run_id=run_id)
        problems = _send(writer, alerts, targets or Targets(), now)
    path = None
    if reports:
        try:
            path = write_reports(summary, database.parent / REPORTS_FOLDER)
        except OSError as error:
            problems.append(f"The report cannot be written ({error.strerror or error}).")
    new = tuple(alert for alert in alerts if alert.run_id == run_id)
    return AfterRun(summary=summary, new_alerts=new, trouble=trouble, report=path, problems=tuple(problems))


def _send(writer: sqlite3.Connection, alerts: Sequence[Alert], targets: Targets, now: datetime) -> list[str]:
    """Hand each target what it has not got; gives a sentence for each that failed (it gets it after the next run)."""
    problems = []
    for name, send in targets.senders().items():
        due = [alert for alert in alerts if name not in alert.sent]
        if not due:
            continue
        try:
            send(due)
        except (OSError, ValueError) as error:
            problems.append(
                f"The alert did not go out by {name} ({error}); it is sent again after the next run."
            )
            continue
        with transaction(writer):
            note_sent(writer, [alert.id for alert in due], name, now)
    return problems

"""What needs a person after a run: each cause with a stable name and one sentence."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from newsarchive.model.alert import Cause
from newsarchive.query.readings import moment
from newsarchive.query.runs import finding_counts, first_snapshot
from newsarchive.report.broken import OUTAGES, explain_outage
from newsarchive.report.fields import FieldHealth, shown
from newsarchive.report.health import SiteHealth
from newsarchive.report.volume import VolumeHealth

TROUBLED_RUNS = 2
"""An outage or many failing pages call a person only when the next run meets them too."""
MAX_AGREED = timedelta(days=1)
"""A site that asks for a wait (Retry-After) again and again for longer calls a person, too."""
HARMLESS = ("finished", "budget-spent", "interrupted", "killed", None)


def find_causes(
    connection: sqlite3.Connection,
    health: SiteHealth,
    runs: Sequence[Mapping[str, Any]],
    *,
    disk_free: int,
    min_free: int,
) -> list[Cause]:
    """All causes that hold for a site after its last run.

    Args:
        runs: Rows of `runs` of the site, oldest first; the last one has just ended.
        disk_free, min_free: Bytes.
    """
    found = list(_run_causes(connection, health.site, runs))
    found += list(_error_causes(connection, health.site, runs))
    found += [_trouble(each) for each in health.troubles]
    if disk_free < min_free:
        found.append(
            Cause(
                site=None,
                cause="disk",
                message=f"Only {disk_free / 1e9:.1f} GB are free on the archive's disk, less than"
                f" {min_free / 1e9:.1f} GB: make room before crawls stop.",
            )
        )
    return found


def _trouble(trouble: FieldHealth | VolumeHealth) -> Cause:
    if isinstance(trouble, VolumeHealth):
        return Cause(
            site=trouble.site, cause=f"{trouble.status}:volume", message=trouble.message, since=trouble.since
        )
    return Cause(
        site=trouble.site,
        cause=f"{trouble.status}:{trouble.field}",
        message=trouble.message,
        field=trouble.field,
        since=trouble.since,
        snapshot_id=trouble.snapshot_id,
        url=trouble.url,
    )


def _run_causes(
    connection: sqlite3.Connection, site: str, runs: Sequence[Mapping[str, Any]]
) -> Iterator[Cause]:
    """The outcome of the last run, where it and perhaps those before it went wrong."""
    if not runs or runs[-1]["outcome"] in HARMLESS:
        return
    outcome = runs[-1]["outcome"]
    streak = 0
    for run in reversed(runs):
        if run["outcome"] != outcome and not {run["outcome"], outcome} <= set(OUTAGES):
            break
        streak += 1
    first = runs[-streak]
    trouble = explain_outage(connection, runs[-1])
    at_once = outcome != "finished-with-errors" and not (trouble is not None and trouble.may_pass)
    if streak < TROUBLED_RUNS and not at_once:
        return
    lasting = moment(runs[-1]["started_at"]) - moment(first["started_at"])
    if trouble is not None and trouble.is_agreed and lasting < MAX_AGREED:
        return
    snapshot = first_snapshot(connection, first["id"])
    where = f", first in snapshot {snapshot}" if snapshot else ""
    if trouble is not None:
        what = trouble.what
    elif outcome == "finished-with-errors":
        what = f"has {runs[-1]['failed']} failing pages in the last run, more than 5 %"
    else:
        what = f'could not be crawled (the run ended as "{outcome}")'
    message = f"{site}: the site {what}, since the run of {shown(first['started_at'])}{where}."
    yield Cause(
        site=site,
        cause=f"run:{'site-broken' if outcome in OUTAGES else outcome}",
        message=f"{message} {trouble.advice}" if trouble is not None else message,
        since=first["started_at"],
        snapshot_id=snapshot,
    )


def _error_causes(
    connection: sqlite3.Connection, site: str, runs: Sequence[Mapping[str, Any]]
) -> Iterator[Cause]:
    """Findings of severity `error`: something could not be stored."""
    if not runs:
        return
    run = runs[-1]
    for count in finding_counts(connection, run["id"]):
        if count.severity == "error":
            yield Cause(
                site=site,
                cause=f"finding:{count.code}",
                message=f"{site}: {count.count} pages could not be stored since {shown(run['started_at'])}"
                f" ({count.code}), for instance: {count.example}",
                since=run["started_at"],
                snapshot_id=first_snapshot(connection, run["id"]),
            )

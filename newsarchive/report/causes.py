"""What needs a person after a run: each cause with a stable name and one sentence."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsarchive.model.alert import Cause
from newsarchive.model.counting import number_of
from newsarchive.query.runs import finding_counts, first_snapshot
from newsarchive.report.fields import FieldHealth, shown
from newsarchive.report.health import SiteHealth
from newsarchive.report.volume import VolumeHealth


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
    found = [health.run] if health.run else []
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
                message=f"{site}: {number_of(count.count, 'page')} could not be stored since {shown(run['started_at'])}"
                f" ({count.code}), for instance: {count.example}",
                since=run["started_at"],
                snapshot_id=first_snapshot(connection, run["id"]),
            )

"""Rows of `sites` and `runs`. All functions run inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from newsarchive import __version__
from newsarchive.model.site import SiteSpec
from newsarchive.store.times import utc_text

COUNTS = ("pages", "new", "changed", "missing", "gone", "failed", "bytes")


def ensure_site(connection: sqlite3.Connection, site: SiteSpec) -> None:
    """The row of a site, brought up to what its file says."""
    connection.execute(
        "INSERT INTO sites (id, name, home) VALUES (:id, :name, :home) ON CONFLICT (id) DO UPDATE"
        " SET name = :name, home = :home WHERE name != :name OR home != :home",
        {"id": site.id, "name": site.name, "home": site.home},
    )


def begin_run(
    connection: sqlite3.Connection,
    site: str,
    *,
    origin: str | None,
    arguments: Mapping[str, object],
    at: datetime,
) -> int:
    """A new run; earlier ones that never ended are marked as killed."""
    connection.execute(
        "UPDATE runs SET outcome = 'killed', finished_at = coalesce(finished_at, started_at)"
        " WHERE site = ? AND outcome IS NULL",
        (site,),
    )
    cursor = connection.execute(
        "INSERT INTO runs (site, origin, started_at, arguments, version) VALUES (?, ?, ?, ?, ?)",
        (site, origin, utc_text(at), json.dumps(arguments, ensure_ascii=False), __version__),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(
    connection: sqlite3.Connection,
    run_id: int,
    *,
    outcome: str,
    exit_code: int,
    counts: Mapping[str, int],
    disk_free: int,
    at: datetime,
) -> None:
    """How a run ended, its totals, what it found and the bytes left on the disk."""
    found = connection.execute(
        "SELECT code, count(*) FROM findings WHERE run_id = ? GROUP BY code", (run_id,)
    )
    findings = json.dumps({row[0]: row[1] for row in found})
    columns = ", ".join(f"{name} = ?" for name in COUNTS)
    connection.execute(
        "UPDATE runs SET finished_at = ?, outcome = ?, exit_code = ?, findings = ?, disk_free = ?,"
        f" {columns} WHERE id = ?",
        (
            utc_text(at), outcome, exit_code, findings, disk_free,
            *(counts.get(name, 0) for name in COUNTS), run_id,
        ),
    )  # fmt: skip

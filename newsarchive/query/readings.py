"""What each article of a site looks like as last read, in the order of reading: the raw material of health."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One article as its current row has it. Times are UTC text, days Vietnam's."""

    article_id: int
    url: str
    snapshot_id: int
    run_id: int | None
    """The run that took the snapshot."""
    fetched_at: str
    """When the snapshot was taken that the row was read from."""
    first_seen_at: str
    title: str | None
    lead_chars: int
    body_chars: int
    byline: str | None
    section: str | None
    layout: str
    published_day: str | None
    published_source: str | None
    published_latest: str | None
    photos: int
    captions: int
    conflict: bool
    """Whether its date witnesses contradict each other."""
    run_before: str | None
    """When the run before the one that read it began; None where it was no routine run (the first one, a back-fill)."""


_READINGS = """
SELECT a.id AS article_id, a.url, a.snapshot_id, s.run_id, s.fetched_at, a.first_seen_at, a.title,
       length(coalesce(a.lead, '')) AS lead_chars, length(a.body) AS body_chars, a.byline, a.section, a.layout,
       a.published_day, a.published_source, a.published_latest,
       (SELECT count(*) FROM photos WHERE article_id = a.id) AS photos,
       (SELECT count(*) FROM photos WHERE article_id = a.id AND caption IS NOT NULL) AS captions,
       EXISTS (SELECT 1 FROM findings f WHERE f.page_id = s.page_id AND f.snapshot_id = a.snapshot_id
               AND f.code IN ('date-conflict', 'date-implausible')) AS conflict
FROM (SELECT id FROM articles WHERE site = ? ORDER BY snapshot_id DESC LIMIT ?) newest
JOIN articles a ON a.id = newest.id JOIN snapshots s ON s.id = a.snapshot_id
"""
_MISSES = """
SELECT f.snapshot_id, f.field FROM findings f JOIN pages p ON p.id = f.page_id
WHERE f.code = 'selector-missed' AND f.field IS NOT NULL AND p.site = ?
  AND f.snapshot_id IS NOT NULL ORDER BY f.last_at DESC LIMIT ?
"""


def readings(connection: sqlite3.Connection, site: str, most: int = 2000) -> list[Reading]:
    """The articles of a site that were read last, oldest reading first."""
    rows = connection.execute(_READINGS, (site, most)).fetchall()
    before = _runs_before(connection, site)
    found = (Reading(run_before=before.get(row["run_id"]), **_named(row)) for row in rows)
    return sorted(found, key=lambda each: (each.snapshot_id, each.article_id))


def _runs_before(connection: sqlite3.Connection, site: str) -> dict[int, str]:
    """Routine run → when the run before it began. The first run and back-fills are none."""
    rows = connection.execute(
        "SELECT id, started_at, json_extract(arguments, '$.since') IS NULL"
        " AND json_extract(arguments, '$.full') IS NOT 1 AS routine FROM runs WHERE site = ? ORDER BY id",
        (site,),
    ).fetchall()
    pairs = zip(rows, rows[1:], strict=False)
    return {row["id"]: earlier["started_at"] for earlier, row in pairs if row["routine"]}


def selector_misses(connection: sqlite3.Connection, site: str, most: int = 20_000) -> set[tuple[int, str]]:
    """(snapshot, field) where a site's own selector found nothing and the generic reader stood in."""
    return {(row[0], row[1]) for row in connection.execute(_MISSES, (site, most))}


def new_by_day(connection: sqlite3.Connection, site: str, since: str) -> dict[str, int]:
    """Vietnam's day → articles first seen on it, from a moment (UTC text) on."""
    rows = connection.execute(
        "SELECT date(first_seen_at, '+7 hours') AS day, count(*) FROM articles"
        " WHERE site = ? AND first_seen_at >= ? GROUP BY day",
        (site, since),
    )
    return {row[0]: row[1] for row in rows}


def runs_of(connection: sqlite3.Connection, site: str, most: int = 500) -> list[dict[str, Any]]:
    """The last runs of a site, oldest first, as rows."""
    rows = connection.execute(
        "SELECT * FROM runs WHERE site = ? ORDER BY id DESC LIMIT ?", (site, most)
    ).fetchall()
    return [_named(row) for row in reversed(rows)]


def crawled_sites(connection: sqlite3.Connection) -> list[str]:
    """Sites that have run at least once, by name."""
    rows = connection.execute(
        "SELECT id FROM sites WHERE EXISTS (SELECT 1 FROM runs WHERE runs.site = sites.id) ORDER BY id"
    )
    return [row[0] for row in rows]


def first_capture(connection: sqlite3.Connection, site: str) -> str | None:
    """When the first run of a site began."""
    row = connection.execute(
        "SELECT started_at FROM runs WHERE site = ? ORDER BY started_at LIMIT 1", (site,)
    ).fetchone()
    return row[0] if row else None


def moment(text: str) -> datetime:
    """A stored UTC time as an aware one."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _named(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates values

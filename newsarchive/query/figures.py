"""Counts of a whole archive for metrics, site by site."""

import sqlite3
from typing import Any


def article_counts(connection: sqlite3.Connection) -> list[tuple[str, int, int, int]]:
    """(site, articles, of them gone, revisions beyond the first). Each count reads an index, never the texts."""
    counts = connection.execute("SELECT site, count(*) FROM articles GROUP BY site ORDER BY site").fetchall()
    gone = dict(
        map(
            tuple,
            connection.execute("SELECT site, count(*) FROM articles WHERE gone_at IS NOT NULL GROUP BY site"),
        )
    )
    edits = dict(
        map(
            tuple,
            connection.execute(
                "SELECT a.site, count(*) FROM revisions r JOIN articles a ON a.id = r.article_id"
                " WHERE r.number > 1 GROUP BY a.site"
            ),
        )
    )
    return [(site, count, gone.get(site, 0), edits.get(site, 0)) for site, count in counts]


def snapshot_count(connection: sqlite3.Connection) -> int:
    """All stored responses."""
    (count,) = connection.execute("SELECT count(*) FROM snapshots").fetchone()
    return int(count)


def last_runs(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The last finished run of each site, as rows."""
    rows = connection.execute(
        "SELECT runs.* FROM sites JOIN runs ON runs.id = (SELECT id FROM runs r WHERE r.site = sites.id"
        " AND r.finished_at IS NOT NULL ORDER BY id DESC LIMIT 1) ORDER BY sites.id"
    )
    return [{name: row[name] for name in row.keys()} for row in rows]  # noqa: SIM118


def run_outcomes(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """(site, outcome, runs)."""
    rows = connection.execute(
        "SELECT site, coalesce(outcome, 'running'), count(*) FROM runs GROUP BY site, 2 ORDER BY site, 2"
    )
    return [tuple(row) for row in rows]


def finding_totals(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """(code, severity, findings)."""
    rows = connection.execute(
        "SELECT code, severity, count(*) FROM findings GROUP BY code, severity ORDER BY code, severity"
    )
    return [tuple(row) for row in rows]


def open_alert_counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """(site, open alerts); the machine's own under ""."""
    rows = connection.execute(
        "SELECT coalesce(site, ''), count(*) FROM alerts WHERE cleared_at IS NULL GROUP BY 1 ORDER BY 1"
    )
    return [tuple(row) for row in rows]

"""Rows of `alerts`: what a person was told, so that nobody is told twice. All run inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from newsarchive.model.alert import Alert, Cause
from newsarchive.store.times import utc_text

BACK_WITHIN = timedelta(days=3)
"""A cause that comes back this soon after it was gone is still the same one."""


def settle_alerts(
    connection: sqlite3.Connection, site: str, causes: Iterable[Cause], *, at: datetime, run_id: int
) -> list[Alert]:
    """Bring the alerts of a site to what holds now; gives all that are open, with the targets each has reached.

    A drift of a field is no news while the same field stands as broken.
    """
    now = utc_text(at)
    holding: set[int] = set()
    for cause in causes:
        row = _same(connection, cause, utc_text(at - BACK_WITHIN))
        if row is None:
            holding.add(_add(connection, cause, now, run_id))
        else:
            connection.execute(
                "UPDATE alerts SET last_at = ?, message = ?, cleared_at = NULL WHERE id = ?",
                (now, cause.message, row["id"]),
            )
            holding.add(row["id"])
    for row in connection.execute(
        "SELECT id FROM alerts WHERE (site = ? OR site IS NULL) AND cleared_at IS NULL", (site,)
    ).fetchall():
        if row["id"] not in holding:
            connection.execute("UPDATE alerts SET cleared_at = ? WHERE id = ?", (now, row["id"]))
    return open_alerts(connection, sorted(holding))


def open_alerts(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> list[Alert]:
    """Open alerts, oldest first; those of `ids` only where given."""
    rows = connection.execute("SELECT * FROM alerts WHERE cleared_at IS NULL ORDER BY id")
    return [_alert(row) for row in rows if ids is None or row["id"] in ids]


def note_sent(connection: sqlite3.Connection, ids: Iterable[int], target: str, at: datetime) -> None:
    """A target ("command", "mail", "webhook") has got these alerts."""
    connection.executemany(
        "UPDATE alerts SET sent = json_set(sent, ?, ?) WHERE id = ?",
        [(f"$.{target}", utc_text(at), each) for each in ids],
    )


def _same(connection: sqlite3.Connection, cause: Cause, cleared_after: str) -> sqlite3.Row | None:
    names = [cause.cause]
    if cause.cause.startswith("drift:"):
        names.append("broken:" + cause.cause.removeprefix("drift:"))
    row: sqlite3.Row | None = connection.execute(
        f"SELECT id FROM alerts WHERE site IS ? AND cause IN ({', '.join('?' * len(names))})"
        " AND (cleared_at IS NULL OR cleared_at > ?) ORDER BY cleared_at IS NOT NULL, id DESC LIMIT 1",
        (cause.site, *names, cleared_after),
    ).fetchone()
    return row


def _add(connection: sqlite3.Connection, cause: Cause, now: str, run_id: int) -> int:
    cursor = connection.execute(
        "INSERT INTO alerts (site, cause, field, message, since, snapshot_id, url, run_id, first_at, last_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            cause.site,
            cause.cause,
            cause.field,
            cause.message,
            cause.since,
            cause.snapshot_id,
            cause.url,
            run_id,
            now,
            now,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _alert(row: sqlite3.Row) -> Alert:
    return Alert(
        id=row["id"],
        cause=Cause(
            site=row["site"],
            cause=row["cause"],
            field=row["field"],
            message=row["message"],
            since=row["since"],
            snapshot_id=row["snapshot_id"],
            url=row["url"],
        ),
        run_id=row["run_id"],
        first_at=row["first_at"],
        sent=tuple(sorted(json.loads(row["sent"]))),
    )

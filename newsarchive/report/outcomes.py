"""Runs that went wrong: a site that does not answer, looks broken, or could not be crawled."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from newsarchive.model.alert import Cause
from newsarchive.query.readings import moment
from newsarchive.query.runs import first_snapshot
from newsarchive.report.broken import OUTAGES, explain_outage
from newsarchive.report.fields import shown

TROUBLED_RUNS = 2
"""An outage or many failing pages call a person only when the next run meets them too."""
MAX_AGREED = timedelta(days=1)
"""A site that asks for a wait (Retry-After) again and again for longer calls a person, too."""
HARMLESS = ("finished", "budget-spent", "interrupted", "killed", None)
OUTAGE = "run:site-broken"
"""The cause that stands for all outages."""


def run_cause(connection: sqlite3.Connection, site: str, runs: Sequence[Mapping[str, Any]]) -> Cause | None:
    """The outcome of the last run, where it and perhaps those before it went wrong.

    Args:
        runs: Rows of `runs` of the site that have ended, oldest first.
    """
    if not runs or runs[-1]["outcome"] in HARMLESS:
        return None
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
        return None
    lasting = moment(runs[-1]["started_at"]) - moment(first["started_at"])
    if trouble is not None and trouble.is_agreed and lasting < MAX_AGREED:
        return None
    snapshot = first_snapshot(connection, first["id"])
    where = f", first in snapshot {snapshot}" if snapshot else ""
    if trouble is not None:
        what = trouble.what
    elif outcome == "finished-with-errors":
        what = f"has {runs[-1]['failed']} failing pages in the last run, more than 5 %"
    else:
        what = f'could not be crawled (the run ended as "{outcome}")'
    message = f"{site}: the site {what}, since the run of {shown(first['started_at'])}{where}."
    return Cause(
        site=site,
        cause=OUTAGE if outcome in OUTAGES else f"run:{outcome}",
        message=f"{message} {trouble.advice}" if trouble is not None else message,
        since=first["started_at"],
        snapshot_id=snapshot,
    )

"""Runs that went wrong: a site that does not answer, looks broken, or could not be crawled."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from newsarchive.model.alert import Cause
from newsarchive.query.runs import first_snapshot, has_answers
from newsarchive.report.fields import shown

TROUBLED_RUNS = 2
"""An outage or many failing pages call a person only when the next run meets them too."""
OUTAGES = ("site-down", "site-broken")
"""One outage may begin in the middle of a run and meet the next one from its start."""
OUTAGE = "run:site-broken"
"""The cause that stands for both."""
HARMLESS = ("finished", "budget-spent", "interrupted", "killed", None)


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
    answered = has_answers(connection, runs[-1]["id"])
    at_once = outcome not in ("finished-with-errors", *OUTAGES) or (outcome == "site-broken" and answered)
    if streak < TROUBLED_RUNS and not at_once:
        return None
    snapshot = first_snapshot(connection, first["id"])
    where = f", first in snapshot {snapshot}" if snapshot else ""
    what = {
        "site-broken": "looks broken: its pages answer, but no listing led to an article or most articles came empty"
        if answered
        else "does not answer",
        "site-down": "stopped answering",
        "finished-with-errors": f"has {runs[-1]['failed']} failing pages in the last run, more than 5 %",
    }.get(outcome, f'could not be crawled (the run ended as "{outcome}")')
    return Cause(
        site=site,
        cause=OUTAGE if outcome in OUTAGES else f"run:{outcome}",
        message=f"{site}: the site {what}, since the run of {shown(first['started_at'])}{where}.",
        since=first["started_at"],
        snapshot_id=snapshot,
    )

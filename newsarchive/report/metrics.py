"""The archive's figures in Prometheus' text format (0.0.4).

Source of the format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive import __version__
from newsarchive.model.site import SiteSpec
from newsarchive.query.figures import (
    article_counts,
    finding_totals,
    last_runs,
    open_alert_counts,
    run_outcomes,
    snapshot_count,
)
from newsarchive.query.readings import moment
from newsarchive.query.runs import page_states, warc_bytes
from newsarchive.report.health import SiteHealth, health
from newsarchive.report.run import free_bytes

Sample = tuple[Mapping[str, str], float]


def metrics(
    connection: sqlite3.Connection, database: Path, now: datetime, specs: Mapping[str, SiteSpec]
) -> str:
    """All figures as one text."""
    lines: list[str] = []
    for name, kind, told, samples in _families(connection, database, health(connection, now, specs)):
        lines += [f"# HELP newsarchive_{name} {told}", f"# TYPE newsarchive_{name} {kind}"]
        lines += [f"newsarchive_{name}{_labels(labels)} {_number(value)}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def figures(
    connection: sqlite3.Connection, database: Path, now: datetime, specs: Mapping[str, SiteSpec]
) -> list[dict[str, Any]]:
    """The same figures for JSON."""
    return [
        {
            "name": f"newsarchive_{name}",
            "type": kind,
            "help": told,
            "samples": [{"labels": dict(labels), "value": float(value)} for labels, value in samples],
        }
        for name, kind, told, samples in _families(connection, database, health(connection, now, specs))
    ]


def replace_file(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new text, never half of one.

    Raises:
        OSError: the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.chmod(0o644)
    beside.replace(path)


Family = tuple[str, str, str, Sequence[Sample]]


def _families(
    connection: sqlite3.Connection, database: Path, sites: Sequence[SiteHealth]
) -> Iterator[Family]:
    yield "info", "gauge", "Version of newsarchive.", [({"version": __version__}, 1)]
    articles = article_counts(connection)
    yield "articles", "gauge", "Articles in the archive.", [({"site": row[0]}, row[1]) for row in articles]
    yield "articles_gone", "gauge", "Articles that the site has taken down.", [
        ({"site": row[0]}, row[2]) for row in articles
    ]  # fmt: skip
    yield (
        "edits",
        "gauge",
        "Revisions beyond each article's first.",
        [({"site": row[0]}, row[3]) for row in articles],
    )
    yield "snapshots", "gauge", "Stored responses.", [({}, snapshot_count(connection))]
    yield "pages", "gauge", "Addresses met, by kind and state.", [
        ({"site": site, "kind": kind, "state": state}, count)
        for site, kind, state, count in page_states(connection)
    ]  # fmt: skip
    yield "runs_total", "counter", "Runs by outcome.", [
        ({"site": site, "outcome": outcome}, count) for site, outcome, count in run_outcomes(connection)
    ]  # fmt: skip
    yield from _last_runs(connection)
    yield "findings", "gauge", "Findings by code and severity.", [
        ({"code": code, "severity": severity}, count) for code, severity, count in finding_totals(connection)
    ]  # fmt: skip
    yield "alerts_open", "gauge", "Causes that need a person now.", [
        ({"site": site}, count) for site, count in open_alert_counts(connection)
    ]  # fmt: skip
    yield from _health(sites)
    yield "database_bytes", "gauge", "Size of the database.", [({}, database.stat().st_size)]
    yield "warc_bytes", "gauge", "Size of all sealed WARC files.", [({}, warc_bytes(connection))]
    yield "disk_free_bytes", "gauge", "Free space on the archive's disk.", [({}, free_bytes(database))]


def _last_runs(connection: sqlite3.Connection) -> Iterator[Family]:
    runs = last_runs(connection)
    yield "last_run_timestamp_seconds", "gauge", "When the last run began, unix time.", [
        ({"site": run["site"]}, moment(run["started_at"]).timestamp()) for run in runs
    ]  # fmt: skip
    yield "last_run_exit_code", "gauge", "How the last run ended.", [
        ({"site": run["site"]}, run["exit_code"] if run["exit_code"] is not None else -1) for run in runs
    ]  # fmt: skip
    yield "last_run_duration_seconds", "gauge", "How long the last run took.", [
        ({"site": run["site"]}, (moment(run["finished_at"]) - moment(run["started_at"])).total_seconds())
        for run in runs
    ]  # fmt: skip
    for name in ("pages", "new", "changed", "missing", "gone", "failed", "bytes"):
        yield f"last_run_{name}", "gauge", f"Count \"{name}\" of the last run.", [
            ({"site": run["site"]}, run[name]) for run in runs
        ]  # fmt: skip


def _health(sites: Sequence[SiteHealth]) -> Iterator[Family]:
    fields = [each for site in sites for each in site.fields]
    yield "field_share", "gauge", "Share of the newest articles that have a field.", [
        ({"site": each.site, "field": each.field}, each.now)
        for each in fields
        if each.measure == "filled" and each.now is not None
    ]  # fmt: skip
    yield "field_broken", "gauge", "1 where a look at a field finds it broken or drifting.", [
        ({"site": each.site, "field": each.field, "measure": each.measure}, each.status in ("broken", "drift"))
        for each in fields
    ]  # fmt: skip
    yield "site_broken", "gauge", "1 where a site looks broken.", [
        ({"site": site.site}, site.exit_code == 4) for site in sites
    ]  # fmt: skip


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    pairs = (f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))

"""A crawl that begins with a million pages waiting: how long until its first request, how much memory, does it grow.

    python bench/pending.py [--pages 1000000] [--take 3000]

Four archives: all pages ready; all outside of `--since`; all due for a revisit; ready, with `--limit`. "start" is
opening the archive, waking what is due and the first helping; "take" the slowest and the mean helping of 64 after it.
Also prints the query plans, and fails where one of them sorts or scans the table.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from newsarchive.archive.live import LiveArchive
from newsarchive.frontier.pages import PagesFrontier
from newsarchive.model.crawl import CrawlBounds
from newsarchive.store.connect import open_writer
from spiders.thanhuytphcm import SITE

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
HELPING = 64
CASES = {
    "ready": ("pending", None, CrawlBounds()),
    "older than --since": ("pending", None, CrawlBounds(since=date(2025, 1, 1))),
    "due again": ("fetched", "2026-06-30T00:00:00Z", CrawlBounds()),
    "with --limit": ("pending", None, CrawlBounds(limit=10**6)),
}


def fill(path: Path, count: int, state: str, due: str | None) -> None:
    """An archive in which so many articles wait, each with bounds of 2020."""
    db = open_writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute("INSERT INTO sites VALUES (?, ?, ?)", (SITE.id, SITE.name, SITE.home))
    db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO pages (site, url, kind, source_id, state, discovered_at, priority, earliest_day, latest_day,"
        " next_visit_at, visits)"
        " SELECT ?, ? || '/tin-tuc/bai-viet-so-' || i || '-ve-mot-viec-trong-ngay-' || (1491000000 + i), 'article',"
        " 1491000000 + i, ?, '2026-01-01T00:00:00Z', 20, '2020-01-01', '2020-05-01', ?, ? FROM n",
        (count, SITE.id, SITE.home, state, due, 1 if due else 0),
    )
    db.execute("COMMIT")
    db.close()


def memory_mb() -> float:
    """Resident set of this process at its highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path, case: str, take: int) -> dict[str, float]:
    """One start of a crawl, in this process."""
    bounds = CASES[case][2]
    before = memory_mb()
    started = time.perf_counter()
    archive = LiveArchive(path, SITE, clock=lambda: NOW, bounds=bounds)
    frontier = PagesFrontier(path, SITE.id, bounds)
    first = frontier.take(HELPING, NOW)
    start = time.perf_counter() - started
    early, times, taken = memory_mb(), [], len(first)
    for ref in first:
        frontier.settled(ref.id)
    for _ in range(take // HELPING):
        started = time.perf_counter()
        refs = frontier.take(HELPING, NOW)
        times.append(time.perf_counter() - started)
        taken += len(refs)
        for ref in refs:
            frontier.settled(ref.id)
    started = time.perf_counter()
    frontier.has_more(NOW)
    has_more = time.perf_counter() - started
    frontier.close()
    archive.close()
    return {
        "start": start,
        "slowest": max(times),
        "mean": sum(times) / len(times),
        "has_more": has_more,
        "taken": taken,
        "base_mb": before,
        "first_mb": early,
        "last_mb": memory_mb(),
    }


def plans(path: Path) -> list[str]:
    """The plans of all queries the frontier runs; no step may sort, or walk the table without an index."""
    connection = sqlite3.connect(path)
    frontier = PagesFrontier(path, SITE.id, CrawlBounds(since=date(2020, 1, 1), until=date(2026, 1, 1)))
    asked: list[str] = []
    frontier._connection.set_trace_callback(asked.append)
    frontier.take(HELPING, NOW)
    frontier.has_more(NOW)
    frontier.close()
    steps = []
    for sql in dict.fromkeys(asked):
        steps += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    connection.close()
    return list(dict.fromkeys(steps))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1_000_000)
    parser.add_argument("--take", type=int, default=3000)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(Path(given.measure[0]), given.measure[1], given.take)))
        return
    for case, (state, due, _) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.db"
            fill(path, given.pages, state, due)
            done = subprocess.run(
                [sys.executable, __file__, "--take", str(given.take), "--measure", str(path), case],
                check=True,
                capture_output=True,
                text=True,
            )
            told = json.loads(done.stdout)
            print(
                f"{case:18s} {given.pages} pages: start {told['start']:.2f} s, take of {HELPING}: mean"
                f" {1000 * told['mean']:.1f} ms, slowest {1000 * told['slowest']:.1f} ms, has_more"
                f" {1000 * told['has_more']:.0f} ms; {told['taken']:.0f} taken; memory {told['base_mb']:.0f} →"
                f" {told['first_mb']:.0f} → {told['last_mb']:.0f} MB",
                flush=True,
            )
            if case == "ready":
                found = plans(path)
    print("plans:", *found, sep="\n  ")
    bad = [step for step in found if "TEMP B-TREE" in step or step.startswith("SCAN")]
    sys.exit(f"these steps are not right: {bad}" if bad else 0)


if __name__ == "__main__":
    main()
